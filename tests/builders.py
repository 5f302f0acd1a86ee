"""Rows and values to test with: plain functions with sensible defaults."""

from datetime import UTC, datetime
from itertools import count
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from toolkit.store.models import Ballot, Option, Participant, Round, Workshop

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
_numbers = count(1)
Row = TypeVar("Row")


def a_workshop(session: Session, **changes: Any) -> Workshop:
    number = next(_numbers)
    fields: dict[str, Any] = {
        "join_code": f"K{number:05}",
        "desk_key": f"desk-{number}",
        "title": "Un mardi à la mairie",
        "deck_id": "reflexes",
        "language": "fr",
        "anonymous": True,
        "created_at": NOW,
    }
    return _kept(session, Workshop(**fields | changes))


def a_participant(session: Session, workshop: Workshop, **changes: Any) -> Participant:
    fields: dict[str, Any] = {
        "workshop_id": workshop.id,
        "token": f"token-{next(_numbers)}",
        "joined_at": NOW,
    }
    return _kept(session, Participant(**fields | changes))


def a_round(session: Session, workshop: Workshop, *, options: str = "ABC", **changes: Any) -> Round:
    fields: dict[str, Any] = {
        "workshop_id": workshop.id,
        "series": 1,
        "vote": 1,
        "question": "Par quoi commencer ?",
        "method": "approval",
        "params": {"max": None},
        "created_at": NOW,
        "opened_at": NOW,
        "options": [Option(position=i, key=key, title=f"Carte {key}") for i, key in enumerate(options, 1)],
    }
    return _kept(session, Round(**fields | changes))


def a_ballot(session: Session, this_round: Round, person: Participant | None, **changes: Any) -> Ballot:
    fields: dict[str, Any] = {
        "round_id": this_round.id,
        "participant_id": person.id if person else None,
        "content": {"approve": ["A"]},
        "cast_at": NOW,
    }
    return _kept(session, Ballot(**fields | changes))


def _kept(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
