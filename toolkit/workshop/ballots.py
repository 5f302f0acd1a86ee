"""Casting a ballot: one row per person and round, replaced until the round closes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from toolkit.store.models import Ballot, Participant, Round
from toolkit.voting.ballot import BadBallot
from toolkit.voting.methods import METHODS
from toolkit.workshop.codes import may_be_secret
from toolkit.workshop.errors import (
    Observing,
    Refused,
    RemovedParticipant,
    RoundNotOpen,
    UnknownParticipant,
    UnknownRound,
)
from toolkit.workshop.receipts import fingerprint, new_receipt

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Casting:
    """
    A ballot on its way from the phone of *token*; *read* gives its content once the method and the keys of
    the options are known, or raises BadBallot.
    """

    token: str
    round_id: int
    read: Callable[[str, Sequence[str]], Content]
    now: datetime


def cast_ballot(session: Session, token: str, round_id: int, content: Content, *, now: datetime) -> None:
    """
    Record this ballot in place of the person's earlier one, if any; its receipt stays the one of the first.

    Raises: UnknownParticipant, RemovedParticipant, Observing, UnknownRound, RoundNotOpen, BadBallot
    (voting); the earlier ballot stays.
    """
    (became,) = cast_ballots(session, [Casting(token, round_id, lambda _method, _keys: content, now)])
    if isinstance(became, Exception):
        raise became


def cast_ballots(session: Session, castings: Sequence[Casting]) -> Sequence[Refused | BadBallot | None]:
    """
    Record these ballots, each in place of the person's earlier one, if any; of two of the same person the
    later counts. The receipt stays the one of the first. Returns for each None, or why it was refused, as
    ``cast_ballot`` would raise it.

    The rows of the rounds are held while the ballots are written: a closure waits for ballots under way,
    and a ballot that comes after it is refused. So every accepted ballot is in the tally.
    """
    # In this order: someone put out meanwhile is found so, or their ballot is found by whoever puts them out.
    rounds = _held(session, {casting.round_id for casting in castings})
    people = _people(session, {casting.token for casting in castings})
    became: list[Refused | BadBallot | None] = []
    rows = []
    for casting in castings:
        try:
            person = _found(people, casting)
            rows.append(_row(casting, person.id, _open_round(rounds, casting, person.workshop_id)))
        except (Refused, BadBallot) as refusal:
            became.append(refusal)
        else:
            became.append(None)
    if rows:
        # Always in the same order: two groups of two processes never wait for each other.
        rows.sort(key=lambda row: (row["round_id"], row["participant_id"]))
        session.execute(_replacing(session.get_bind().dialect.name), rows)
    return became


PEOPLE = select(
    Participant.token,
    Participant.id,
    Participant.workshop_id,
    Participant.removed_at,
    Participant.observing,
).where(Participant.token.in_(bindparam("tokens", expanding=True)))

# Held as they are until this is kept, and read anew: what counts is what they say now.
ROUNDS = (
    select(Round)
    .where(Round.id.in_(bindparam("ids", expanding=True)))
    .order_by(Round.id)
    .with_for_update(read=True)
    .execution_options(populate_existing=True)
)


def _people(session: Session, tokens: set[str]) -> Mapping[str, Any]:
    rows = session.execute(PEOPLE, {"tokens": list(filter(may_be_secret, tokens))})
    return {row.token: row for row in rows.all()}


def _held(session: Session, ids: set[int]) -> Mapping[int, Round]:
    rounds = session.scalars(ROUNDS, {"ids": [number for number in ids if 0 < number < 2**31]})
    return {this_round.id: this_round for this_round in rounds}


def _found(people: Mapping[str, Any], casting: Casting) -> Any:
    person = people.get(casting.token)
    if person is None:
        raise UnknownParticipant
    if person.removed_at is not None:
        raise RemovedParticipant
    if person.observing:
        raise Observing
    return person


def _open_round(rounds: Mapping[int, Round], casting: Casting, workshop_id: int) -> Round:
    this_round = rounds.get(casting.round_id)
    if this_round is None or this_round.workshop_id != workshop_id or this_round.asks_ideas:
        raise UnknownRound(round=casting.round_id)
    if this_round.state != "open":
        raise RoundNotOpen(state=this_round.state)
    return this_round


def _row(casting: Casting, participant_id: int, this_round: Round) -> dict[str, Any]:
    content = casting.read(this_round.method, this_round.keys)
    METHODS[this_round.method].check(content, this_round.keys, this_round.params)
    return {
        "round_id": this_round.id,
        "participant_id": participant_id,
        "source": "phone",
        "content": dict(content),
        "receipt": (receipt := new_receipt()),
        "fingerprint": fingerprint(receipt, this_round.series, this_round.vote),
        "cast_at": casting.now,
    }


@cache
def _replacing(dialect: str) -> Any:
    insert = postgresql.insert(Ballot) if dialect == "postgresql" else sqlite.insert(Ballot)
    return insert.on_conflict_do_update(
        index_elements=["round_id", "participant_id"],
        set_={"content": insert.excluded.content, "cast_at": insert.excluded.cast_at},
    )
