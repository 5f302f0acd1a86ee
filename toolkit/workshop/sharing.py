"""
A device passed around: each person without a phone votes on it in turn.

A ballot cast there belongs to nobody from the start. A ``ticket``, drawn with each blank ballot, makes a
second sending of the same ballot harmless, and lets whoever just cast it take it back for a moment; it is
forgotten when the vote closes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from toolkit.content.cards import Deck, Language
from toolkit.store.models import Ballot, Batch, Round, Workshop
from toolkit.voting.methods import METHODS
from toolkit.workshop.codes import may_be_secret, new_secret
from toolkit.workshop.errors import DeviceFull, RoundNotOpen, UnknownDevice, WorkshopEnded
from toolkit.workshop.finding import current_round, vote_of, workshop_by_device
from toolkit.workshop.receipts import fingerprint, new_receipt
from toolkit.workshop.showing import round_view
from toolkit.workshop.views import RoundView

# Long enough for "no, not that one", too short for the next person to undo what the last one cast.
MOMENT = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class SharedView:
    """
    The shared device. ``stage`` is waiting (no open vote), ready (someone may vote), voting, recorded, full
    (everyone without a phone has voted) or ended; nothing of an earlier ballot is in any of them. ``ticket``
    names the blank ballot handed out, or the one just recorded, which can be undone in round ``undo_in``.
    ``receipt`` is that of the ballot just recorded, for whoever wants to note it; no other screen has one.
    ``ballot`` and ``focus`` are never set.
    """

    key: str
    title: str
    language: Language
    version: str
    stage: str
    round: RoundView | None
    undo_in: int
    ticket: str
    receipt: str = ""
    ballot: None = None
    focus: str = ""


def shared_view(
    session: Session,
    key: str,
    decks: Mapping[str, Deck],
    *,
    language: Language,
    voting: bool,
    recorded: str,
    now: datetime,
) -> SharedView:
    """
    Args: voting: someone asked for a ballot; recorded: the ticket of the ballot that was just cast.

    Raises: UnknownDevice.
    """
    workshop = workshop_by_device(session, key)
    this_round = current_round(session, workshop)
    stage = _stage(session, workshop, this_round, voting)
    ticket = new_secret()
    if this_round is not None and recorded and _recent(session, this_round, recorded, now):
        stage, ticket = "recorded", recorded
    view = round_view(session, workshop, this_round, decks, language) if this_round else None
    return SharedView(
        key=key,
        title=workshop.title,
        language=language,
        version=f"{workshop.version}.{stage}",
        stage=stage,
        round=view if stage in ("ready", "voting") else None,
        undo_in=this_round.id if this_round else 0,
        ticket=ticket,
        receipt=_receipt(session, this_round, ticket) if this_round and stage == "recorded" else "",
    )


def cast_shared(
    session: Session, key: str, round_id: int, content: Mapping[str, Any], *, ticket: str, now: datetime
) -> None:
    """
    Record one more ballot of the shared device. With the same ticket twice, it is one.

    The round is held meanwhile, so that no more people vote here than are expected without a phone.
    Raises: UnknownDevice, UnknownRound, WorkshopEnded, RoundNotOpen, DeviceFull, BadBallot (voting).
    """
    workshop, this_round = _open_round(session, key, round_id)
    METHODS[this_round.method].check(content, this_round.keys, this_round.params)
    if not may_be_secret(ticket):
        raise UnknownDevice
    if _batch(session, this_round, ticket) is not None:
        return
    if count_shared(session, this_round.id) >= workshop.without_phone:
        raise DeviceFull(most=workshop.without_phone)
    batch = Batch(round_id=this_round.id, key=_key(ticket), kind="shared")
    session.add(batch)
    session.flush()
    receipt = new_receipt()
    session.add(
        Ballot(
            round_id=this_round.id,
            batch_id=batch.id,
            source="shared",
            content=dict(content),
            receipt=receipt,
            fingerprint=fingerprint(receipt, this_round.series, this_round.vote),
            cast_at=now,
        )
    )


def undo_shared(session: Session, key: str, round_id: int, *, ticket: str, now: datetime) -> None:
    """
    Take back the ballot of this ticket, within the moment after it was cast; later it stays.

    Raises: UnknownDevice, UnknownRound, WorkshopEnded, RoundNotOpen.
    """
    _, this_round = _open_round(session, key, round_id)
    if _recent(session, this_round, ticket, now):
        batch = _batch(session, this_round, ticket)
        session.delete(batch)


def count_shared(session: Session, round_id: int) -> int:
    """Ballots of the shared device in a round."""
    query = select(func.count()).where(Ballot.round_id == round_id, Ballot.source == "shared")
    return session.scalar(query) or 0


def _stage(session: Session, workshop: Workshop, this_round: Round | None, voting: bool) -> str:
    if workshop.ended_at:
        return "ended"
    if this_round is None or this_round.state != "open" or this_round.asks_ideas:
        return "waiting"
    if count_shared(session, this_round.id) >= workshop.without_phone:
        return "full"
    return "voting" if voting else "ready"


def _open_round(session: Session, key: str, round_id: int) -> tuple[Workshop, Round]:
    workshop = workshop_by_device(session, key)
    if workshop.ended_at:
        raise WorkshopEnded
    this_round = vote_of(session, workshop, round_id)
    session.refresh(this_round, with_for_update=True)
    if this_round.state != "open":
        raise RoundNotOpen(state=this_round.state)
    return workshop, this_round


def _key(ticket: str) -> str:
    return f"shared-{ticket[:50]}"


def _batch(session: Session, this_round: Round, ticket: str) -> Batch | None:
    return session.scalar(select(Batch).where(Batch.round_id == this_round.id, Batch.key == _key(ticket)))


def _receipt(session: Session, this_round: Round, ticket: str) -> str:
    query = (
        select(Ballot.receipt)
        .join(Batch, Batch.id == Ballot.batch_id)
        .where(Batch.round_id == this_round.id, Batch.key == _key(ticket))
    )
    return session.scalar(query) or ""


def _recent(session: Session, this_round: Round, ticket: str, now: datetime) -> bool:
    query = (
        select(Ballot.cast_at)
        .join(Batch, Batch.id == Ballot.batch_id)
        .where(Batch.round_id == this_round.id, Batch.key == _key(ticket))
    )
    cast_at = session.scalar(query)
    return cast_at is not None and now - cast_at < MOMENT
