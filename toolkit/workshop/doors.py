"""Who is let in: the doors, someone removed or let back, a facilitator's link that was seen by others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from toolkit.store.models import Ballot, Participant, Round, Withheld, Workshop
from toolkit.workshop.codes import new_secret
from toolkit.workshop.errors import UnknownPerson
from toolkit.workshop.finding import workshop_by_desk
from toolkit.workshop.gathering import running_workshop, set_observing, touch


@dataclass(frozen=True, slots=True)
class PersonView:
    """
    Someone who joined: ``number`` counts entries from 1, whoever was removed included. Nothing here
    tells whether they voted.
    """

    number: int
    name: str
    joined_at: datetime
    is_out: bool
    observing: bool


@dataclass(frozen=True, slots=True)
class Doors:
    """The list of a page of people, the latest first, out of ``entered`` in all."""

    are_closed: bool
    entered: int
    people: tuple[PersonView, ...]


def doors_view(session: Session, desk_key: str, *, most: int = 200, number: int | None = None) -> Doors:
    """
    Args: most: how many people at most, the latest; number: only whoever has it.

    Raises: UnknownDesk.
    """
    workshop = workshop_by_desk(session, desk_key)
    numbered = _numbered(workshop.id)
    query = select(numbered).order_by(numbered.c.number.desc()).limit(most)
    if number is not None:
        query = query.where(numbered.c.number == number)
    people = tuple(
        PersonView(row.number, row.name, row.joined_at, row.removed_at is not None, row.observing)
        for row in session.execute(query)
    )
    entered = session.scalar(select(func.count()).where(Participant.workshop_id == workshop.id)) or 0
    return Doors(workshop.doors_closed_at is not None, entered, people)


def close_doors(session: Session, desk_key: str, *, now: datetime) -> None:
    """Let nobody new in. Twice is once. Raises: UnknownDesk, WorkshopEnded."""
    workshop = running_workshop(session, desk_key)
    if workshop.doors_closed_at is None:
        workshop.doors_closed_at = now
        touch(workshop)


def open_doors(session: Session, desk_key: str) -> None:
    """Let people in again. Twice is once. Raises: UnknownDesk, WorkshopEnded."""
    workshop = running_workshop(session, desk_key)
    if workshop.doors_closed_at is not None:
        workshop.doors_closed_at = None
        touch(workshop)


def remove_person(session: Session, desk_key: str, number: int, *, now: datetime) -> None:
    """
    Put someone out. Their ballots in votes not yet revealed are set aside; a revealed vote stays as it
    was seen. Twice is once.

    Raises: UnknownDesk, WorkshopEnded, UnknownPerson.
    """
    workshop = running_workshop(session, desk_key)
    _hold_votes(session, workshop)
    person = _person(session, workshop, number)
    if person.removed_at is not None:
        return
    person.removed_at = now
    for ballot in session.scalars(_hidden(workshop).where(Ballot.participant_id == person.id)):
        row = {name: getattr(ballot, name) for name in _kept()}
        session.add(Withheld(round_id=ballot.round_id, participant_id=person.id, row=_flat(row)))
        session.delete(ballot)
    touch(workshop)


def mark_observing(session: Session, desk_key: str, number: int, observing: bool) -> None:
    """
    Say that someone only observes, or votes. In a workshop with names only: elsewhere nobody can tell
    whose phone a number is, and each person says it for themselves. Twice is once.

    Raises: UnknownDesk, WorkshopEnded, UnknownPerson.
    """
    workshop = running_workshop(session, desk_key)
    if workshop.anonymous:
        raise UnknownPerson(number=number)
    set_observing(_person(session, workshop, number), observing)
    touch(workshop)


def let_back(session: Session, desk_key: str, number: int) -> None:
    """
    Let someone removed in again, with the ballots that were set aside, but for votes revealed meanwhile.
    Twice is once.

    Raises: UnknownDesk, WorkshopEnded, UnknownPerson.
    """
    workshop = running_workshop(session, desk_key)
    person = _person(session, workshop, number)
    if person.removed_at is None:
        return
    person.removed_at = None
    hidden = (
        select(Withheld)
        .join(Round, Round.id == Withheld.round_id)
        .where(Withheld.participant_id == person.id, Round.revealed_at.is_(None))
    )
    for withheld in session.scalars(hidden).all():
        session.execute(insert(Ballot).values(_ballot(withheld)))
        session.delete(withheld)
    touch(workshop)


def new_desk_link(session: Session, desk_key: str) -> str:
    """
    A new secret for the desk; the old one opens nothing any more, wherever it is.

    Raises: UnknownDesk.
    """
    workshop = workshop_by_desk(session, desk_key, lock=True)
    workshop.desk_key = new_secret()
    touch(workshop)
    return workshop.desk_key


def _numbered(workshop_id: int) -> Any:
    number = func.row_number().over(order_by=Participant.id).label("number")
    columns = (
        Participant.id,
        Participant.name,
        Participant.joined_at,
        Participant.removed_at,
        Participant.observing,
        number,
    )
    return select(*columns).where(Participant.workshop_id == workshop_id).subquery()


def _person(session: Session, workshop: Workshop, number: int) -> Participant:
    if not 0 < number < 2**31:  # more than any database would even look for
        raise UnknownPerson(number=number)
    numbered = _numbered(workshop.id)
    found = session.scalar(
        select(Participant).join(numbered, numbered.c.id == Participant.id).where(numbered.c.number == number)
    )
    if found is None:
        raise UnknownPerson(number=number)
    return found


def _hold_votes(session: Session, workshop: Workshop) -> None:
    """Wait for the ballots under way; those that come after find who was put out."""
    hidden = select(Round.id).where(Round.workshop_id == workshop.id, Round.revealed_at.is_(None))
    session.execute(hidden.order_by(Round.id).with_for_update())


def _hidden(workshop: Workshop) -> Any:
    """The ballots of this workshop that nobody has seen counted."""
    return (
        select(Ballot)
        .join(Round, Round.id == Ballot.round_id)
        .where(Round.workshop_id == workshop.id, Round.revealed_at.is_(None))
    )


def _kept() -> list[str]:
    """What of a ballot is set aside: all but the ids, which say which row it was, not what was cast."""
    return [
        column.key for column in Ballot.__table__.columns if column.key != "id" and not column.foreign_keys
    ]


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in row.items()}


def _ballot(withheld: Withheld) -> dict[str, Any]:
    row = {**withheld.row, "round_id": withheld.round_id, "participant_id": withheld.participant_id}
    if row.get("cast_at"):
        row["cast_at"] = datetime.fromisoformat(row["cast_at"])
    return row
