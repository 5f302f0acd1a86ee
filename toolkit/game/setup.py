"""The start of a game: who plays, at how many tables, with which piles."""

import hashlib
from collections.abc import Iterable

from toolkit.game.book import Book
from toolkit.game.errors import Refused
from toolkit.game.moves import Begin, is_whole
from toolkit.game.state import State

LONGEST_SEED = 100


def shuffled(seed: str, cards: Iterable[str]) -> tuple[str, ...]:
    """
    *cards* in the order that *seed* gives: by the SHA-256 of "seed/card", as hexadecimal text.

    The same everywhere and for ever, and anybody can check it.
    """
    return tuple(sorted(cards, key=lambda card: hashlib.sha256(f"{seed}/{card}".encode()).hexdigest()))


def new_game(
    book: Book, *, minutes: int, people: int, tables: int, seed: str, difficulty: str = "ordinary"
) -> Begin:
    """The first move of a game whose piles come from *seed*."""
    return Begin(
        minutes,
        difficulty,
        people,
        tables,
        seed,
        shuffled(seed, book.situations),
        shuffled(seed, book.crises),
    )


def possible_tables(book: Book, people: int) -> range:
    """How many tables *people* may sit at: one for a small group, then tables of 4 to 8."""
    least, most = book.numbers.table
    if people <= most:
        return range(1, 2)
    return range(-(-people // most), people // least + 1)


def require_room(book: Book, people: int, tables: int) -> None:
    """Raises: Refused: ``bad_people``, ``bad_tables``."""
    least, most = book.numbers.people
    if not is_whole(people) or not least <= people <= most:
        raise Refused("bad_people", least=least, most=most)
    possible = possible_tables(book, people)
    if not is_whole(tables) or tables not in possible:
        raise Refused("bad_tables", least=possible[0], most=possible[-1], people=people)


def begin(book: Book, move: Begin) -> State:
    """
    The board before the first season.

    Raises: Refused: ``unknown_format``, ``unknown_difficulty``, ``bad_people``, ``bad_tables``,
    ``bad_seed``, ``bad_pile`` (a card missing, twice or foreign), ``not_the_shuffle`` (of that seed).
    """
    if move.minutes not in book.formats:
        raise Refused("unknown_format", minutes=str(move.minutes), formats=[*book.formats])
    if move.difficulty not in book.difficulties:
        raise Refused("unknown_difficulty", difficulty=str(move.difficulty), levels=[*book.difficulties])
    require_room(book, move.people, move.tables)
    if len(move.seed) > LONGEST_SEED or not move.seed.isprintable():
        raise Refused("bad_seed", most=LONGEST_SEED)
    _require_pile(move.seed, "situations", move.situations, book.situations)
    _require_pile(move.seed, "crises", move.crises, book.crises)
    face_up = book.numbers.face_up
    return State(
        phase="season",
        minutes=move.minutes,
        difficulty=move.difficulty,
        seed=move.seed,
        people=move.people,
        tables=move.tables,
        rounds=book.formats[move.minutes].rounds,
        tracks=book.start(move.minutes, move.difficulty),
        face_up=move.situations[:face_up],
        pile=move.situations[face_up:],
        crisis_pile=move.crises,
    )


def _require_pile(seed: str, name: str, pile: tuple[str, ...], cards: Iterable[str]) -> None:
    if sorted(pile) != sorted(cards):
        raise Refused("bad_pile", pile=name)
    if seed and pile != shuffled(seed, cards):
        raise Refused("not_the_shuffle", pile=name, seed=seed)
