"""``rebond bench``: what it answers, in words and as JSON."""

import json
import math
from dataclasses import replace

import pytest
from click.testing import CliRunner, Result

from toolkit.cli import main
from toolkit.commands import bench as command
from toolkit.serving.load.bench import Bench
from toolkit.serving.load.checking import Checked
from toolkit.serving.load.figures import Cost, Waits
from toolkit.serving.load.process import NotStarted
from toolkit.serving.load.room import Measured, Plan

QUICK = Waits(300, 12, 80, 140)
COST = Cost(10, 1.2, 0.4)
MEASURED = Measured(
    plan=Plan(300, 18),
    join=QUICK,
    joining=COST,
    idle=COST,
    asked=3000,
    opened=QUICK,
    ballots=QUICK,
    voting=COST,
    at_once=QUICK,
    reveal=QUICK,
    revealing=COST,
    memory_mb=181.4,
    errors=0,
    acknowledged=(),
)
AGREES = Checked(acknowledged=600, lost=0, changed=0, doubled=0, stray=0)


def answered(monkeypatch: pytest.MonkeyPatch, found: Bench | Exception, *words: str) -> Result:
    def bench(plan: Plan, tell: object) -> Bench:
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(command, "bench", bench)
    return CliRunner(env={"LANG": "en"}).invoke(main, ["bench", *words])


def test_it_answers_in_words_with_the_figures_behind(monkeypatch: pytest.MonkeyPatch):
    result = answered(monkeypatch, Bench(MEASURED, AGREES))
    assert result.exit_code == 0
    assert "Yes, with ease: this computer holds a room of 300." in result.stdout
    assert "600 ballots said to be recorded: all found" in result.stdout
    assert "12% of one processor core" in result.stdout
    assert "181 MB" in result.stdout
    row = next(line for line in result.stdout.splitlines() if "join the workshop" in line)
    assert row.split()[-3:] == ["12", "80", "140"]


@pytest.mark.parametrize(
    ("changes", "checked", "verdict", "exit_code"),
    [
        ({"ballots": Waits(300, 300, 1400, 1500)}, AGREES, "bearable", 0),
        ({"reveal": Waits(300, 900, 3400, 4000)}, AGREES, "slow", 1),
        ({"errors": 3}, AGREES, "bearable", 0),
        ({}, replace(AGREES, lost=1), "broken", 1),
        ({}, replace(AGREES, doubled=1), "broken", 1),
    ],
)
def test_it_says_no_when_it_does_not_hold(monkeypatch, changes, checked, verdict, exit_code):
    found = Bench(replace(MEASURED, **changes), checked)
    assert found.verdict == verdict
    result = answered(monkeypatch, found)
    assert result.exit_code == exit_code
    assert result.stdout.count("\n\n") >= 2
    assert ("lost: 1" in result.stdout) == bool(checked.lost)
    assert ("3 questions went unanswered" in result.stdout) == ("errors" in changes)


def test_the_same_for_a_program(monkeypatch: pytest.MonkeyPatch):
    unknown = replace(MEASURED, idle=Cost(10, math.nan, 0.4), memory_mb=math.nan)
    result = answered(monkeypatch, Bench(unknown, AGREES), "--json", "--people", "300")
    found = json.loads(result.stdout)
    assert found["verdict"] == "easy"
    assert found["ballots"] == {"count": 300, "p50": 12, "p95": 80, "max": 140}
    assert found["idle"] == {"server_cores": None, "phones_cores": 0.04}
    assert found["memory_mb"] is None
    assert found["ballots_checked"]["acknowledged"] == 600


def test_what_cannot_be_measured_is_one_line(monkeypatch: pytest.MonkeyPatch):
    result = answered(monkeypatch, NotStarted("no\nserver"))
    assert result.exit_code == 1
    assert result.stderr == "rebond: the measure stopped: no server\n"


@pytest.mark.parametrize("words", [("--people", "2"), ("--people", "many"), ("--people", "1000000")])
def test_a_wrong_option(words: tuple[str, ...]):
    assert CliRunner().invoke(main, ["bench", *words]).exit_code == 2
