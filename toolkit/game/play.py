"""The rules as one function: a state and a move give the next state, or a refusal that says why."""

from collections.abc import Callable, Mapping
from typing import Any

from toolkit.game import corrections, crises, rounds, rupture
from toolkit.game.book import Book
from toolkit.game.errors import OutOfTurn
from toolkit.game.moves import (
    NAMES,
    Begin,
    BreakTie,
    ChooseSituation,
    CloseGame,
    Commit,
    CorrectCount,
    DrawCrisis,
    DropRound,
    EndRound,
    FaceCrisis,
    Headcount,
    HoldAssembly,
    Move,
    Object,
    OpenVote,
    Reveal,
    SetAside,
    StartSeason,
    TurnCard,
    WriteReserve,
)
from toolkit.game.setup import begin
from toolkit.game.state import Phase, State

Act = Callable[[Book, State, Any], State]

# What each phase waits for: the move that carries the game on.
FORWARD: Mapping[Phase, tuple[type[Move], Act]] = {
    "season": (StartSeason, rounds.start_season),
    "choice": (ChooseSituation, rounds.choose_situation),
    "reading": (OpenVote, rounds.open_vote),
    "vote_1": (Reveal, rounds.reveal),
    "talk": (OpenVote, rounds.open_vote),
    "vote_2": (Reveal, rounds.reveal),
    "tie": (BreakTie, rounds.break_tie),
    "card": (TurnCard, rounds.turn_card),
    "closing": (EndRound, rounds.end_round),
    "assembly": (HoldAssembly, rupture.hold_assembly),
    "crisis": (DrawCrisis, crises.draw_crisis),
    "crisis_reading": (OpenVote, rounds.open_vote),
    "crisis_vote": (Reveal, crises.reveal_crisis),
    "crisis_tie": (BreakTie, crises.break_crisis_tie),
    "crisis_damage": (FaceCrisis, crises.face_crisis),
    "debrief": (CloseGame, corrections.close_game),
}
RUNNING: tuple[Phase, ...] = tuple(phase for phase in FORWARD if phase != "debrief")
COUNTED: tuple[Phase, ...] = ("talk", "vote_2", "tie", "card", "closing", "assembly")
# What may also be done, and when.
BESIDE: Mapping[type[Move], tuple[tuple[Phase, ...], Act]] = {
    SetAside: (("choice", "reading", "vote_1"), rounds.set_aside),
    WriteReserve: (("closing",), rounds.write_reserve),
    Object: (("closing",), rounds.object_to),
    CorrectCount: ((*COUNTED, "crisis_tie", "crisis_damage"), corrections.correct_count),
    DropRound: (RUNNING, corrections.drop_round),
    Headcount: (RUNNING, corrections.headcount),
    Commit: (("debrief",), corrections.commit),
}


def play(book: Book, state: State | None, move: Move) -> State:
    """
    The state after *move*; a game begins with ``play(book, None, Begin(…))``.

    ``TakeBack`` concerns the log, not the state: see ``log.replay``.
    Raises: OutOfTurn; Refused, whose reasons are those of the function that plays the move.
    """
    if state is None:
        if isinstance(move, Begin):
            return begin(book, move)
        raise OutOfTurn(NAMES[type(move)], "nothing")
    kind = type(move)
    forward = FORWARD.get(state.phase)
    if forward is not None and forward[0] is kind:
        return forward[1](book, state, move)
    beside = BESIDE.get(kind)
    if beside is not None and state.phase in beside[0]:
        return beside[1](book, state, move)
    raise OutOfTurn(NAMES[kind], state.phase)
