"""A workshop on another computer, where it goes on at the same step; files that lie are refused by place."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.cast import LEADS, Facilitator, Participant
from toolkit.app import create_app
from toolkit.config import Config
from toolkit.keeping.moving import brought_in, packed, unpacked
from toolkit.keeping.refusals import CannotKeep
from toolkit.keeping.rows import references, tables
from toolkit.store.models import Workshop
from toolkit.workshop.doors import remove_person

A, B = LEADS[:2]
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Any:
    """Another computer, with a workshop of its own, so that no id is the same."""
    app = create_app(Config(data_dir=tmp_path, public_url="http://rebond.test", testing=True))
    other = Facilitator.create(app)
    other.welcome().cast(other.open(), {"approve": [A]})
    yield app
    app.extensions["rebond"].store.close()


def file_of(ana: Facilitator) -> bytes:
    with ana.app.extensions["rebond"].store.reading() as session:
        workshop = session.scalar(select(Workshop).where(Workshop.desk_key == ana.desk_key))
        return packed(session, workshop, revision="now", now=NOW)


def take(app: Flask, data: bytes) -> None:
    rows = unpacked(data, revision="now")
    with app.extensions["rebond"].store.writing() as session:
        brought_in(session, rows)


def there(app: Flask, ana: Facilitator, *people: Participant) -> tuple[Facilitator, list[Participant]]:
    """The same people at the same addresses, on the other computer."""
    facilitator = Facilitator(app)
    facilitator.desk_key, facilitator.join_code = ana.desk_key, ana.join_code
    moved = []
    for person in people:
        same = Participant(app)
        same.token = person.token
        moved.append(same)
    return facilitator, moved


def test_every_table_leads_to_a_workshop() -> None:
    for table in tables():
        assert table.name == "workshop" or references(table), table.name


def test_a_vote_under_way_goes_on_elsewhere(
    ana: Facilitator, bo: Participant, chi: Participant, elsewhere: Flask
) -> None:
    bo.cast(ana.open(), {"approve": [A]})
    take(elsewhere, file_of(ana))
    ana, (bo, chi) = there(elsewhere, ana, bo, chi)
    assert "checked" in bo.get(bo.screen).text
    assert chi.cast(ana.round_id(), {"approve": [B]}).status == 303
    ana.finish()
    outcome = ana.client.get(f"{ana.desk}/results.json").get_json()["rounds"][0]["outcome"]
    assert outcome["scores"] == {A: 1, B: 1, LEADS[2]: 0}


def test_movement_can_still_be_counted_elsewhere(ana: Facilitator, elsewhere: Flask) -> None:
    people = [ana.welcome() for _ in range(6)]
    first = ana.open()
    for person in people:
        person.cast(first, {"approve": [A]})
    ana.finish()
    ana.act("revote")
    take(elsewhere, file_of(ana))
    ana, people = there(elsewhere, ana, *people)
    ana.act("opening")
    for person in people:
        person.cast(ana.round_id(), {"approve": [B]})
    ana.finish()
    rounds = ana.client.get(f"{ana.desk}/results.json").get_json()["rounds"]
    assert rounds[1]["movement"]["moved"] == 6


def test_who_was_put_out_is_let_back_with_their_vote(
    ana: Facilitator, bo: Participant, elsewhere: Flask
) -> None:
    bo.cast(ana.open(), {"approve": [A]})
    with ana.app.extensions["rebond"].store.writing() as session:
        remove_person(session, ana.desk_key, 1, now=NOW)
    take(elsewhere, file_of(ana))
    ana, (bo,) = there(elsewhere, ana, bo)
    assert bo.get(bo.screen).status == 410
    ana.post(f"{ana.desk}/people/1/return")
    assert "checked" in bo.get(bo.screen).text


def test_ideas_and_receipts_go_along(ana: Facilitator, bo: Participant, elsewhere: Flask) -> None:
    form = {"question": "Que tenter ?", "most": "3", "moderated": "no", "start": "yes"}
    assert ana.post(f"{ana.desk}/ideas", form).status == 303
    for title in ("Un banc", "Des bancs"):
        bo.post(f"{bo.screen}/rounds/{ana.round_id()}/ideas", {"title": title})
    ana.post(f"{ana.desk}/ideas/merging", {"idea": ["idea-1", "idea-2"], "title": "S’asseoir"})
    ana.act("closure")
    bo.cast(ana.open("approval", ["idea-3", A]), {"approve": ["idea-3"]})
    (slip,) = (e for e in bo.get(bo.screen).elements("section") if e.get("data-receipt"))
    ana.finish()
    take(elsewhere, file_of(ana))
    ana, (bo,) = there(elsewhere, ana, bo)
    assert "S’asseoir" in bo.get(bo.screen).words
    assert ana.post(f"{ana.desk}/ideas/3/parting").status == 303
    page = bo.post(f"/ballots/{ana.join_code}/2/1", {"receipt": slip.get("data-receipt")})
    assert "Voici ce qui a été compté" in page.words


def test_twice_is_refused_by_name(ana: Facilitator, elsewhere: Flask) -> None:
    data = file_of(ana)
    take(elsewhere, data)
    with pytest.raises(CannotKeep) as refused:
        take(elsewhere, data)
    assert refused.value.reason == "already_here"


def test_a_join_code_taken_there_is_drawn_again(ana: Facilitator, elsewhere: Flask) -> None:
    document = json.loads(file_of(ana))
    with elsewhere.extensions["rebond"].store.reading() as session:
        theirs = session.scalars(select(Workshop)).one().join_code
    document["tables"]["workshop"][0]["join_code"] = theirs
    take(elsewhere, json.dumps(document).encode())
    with elsewhere.extensions["rebond"].store.reading() as session:
        codes = session.scalars(select(Workshop.join_code)).all()
    assert len(set(codes)) == 2


Spoil = Callable[[dict[str, Any]], object]
SPOILT: dict[str, Spoil] = {
    "tables.ballot[0].content": lambda t: t["ballot"][0].update(content={"approve": ["nothing-here"]}),
    "tables.ballot[0].round_id": lambda t: t["ballot"][0].update(round_id=99),
    "tables.ballot[0].cast_at": lambda t: t["ballot"][0].update(cast_at="yesterday"),
    "tables.round[0].method": lambda t: t["round"][0].update(method="dictator"),
    "tables.round[0].question": lambda t: t["round"][0].update(question="x" * 301),
    "tables.workshop[0].desk_key": lambda t: t["workshop"][0].update(desk_key="../../etc"),
    "tables.workshop[0].join_code": lambda t: t["workshop"][0].update(join_code="a b"),
    "tables.workshop[0].version": lambda t: t["workshop"][0].update(version="1"),
    "tables.workshop[0].title": lambda t: t["workshop"][0].update(title="a\0b"),
    "tables.participant[0].workshop_id": lambda t: t.update(workshop=[]),
    "tables.participant[0].token": lambda t: t["participant"][0].update(token=""),
    "tables.participant[0].colour": lambda t: t["participant"][0].update(colour="red"),
    "tables.option": lambda t: t.pop("option"),
    "tables.secrets": lambda t: t.update(secrets=[]),
}


@pytest.mark.parametrize("place", SPOILT)
def test_a_file_that_was_changed_is_refused_where_it_was(
    ana: Facilitator, bo: Participant, elsewhere: Flask, place: str
) -> None:
    bo.cast(ana.open(), {"approve": [A]})
    document = json.loads(file_of(ana))
    SPOILT[place](document["tables"])
    with pytest.raises(CannotKeep) as refused:
        take(elsewhere, json.dumps(document).encode())
    assert refused.value.values == {"place": place}
    with elsewhere.extensions["rebond"].store.reading() as session:
        assert len(session.scalars(select(Workshop)).all()) == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"[]", "not_a_workshop"),
        (b'{"format": "rebond-results"}', "not_a_workshop"),
        (b'{"format": "rebond-workshop", "version": 2}', "other_revision"),
        (b'{"format": "rebond-workshop", "version": 1, "revision": "now"}', "bad_field"),
    ],
)
def test_what_is_no_workshop_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(CannotKeep) as refused:
        unpacked(data, revision="now")
    assert refused.value.reason == reason
