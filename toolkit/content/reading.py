"""A folder of cards as found on disk, tables not yet judged: one deck, or several side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from os.path import exists, isdir  # unlike those of Path, false where nothing may be looked at
from pathlib import Path

from toolkit.content.files import Table, read_table
from toolkit.content.problems import Problem

DECK_FILE = "deck.toml"
SOURCES_FILE = "sources.toml"
LOCK_FILE = "printed.lock.toml"
GAME_FILE = "game.toml"
RULES_FILE = "rules.toml"
SCRIPT_FILE = "script.toml"
HATS_FILE = "hats.toml"
BOOKLET_FILE = "booklet.toml"
PAGE_FILE = "page.toml"
# The words around a game, beside the numbers and the cards it is played with.
WORDS_FILES = (RULES_FILE, SCRIPT_FILE, HATS_FILE, BOOKLET_FILE, PAGE_FILE)
# What lies beside cards without being one.
ASIDE = (DECK_FILE, SOURCES_FILE, LOCK_FILE, GAME_FILE, *WORDS_FILES)


@dataclass(frozen=True, slots=True)
class RawDeck:
    """
    One deck as found.

    Attributes:

    place: its folder within the folder read, with a final slash; empty when it is that folder.
    table: what ``deck.toml`` says; None when it cannot be read.
    cards: the tables of its cards by the name of their file without ``.toml``; the unreadable ones are None.
    """

    place: str
    table: Table | None
    cards: Mapping[str, Table | None]

    @property
    def file(self) -> str:
        return self.place + DECK_FILE

    def card_file(self, name: str) -> str:
        return f"{self.place}{name}.toml"

    def readable(self) -> Iterator[tuple[str, Table]]:
        """Each card that could be read, with its file."""
        for name, table in self.cards.items():
            if table is not None:
                yield self.card_file(name), table


@dataclass(frozen=True, slots=True)
class Reading:
    """
    All that was found. ``sources`` is None when the file exists and cannot be read; ``sources_file``
    names it, or the place where it should be.
    """

    decks: tuple[RawDeck, ...]
    sources: Table | None
    sources_file: str
    problems: list[Problem] = field(default_factory=list)


def read_folder(folder: Path) -> Reading:
    """
    *folder* read whole: a deck when it holds ``deck.toml``, else a folder of decks.

    A deck alone takes its sources from its own folder, else from the one above.
    Raises: NotADirectoryError.
    """
    if not isdir(folder):
        raise NotADirectoryError(str(folder))
    problems: list[Problem] = []
    places = [""] if exists(folder / DECK_FILE) else _places(folder, problems)
    decks = tuple(_read_deck(folder, place, problems) for place in places)
    if not decks:
        problems.append(Problem("", "", "no_deck"))
    sources_file = _sources_file(folder, alone=places == [""])
    sources: Table | None = {}
    if exists(folder / sources_file):
        sources = _kept(read_table(folder / sources_file, sources_file), problems)
    return Reading(decks, sources, sources_file, problems)


def _places(folder: Path, problems: list[Problem]) -> list[str]:
    """The decks of a folder of decks; what looks like cards gone astray is a problem."""
    places = []
    for path in _visible(folder, "", problems):
        if exists(path / DECK_FILE):
            places.append(f"{path.name}/")
        elif isdir(path) and any(file.name not in ASIDE for file in _toml(path, path.name, problems)):
            problems.append(Problem(f"{path.name}/{DECK_FILE}", "", "no_file"))
        elif path.suffix == ".toml" and path.name not in (SOURCES_FILE, LOCK_FILE):
            problems.append(Problem(path.name, "", "stray_file"))
    return places


def _read_deck(folder: Path, place: str, problems: list[Problem]) -> RawDeck:
    table = _kept(read_table(folder / place / DECK_FILE, place + DECK_FILE), problems)
    cards = {
        path.stem: _kept(read_table(path, place + path.name), problems)
        for path in _toml(folder / place, place, problems)
        if path.name not in ASIDE
    }
    return RawDeck(place, table, cards)


def _sources_file(folder: Path, *, alone: bool) -> str:
    if alone and not exists(folder / SOURCES_FILE) and exists(folder.resolve().parent / SOURCES_FILE):
        return f"../{SOURCES_FILE}"
    return SOURCES_FILE


def _kept(read: Table | Problem, problems: list[Problem]) -> Table | None:
    if isinstance(read, Problem):
        problems.append(read)
        return None
    return read


def _toml(folder: Path, name: str, problems: list[Problem]) -> list[Path]:
    return [path for path in _visible(folder, name, problems) if path.suffix == ".toml"]


def _visible(folder: Path, name: str, problems: list[Problem]) -> list[Path]:
    """What a folder holds, in a stable order, without what systems leave behind (``._card.toml``)."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        problems.append(Problem(name, "", "unreadable", {"cause": error.strerror or str(error)}))
        return []
