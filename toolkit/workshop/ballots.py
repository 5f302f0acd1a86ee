"""Casting a ballot: one row per person and round, replaced until the round closes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from toolkit.store.models import Ballot, Round
from toolkit.voting.methods import METHODS
from toolkit.workshop.errors import RoundNotOpen
from toolkit.workshop.finding import participant_by_token, vote_of
from toolkit.workshop.receipts import fingerprint, new_receipt


def cast_ballot(
    session: Session, token: str, round_id: int, content: Mapping[str, Any], *, now: datetime
) -> None:
    """
    Record this ballot in place of the person's earlier one, if any; its receipt stays the one of the first.

    The round's row is held while the ballot is written: a closure waits for ballots under way, and a
    ballot that comes after it is refused. So every accepted ballot is in the tally.

    Raises: UnknownParticipant, UnknownRound, RoundNotOpen, BadBallot (voting); the earlier ballot stays.
    """
    participant = participant_by_token(session, token)
    this_round = vote_of(session, participant.workshop, round_id)
    session.refresh(this_round, with_for_update={"read": True})
    if this_round.state != "open":
        raise RoundNotOpen(state=this_round.state)
    METHODS[this_round.method].check(content, this_round.keys, this_round.params)
    row = {
        "round_id": this_round.id,
        "participant_id": participant.id,
        "source": "phone",
        "content": dict(content),
        "receipt": (receipt := new_receipt()),
        "fingerprint": fingerprint(receipt, this_round.series, this_round.vote),
        "cast_at": now,
    }
    postgres = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert(Ballot) if postgres else sqlite.insert(Ballot)
    session.execute(
        insert.values(row).on_conflict_do_update(
            index_elements=["round_id", "participant_id"],
            set_={"content": row["content"], "cast_at": now},
        )
    )


def ballot_of(session: Session, this_round: Round, participant_id: int) -> Mapping[str, Any] | None:
    """This person's ballot, None without one or once detached."""
    return session.scalar(
        select(Ballot.content).where(
            Ballot.round_id == this_round.id, Ballot.participant_id == participant_id
        )
    )


def receipt_of(session: Session, this_round: Round, participant_id: int) -> str | None:
    """The receipt of this person's ballot, None without one or once detached."""
    return session.scalar(
        select(Ballot.receipt).where(
            Ballot.round_id == this_round.id, Ballot.participant_id == participant_id
        )
    )
