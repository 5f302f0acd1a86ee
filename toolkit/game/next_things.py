"""What may be done now: first what carries the game on, then what may also be done."""

from typing import NamedTuple

from toolkit.game.book import Book
from toolkit.game.counting import available, may_write_reserve
from toolkit.game.crises import useful_vigilance
from toolkit.game.moves import (
    NAMES,
    BreakTie,
    ChooseSituation,
    CorrectCount,
    DropRound,
    FaceCrisis,
    Move,
    Object,
    Reveal,
    SetAside,
    WriteReserve,
)
from toolkit.game.play import BESIDE, FORWARD
from toolkit.game.rounds import turn_of
from toolkit.game.state import State


class Thing(NamedTuple):
    """
    One move that would be accepted now, given good values.

    Attributes:

    move: its kind, as in ``moves.KINDS``.
    forward: whether it carries the game on; exactly one does, until the game is over.
    choices: what it may name: situations, postures that may be voted for, tied postures, tables, numbers
        of tokens, votes that may be corrected; empty when there is nothing to choose.
    """

    move: str
    forward: bool
    choices: tuple[str | int, ...] = ()


def next_things(book: Book, state: State) -> tuple[Thing, ...]:
    """All that may be done, the forward move first; empty once the game is over."""
    things = []
    if state.phase in FORWARD:
        move = FORWARD[state.phase][0]
        things.append(Thing(NAMES[move], True, _choices(book, state, move)))
    for move, (phases, _) in BESIDE.items():
        if state.phase in phases and _is_possible(book, state, move):
            things.append(Thing(NAMES[move], False, _choices(book, state, move)))
    return tuple(things)


def _is_possible(book: Book, state: State, move: type[Move]) -> bool:
    if move is DropRound:
        return state.rounds > max(1, state.round)
    if move is CorrectCount:
        return bool(_votes(state))
    if move is not WriteReserve:
        return True
    turn = turn_of(state)
    assert turn.second is not None
    assert turn.applied is not None
    return turn.reserve is None and may_write_reserve(book, turn.second, turn.applied)


def _choices(book: Book, state: State, move: type[Move]) -> tuple[str | int, ...]:
    choices: tuple[str | int, ...] = ()
    if move is ChooseSituation:
        choices = state.face_up
    elif move is SetAside:
        playing = turn_of(state).situation
        choices = (*([playing] if playing else []), *state.face_up)
    elif move is Reveal:
        choices = available(book, state.tracks)
    elif move is BreakTie:
        choices = state.strike.tied if state.strike else turn_of(state).tied
    elif move is FaceCrisis:
        choices = tuple(range(useful_vigilance(book, state) + 1))
    elif move is Object:
        choices = tuple(range(state.tables + 1))
    elif move is CorrectCount:
        choices = _votes(state)
    return choices


def _votes(state: State) -> tuple[int, ...]:
    if state.strike is not None:
        return (0,) if state.strike.votes else ()
    if state.turn is None:
        return ()
    counts = (state.turn.first, state.turn.second)
    return tuple(vote for vote, count in enumerate(counts, 1) if count is not None)
