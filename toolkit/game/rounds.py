"""One round, move by move: season, situation, two votes, the card and what it leaves behind."""

from dataclasses import replace
from unicodedata import category

from toolkit.game.book import Book
from toolkit.game.counting import available, counted, in_a_row, is_contested, leaders, may_write_reserve
from toolkit.game.errors import Refused
from toolkit.game.moves import (
    BreakTie,
    ChooseSituation,
    EndRound,
    Object,
    OpenVote,
    Reveal,
    SetAside,
    StartSeason,
    TurnCard,
    WriteReserve,
    is_whole,
)
from toolkit.game.rupture import end_game, enter
from toolkit.game.state import Before, Counts, Objection, Phase, State, Strike, Turn


def start_season(book: Book, state: State, move: StartSeason) -> State:
    number = state.round + 1
    season = book.first_season if number == 1 else book.later_season
    tracks = book.moved(state.tracks, season)
    missing = book.numbers.face_up - len(state.face_up)
    begun = replace(
        state,
        round=number,
        tracks=tracks,
        face_up=state.face_up + state.pile[:missing],
        pile=state.pile[missing:],
        turn=Turn(number, duty=(number - 1) % state.tables + 1, before=state.tracks, season=tracks),
    )
    return enter(book, begun, "choice")


def choose_situation(book: Book, state: State, move: ChooseSituation) -> State:
    """Raises: Refused, ``not_face_up``."""
    _require_face_up(state, move.situation)
    return replace(
        state,
        phase="reading",
        face_up=tuple(card for card in state.face_up if card != move.situation),
        turn=replace(turn_of(state), situation=move.situation),
    )


def set_aside(book: Book, state: State, move: SetAside) -> State:
    """Raises: Refused, ``not_face_up`` (nor being played)."""
    turn = turn_of(state)
    if move.situation != turn.situation:
        _require_face_up(state, move.situation)
    kept = [card for card in (*state.face_up, turn.situation) if card and card != move.situation]
    pile = (*state.pile, move.situation)
    missing = book.numbers.face_up - len(kept)
    return replace(
        state,
        phase="choice",
        face_up=(*kept, *pile[:missing]),
        pile=pile[missing:],
        turn=replace(turn, situation=None, set_aside=(*turn.set_aside, move.situation)),
    )


def open_vote(book: Book, state: State, move: OpenVote) -> State:
    following: dict[Phase, Phase] = {"reading": "vote_1", "talk": "vote_2", "crisis_reading": "crisis_vote"}
    return replace(state, phase=following[state.phase])


def reveal(book: Book, state: State, move: Reveal) -> State:
    """
    The counts of vote 1 or 2, all at once.

    Raises: Refused, as ``counted``.
    """
    counts = counted(book, move.counts, state.people, available(book, state.tracks))
    turn = turn_of(state)
    if state.phase == "vote_1":
        return replace(state, phase="talk", turn=replace(turn, first=counts))
    return decided(state, replace(turn, second=counts), counts)


def decided(state: State, turn: Turn, counts: Counts) -> State:
    """After vote 2: a posture leads, or the duty table has to choose."""
    ahead = leaders(counts)
    if len(ahead) > 1:
        return replace(state, phase="tie", turn=replace(turn, tied=ahead, applied=None))
    return replace(state, phase="card", turn=replace(turn, tied=(), applied=ahead[0]))


def break_tie(book: Book, state: State, move: BreakTie) -> State:
    """Raises: Refused, ``not_tied``."""
    turn = turn_of(state)
    if move.posture not in turn.tied:
        raise Refused("not_tied", posture=str(move.posture), tied=[*turn.tied])
    return replace(state, phase="card", turn=replace(turn, applied=move.posture))


def turn_card(book: Book, state: State, move: TurnCard) -> State:
    """The card first, then the wear, then the mark of a contested round; then a rupture, if any."""
    turn, numbers = turn_of(state), book.numbers
    assert turn.situation is not None
    assert turn.applied is not None
    assert turn.second is not None
    before = in_a_row(state, turn.applied)
    contested = is_contested(book, turn.second)
    tracks = book.moved(state.tracks, book.situations[turn.situation].effects[turn.applied])
    if before:
        tracks = book.lowered(tracks, book.postures[turn.applied].wear, numbers.wear * before)
    if contested:
        tracks = book.lowered(tracks, numbers.contested.track, numbers.contested.damage)
    kept = Before(state.tracks, state.vigilance, state.ruptures)
    turned = replace(turn, kept=kept, worn=before > 0, contested=contested)
    return enter(book, replace(state, tracks=tracks, turn=turned), "closing")


def write_reserve(book: Book, state: State, move: WriteReserve) -> State:
    """Raises: Refused: ``no_minority``, ``reserve_written``, ``empty_text``, ``text_too_long``."""
    turn = turn_of(state)
    assert turn.second is not None
    assert turn.applied is not None
    if turn.reserve is not None:
        raise Refused("reserve_written")
    if not may_write_reserve(book, turn.second, turn.applied):
        raise Refused("no_minority", percent=book.numbers.reserve_from)
    text = line(book, move.text)
    token = state.vigilance < book.numbers.vigilance
    return replace(state, vigilance=state.vigilance + token, turn=replace(turn, reserve=text, token=token))


def object_to(book: Book, state: State, move: Object) -> State:
    """Raises: Refused: ``unknown_table``, ``empty_text``, ``text_too_long``."""
    if not is_whole(move.table) or not 0 <= move.table <= state.tables:
        raise Refused("unknown_table", table=str(move.table), tables=state.tables)
    turn = turn_of(state)
    objection = Objection(line(book, move.text), move.table)
    return replace(state, turn=replace(turn, objections=(*turn.objections, objection)))


def end_round(book: Book, state: State, move: EndRound) -> State:
    turn = replace(turn_of(state), after=state.tracks)
    ended = replace(state, turn=None, played=(*state.played, turn))
    if turn.number in book.formats[state.minutes].crises_after:
        strike = Strike(turn.number, min(turn.duty, state.tables), before=state.tracks)
        return replace(ended, phase="crisis", strike=strike)
    return after_round(book, ended)


def after_round(book: Book, state: State) -> State:
    """The next season, or the debrief when no round is left."""
    if state.round >= state.rounds:
        return end_game(book, state)
    return replace(state, phase="season")


def turn_of(state: State) -> Turn:
    assert state.turn is not None, "a phase of a round has its turn"
    return state.turn


def line(book: Book, text: str) -> str:
    """
    *text* as it is kept: on one line, without control characters nor halves of characters.

    Raises: Refused: ``empty_text``, ``text_too_long``.
    """
    spaced = " ".join(text.split()) if isinstance(text, str) else ""
    kept = "".join(char for char in spaced if category(char) not in ("Cc", "Cs")).strip()
    if not kept:
        raise Refused("empty_text")
    if len(kept) > book.numbers.text:
        raise Refused("text_too_long", n=len(kept), most=book.numbers.text)
    return kept


def _require_face_up(state: State, situation: str) -> None:
    if situation not in state.face_up:
        raise Refused("not_face_up", situation=str(situation), face_up=[*state.face_up])
