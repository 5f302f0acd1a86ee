"""
The token a screen sends to ask "has anything changed for me?".

A phone only follows what the facilitator does to the vote; the desk and the projector also follow who
joins, who votes, what is entered without a phone and what ideas arrive. Asked without the ORM, because
every phone asks all the time.
"""

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from toolkit.store.models import Ballot, Idea, Participant, Round, Workshop
from toolkit.store.session import Store


def participant_version(version: int) -> str:
    return str(version)


def projector_version(session: Session, workshop: Workshop) -> str:
    return _busy(session, workshop.id, workshop.version, workshop.side_version)


def desk_version(session: Session, workshop: Workshop) -> str:
    return _busy(session, workshop.id, workshop.version, workshop.side_version)


OF_PARTICIPANT = (
    select(Workshop.version)
    .join(Participant, Participant.workshop_id == Workshop.id)
    .where(Participant.token == bindparam("token"), Participant.removed_at.is_(None))
)


def version_for_participant(store: Store, token: str) -> str | None:
    """None for an address nobody answers to."""
    found = store.glance(OF_PARTICIPANT, token=token)
    return None if found is None else participant_version(found[0])


def version_for_projector(session: Session, join_code: str) -> str | None:
    found = session.execute(
        select(Workshop.id, Workshop.version, Workshop.side_version).where(Workshop.join_code == join_code)
    ).first()
    return None if found is None else _busy(session, found.id, found.version, found.side_version)


def version_for_desk(session: Session, desk_key: str) -> str | None:
    found = session.execute(
        select(Workshop.id, Workshop.version, Workshop.side_version).where(Workshop.desk_key == desk_key)
    ).first()
    return None if found is None else _busy(session, found.id, found.version, found.side_version)


def _busy(session: Session, workshop_id: int, version: int, side: int) -> str:
    joined = session.scalar(
        select(func.count()).where(Participant.workshop_id == workshop_id, Participant.removed_at.is_(None))
    )
    last = (
        select(Round.id)
        .where(Round.workshop_id == workshop_id)
        .order_by(Round.series.desc(), Round.vote.desc())
        .limit(1)
        .scalar_subquery()
    )
    cast = session.scalar(select(func.sum(Ballot.count)).where(Ballot.round_id == last)) or 0
    written = session.scalar(select(func.sum(Idea.revision)).where(Idea.round_id == last)) or 0
    return f"{version}.{side}.{joined}.{cast}.{written}"
