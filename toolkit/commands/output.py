"""Files that a command writes: whole or not at all."""

import os
import sys
from pathlib import Path

STANDARD = Path("-")


class Terminal(OSError):
    """Bytes were about to be poured into somebody's terminal."""


def write_whole(target: Path, data: bytes) -> None:
    """
    Put *data* in *target*, or on standard output for ``-``; a file is replaced only once it is complete.

    Raises: OSError, with *target* as it was; Terminal.
    """
    if target == STANDARD:
        if sys.stdout.isatty():
            raise Terminal
        sys.stdout.buffer.write(data)
    elif target.exists() and not target.is_file():
        target.write_bytes(data)  # a pipe or a device, which must stay what it is; a folder refuses
    else:
        _replace(target.resolve(), data)


def _replace(target: Path, data: bytes) -> None:
    """Through a neighbour of *target* and a rename, which no crash can cut in two."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
