"""Finding what an address names, or refusing by name."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from toolkit.store.models import Participant, Round, Workshop
from toolkit.workshop.codes import may_be_secret, tidy_code
from toolkit.workshop.errors import (
    RemovedParticipant,
    UnknownDesk,
    UnknownDevice,
    UnknownParticipant,
    UnknownRound,
    UnknownWorkshop,
)


def workshop_by_code(session: Session, join_code: str) -> Workshop:
    """Raises: UnknownWorkshop."""
    found = session.scalar(select(Workshop).where(Workshop.join_code == tidy_code(join_code)))
    if found is None:
        raise UnknownWorkshop(code=join_code)
    return found


def workshop_by_desk(session: Session, desk_key: str, *, lock: bool = False) -> Workshop:
    """
    Args: lock: hold the workshop's row until the verb is kept, so that two desks act one after the other.

    Raises: UnknownDesk.
    """
    query = select(Workshop).where(Workshop.desk_key == desk_key)
    if lock:
        # The row may have been read before the lock was ours: what counts is what it says now.
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query) if may_be_secret(desk_key) else None
    if found is None:
        raise UnknownDesk
    return found


def cards_put(workshop: Workshop) -> tuple[str, ...]:
    """The ids of the cards that were put to this room, each once, in the order it met them."""
    return tuple(dict.fromkeys(key for this_round in workshop.rounds for key in this_round.keys))


def workshop_by_device(session: Session, key: str) -> Workshop:
    """The workshop whose shared device has this address. Raises: UnknownDevice."""
    query = select(Workshop).where(Workshop.shared_key == key)
    found = session.scalar(query) if may_be_secret(key) else None
    if found is None:
        raise UnknownDevice
    return found


def latest_workshops(session: Session, most: int = 50) -> Sequence[Workshop]:
    """The *most* recent workshops, the latest first."""
    return session.scalars(select(Workshop).order_by(Workshop.created_at.desc()).limit(most)).all()


def participant_by_token(session: Session, token: str) -> Participant:
    """Raises: UnknownParticipant; RemovedParticipant, for someone the facilitator removed."""
    query = select(Participant).where(Participant.token == token).options(joinedload(Participant.workshop))
    found = session.scalar(query) if may_be_secret(token) else None
    if found is None:
        raise UnknownParticipant
    if found.removed_at is not None:
        raise RemovedParticipant
    return found


def running_participant(session: Session, tokens: Sequence[str]) -> Participant | None:
    """Whoever of these tokens is in a workshop that still runs; the first one wins."""
    people = session.scalars(
        select(Participant)
        .join(Workshop)
        .where(Participant.token.in_(tokens), Participant.removed_at.is_(None), Workshop.ended_at.is_(None))
    )
    by_token = {person.token: person for person in people}
    return next((by_token[token] for token in tokens if token in by_token), None)


def round_of(session: Session, workshop: Workshop, round_id: int) -> Round:
    """Raises: UnknownRound, also for a round of another workshop."""
    found = session.get(Round, round_id) if 0 < round_id < 2**31 else None
    if found is None or found.workshop_id != workshop.id:
        raise UnknownRound(round=round_id)
    return found


def vote_of(session: Session, workshop: Workshop, round_id: int) -> Round:
    """A round that is voted on. Raises: UnknownRound, also for a question that asks for ideas."""
    found = round_of(session, workshop, round_id)
    if found.asks_ideas:
        raise UnknownRound(round=round_id)
    return found


def current_round(session: Session, workshop: Workshop) -> Round | None:
    """The latest vote of the latest series, whatever its state."""
    return session.scalar(
        select(Round)
        .where(Round.workshop_id == workshop.id)
        .order_by(Round.series.desc(), Round.vote.desc())
        .limit(1)
    )
