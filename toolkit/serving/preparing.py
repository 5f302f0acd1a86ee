"""Everything that can go wrong before a server starts, found then, and told in one line."""

import errno
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, OperationalError

from toolkit.config import Config
from toolkit.content.problems import BadCards
from toolkit.server import Server, open_server
from toolkit.serving.instance import unwritable
from toolkit.serving.refusals import CannotServe
from toolkit.store.session import Store
from toolkit.store.upgrade import DatabaseTooNew


def prepared(config: Config) -> Server:
    """
    What a server on *config* would hold, with its database brought up to date, checked and let go of.

    Raises: CannotServe.
    """
    with explained(config):
        server = open_server(config)
        try:
            check_whole(server.store)
        finally:
            server.store.close()
    return server


def settle(config: Config) -> None:
    """After the last request: fold SQLite's journal into its file, which alone is then a full copy."""
    store = Store(config.database)
    with suppress(DBAPIError), store.reading() as session:
        session.connection()
    store.close()


@contextmanager
def explained(config: Config) -> Iterator[None]:
    """Turn what opening a server may raise into CannotServe."""
    try:
        yield
    except DatabaseTooNew as error:
        raise CannotServe("database_too_new", database=shown(config), revision=error.revision) from None
    except BadCards as bad:
        raise CannotServe("cards_broken", n=len(bad.problems), first=bad.problems[0]) from None
    except (ArgumentError, ImportError) as error:  # no such dialect, or its driver is not installed
        raise CannotServe("database_url", cause=_first_line(error)) from None
    except DBAPIError as error:
        raise _database(config, error) from None
    except OSError as error:
        raise unwritable(config.data_dir, error) from None


def check_whole(store: Store) -> None:
    """
    Have SQLite read its file through, which finds what opening it does not.

    Raises: DatabaseError.
    """
    if store.engine.dialect.name != "sqlite":
        return
    with store.reading() as session:
        found = session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if found != "ok":
        raise DatabaseError(None, None, ValueError(found))


def free_port(host: str, port: int) -> int:
    """
    *port* itself once it is known to be free on *host*; for 0, one the system picked.

    Raises: CannotServe (port_taken, port_privileged, host_unknown).
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as trying:
        if sys.platform != "win32":  # there, it would let two servers share the port
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((host, port))
        except OSError as error:
            raise refused_port(host, port, error) from None
        return int(trying.getsockname()[1])


def refused_port(host: str, port: int, error: OSError) -> CannotServe:
    if error.errno == errno.EADDRINUSE:
        return CannotServe("port_taken", port=str(port), other=str(_another(port)))
    if error.errno in (errno.EACCES, errno.EPERM):
        return CannotServe("port_privileged", port=str(port))
    return CannotServe("host_unknown", host=host, cause=error.strerror or str(error))


def shown(config: Config) -> str:
    """The database as it may be shown: without its password."""
    return make_url(config.database).render_as_string(hide_password=True).removeprefix("sqlite:///")


def _database(config: Config, error: DBAPIError) -> CannotServe:
    """SQLite tells a damaged file from one it cannot open or write; a server that is away is neither."""
    cause = _first_line(error.orig or error)
    if not config.database.startswith("sqlite"):
        return CannotServe("database_away", database=shown(config), cause=cause)
    damaged = not isinstance(error, OperationalError)
    return CannotServe(
        "database_damaged" if damaged else "database_closed", database=shown(config), cause=cause
    )


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0]


def _another(port: int) -> int:
    return port + 1 if port < 65535 else 8000
