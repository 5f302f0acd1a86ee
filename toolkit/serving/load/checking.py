"""What phones were told is recorded, against what is: ballot by ballot, in the database itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from toolkit.serving.load.room import Ballot
from toolkit.store.models import Ballot as Row
from toolkit.store.models import Participant
from toolkit.store.session import Store


@dataclass(frozen=True, slots=True)
class Checked:
    """Ballots ``acknowledged`` to phones, those ``lost`` or ``changed``; rows ``doubled`` or ``stray``."""

    acknowledged: int
    lost: int
    changed: int
    doubled: int
    stray: int

    @property
    def agrees(self) -> bool:
        return not (self.lost or self.changed or self.doubled or self.stray)


def check(database_url: str, acknowledged: Sequence[Ballot]) -> Checked:
    """Compare *acknowledged* with the rows of *database_url*: those of a round still tied to people."""
    rounds = {ballot.round_id for ballot in acknowledged}
    store = Store(database_url)
    with store.reading() as session:
        rows = session.execute(
            select(Row.round_id, Participant.token, Row.content)
            .join(Participant, Participant.id == Row.participant_id)
            .where(Row.round_id.in_(rounds))
        ).all()
    store.close()
    told = {(ballot.round_id, ballot.token): content(ballot.fields) for ballot in acknowledged}
    kept = {(round_id, token): found for round_id, token, found in rows}
    times = Counter((round_id, token) for round_id, token, _ in rows)
    return Checked(
        acknowledged=len(acknowledged),
        lost=len(told.keys() - kept.keys()),
        changed=sum(kept[key] != told[key] for key in told.keys() & kept.keys()),
        doubled=sum(count > 1 for count in times.values()),
        stray=len(kept.keys() - told.keys()),
    )


def content(fields: Any) -> Mapping[str, Any]:
    """What the fields of a ballot that gives grades mean."""
    grades = [(name.removeprefix("grade."), int(value)) for name, value in fields]
    return {"grades": dict(grades)}
