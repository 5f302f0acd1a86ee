"""Reads the data files of the look: card sizes, themes, sheets. A mistake names file, field and reason."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from toolkit.content.cards import LANGUAGES, Language
from toolkit.faces.lengths import BadLength, length_mm
from toolkit.words import say

Made = TypeVar("Made")

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
LONGEST_FILE = 64 * 1024


class BadLook(ValueError):
    """A data file that cannot be used. Attributes: ``file``, ``field`` (empty for the whole file)."""

    def __init__(self, file: str, field: str, reason: str, **values: object) -> None:
        super().__init__(file, field, reason)
        self.file = file
        self.field = field
        self.reason = reason
        self.values = values

    def sentence(self, language: Language) -> str:
        return say(language, f"look.{self.reason}", **self.values)

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.file, self.field) if part)
        return f"{where}: {self.sentence('en')}"


class Table:
    """One file, read field by field; ``done`` refuses what nobody asked for."""

    def __init__(self, file: str, data: Mapping[str, Any]) -> None:
        self.file = file
        self._data = data
        self._read: set[str] = set()

    def length(self, field: str, *, least: float = 0.0, default: float | None = None) -> float:
        """Millimetres, from a number or a text such as ``2.5 in``."""
        value = self._value(field, default)
        try:
            length = length_mm(value)
        except BadLength as bad:
            raise self.wrong(field, bad.reason, **bad.values) from None
        if length < least:
            raise self.wrong(field, "length_small", value=f"{length:g}", least=f"{least:g}")
        return length

    def number(self, field: str, *, least: float, most: float, default: float | None = None) -> float:
        value = self._value(field, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise self.wrong(field, "not_between", least=f"{least:g}", most=f"{most:g}")
        return float(value)

    def flag(self, field: str, *, default: bool) -> bool:
        value = self._value(field, default)
        if not isinstance(value, bool):
            raise self.wrong(field, "not_a_flag")
        return value

    def choice(self, field: str, known: Sequence[str], *, default: str | None = None) -> str:
        value = self._value(field, default)
        if value not in known:
            raise self.wrong(field, "not_a_choice", known=", ".join(filter(None, known)))
        return str(value)

    def colour(self, field: str, *, also: Sequence[str] = ()) -> str:
        value = self._value(field, None)
        if not isinstance(value, str) or (value not in also and not COLOUR.fullmatch(value)):
            raise self.wrong(field, "not_a_colour")
        return value if value in also else value.upper()

    def names(self, field: str) -> tuple[str, ...]:
        value = self._value(field, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.wrong(field, "not_names")
        return tuple(value)

    def words(self, field: str, *, default: str | None = None) -> Mapping[Language, str]:
        """A text in every language."""
        value = self._value(field, dict.fromkeys(LANGUAGES, default) if default is not None else None)
        if not isinstance(value, dict) or not all(isinstance(value.get(each), str) for each in LANGUAGES):
            raise self.wrong(field, "not_words", languages=", ".join(LANGUAGES))
        return {each: value[each] for each in LANGUAGES}

    def inner(self, field: str) -> "Table":
        value = self._value(field, {})
        if not isinstance(value, dict):
            raise self.wrong(field, "not_a_table")
        return Table(self.file, value)

    def done(self) -> None:
        """Raises: BadLook, for a field that was never read: most often a misspelt one."""
        if unknown := sorted(self._data.keys() - self._read):
            raise self.wrong(unknown[0][:60], "unknown_field", known=", ".join(sorted(self._read)))

    def wrong(self, field: str, reason: str, **values: object) -> BadLook:
        return BadLook(self.file, field, reason, **values)

    def _value(self, field: str, default: object) -> Any:
        self._read.add(field)
        value = self._data.get(field, default)
        if value is None:
            raise self.wrong(field, "missing_field")
        return value


def read_each(folders: Sequence[Path], kind: str, made: Callable[[str, Table], Made]) -> dict[str, Made]:
    """
    What *made* makes of each ``kind/NAME.toml`` of *folders*, by name; a later folder replaces a name.

    Raises: BadLook.
    """
    found: dict[str, Made] = {}
    for path in (path for folder in folders for path in _files(folder / kind)):
        file = f"{kind}/{path.name}"
        if not NAME.fullmatch(path.stem):
            raise BadLook(file, "", "bad_name")
        table = Table(file, _parsed(path, file))
        found[path.stem] = made(path.stem, table)
        table.done()
    return found


def _files(folder: Path) -> Iterator[Path]:
    return iter(sorted(folder.glob("*.toml")))


def _parsed(path: Path, file: str) -> Mapping[str, Any]:
    try:
        data = path.read_bytes()
        if len(data) > LONGEST_FILE:
            raise BadLook(file, "", "large_file")
        return tomllib.loads(data.decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        raise BadLook(file, "", "unreadable_file") from None
    except tomllib.TOMLDecodeError as error:
        raise BadLook(file, "", "not_toml", cause=str(error)[:120]) from None
