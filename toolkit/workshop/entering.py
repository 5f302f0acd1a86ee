"""
What the facilitator enters for people without a phone: a show of hands, a pile of cards, sheets of paper.

It is entered while the vote is open, and corrected until the reveal; after it nothing changes any more.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from toolkit.store.models import Ballot, Batch, Round, Workshop
from toolkit.voting.ballot import Counted
from toolkit.voting.hands import Marks, deal, marks_of
from toolkit.voting.methods import METHODS
from toolkit.workshop.errors import AlreadyEntered, UnknownBatch, WrongMoment
from toolkit.workshop.finding import vote_of
from toolkit.workshop.gathering import running_workshop
from toolkit.workshop.receipts import fingerprint, new_receipt
from toolkit.workshop.unnamed import LEAST_PEOPLE

HANDS = "hands"  # the key of the one show of hands of a round

TypedMarks = Mapping[str, Marks]


def enter_hands(session: Session, desk_key: str, round_id: int, marks: TypedMarks, people: int | None) -> int:
    """
    The show of hands of this round, in place of the one entered before; nothing raised takes it away.

    Args: marks: people by option and level, as ``voting.hands`` reads them; people: how many took part.

    Returns: how many people it counts.
    Raises: UnknownDesk, UnknownRound, WorkshopEnded, WrongMoment, BadBallot; what was entered stays.
    """
    workshop, this_round = _taking(session, desk_key, round_id)
    ballots = deal(this_round.method, this_round.params, this_round.keys, marks, people)
    session.execute(delete(Batch).where(Batch.round_id == this_round.id, Batch.key == HANDS))
    if ballots:
        _put(session, this_round, ballots, source="hands", kind="hands", key=HANDS)
    workshop.side_version += 1
    return sum(n for _, n in ballots)


def enter_pile(
    session: Session,
    desk_key: str,
    round_id: int,
    marks: TypedMarks,
    people: int | None,
    *,
    key: str,
    digest: str = "",
    again: bool = False,
) -> int:
    """
    Paper counted card by card, on a photo (then with its *digest*) or by hand; added to what is there.

    Args: key: unguessable, made with the form: sent twice, it is entered once; again: the same photo is
    meant to count twice.

    Returns: how many people it counts, 0 when this form was entered already.
    Raises: as ``enter_hands``; AlreadyEntered for a photo entered before in this round.
    """
    workshop, this_round = _taking(session, desk_key, round_id)
    key = f"pile-{key}"
    if _is_entered(session, this_round, key):
        return 0
    if digest and not again and knows_photo(session, this_round.id, digest):
        raise AlreadyEntered
    ballots = deal(this_round.method, this_round.params, this_round.keys, marks, people)
    if ballots:
        kind = "cards" if digest else "tally"
        _put(session, this_round, ballots, source="paper", kind=kind, key=key, digest=digest or None)
    workshop.side_version += 1
    return sum(n for _, n in ballots)


def enter_sheet(
    session: Session, desk_key: str, round_id: int, content: Mapping[str, Any], *, key: str
) -> None:
    """One paper ballot. Sent twice, it is entered once. Raises: as ``enter_hands``."""
    workshop, this_round = _taking(session, desk_key, round_id)
    METHODS[this_round.method].check(content, this_round.keys, this_round.params)
    key = f"sheet-{key}"
    if not _is_entered(session, this_round, key):
        _put(session, this_round, [(dict(content), 1)], source="paper", kind="ballot", key=key)
        workshop.side_version += 1


def take_back(session: Session, desk_key: str, round_id: int, batch_id: int) -> None:
    """
    Undo one entry of paper: a photo, a pile, a sheet. Twice is once.

    Raises: UnknownDesk, UnknownRound, WorkshopEnded, WrongMoment, UnknownBatch (another round's, or not
    entered at the desk).
    """
    workshop, this_round = _taking(session, desk_key, round_id)
    batch = session.get(Batch, batch_id) if 0 < batch_id < 2**31 else None
    if batch is None:
        return
    if batch.round_id != this_round.id or batch.kind in ("hands", "shared"):
        raise UnknownBatch
    session.delete(batch)
    workshop.side_version += 1


def require_taking(this_round: Round) -> None:
    """Raises: WrongMoment, unless what was cast without a phone may still be entered."""
    if this_round.state not in ("open", "closed"):
        raise WrongMoment(state=this_round.state)


def knows_photo(session: Session, round_id: int, digest: str) -> bool:
    """Whether this photo was entered in this round, and not taken back."""
    query = select(Batch.id).where(Batch.round_id == round_id, Batch.digest == digest).limit(1)
    return session.scalar(query) is not None


def hands_entered(session: Session, this_round: Round) -> tuple[TypedMarks, int]:
    """The show of hands as it was typed, and how many people it counts."""
    query = (
        select(Ballot.content, Ballot.count)
        .join(Batch, Batch.id == Ballot.batch_id)
        .where(Ballot.round_id == this_round.id, Batch.key == HANDS)
    )
    ballots: Counted = [(content, people) for content, people in session.execute(query)]
    return marks_of(this_round.method, ballots) if ballots else ({}, 0)


def _taking(session: Session, desk_key: str, round_id: int) -> tuple[Workshop, Round]:
    """The round, held, while it still takes what was cast without a phone."""
    workshop = running_workshop(session, desk_key)
    this_round = vote_of(session, workshop, round_id)
    require_taking(this_round)
    return workshop, this_round


def _is_entered(session: Session, this_round: Round, key: str) -> bool:
    query = select(Batch.id).where(Batch.round_id == this_round.id, Batch.key == key)
    return session.scalar(query) is not None


def _put(
    session: Session,
    this_round: Round,
    ballots: Counted,
    *,
    source: str,
    kind: str,
    key: str,
    digest: str | None = None,
) -> None:
    batch = Batch(round_id=this_round.id, key=key, kind=kind, digest=digest)
    session.add(batch)
    session.flush()
    entry = {"round_id": this_round.id, "batch_id": batch.id, "source": source}
    session.add_all(
        Ballot(**entry, content=dict(content), count=people, fingerprint=mark)
        for content, people, mark in _marked(this_round, ballots)
    )
    session.flush()


def _marked(this_round: Round, ballots: Counted) -> Iterator[tuple[Mapping[str, Any], int, str | None]]:
    """
    Ballots of few people are kept one by one, each with the fingerprint of a receipt that nobody holds:
    published among the others, none of them shows that it came without a phone.
    """
    few = sum(people for _, people in ballots) < LEAST_PEOPLE
    for content, people in ballots:
        for _ in range(people if few else 1):
            mark = fingerprint(new_receipt(), this_round.series, this_round.vote) if few else None
            yield content, 1 if few else people, mark
