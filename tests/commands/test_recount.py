"""``rebond recount``: a results file that agrees, one that lies, one that is none."""

import json
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
    assert result.stdout == "Everything agrees: 2 votes recounted, 12 ballots.\n"
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
    assert json.loads(result.stdout) == {"agrees": True, "rounds": 2, "ballots": 12, "disagreements": []}


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
