"""``rebond recount``: a results file that agrees, one that lies, one that is none."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from tests.cast import LEADS, Facilitator
from tests.sqlite_only import served as served
from toolkit.cli import main

Results = dict[str, Any]


@pytest.fixture
def results(app: Flask, ana: Facilitator) -> Results:
    """Six people vote twice on the same cards: one of them changes their mind."""
    people = [ana.welcome() for _ in range(6)]
    round_id = ana.open("single_choice", LEADS)
    for number, person in enumerate(people):
        assert person.cast(round_id, {"choice": LEADS[number % 2]}).status == 303
    ana.finish()
    ana.act("revote")
    ana.act("opening")
    for person in people:
        assert person.cast(ana.round_id(), {"choice": LEADS[0]}).status == 303
    ana.finish()
    found: Results = json.loads(ana.client.get(f"{ana.desk}/results.json").data)
    return found


def recounted(tmp_path: Path, content: object, *words: str) -> Result:
    file = tmp_path / "results.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return CliRunner(env={"LANG": "en"}).invoke(main, ["recount", str(file), *words])


def test_a_file_from_the_desk_agrees_with_its_ballots(tmp_path: Path, results: Results):
    result = recounted(tmp_path, results)
    assert result.exit_code == 0
    told, fingerprint = result.stdout.splitlines()
    assert told == "Everything agrees: 2 votes recounted, 12 ballots."
    assert re.fullmatch(r"Fingerprint of what the file says:( [0-9a-f]{4}){8}", fingerprint)
    assert result.stderr == ""


def test_it_may_come_through_a_pipe(results: Results):
    result = CliRunner(env={"LANG": "fr"}).invoke(main, ["recount", "-"], input=json.dumps(results))
    assert result.exit_code == 0
    assert result.stdout.startswith("Tout concorde")


def test_a_workshop_without_a_revealed_round_has_nothing_to_count(tmp_path: Path, results: Results):
    result = recounted(tmp_path, results | {"rounds": []})
    assert result.exit_code == 0
    assert "nothing to recount" in result.stdout


def second(results: Results) -> Results:
    return results["rounds"][1]


def ballot(results: Results, number: int) -> Results:
    return second(results)["ballots"][number]


def an_idea(**changes: object) -> Results:
    plain: Results = {"key": "idea-1", "series": None, "source": "room", "title": "Un banc", "sentence": ""}
    return plain | {"merged_into": None} | changes


LIES: dict[str, tuple[Callable[[Results], object], str]] = {
    "another winner": (
        lambda r: second(r)["outcome"].update(winners=[LEADS[1]]),
        f'question 1, vote 2, first place: the file says ["{LEADS[1]}"], the ballots say ["{LEADS[0]}"]',
    ),
    "another score": (
        lambda r: second(r)["outcome"]["scores"].update({LEADS[0]: 7}),
        "question 1, vote 2, scores: the file says",
    ),
    "one ballot more": (
        lambda r: second(r)["outcome"].update(cast=7),
        "question 1, vote 2, ballots cast: the file says 7, the ballots say 6",
    ),
    "a ballot changed": (
        lambda r: ballot(r, 0).update(choice=LEADS[1]),
        "question 1, vote 2, ranking",
    ),
    "a ballot for nothing": (
        lambda r: ballot(r, 2).update(choice="lead-of-my-own"),
        "question 1, vote 2, ballot 3:",
    ),
    "more people moved": (
        lambda r: second(r)["movement"].update(moved=6),
        "question 1, vote 2, movement since the vote before",
    ),
    "settings of another method": (
        lambda r: second(r)["params"].update(budget=3),
        "question 1, vote 2: the settings",
    ),
    "another source": (
        lambda r: second(r)["sources"].update(phone=7),
        'question 1, vote 2, people by source: the file says {"phone": 7}, the ballots say {"phone": 6}',
    ),
    "a ballot that moved to another way of voting": (
        lambda r: ballot(r, 0).update(source="hands"),
        "question 1, vote 2, people by source",
    ),
    "a receipt that stands twice": (
        lambda r: ballot(r, 1).update(fingerprint=ballot(r, 0)["fingerprint"]),
        "question 1, vote 2, ballot 2: the fingerprint",
    ),
    "a receipt that is none": (
        lambda r: ballot(r, 3).update(fingerprint="0"),
        "question 1, vote 2, ballot 4: the fingerprint 0 does not hold (not what is expected there)",
    ),
    "a reason about nothing": (
        lambda r: second(r).update(reasons={"lead-of-my-own": ["because"]}),
        "question 1, vote 2, reasons: lead-of-my-own does not hold (this was not voted on)",
    ),
    "an idea merged into nothing": (
        lambda r: r["ideas"].append(an_idea(merged_into="idea-9")),
        "idea no. 1 of the file, field “merged_into”: idea-9 does not hold",
    ),
    "an idea made of nothing": (
        lambda r: r["ideas"].append(an_idea(source="merged")),
        "idea no. 1 of the file, field “source”: merged does not hold (no idea of the file is merged",
    ),
    "an idea that stands twice": (
        lambda r: r["ideas"].extend([an_idea(), an_idea()]),
        "idea no. 2 of the file, field “key”: idea-1 does not hold (it is there already)",
    ),
    "an idea of no question": (
        lambda r: r["ideas"].append(an_idea(series=1)),
        "idea no. 1 of the file, field “series”: 1 does not hold",
    ),
    "ideas that are none": (
        lambda r: r.update(ideas="many"),
        "the ideas: many does not hold",
    ),
    "a count that tells another story": (
        lambda r: second(r)["outcome"]["steps"][-1].update(text="Le maire a choisi."),
        "question 1, vote 2, the count in words: the file says Le maire a choisi., the ballots say",
    ),
    "a step that is gone": (
        lambda r: second(r)["outcome"]["steps"].pop(),
        "question 1, vote 2, the count in words: the file says null, the ballots say",
    ),
    "a ballot refused that nobody cast": (
        lambda r: second(r)["outcome"].update(rejected=[{"ballot": 9, "reason": "shape"}]),
        "question 1, vote 2, ballots refused: the file says",
    ),
    "no word of how ballots came": (
        lambda r: second(r).pop("sources"),
        'question 1, vote 2, people by source: the file says null, the ballots say {"phone": 6}',
    ),
    "ideas that are gone": (
        lambda r: r.pop("ideas"),
        "the ideas: null does not hold",
    ),
    "an idea from nowhere": (
        lambda r: r["ideas"].append(an_idea(source="mayor")),
        "idea no. 1 of the file, field “source”: mayor does not hold",
    ),
    "a result before its time": (
        lambda r: second(r).update(state="open"),
        "this vote is “open”, not yet revealed",
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_each_lie_is_told_in_words(tmp_path: Path, results: Results, lie: str):
    change, sentence = LIES[lie]
    changed = deepcopy(results)
    change(changed)
    result = recounted(tmp_path, changed)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert sentence in result.stderr
    told = recounted(tmp_path, changed, "--json")
    assert told.exit_code == 1
    answer = json.loads(told.stdout)
    assert answer["agrees"] is False
    assert any(sentence in disagreement["text"] for disagreement in answer["disagreements"])


def test_a_program_may_read_that_all_agrees(tmp_path: Path, results: Results):
    result = recounted(tmp_path, results, "--json")
    answer = json.loads(result.stdout)
    assert len(answer.pop("fingerprint")) == 32
    assert answer == {"agrees": True, "rounds": 2, "ballots": 12, "disagreements": []}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("not json", "line 1"),
        ('{"format": "rebond-results", "format": "x"}', "twice"),
        ("[]", "not a Rebond results file"),
        ('{"format": "other"}', "not a Rebond results file"),
        ({"format": "rebond-results"}, "does not say its version"),
        ({"format": "rebond-results", "version": 99}, "newer version"),
        ({"format": "rebond-results", "version": 1}, "rounds is missing"),
        ({"format": "rebond-results", "version": 1, "rounds": [{}]}, "rounds[0].series is missing"),
    ],
)
def test_what_is_no_results_file_is_refused_on_one_line(tmp_path: Path, content: object, reason: str):
    result = recounted(tmp_path, content)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert reason in result.stderr


SPOILT: dict[str, Callable[[Results], object]] = {
    "no option": lambda row: row.update(options=[]),
    "an option twice": lambda row: row["options"].append(row["options"][0]),
    "an option without a key": lambda row: row["options"][0].pop("key"),
    "a series that is a list": lambda row: row.update(series=[1]),
    "a ballot that is a list": lambda row: row["ballots"].append([]),
    "a person that is a list": lambda row: row["ballots"][0].update(person=[1]),
    "a method of tomorrow": lambda row: row.update(method="telepathy"),
    "no outcome": lambda row: row.pop("outcome"),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_misshapen_round_is_named_on_one_line(tmp_path: Path, results: Results, spoilt: str):
    SPOILT[spoilt](second(results))
    result = recounted(tmp_path, results)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "rounds[1]." in result.stderr


def test_a_majority_judgment_with_fewer_judges_than_ballots_is_a_disagreement(tmp_path: Path):
    row = {
        "series": 1,
        "vote": 1,
        "state": "revealed",
        "method": "majority_judgment",
        "params": {"judges": 1},
        "options": [{"key": "A"}, {"key": "B"}],
        "ballots": [{"grades": {"A": 1}}, {"grades": {"B": 2}}],
        "outcome": {},
    }
    result = recounted(tmp_path, {"format": "rebond-results", "version": 1, "rounds": [row]})
    assert result.exit_code == 1
    assert "the settings" in result.stderr


def test_a_number_of_any_length_is_refused_in_words(tmp_path: Path):
    row = {
        "series": 1,
        "vote": 1,
        "state": "revealed",
        "method": "score",
        "params": {},
        "options": [{"key": "A"}],
        "ballots": [{"scores": {"A": 10**40}}],
        "outcome": {},
    }
    result = recounted(tmp_path, {"format": "rebond-results", "version": 1, "rounds": [row]})
    assert result.exit_code == 1
    assert str(10**40) in result.stderr


def test_what_a_file_holds_cannot_play_with_the_terminal(tmp_path: Path, results: Results):
    second(results)["outcome"]["winners"] = ["\x1b[2J\x07" + "x" * 500]
    result = recounted(tmp_path, results)
    assert "\x1b" not in result.stderr
    assert "\x07" not in result.stderr
    assert max(len(line) for line in result.stderr.splitlines()) < 400


@pytest.mark.parametrize("name", ["nowhere.json", "."])
def test_a_file_that_cannot_be_read_is_said_on_one_line(tmp_path: Path, name: str):
    result = CliRunner(env={"LANG": "en"}).invoke(main, ["recount", str(tmp_path / name)])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert str(tmp_path) in result.stderr


@pytest.mark.parametrize("words", [(), ("one.json", "two.json"), ("one.json", "--nonsense")])
def test_a_wrong_argument_is_a_matter_of_usage(words: tuple[str, ...]):
    assert CliRunner().invoke(main, ["recount", *words]).exit_code == 2


def test_a_receipt_finds_its_ballot_in_the_file(tmp_path: Path, app: Flask):
    ana = Facilitator.create(app)
    bo = ana.welcome()
    bo.cast(ana.open("approval"), {"approve": [LEADS[0]]})
    slip = next(e for e in bo.get(bo.screen).elements("section") if e.get("data-receipt"))
    ana.finish()
    found = json.loads(ana.client.get(f"{ana.desk}/results.json").data)
    code = slip.get("data-receipt").lower()
    result = recounted(tmp_path, found, "--receipt", code)
    assert result.exit_code == 0
    assert "Your receipt: question 1, vote 1, ballot 1: La politique de micro-mobilité" in result.stdout
    (own,) = json.loads(recounted(tmp_path, found, "--receipt", code, "--json").stdout)["receipt"]
    assert own["ballot"]["approve"] == [LEADS[0]]
    missed = recounted(tmp_path, found, "--receipt", "K7QM4X9RTPHW")
    assert missed.exit_code == 1
    assert "No ballot of this file matches" in missed.stderr
    assert recounted(tmp_path, found, "--receipt", "K7Q").exit_code == 2


def test_the_fingerprint_changes_with_what_is_said_not_with_how_it_was_exported(
    tmp_path: Path, results: Results
):
    def fingerprint(changed: Results) -> str:
        found: str = json.loads(recounted(tmp_path, changed, "--json").stdout)["fingerprint"]
        return found

    same = results | {"exported_at": "2030-01-01T00:00:00+00:00", "program": "rebond 99"}
    assert fingerprint(same) == fingerprint(results)
    changed = deepcopy(results)
    changed["rounds"][0]["question"] = "Autre chose ?"
    assert fingerprint(changed) != fingerprint(results)


def test_the_schema_can_be_printed_without_a_file():
    result = CliRunner().invoke(main, ["recount", "--schema"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["title"].startswith("Rebond results file")
    assert CliRunner().invoke(main, ["recount"]).exit_code == 2
