"""What the desk shows of those without a phone: the hands, the paper, the shared device of a round."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from toolkit.store.models import Ballot, Batch, Round, Workshop
from toolkit.voting.hands import levels
from toolkit.workshop.entering import hands_entered
from toolkit.workshop.views import CountedView, EntryView, HandsView


def counted_view(session: Session, workshop: Workshop, this_round: Round | None) -> CountedView:
    """What the desk of *workshop* shows about *this_round*; nothing was entered without a round."""
    taking = this_round is not None and this_round.state in ("open", "closed")
    return CountedView(
        expected=workshop.without_phone,
        device_key=workshop.shared_key or "",
        turnout_hidden=workshop.turnout_hidden,
        levels=levels(this_round.method, this_round.params) if this_round else (),
        people=people_by_source(session, this_round.id) if this_round else {},
        hands=_hands(session, this_round) if this_round and taking else None,
        entries=_entries(session, this_round.id) if this_round and taking else (),
    )


def people_by_source(session: Session, round_id: int) -> dict[str, int]:
    """How many people voted in each way; ways nobody used are left out."""
    query = (
        select(Ballot.source, func.sum(Ballot.count))
        .where(Ballot.round_id == round_id)
        .group_by(Ballot.source)
    )
    return {source: int(people) for source, people in session.execute(query)}


def _hands(session: Session, this_round: Round) -> HandsView | None:
    asked = levels(this_round.method, this_round.params)
    if not asked:
        return None
    marks, people = hands_entered(session, this_round)
    return HandsView(levels=asked, marks=marks, people=people)


def _entries(session: Session, round_id: int) -> tuple[EntryView, ...]:
    query = (
        select(Batch.id, Batch.kind, func.sum(Ballot.count))
        .join(Ballot, Ballot.batch_id == Batch.id)
        .where(Batch.round_id == round_id, Batch.kind.in_(("cards", "tally", "ballot")))
        .group_by(Batch.id, Batch.kind)
        .order_by(Batch.id)
    )
    return tuple(EntryView(key, kind, int(people)) for key, kind, people in session.execute(query))
