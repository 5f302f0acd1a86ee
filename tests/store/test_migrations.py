"""Bringing an older database up to date: a workshop under way goes on as it was."""

import json
from typing import Any

import pytest
from sqlalchemy import Connection, select, text

from tests.builders import a_ballot
from toolkit.store.models import Ballot, Batch, Round, Workshop
from toolkit.store.session import Store
from toolkit.store.upgrade import upgrade

MOMENT = "2026-11-23 09:30:00+00:00"
WORKSHOP = {
    "id": 1,
    "join_code": "K7QM4X",
    "desk_key": "desk",
    "title": "Un mardi",
    "deck_id": "reflexes",
    "language": "fr",
    "anonymous": True,
    "version": 4,
    "showing": "round",
    "created_at": MOMENT,
}
PERSON = {"id": 1, "workshop_id": 1, "token": "bo", "name": "", "joined_at": MOMENT}
ROUND = {
    "id": 1,
    "workshop_id": 1,
    "series": 1,
    "vote": 1,
    "question": "Par quoi commencer ?",
    "method": "approval",
    "params": json.dumps({"max": None}),
    "created_at": MOMENT,
    "opened_at": MOMENT,
}
BALLOT = {
    "id": 1,
    "round_id": 1,
    "participant_id": 1,
    "source": "phone",
    "content": json.dumps({"approve": ["A"]}),
    "cast_at": MOMENT,
}


def put(connection: Connection, table: str, row: dict[str, Any]) -> None:
    columns, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values})"), row)


@pytest.fixture
def first(database_url: str) -> Store:
    """A database as the first version left it in the middle of a vote."""
    store = Store(database_url)
    upgrade(store.engine, "0001")
    with store.engine.execution_options(writing=True).begin() as connection:
        for table, row in (
            ("workshop", WORKSHOP),
            ("participant", PERSON),
            ("round", ROUND),
            ("ballot", BALLOT),
        ):
            put(connection, table, row)
    return store


def test_a_vote_under_way_goes_on_as_it_was(first: Store) -> None:
    upgrade(first.engine)
    with first.reading() as session:
        workshop = session.scalars(select(Workshop)).one()
        ballot = session.scalars(select(Ballot)).one()
        assert (workshop.title, workshop.version) == ("Un mardi", 4)
        assert workshop.rounds[0].state == "open"
        assert [person.token for person in workshop.participants] == ["bo"]
        assert (ballot.participant_id, ballot.content) == (1, {"approve": ["A"]})
        assert (ballot.source, ballot.count, ballot.batch_id) == ("phone", 1, None)
    first.close()


def test_what_came_without_a_phone_can_then_be_entered(first: Store) -> None:
    upgrade(first.engine)
    with first.writing() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("SELECT setval('ballot_id_seq', 1)"))
        batch = Batch(round_id=1, key="hands", kind="hands")
        session.add(batch)
        session.flush()
        a_ballot(session, session.get_one(Round, 1), None, source="hands", count=12, batch_id=batch.id)
    with first.reading() as session:
        assert sorted(session.scalars(select(Ballot.count))) == [1, 12]
    first.close()
