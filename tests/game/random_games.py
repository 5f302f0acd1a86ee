"""Games that hypothesis plays: any move that ``next_things`` offers, with values it draws."""

from typing import Any

from hypothesis import strategies as st

from toolkit.game.book import Book
from toolkit.game.log import added
from toolkit.game.moves import (
    KINDS,
    BreakTie,
    ChooseSituation,
    Commit,
    CorrectCount,
    FaceCrisis,
    Headcount,
    Move,
    Object,
    Reveal,
    SetAside,
    TakeBack,
    WriteReserve,
)
from toolkit.game.next_things import Thing, next_things
from toolkit.game.setup import new_game, possible_tables
from toolkit.game.state import State

LINES = st.text(min_size=1, max_size=40).filter(lambda text: bool(text.split()))


@st.composite
def begins(draw: Any, book: Book) -> Move:
    people = draw(st.integers(3, 60))
    possible = possible_tables(book, people)
    return new_game(
        book,
        minutes=draw(st.sampled_from([*book.formats])),
        people=people,
        tables=draw(st.integers(possible[0], possible[-1])),
        seed=draw(st.text("abc", min_size=1, max_size=3)),
        difficulty=draw(st.sampled_from([*book.difficulties])),
    )


@st.composite
def logs(draw: Any, book: Book, longest: int = 120) -> tuple[Move, ...]:
    """A log of moves that were all accepted, taken-back ones included."""
    log, state = added(book, (), draw(begins(book)))
    for _ in range(draw(st.integers(0, longest))):
        things = next_things(book, state)
        if not things:
            break
        if len(log) > 1 and draw(st.integers(0, 19)) == 0 and _steps(log) > 1:
            log, state = added(book, log, TakeBack())
            continue
        # Mostly forward, so that games get somewhere.
        thing = things[0] if draw(st.integers(0, 3)) else draw(st.sampled_from(things))
        move = draw(filled(book, state, thing))
        if move is not None:
            log, state = added(book, log, move)
    return log


def _steps(log: tuple[Move, ...]) -> int:
    return sum(-1 if isinstance(move, TakeBack) else 1 for move in log)


@st.composite
def counts(draw: Any, allowed: tuple[str, ...], people: int) -> dict[str, int]:
    """A count that can be: at least one vote, at most one per person."""
    left, found = people, {}
    for key in draw(st.permutations(allowed)):
        found[key] = draw(st.integers(0, left))
        left -= found[key]
    if left == people:
        found[allowed[0]] = 1
    return found


@st.composite
def filled(draw: Any, book: Book, state: State, thing: Thing) -> Move | None:
    """The move of *thing* with values that may be given; None when it happens to change nothing."""
    kind = KINDS[thing.move]
    if kind is Reveal:
        return Reveal(draw(counts(thing.choices, state.people)))
    if kind in (ChooseSituation, SetAside, BreakTie, FaceCrisis):
        return kind(draw(st.sampled_from(thing.choices)))
    if kind in (WriteReserve, Commit):
        return kind(draw(LINES))
    if kind is Object:
        return Object(draw(LINES), draw(st.sampled_from(thing.choices)))
    if kind is Headcount:
        return Headcount(state.people, state.tables)
    if kind is CorrectCount:
        return draw(corrected(book, state, thing))
    return kind()


@st.composite
def corrected(draw: Any, book: Book, state: State, thing: Thing) -> Move | None:
    vote = draw(st.sampled_from(thing.choices))
    holder = state.strike if state.strike is not None else state.turn
    was = {0: "votes", 1: "first", 2: "second"}[vote]
    now = {"GAR": draw(st.integers(1, state.people))}
    full = {key: now.get(key, 0) for key in book.postures}
    return None if full == getattr(holder, was) else CorrectCount(vote, now)
