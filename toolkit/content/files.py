"""Reading the TOML files of a folder of cards, whatever they turn out to be."""

import re
import stat
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toolkit.content.problems import Problem

Table = dict[str, Any]

MAX_BYTES = 100_000  # a card weighs 2 kB: beyond this it is another kind of file
AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")
TWICE = re.compile(r"overwrite|twice|Duplicate|redefine|mutate")
EXCERPT = 40


def read_table(path: Path, name: str) -> Table | Problem:
    """
    The content of one TOML file.

    Returns: its table, or the one problem that prevents reading it, under the file name *name*.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # opening a pipe would wait for ever
            return Problem(name, "", "not_a_file")
        if about.st_size > MAX_BYTES:
            return Problem(name, "", "too_big", {"size": about.st_size, "limit": MAX_BYTES})
        raw = path.read_bytes()
    except FileNotFoundError:
        return Problem(name, "", "no_file")
    except OSError as error:
        return Problem(name, "", "unreadable", {"cause": error.strerror or str(error)})
    return _parse(raw, name)


def strings(value: Any) -> Sequence[str]:
    """The texts of a list; nothing, when *value* is anything else."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _parse(raw: bytes, name: str) -> Table | Problem:
    try:
        text = raw.decode("utf-8-sig")  # Windows Notepad may put a mark first
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(name, "", "not_utf8", {"line": str(line)})
    try:
        return tomllib.loads(text)
    except RecursionError:
        return Problem(name, "", "too_deep")
    except ValueError as error:  # also what a number of 5,000 digits raises
        return _syntax(str(error), text, name)


def _syntax(message: str, text: str, name: str) -> Problem:
    lines = text.replace("\r\n", "\n").rstrip().split("\n")
    place = AT_LINE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (len(lines), len(lines[-1]) + 1)
    excerpt = lines[min(line, len(lines)) - 1].strip()[:EXCERPT]
    if TWICE.search(message):
        return Problem(name, "", "written_twice", {"line": str(line), "excerpt": excerpt})
    return Problem(name, "", "not_toml", {"line": str(line), "column": str(column), "excerpt": excerpt})
