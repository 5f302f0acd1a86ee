"""The schema of results files says what is written for every kind of workshop, and refuses the rest."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.builders import NOW, a_ballot, a_participant, a_round, a_workshop
from tests.sqlite_only import served as served
from toolkit.paths import PACKAGE
from toolkit.store.models import Idea, Option, Workshop
from toolkit.store.session import Store
from toolkit.voting.methods import METHODS
from toolkit.workshop.detaching import detach_all
from toolkit.workshop.record import FORMAT_VERSION, record
from toolkit.workshop.recount import recount
from toolkit.workshop.ways import WAYS

SCHEMA = json.loads((PACKAGE / "workshop" / "results.schema.json").read_text("utf-8"))
CAST: dict[str, list[dict[str, Any]]] = {
    "single_choice": [{"choice": "A"}, {"choice": "B"}],
    "approval": [{"approve": ["A", "B"]}, {"approve": []}],
    "dots": [{"dots": {"A": 2}}, {"dots": {"B": 1, "C": 1}}],
    "majority_judgment": [{"grades": {"A": 4, "B": 0, "C": 1}}, {"grades": {"C": 2}}],
    "gradients": [{"stance": {"A": 1, "B": 8}, "reasons": {"B": "Trop cher."}}, {"stance": {"C": 4}}],
    "score": [{"scores": {"A": 5}}, {"scores": {"B": 1, "C": 2}}],
    "quadratic": [{"votes": {"A": 2}}, {"votes": {"B": 3}}],
    "placement": [{"at": {"A": [0.25, 0.9]}}, {"at": {"B": [0, 1]}}],
}
RANKED: list[dict[str, Any]] = [{"ranking": [["A"], ["B", "C"]]}, {"ranking": [["C"]]}]


def faults(results: object) -> list[str]:
    errors = Draft202012Validator(SCHEMA).iter_errors(results)
    return sorted(f"{error.json_path}: {error.message}" for error in errors)


def played(store: Store, way_name: str, *, anonymous: bool = True, people: int = 6) -> dict[str, Any]:
    """Two revealed votes on the same cards, hands included, an ideas round, and a vote not yet opened."""
    way = WAYS[way_name]
    params = METHODS[way.method].complete(dict(way.settle({})), list("ABC"))
    contents = CAST.get(way.method, RANKED)
    ended = {"closed_at": NOW, "revealed_at": NOW}
    with store.writing() as session:
        workshop = a_workshop(session, anonymous=anonymous)
        crowd = [a_participant(session, workshop, name=f"n{n}") for n in range(people)]
        for vote in (1, 2):
            this_round = a_round(session, workshop, vote=vote, method=way.method, params=params, **ended)
            for n, person in enumerate(crowd):
                mark = f"{vote:08x}{n:08x}"
                a_ballot(session, this_round, person, content=contents[n * vote % 2], fingerprint=mark)
            a_ballot(session, this_round, None, content=contents[0], source="hands", count=7)
        asked = a_round(session, workshop, series=2, method="ideas", params={"most": 3}, options="", **ended)
        whole = Idea(
            workshop_id=workshop.id, round_id=asked.id, number=2, source="merged", title="Bancs", shown_at=NOW
        )
        session.add(whole)
        session.flush()
        session.add(
            Idea(
                workshop_id=workshop.id,
                round_id=asked.id,
                number=1,
                title="Un banc",
                shown_at=NOW,
                merged_into_id=whole.id,
            )
        )
        coming = a_round(session, workshop, series=3, opened_at=None)
        coming.options.append(Option(position=4, key="idea-2", title="Bancs", sentence="Partout."))
        session.flush()
        detach_all(session, workshop, now=NOW)
        key = workshop.id
    with store.reading() as session:
        found = record(session, session.get_one(Workshop, key), None, language="fr", now=NOW)
    again: dict[str, Any] = json.loads(json.dumps(found))
    return again


def test_the_schema_is_one_and_of_this_version() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["version"]["const"] == FORMAT_VERSION


@pytest.mark.parametrize("way", WAYS)
def test_what_is_exported_fits_the_schema_and_recounts(store: Store, way: str) -> None:
    results = played(store, way)
    assert faults(results) == []
    assert recount(results).disagreements == ()
    assert recount(results).rounds == 2


def test_a_workshop_with_names_or_few_people_fits_it_too(store: Store) -> None:
    assert faults(played(store, "approval", anonymous=False)) == []
    assert faults(played(store, "approval", people=2)) == []
    assert faults(played(store, "approval", people=0)) == []


SPOILT: dict[str, Callable[[dict[str, Any]], object]] = {
    "another format": lambda r: r.update(format="other"),
    "a field nobody knows": lambda r: r.update(note="x"),
    "a time without its zone": lambda r: r.update(exported_at="2026-11-23T09:30:00"),
    "a ballot of another method": lambda r: r["rounds"][0]["ballots"][0].update(choice=["A"]),
    "a ballot without its choice": lambda r: r["rounds"][0]["ballots"][0].pop("approve"),
    "a person with a name of their own": lambda r: r["rounds"][0]["ballots"][0].update(person="Bo"),
    "a receipt for several": lambda r: r["rounds"][0]["ballots"][0].update(count=2),
    "ballots before the reveal": lambda r: r["rounds"][3].update(ballots=[]),
    "an outcome of ideas": lambda r: r["rounds"][2].update(outcome={}),
    "a movement of four": lambda r: r["rounds"][1]["movement"].update(people=4),
    "an idea without a key": lambda r: r["ideas"][0].pop("key"),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_what_is_not_of_the_format_is_refused(store: Store, spoilt: str) -> None:
    results = played(store, "approval")
    SPOILT[spoilt](results)
    assert faults(results)


def test_a_file_of_the_first_version_still_recounts(store: Store) -> None:
    results = played(store, "approval")
    results["version"] = 1
    results["rounds"] = [row for row in results["rounds"] if row["method"] != "ideas"]
    del results["ideas"]
    for row in results["rounds"]:
        row.pop("sources", None)
        for ballot in row.get("ballots", ()):
            ballot.pop("fingerprint", None)
    assert recount(results).disagreements == ()
