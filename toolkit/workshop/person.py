"""
Who is behind the address of a phone, and all that is theirs, in one row.

It is read each time a phone is answered, so it is the one place where something personal comes in: what
phones have in common is made elsewhere, once for all of them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from toolkit.content.cards import Language
from toolkit.store.models import Ballot, Participant, Round, Workshop
from toolkit.store.session import Store
from toolkit.workshop.codes import may_be_secret
from toolkit.workshop.errors import RemovedParticipant, UnknownParticipant


@dataclass(frozen=True, slots=True)
class Person:
    """
    Someone in the room; ``language`` is the room's, ``version`` the one of the workshop at that moment;
    ``ballot`` what they have recorded in its latest round and the ``receipt`` of it, None and empty without
    one or once detached.
    """

    id: int
    token: str
    name: str
    workshop_id: int
    join_code: str
    version: int
    language: Language
    ballot: Mapping[str, Any] | None
    receipt: str
    observing: bool


_Latest = aliased(Round)
LATEST = (
    select(_Latest.id)
    .where(_Latest.workshop_id == Workshop.id)
    .order_by(_Latest.series.desc(), _Latest.vote.desc())
    .limit(1)
    .scalar_subquery()
)
OF_TOKEN = (
    select(
        Participant.removed_at,
        Participant.id,
        Participant.name,
        Workshop.id,
        Workshop.join_code,
        Workshop.version,
        Workshop.language,
        Ballot.content,
        Ballot.receipt,
        Participant.observing,
    )
    .join(Workshop, Workshop.id == Participant.workshop_id)
    .outerjoin(Ballot, (Ballot.participant_id == Participant.id) & (Ballot.round_id == LATEST))
    .where(Participant.token == bindparam("token"))
)


def person_of(store: Store, token: str) -> Person:
    """Raises: UnknownParticipant; RemovedParticipant, for someone the facilitator removed."""
    row = store.glance(OF_TOKEN, token=token) if may_be_secret(token) else None
    if row is None:
        raise UnknownParticipant
    removed_at, number, name, workshop_id, join_code, version, language, content, receipt, observing = row
    if removed_at is not None:
        raise RemovedParticipant
    return Person(
        id=number,
        token=token,
        name=name,
        workshop_id=workshop_id,
        join_code=join_code,
        version=version,
        language="en" if language == "en" else "fr",
        ballot=json.loads(content) if isinstance(content, str) else content,
        receipt=receipt or "",
        observing=bool(observing),
    )
