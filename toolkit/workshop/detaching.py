"""
Keeping the promise of an anonymous workshop: cutting the link between people and their ballots.

It is cut as soon as a series is left behind (a new question is prepared, or the workshop ends).
Rows are written anew in a random order, without their time, so that neither order nor clock tells
who cast what. The receipt goes, and only its fingerprint stays. The ballots one person cast within one
series keep a random word in common, which belongs to nobody, so that movement between votes can still be
counted. An idea loses its author and the time it was written.
"""

import random
from collections import defaultdict
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from toolkit.store.models import Ballot, Batch, Idea, Round, Withheld, Workshop
from toolkit.store.session import leave_no_trace
from toolkit.workshop.codes import new_secret


def detach_all(session: Session, workshop: Workshop, *, now: datetime) -> None:
    """Detach every series of *workshop*; a workshop with names keeps its links."""
    if workshop.anonymous:
        detach(session, [r for r in workshop.rounds if not r.detached_at], now=now)


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
