"""A game to play in tests: a book, and a table that says moves one after the other."""

import tomllib
from dataclasses import replace
from functools import cache
from typing import Any

from toolkit.content.game import load_book
from toolkit.game.book import Book, Tracks
from toolkit.game.log import added, replay
from toolkit.game.moves import (
    BreakTie,
    ChooseSituation,
    DrawCrisis,
    EndRound,
    FaceCrisis,
    HoldAssembly,
    Move,
    OpenVote,
    Reveal,
    StartSeason,
    TakeBack,
    TurnCard,
)
from toolkit.game.play import play
from toolkit.game.setup import new_game
from toolkit.game.state import State
from toolkit.paths import folder

GAME = folder("cards") / "communs"


@cache
def book() -> Book:
    return load_book(GAME)


def numbers() -> dict[str, Any]:
    """The table of ``game.toml``, fresh, to be broken."""
    return tomllib.loads((GAME / "game.toml").read_text("utf-8"))


class AtTable:
    """A game in progress. ``state`` may be set up by hand: what follows is played from there."""

    def __init__(self, minutes: int = 70, people: int = 10, tables: int = 2, **more: Any) -> None:
        self.book = book()
        first = new_game(self.book, minutes=minutes, people=people, tables=tables, seed="test", **more)
        self.log: tuple[Move, ...] = (first,)
        self.state: State = replay(self.book, self.log)

    def do(self, *moves: Move) -> State:
        """Through the log, as a room does."""
        for move in moves:
            self.log, self.state = added(self.book, self.log, move)
        return self.state

    def back(self) -> State:
        return self.do(TakeBack())


def to_first_vote(state: State, situation: str | None = None) -> State:
    """A new round, up to its first vote, on *situation* wherever it was."""
    if situation is not None:
        others = tuple(card for card in (*state.face_up, *state.pile) if card != situation)
        state = replace(state, face_up=(situation, *others[: len(state.face_up) - 1]), pile=others[1:])
    state = play(book(), state, StartSeason())
    state = play(book(), state, ChooseSituation(state.face_up[0]))
    return play(book(), state, OpenVote())


def to_second_vote(state: State, situation: str | None = None) -> State:
    state = to_first_vote(state, situation)
    state = play(book(), state, Reveal({"OPE": state.people}))
    return play(book(), state, OpenVote())


def to_card(state: State, counts: dict[str, int], situation: str | None = None) -> State:
    """A round up to the turning of its card; ties are settled for the first of the tied."""
    state = play(book(), to_second_vote(state, situation), Reveal(counts))
    return play(book(), state, BreakTie(state.turn.tied[0])) if state.phase == "tie" else state  # type: ignore[union-attr]


def to_closing(state: State, counts: dict[str, int], situation: str | None = None) -> State:
    return play(book(), to_card(state, counts, situation), TurnCard())


def a_round(state: State, counts: dict[str, int], situation: str | None = None) -> State:
    """A whole round."""
    return play(book(), to_closing(state, counts, situation), EndRound())


def a_crisis(state: State, posture: str, vigilance: int = 0, card: str | None = None) -> State:
    """A whole crisis."""
    if card is not None:
        rest = tuple(each for each in state.crisis_pile if each != card)
        state = replace(state, crisis_pile=(card, *rest))
    for move in (DrawCrisis(), OpenVote(), Reveal({posture: state.people}), FaceCrisis(vigilance)):
        state = play(book(), state, move)
    return state


def at(state: State, **tracks: int) -> State:
    """*state* with cubes moved by hand."""
    return replace(state, tracks=state.tracks._replace(**tracks))


def new(minutes: int = 70, people: int = 10, tables: int = 2, **more: Any) -> State:
    return AtTable(minutes, people, tables, **more).state


def before_crisis(**tracks: int) -> State:
    """A 70-minute game, its second round just over."""
    state = a_round(a_round(new(), {"OPE": 10}), {"PAR": 10})
    assert state.phase == "crisis"
    return at(state, **tracks)


def assembled(state: State) -> State:
    return play(book(), state, HoldAssembly())


TOP = Tracks(10, 10, 10, 10)
