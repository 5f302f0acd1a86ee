"""The words around a game, beside its cards: numbered rules, booklet, one page, script, hats."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os.path import exists
from pathlib import Path
from typing import Any

from toolkit.content.cards import LANGUAGES, Language
from toolkit.content.files import Table, read_table
from toolkit.content.game_words_shape import TABLES, problems_of
from toolkit.content.problems import BadCards, Problem
from toolkit.content.reading import (
    BOOKLET_FILE,
    HATS_FILE,
    PAGE_FILE,
    RULES_FILE,
    SCRIPT_FILE,
    WORDS_FILES,
    Reading,
)

Both = Mapping[Language, str]

__all__ = ["TABLES", "Block", "GameWords", "Hat", "Rule", "Section", "Step", "load_game_words"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``number``, two digits, never changes: tests and booklet cite it."""

    number: str
    text: Both


@dataclass(frozen=True, slots=True)
class Hat:
    """A point of view to try on: who one is, and the two questions one keeps asking. No powers."""

    id: str
    title: Both
    gist: Both
    questions: tuple[Both, Both]


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step of the facilitator's script.

    Attributes:

    phase: when it comes, one of ``game_words_shape.PHASES``.
    do: what to do, one gesture each.
    say: the words to say, each on its own; may be empty.
    tip: for when it does not go as planned; may be empty.
    seconds: how long it takes, by the minutes of the format; 0 where it takes none of its own.
    """

    phase: str
    title: Both
    do: tuple[Both, ...]
    say: tuple[Both, ...]
    tip: Both
    seconds: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """
    A piece of a section, by its ``kind``.

    Attributes:

    text: of a ``text`` or a ``note``.
    items: of a ``list`` (in any order) or of ``steps`` (in this order).
    rules: numbers of the rules that ``rules`` sets out.
    head, rows: of a ``table``; ``game_tables.filled`` makes one of a ``numbers``, loading one of ``hats``.
    table: which of ``TABLES`` a ``numbers`` shows; its cells come from the numbers of the game.
    names: what those cells call tracks or difficulties.
    """

    kind: str
    text: Both
    items: tuple[Both, ...] = ()
    rules: tuple[str, ...] = ()
    head: tuple[Both, ...] = ()
    rows: tuple[tuple[Both, ...], ...] = ()
    table: str = ""
    names: tuple[Both, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: Both
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class GameWords:
    """
    All of them. ``rules`` by number; ``script`` in the order of a game; ``page`` and ``booklet`` are what a
    table without any screen needs: the rules on one page, and in full.
    """

    rules: Mapping[str, Rule]
    script: tuple[Step, ...]
    hats: tuple[Hat, ...]
    page: tuple[Section, ...]
    booklet: tuple[Section, ...]

    def step(self, phase: str) -> Step:
        """Raises: KeyError, when the script has no such phase."""
        for step in self.script:
            if step.phase == phase:
                return step
        raise KeyError(phase)


def load_game_words(folder: Path) -> GameWords:
    """
    The words around the game whose deck is in *folder*.

    Raises: BadCards, with every problem of every file.
    """
    tables, problems = _read(folder, "")
    problems += [Problem(name, "", "no_file") for name in WORDS_FILES if not exists(folder / name)]
    problems += problems_of(tables)
    if problems:
        raise BadCards(problems)
    rules = [Rule(each["number"], _both(each)) for each in tables[RULES_FILE]["rules"]]
    hats = tuple(map(_hat, tables[HATS_FILE]["hats"]))
    return GameWords(
        rules={rule.number: rule for rule in rules},
        script=tuple(map(_step, tables[SCRIPT_FILE]["steps"])),
        hats=hats,
        page=tuple(_section(each, hats) for each in tables[PAGE_FILE]["sections"]),
        booklet=tuple(_section(each, hats) for each in tables[BOOKLET_FILE]["sections"]),
    )


def game_words_problems(folder: Path, reading: Reading) -> Iterator[Problem]:
    """Everything wrong in the words around the games of *folder*; they may be absent."""
    for raw in reading.decks:
        tables, problems = _read(folder / raw.place, raw.place)
        yield from problems
        yield from problems_of(tables, raw.place)


def _read(folder: Path, place: str) -> tuple[dict[str, Table], list[Problem]]:
    tables: dict[str, Table] = {}
    problems = []
    for name in WORDS_FILES:
        if exists(folder / name):
            read = read_table(folder / name, place + name)
            if isinstance(read, Problem):
                problems.append(read)
            else:
                tables[name] = read
    return tables, problems


def _both(table: Any) -> Both:
    """A text in two languages; a cell that is a plain text says the same in both."""
    if isinstance(table, str):
        return dict.fromkeys(LANGUAGES, table)
    return {language: table[language] for language in LANGUAGES}


def _all(tables: Any) -> tuple[Both, ...]:
    return tuple(map(_both, tables))


def _step(table: Table) -> Step:
    return Step(
        phase=table["phase"],
        title=_both(table["title"]),
        do=_all(table["do"]),
        say=_all(table.get("say", [])),
        tip=_both(table.get("tip", "")),
        seconds={int(minutes): seconds for minutes, seconds in table["seconds"].items()},
    )


def _asked(hat: Hat) -> tuple[Both, Both]:
    """A hat and what it asks, as the cells of a row."""
    return hat.title, {
        language: " ".join(question[language] for question in hat.questions) for language in LANGUAGES
    }


def _hat(table: Table) -> Hat:
    first, second = _all(table["questions"])
    return Hat(table["id"], _both(table["title"]), _both(table["gist"]), (first, second))


def _section(table: Table, hats: Sequence[Hat]) -> Section:
    blocks = (_block(each, hats) for each in table["blocks"])
    return Section(table["id"], _both(table["title"]), tuple(blocks))


def _block(table: Table, hats: Sequence[Hat]) -> Block:
    if table["kind"] == "hats":
        return Block("table", _both(""), head=_all(table["head"]), rows=tuple(map(_asked, hats)))
    return Block(
        kind=table["kind"],
        text=_both(table.get("text", "")),
        items=_all(table.get("items", [])),
        rules=tuple(table.get("rules", [])),
        head=_all(table.get("head", [])),
        rows=tuple(map(_all, table.get("rows", []))),
        table=table.get("table", ""),
        names=_all(table.get("names", [])),
    )
