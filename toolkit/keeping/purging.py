"""Forgetting a workshop for good, when its time has come or when asked to."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from toolkit.store.models import Round, Workshop
from toolkit.store.session import Store, leave_no_trace
from toolkit.workshop.detaching import detach_forgotten

DAY = timedelta(days=1)


def last_touched(session: Session, workshop: Workshop) -> datetime:
    """The latest moment something happened in it that the facilitator did."""
    moments = session.execute(
        select(
            func.max(Round.created_at),
            func.max(Round.opened_at),
            func.max(Round.closed_at),
            func.max(Round.revealed_at),
        ).where(Round.workshop_id == workshop.id)
    ).one()
    return max(moment for moment in (workshop.created_at, workshop.ended_at, *moments) if moment is not None)


def due(session: Session, *, now: datetime) -> list[Workshop]:
    """The workshops kept as many days as they were meant to be, since they were last touched."""
    meant = session.scalars(select(Workshop).where(Workshop.keep_days > 0)).all()
    return [one for one in meant if last_touched(session, one) + one.keep_days * DAY <= now]


def older_than(session: Session, days: int, *, now: datetime) -> list[Workshop]:
    """The workshops not touched for *days*."""
    every = session.scalars(select(Workshop).order_by(Workshop.id)).all()
    return [one for one in every if last_touched(session, one) + days * DAY <= now]


def purge(session: Session, workshop: Workshop) -> None:
    """
    Delete a workshop and all that hangs on it: people, votes, ballots, ideas. Nothing of it can be read
    again in the files of the database (for PostgreSQL, once it has vacuumed).
    """
    leave_no_trace(session)
    session.delete(workshop)


def purge_due(store: Store, *, now: datetime) -> int:
    """Purge what has been kept long enough. Several servers may do it at once. Returns: how many."""
    with store.reading() as session:
        keys = [workshop.id for workshop in due(session, now=now)]
    for key in keys:
        with store.writing() as session:
            workshop = session.get(Workshop, key)
            if workshop is not None and workshop in due(session, now=now):
                purge(session, workshop)
    return len(keys)


def forget_due(store: Store, *, now: datetime) -> None:
    """All that time has come for: workshops to purge, links of workshops that nobody ended to cut."""
    purge_due(store, now=now)
    detach_forgotten(store, now=now)
