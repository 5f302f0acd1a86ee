"""One server per data folder: a lock held while it runs, and beside it the address it answers at."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from toolkit.serving.refusals import CannotServe

LOCK = "rebond.lock"
ADDRESS = "rebond.url"


@contextmanager
def only_server(data_dir: Path) -> Iterator[None]:
    """
    Hold *data_dir*, made if need be; the system lets go of it even if the process is killed.

    Raises: CannotServe (already_running, with its address; data_in_use; data_is_file; data_unwritable).
    """
    _make(data_dir)
    lock = FileLock(data_dir / LOCK, blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise _held(data_dir) from None
    except OSError as error:
        raise unwritable(data_dir, error) from None
    try:
        yield
    finally:
        with suppress(OSError):
            (data_dir / ADDRESS).unlink(missing_ok=True)
        lock.release()


def publish(data_dir: Path, url: str) -> None:
    """
    Write down where the server of *data_dir* answers.

    Raises: CannotServe.
    """
    try:
        (data_dir / ADDRESS).write_text(url + "\n", "utf-8")
    except OSError as error:
        raise unwritable(data_dir, error) from None


def unwritable(data_dir: Path, error: OSError) -> CannotServe:
    return CannotServe("data_unwritable", data=data_dir, cause=error.strerror or str(error))


def _make(data_dir: Path) -> None:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise CannotServe("data_is_file", data=data_dir) from None
    except OSError as error:
        raise unwritable(data_dir, error) from None


def _held(data_dir: Path) -> CannotServe:
    try:
        url = (data_dir / ADDRESS).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        url = ""
    if url:
        return CannotServe("already_running", data=data_dir, url=url)
    return CannotServe("data_in_use", data=data_dir)  # it is starting, stopping, or not a server
