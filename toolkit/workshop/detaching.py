"""
Keeping the promise of an anonymous workshop: cutting the link between people and their ballots.

It is cut as soon as a series is left behind (the next question opens, or the workshop ends), and half a day
after the last act in a workshop that nobody ended.
Rows are written anew in a random order, without their time, so that neither order nor clock tells
who cast what. The receipt goes, and only its fingerprint stays. The ballots one person cast within one
series keep a random word in common, which belongs to nobody, so that movement between votes can still be
counted. An idea loses its author and the time it was written.
"""

import random
from collections import defaultdict
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from toolkit.store.models import Ballot, Batch, Idea, Round, Withheld, Workshop
from toolkit.store.session import Store, leave_no_trace
from toolkit.workshop.codes import new_secret

# A workshop is over by the next morning, and may take a whole day with a long lunch.
FORGOTTEN = timedelta(hours=12)


def detach_all(session: Session, workshop: Workshop, *, now: datetime) -> None:
    """Detach every series of *workshop*; a workshop with names keeps its links."""
    if workshop.anonymous:
        detach(session, [r for r in workshop.rounds if not r.detached_at], now=now)


def detach_before(session: Session, workshop: Workshop, series: int, *, now: datetime) -> None:
    """Detach the series before this one, if the workshop is anonymous."""
    if workshop.anonymous:
        left = [one for one in workshop.rounds if one.series < series and not one.detached_at]
        if left:
            detach(session, left, now=now)


def detach_forgotten(store: Store, *, now: datetime) -> int:
    """
    Cut the links that a workshop nobody ended still keeps, ``FORGOTTEN`` after its last act; a vote still
    open keeps its own, by which people change theirs. Several servers may do it at once.

    Returns: how many workshops.
    """
    with store.reading() as session:
        keys = _forgotten(session, now)
    for key in keys:
        with store.writing() as session:
            workshop = session.get(Workshop, key, with_for_update=True)
            if workshop is not None and key in _forgotten(session, now):
                over = [one for one in workshop.rounds if one.closed_at and not one.detached_at]
                detach(session, over, now=now)
    return len(keys)


def _forgotten(session: Session, now: datetime) -> list[int]:
    """Anonymous workshops with links left, where nothing has been opened, closed or revealed for long."""
    last = func.max(func.coalesce(Round.revealed_at, Round.closed_at, Round.opened_at, Round.created_at))
    query = (
        select(Round.workshop_id)
        .join(Workshop, Workshop.id == Round.workshop_id)
        .where(Workshop.anonymous)
        .group_by(Round.workshop_id)
        .having(last < now - FORGOTTEN, func.count(Round.closed_at) > func.count(Round.detached_at))
    )
    return list(session.scalars(query))


def detach(session: Session, rounds: list[Round], *, now: datetime) -> None:
    """Cut the link in these rounds, for good. Rounds already detached must not be passed."""
    leave_no_trace(session)
    trails: dict[tuple[int, int | None], str] = defaultdict(new_secret)
    for this_round in rounds:
        ballots = list(session.scalars(select(Ballot).where(Ballot.round_id == this_round.id)))
        rows = [
            {
                "round_id": ballot.round_id,
                "participant_id": None,
                "trail": trails[this_round.series, ballot.participant_id]
                if ballot.participant_id is not None
                else ballot.trail,
                "source": ballot.source,
                "count": ballot.count,
                "batch_id": ballot.batch_id,
                "content": ballot.content,
                "receipt": None,
                "fingerprint": ballot.fingerprint,
                "cast_at": None,
            }
            for ballot in ballots
        ]
        random.SystemRandom().shuffle(rows)
        session.execute(delete(Withheld).where(Withheld.round_id == this_round.id))
        session.execute(delete(Ballot).where(Ballot.round_id == this_round.id))
        if rows:
            session.execute(insert(Ballot), rows)
        if this_round.asks_ideas:
            alone = {"participant_id": None, "written_at": None}
            session.execute(update(Idea).where(Idea.round_id == this_round.id).values(alone))
        this_round.detached_at = now


def forget_turns(session: Session, this_round: Round) -> None:
    """Once a vote is closed, nothing says any more in which order people passed before a shared device."""
    leave_no_trace(session)
    query = select(Ballot).where(Ballot.round_id == this_round.id, Ballot.source == "shared")
    contents = [(ballot.content, ballot.fingerprint) for ballot in session.scalars(query)]
    random.SystemRandom().shuffle(contents)
    session.execute(delete(Ballot).where(Ballot.round_id == this_round.id, Ballot.source == "shared"))
    session.execute(delete(Batch).where(Batch.round_id == this_round.id, Batch.kind == "shared"))
    session.add_all(
        Ballot(round_id=this_round.id, source="shared", content=content, fingerprint=fingerprint)
        for content, fingerprint in contents
    )
    session.flush()
