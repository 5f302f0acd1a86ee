"""Reading a table of numbers strictly, going on after a flaw so that all of them are told at once."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from toolkit.game.book import TRACKS, Tracks
from toolkit.game.moves import is_whole

LARGEST = 1000


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong in the numbers: where, which rule, and what its words need."""

    field: str
    rule: str
    values: Mapping[str, str | int] = made(default_factory=dict)

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return f"{self.field}: {self.rule}" + (f" ({details})" if details else "")


class Sheet:
    """
    One table of the file, and the flaws of the whole file.

    Each reader notes a flaw and gives a harmless value when what it finds is not what it asks. ``done``
    notes the keys nobody asked for.
    """

    def __init__(self, table: Any, at: str = "", flaws: list[Flaw] | None = None) -> None:
        self.at = at
        self.flaws: list[Flaw] = [] if flaws is None else flaws
        self._asked: set[str] = set()
        if not isinstance(table, Mapping):
            self.flaws.append(Flaw(at, "not_table"))
        self._table: Mapping[str, Any] = table if isinstance(table, Mapping) else {}
        self._silent = not isinstance(table, Mapping)

    def place(self, name: str) -> str:
        return f"{self.at}.{name}" if self.at else name

    def note(self, name: str, rule: str, **values: str | int) -> None:
        if not self._silent:
            self.flaws.append(Flaw(self.place(name), rule, values))

    def whole(self, name: str, least: int = 0, most: int = LARGEST) -> int:
        value = self._get(name)
        if value is None:
            return least
        if not is_whole(value):
            self.note(name, "not_number")
        elif not least <= value <= most:
            self.note(name, "game_range", least=least, most=most)
        else:
            return int(value)
        return least

    def text(self, name: str, among: Collection[str] = ()) -> str:
        value = self._get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.note(name, "not_text")
        elif not value.strip():
            self.note(name, "empty")
        elif among and value not in among:
            self.note(name, "game_unknown", value=value, allowed=", ".join(among))
        else:
            return value
        return ""

    def texts(self, name: str, among: Collection[str] = ()) -> tuple[str, ...]:
        value = self._get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.note(name, "not_list")
            return ()
        for item in value:
            if among and item not in among:
                self.note(name, "game_unknown", value=item, allowed=", ".join(among))
        if len(set(value)) < len(value):
            self.note(name, "game_twice")
        return tuple(value)

    def wholes(self, name: str, least: int, most: int) -> tuple[int, ...]:
        value = self._get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(is_whole(item) for item in value):
            self.note(name, "game_numbers")
            return ()
        if not all(least <= item <= most for item in value):
            self.note(name, "game_range", least=least, most=most)
        return tuple(value)

    def tracks(self, name: str, most: int) -> Tracks:
        """A whole number for each of the four tracks, between −*most* and *most*."""
        inner = self.table(name)
        levels = {track: inner.whole(track, -most, most) for track in TRACKS}
        inner.done()
        return Tracks(**levels)

    def table(self, name: str) -> "Sheet":
        value = self._get(name)
        inner = Sheet({} if value is None else value, self.place(name), self.flaws)
        inner._silent = inner._silent or value is None
        return inner

    def tables(self, name: str) -> Iterator["Sheet"]:
        """The tables of a list, at least one."""
        value = self._get(name)
        if value is None:
            return
        if not isinstance(value, list) or not value:
            self.note(name, "game_tables")
            return
        for place, item in enumerate(value, 1):
            yield Sheet(item, f"{self.place(name)}[{place}]", self.flaws)

    def done(self) -> None:
        for name in self._table:
            if name not in self._asked:
                self.note(str(name), "unknown_key")

    def _get(self, name: str) -> Any:
        self._asked.add(name)
        if name not in self._table:
            self.note(name, "missing")
            return None
        return self._table[name]
