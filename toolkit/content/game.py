"""The numbers of the game beside its cards: ``game.toml`` of a deck, loaded and checked."""

from collections.abc import Iterator
from os.path import exists
from pathlib import Path

from toolkit.content.files import Table, read_table
from toolkit.content.problems import BadCards, Problem
from toolkit.content.reading import GAME_FILE, RawDeck, Reading
from toolkit.game.balance import balance_flaws
from toolkit.game.book import Book
from toolkit.game.errors import BadBook
from toolkit.game.reading import book_from
from toolkit.game.sheet import Flaw

KINDS = ("posture", "situation", "crisis")


def load_book(folder: Path) -> Book:
    """
    The numbers of the game whose deck is in *folder*.

    Raises: BadCards, with every problem of ``game.toml``; those of its balance do not prevent playing.
    """
    if not exists(folder / GAME_FILE):
        raise BadCards([Problem(GAME_FILE, "", "no_file")])
    table = read_table(folder / GAME_FILE, GAME_FILE)
    if isinstance(table, Problem):
        raise BadCards([table])
    try:
        return book_from(table)
    except BadBook as bad:
        raise BadCards(_problem(GAME_FILE, flaw) for flaw in bad.flaws) from bad


def game_problems(folder: Path, reading: Reading) -> Iterator[Problem]:
    """Everything wrong in the numbers of the games of *folder*, and between them and their cards."""
    decks = {raw.place: raw for raw in reading.decks}
    for place in _places(folder):
        file = place + GAME_FILE
        table = read_table(folder / file, file)
        if isinstance(table, Problem):
            yield table
        else:
            yield from _flaws(file, table, decks.get(place))


def _places(folder: Path) -> list[str]:
    """Where there are numbers: in *folder* itself, else in the folders it holds."""
    if exists(folder / GAME_FILE):
        return [""]
    return sorted(f"{path.parent.name}/" for path in folder.glob(f"[!.]*/{GAME_FILE}"))


def _flaws(file: str, table: Table, deck: RawDeck | None) -> Iterator[Problem]:
    try:
        book = book_from(table)
    except BadBook as bad:
        yield from (_problem(file, flaw) for flaw in bad.flaws)
        return
    yield from (_problem(file, flaw) for flaw in balance_flaws(book))
    if deck is not None:
        yield from _cards(file, book, deck)


def _cards(file: str, book: Book, deck: RawDeck) -> Iterator[Problem]:
    """Every card the numbers name exists and is of that kind; every card of the game has its numbers."""
    named = {
        "posture": [posture.card for posture in book.postures.values()],
        "situation": [*book.situations],
        "crisis": [*book.crises],
    }
    for kind in KINDS:
        there = [name for name, card in deck.cards.items() if (card or {}).get("kind") == kind]
        for card_id in named[kind]:
            if card_id not in deck.cards:
                yield Problem(file, "", "game_no_card", {"id": card_id})
            elif card_id not in there and deck.cards[card_id] is not None:
                yield Problem(file, "", "game_other_kind", {"id": card_id, "kind": kind})
        for name in there:
            if name not in named[kind]:
                yield Problem(file, "", "game_no_numbers", {"id": name})


def _problem(file: str, flaw: Flaw) -> Problem:
    return Problem(file, flaw.field, flaw.rule, flaw.values)
