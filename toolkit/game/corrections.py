"""What happens beside the rounds: a wrong count, somebody who comes or leaves, a round dropped, the end."""

from dataclasses import replace

from toolkit.game.book import Book
from toolkit.game.counting import available, counted, is_contested, leaders, may_write_reserve
from toolkit.game.crises import chosen, strike_of
from toolkit.game.errors import Refused
from toolkit.game.moves import CloseGame, Commit, CorrectCount, DropRound, Headcount
from toolkit.game.rounds import decided, line, turn_of
from toolkit.game.rupture import end_game
from toolkit.game.setup import require_room
from toolkit.game.state import Correction, Counts, State, Turn


def correct_count(book: Book, state: State, move: CorrectCount) -> State:
    """
    A count as it should have been.

    When the card was already turned and the right count tells another story, the board goes back to before
    the card, the reserve is written again if there is still a minority, and the card is turned again.
    Raises: Refused: ``no_such_vote`` (not revealed in this round), ``same_count``, and as ``counted``.
    """
    if state.strike is not None:
        return _correct_crisis(book, state, move)
    turn = turn_of(state)
    was = {1: turn.first, 2: turn.second}.get(move.vote)
    if was is None:
        raise Refused("no_such_vote", vote=str(move.vote))
    before = turn.kept.tracks if turn.kept else state.tracks
    now = _differs(was, counted(book, move.counts, state.people, available(book, before)))
    corrected = replace(turn, corrections=(*turn.corrections, Correction(move.vote, was, now)))
    if move.vote == 1:
        return replace(state, turn=replace(corrected, first=now))
    corrected = replace(corrected, second=now)
    if _tells_the_same(book, turn, was, now):
        return replace(state, turn=corrected)
    return decided(_before_the_card(state, turn), _unturned(corrected), now)


def _correct_crisis(book: Book, state: State, move: CorrectCount) -> State:
    strike = strike_of(state)
    if move.vote != 0 or strike.votes is None:
        raise Refused("no_such_vote", vote=str(move.vote))
    now = _differs(strike.votes, counted(book, move.counts, state.people, available(book, state.tracks)))
    correction = Correction(0, strike.votes, now)
    corrected = replace(strike, votes=now, corrections=(*strike.corrections, correction))
    if leaders(now) == leaders(strike.votes):
        return replace(state, strike=corrected)
    return chosen(state, corrected, now)


def _differs(was: Counts, now: Counts) -> Counts:
    if was == now:
        raise Refused("same_count")
    return now


def _tells_the_same(book: Book, turn: Turn, was: Counts, now: Counts) -> bool:
    """Whether nothing that was decided on the wrong count would be otherwise on the right one."""
    if leaders(was) != leaders(now) or is_contested(book, was) != is_contested(book, now):
        return False
    if turn.applied is None:
        return True
    return may_write_reserve(book, was, turn.applied) == may_write_reserve(book, now, turn.applied)


def _before_the_card(state: State, turn: Turn) -> State:
    if turn.kept is None:
        return state
    kept = turn.kept
    return replace(state, tracks=kept.tracks, vigilance=kept.vigilance, ruptures=kept.ruptures, then=None)


def _unturned(turn: Turn) -> Turn:
    return replace(
        turn, kept=None, worn=False, contested=False, reserve=None, token=False, assembly=_early(turn)
    )


def _early(turn: Turn) -> bool:
    """Whether the assembly of this round was that of its season, before the card."""
    return turn.assembly and turn.kept is not None and turn.kept.ruptures > 0


def headcount(book: Book, state: State, move: Headcount) -> State:
    """Raises: Refused: ``bad_people``, ``bad_tables``."""
    require_room(book, move.people, move.tables)
    return replace(state, people=move.people, tables=move.tables)


def drop_round(book: Book, state: State, move: DropRound) -> State:
    """Raises: Refused, ``nothing_to_drop``."""
    if state.rounds <= max(1, state.round):
        raise Refused("nothing_to_drop")
    fewer = replace(state, rounds=state.rounds - 1)
    if state.phase == "season" and fewer.round >= fewer.rounds:
        return end_game(book, fewer)
    return fewer


def commit(book: Book, state: State, move: Commit) -> State:
    """Raises: Refused: ``empty_text``, ``text_too_long``."""
    return replace(state, commitments=(*state.commitments, line(book, move.text)))


def close_game(book: Book, state: State, move: CloseGame) -> State:
    return replace(state, phase="over")
