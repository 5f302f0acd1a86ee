"""A copy of the whole database, taken while the room votes."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from toolkit.keeping.refusals import CannotKeep

PAGES_AT_ONCE = 200  # of 4 KB: between two handfuls a ballot may be written


def back_up(database: Path, target: Path) -> int:
    """
    Copy the SQLite file *database*, as it is at one moment, to *target*, replaced once the copy is whole
    and has been read through.

    Returns: bytes written.
    Raises: CannotKeep (no_database, unwritable, damaged).
    """
    if not database.is_file():
        raise CannotKeep("no_database", file=database)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=15)) as source:
            part.touch(mode=0o600)
            with closing(sqlite3.connect(part)) as copy:
                source.backup(copy, pages=PAGES_AT_ONCE)
                copy.execute("PRAGMA journal_mode = DELETE").close()
                if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                    raise CannotKeep("damaged", file=database)
        part.replace(target)
    except sqlite3.Error as error:
        raise CannotKeep("damaged" if "malformed" in str(error) else "unwritable", file=target) from error
    except OSError as error:
        raise CannotKeep("unwritable", file=target) from error
    finally:
        part.unlink(missing_ok=True)
    return target.stat().st_size
