"""Opening the database: one way to read, one way to write, on SQLite and PostgreSQL alike."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from sqlite3 import Connection as SqliteConnection
from threading import RLock
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Select, create_engine, event
from sqlalchemy.orm import Session

from toolkit.store.glance import Glance
from toolkit.store.together import Together, Verb

Job = TypeVar("Job")
Done = TypeVar("Done")

# Connections kept open: SQLite's are files of this process, PostgreSQL's are shared with other servers.
SQLITE_POOL, POSTGRES_POOL = 40, 5

TRACELESS = "traceless"


def leave_no_trace(session: Session) -> None:
    """
    What this verb deletes must not be found again in the files of the database, once it is kept.

    PostgreSQL has no such promise to give: there a deleted row stays on disk until it is vacuumed.
    """
    session.info[TRACELESS] = True


class Store:
    """The database of one server."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._quick = _quick_engine(self.engine)
        self._writer = self.engine.execution_options(writing=True)
        # On SQLite a transaction is one picture as it is; PostgreSQL takes one for each query unless told.
        self._sqlite = self.engine.dialect.name == "sqlite"
        self._reader = (
            self.engine if self._sqlite else self.engine.execution_options(isolation_level="REPEATABLE READ")
        )
        # SQLite lets one writer in and has the others try again, in no order: here they queue instead.
        self._turn: AbstractContextManager[object] = RLock() if self._sqlite else nullcontext()
        self._groups: dict[Verb[Any, Any], Together[Any, Any]] = {}
        self._glances: dict[Select[Any], Glance] = {}

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one consistent picture of the database; nothing done in it is kept."""
        with Session(self._reader, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """
        A session for one verb, kept on leaving and undone on error.

        On SQLite the write lock is taken at the start, so that what a verb checked is still
        true when it writes; on PostgreSQL a verb locks the rows it relies on.
        """
        with self._turn, Session(self._writer, expire_on_commit=False) as session:
            with session.begin():
                yield session
            if session.info.get(TRACELESS) and self._sqlite:
                self._empty_the_log()

    def glance(self, statement: Select[Any], **values: object) -> Sequence[Any] | None:
        """
        The first row of *statement*, one of a few made once and for all; *values* are its parameters.

        It comes as the driver gives it: a time or JSON may be text.
        """
        found = self._glances.get(statement)
        if found is None:
            found = self._glances.setdefault(statement, Glance(self._quick, statement))
        return found(**values)

    def together(self, verb: Verb[Job, Done], job: Job) -> Done:
        """
        *verb* for this job and for all that wait for the writer at the same moment, kept in one go.

        Raises: whatever *verb* raises for this job alone; refusals may also be what it returns.
        """
        group: Together[Job, Done] | None = self._groups.get(verb)
        if group is None:
            group = self._groups.setdefault(verb, Together(self.writing, verb))
        return group(job)

    def _empty_the_log(self) -> None:
        """Move what was written into the database, where deleting erases, and cut its log to nothing."""
        with closing(self.engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    def close(self) -> None:
        self._quick.dispose()
        self.engine.dispose()


def _engine(url: str) -> Engine:
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    if not url.startswith("sqlite"):
        return create_engine(
            url, pool_pre_ping=True, pool_size=POSTGRES_POOL, max_overflow=0, hide_parameters=True
        )
    engine = create_engine(
        url, connect_args={"check_same_thread": False, "timeout": 15}, pool_size=SQLITE_POOL
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _quick_engine(engine: Engine) -> Engine:
    """The same database, where what is asked is its own transaction; a lone statement is so on SQLite."""
    if engine.dialect.name == "sqlite":
        return engine
    return create_engine(
        engine.url,
        isolation_level="AUTOCOMMIT",
        pool_reset_on_return=None,
        pool_size=POSTGRES_POOL,
        max_overflow=0,
    )


def _prepare_sqlite(connection: SqliteConnection, _record: Any) -> None:
    # Transactions are begun by hand below: the driver would otherwise begin them late, after a check.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",  # "recorded" on a phone means it survives a power cut
        "foreign_keys = ON",
        "secure_delete = ON",  # what is detached or purged leaves no trace in free pages
        "busy_timeout = 15000",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
