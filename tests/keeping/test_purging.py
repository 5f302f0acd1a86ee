"""Forgetting a workshop: in time, when asked to, and for good."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.builders import NOW, a_ballot, a_participant, a_round, a_workshop
from tests.cast import Facilitator, Participant
from toolkit.keeping.purging import due, older_than, purge, purge_due
from toolkit.store.models import Base, Workshop
from toolkit.store.session import Store
from toolkit.store.upgrade import upgrade

DAY = timedelta(days=1)
WORD = "Tartempion-les-Bains"


def rows(store: Store) -> int:
    with store.reading() as session:
        return sum(
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        )


def a_full_one(store: Store, **settings: object) -> None:
    with store.writing() as session:
        workshop = a_workshop(session, title=WORD, **settings)
        a_ballot(session, a_round(session, workshop), a_participant(session, workshop, name=WORD))


def test_it_is_due_its_days_after_the_last_touch(store: Store) -> None:
    a_full_one(store, keep_days=30, created_at=NOW - 90 * DAY)
    with store.reading() as session:
        # the round was opened NOW: that is the last touch
        assert due(session, now=NOW + 29 * DAY) == []
        assert len(due(session, now=NOW + 31 * DAY)) == 1


def test_one_kept_until_deleted_is_never_due(store: Store) -> None:
    a_full_one(store, keep_days=0)
    assert purge_due(store, now=NOW + 9999 * DAY) == 0
    with store.reading() as session:
        assert len(older_than(session, 1, now=NOW + 2 * DAY)) == 1
        assert older_than(session, 3, now=NOW + 2 * DAY) == []


def test_nothing_of_it_is_left_and_the_others_stay(store: Store) -> None:
    with store.writing() as session:
        a_workshop(session)
    before = rows(store)
    a_full_one(store, keep_days=7)
    assert purge_due(store, now=NOW + 8 * DAY) == 1
    assert purge_due(store, now=NOW + 8 * DAY) == 0
    assert rows(store) == before


def test_the_files_of_the_database_have_forgotten_it(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'rebond.sqlite'}")
    upgrade(store.engine)
    a_full_one(store)

    def read() -> bytes:
        return b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())

    assert WORD.encode() in read()
    with store.writing() as session:
        purge(session, session.scalars(select(Workshop)).one())
    assert WORD.encode() not in read()
    store.close()
    assert WORD.encode() not in read()


def test_the_desk_deletes_it_once_it_is_over(ana: Facilitator, bo: Participant) -> None:
    ana.open()
    refused = ana.post(f"{ana.desk}/deletion")
    assert refused.status == 409
    ana.post(f"{ana.desk}/ending")
    assert ana.post(f"{ana.desk}/deletion").status == 303
    assert ana.post(f"{ana.desk}/deletion").status == 404
    for path in (ana.desk, bo.screen, f"/J/{ana.join_code}", f"/S/{ana.join_code}"):
        assert ana.get(path).status == 404
    assert rows(ana.app.extensions["rebond"].store) == 0


@pytest.mark.parametrize("key", ["x", "A" * 22])
def test_only_the_desk_deletes(ana: Facilitator, key: str) -> None:
    assert ana.post(f"/desk/{key}/deletion").status == 404


@pytest.mark.parametrize(
    ("typed", "status"), [("7", 303), ("0", 303), ("", 422), ("8", 422), ("-1", 422), ("x", 422)]
)
def test_the_time_is_chosen_at_the_start(ana: Facilitator, typed: str, status: int) -> None:
    key = ana.app.extensions["rebond"].start_key
    form = {"title": "Un mardi", "deck": "reflexes", "language": "fr", "keep": typed}
    assert ana.post(f"/start/{key}/workshops", form).status == status


def test_a_workshop_made_without_saying_goes_after_ninety_days(ana: Facilitator) -> None:
    with ana.app.extensions["rebond"].store.reading() as session:
        workshop = session.scalars(select(Workshop)).one()
        assert workshop.keep_days == 90
        assert due(session, now=datetime.now(UTC) + 89 * DAY) == []
        assert due(session, now=datetime.now(UTC) + 91 * DAY) == [workshop]
