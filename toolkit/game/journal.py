"""The journal of a game: what happened, round by round, as plain rows. A function of the log alone."""

from collections.abc import Iterable
from typing import Any

from toolkit.game.book import Book, Tracks
from toolkit.game.counting import moved_at_least, net_movement
from toolkit.game.log import replay
from toolkit.game.moves import Move
from toolkit.game.state import Correction, Counts, State, Strike, Turn

Row = dict[str, Any]


def journal(book: Book, log: Iterable[Move]) -> Row:
    """
    What an export tells of a game, JSON-able, without personal data.

    Returns: ``rules_version``, ``cards_version``, ``minutes``, ``difficulty``, ``people``, ``tables``,
    ``rounds_planned``, ``rounds`` (see ``_round``), ``crises`` (see ``_crisis``), ``ending`` (None before
    the debrief), ``tracks``, ``vigilance``, ``profile`` (see ``profile``), ``commitments``.
    Raises: BadLog.
    """
    return journal_of(book, replay(book, log))


def journal_of(book: Book, state: State) -> Row:
    """The same, of a state already known."""
    return {
        "rules_version": book.rules_version,
        "cards_version": book.cards_version,
        "minutes": state.minutes,
        "difficulty": state.difficulty,
        "seed": state.seed,
        "people": state.people,
        "tables": state.tables,
        "rounds_planned": state.rounds,
        "rounds": [_round(turn) for turn in (*state.played, *_begun(state))],
        "crises": [_crisis(strike) for strike in state.strikes],
        "ending": state.ending,
        "tracks": _tracks(state.tracks),
        "vigilance": state.vigilance,
        "profile": profile(book, state),
        "commitments": [*state.commitments],
    }


def profile(book: Book, state: State) -> dict[str, dict[str, int]]:
    """
    How the room used each posture: votes in all first votes, in all second votes, in crises; and rounds
    in which it was ``applied``.
    """
    turns = (*state.played, *_begun(state))
    return {
        "first": _total(book, [turn.first for turn in turns]),
        "second": _total(book, [turn.second for turn in turns]),
        "crises": _total(book, [strike.votes for strike in state.strikes]),
        "applied": {key: sum(turn.applied == key for turn in turns) for key in book.postures},
    }


def _begun(state: State) -> tuple[Turn, ...]:
    return (state.turn,) if state.turn is not None else ()


def _total(book: Book, counts: list[Counts | None]) -> dict[str, int]:
    return {key: sum(count[key] for count in counts if count is not None) for key in book.postures}


def _round(turn: Turn) -> Row:
    """``net_movement`` and ``moved_at_least`` are None until both votes are known."""
    both = turn.first is not None and turn.second is not None
    return {
        "round": turn.number,
        "duty_table": turn.duty,
        "situation": turn.situation,
        "set_aside": [*turn.set_aside],
        "first": _counts(turn.first),
        "second": _counts(turn.second),
        "net_movement": net_movement(turn.first, turn.second) if both else None,  # type: ignore[arg-type]
        "moved_at_least": moved_at_least(turn.first, turn.second) if both else None,  # type: ignore[arg-type]
        "applied": turn.applied,
        "tie": [*turn.tied],
        "contested": turn.contested,
        "worn": turn.worn,
        "reserve": turn.reserve,
        "token": turn.token,
        "objections": [{"table": each.table or None, "text": each.text} for each in turn.objections],
        "corrections": [_correction(each) for each in turn.corrections],
        "assembly": turn.assembly,
        "before": _tracks(turn.before),
        "season": _tracks(turn.season),
        "after": _tracks(turn.after),
    }


def _crisis(strike: Strike) -> Row:
    return {
        "after_round": strike.after_round,
        "duty_table": strike.duty,
        "crisis": strike.card,
        "votes": _counts(strike.votes),
        "chosen": strike.chosen,
        "tie": [*strike.tied],
        "vigilance": strike.vigilance,
        "damage": strike.damage,
        "corrections": [_correction(each) for each in strike.corrections],
        "assembly": strike.assembly,
        "before": _tracks(strike.before),
        "after": _tracks(strike.after),
    }


def _correction(correction: Correction) -> Row:
    return {"vote": correction.vote, "was": dict(correction.was), "now": dict(correction.now)}


def _counts(counts: Counts | None) -> dict[str, int] | None:
    return None if counts is None else dict(counts)


def _tracks(tracks: Tracks | None) -> dict[str, int] | None:
    return None if tracks is None else tracks._asdict()
