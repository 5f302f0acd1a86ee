"""``rebond report``: a PDF from a results file that agrees, a refusal of the others."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.sqlite_only import served as served
from tests.workshop.test_results_schema import played
from toolkit.cli import main
from toolkit.store.session import Store


@pytest.fixture
def results(store: Store) -> dict[str, Any]:
    return played(store, "approval")


def reported(tmp_path: Path, results: object, *words: str, to: str = "report.pdf") -> Result:
    file = tmp_path / "results.json"
    file.write_text(json.dumps(results), "utf-8")
    return CliRunner().invoke(main, ["report", str(file), "-o", str(tmp_path / to), *words])


def test_a_file_that_agrees_becomes_a_report(tmp_path: Path, results: dict[str, Any]) -> None:
    result = reported(tmp_path, results, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "report written, 2 questions" in result.stderr
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_it_speaks_the_language_of_the_workshop_unless_told(tmp_path: Path, results: dict[str, Any]) -> None:
    assert "rapport écrit" in reported(tmp_path, results).stderr
    results["workshop"]["language"] = "en"
    assert "report written" in reported(tmp_path, results).stderr


WRONG: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a count that does not agree": (
        lambda r: r["rounds"][0]["outcome"].update(cast=99),
        "does not agree with its ballots",
    ),
    "no title": (lambda r: r["workshop"].pop("title"), "workshop.title is missing"),
    "no workshop": (lambda r: r.pop("workshop"), "workshop is missing"),
    "no date": (lambda r: r["workshop"].update(created_at="yesterday"), "workshop.created_at is missing"),
    "a question that is a list": (
        lambda r: r["rounds"][0].update(question=[]),
        "rounds[0].question is missing",
    ),
    "an option without a title": (lambda r: r["rounds"][0]["options"][0].pop("title"), "options[].title"),
    "an idea without a sentence": (lambda r: r["ideas"][0].pop("sentence"), "ideas[0].sentence is missing"),
    "another format": (lambda r: r.update(format="x"), "not a Rebond results file"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_told_is_refused_on_one_line(
    tmp_path: Path, results: dict[str, Any], wrong: str
) -> None:
    change, reason = WRONG[wrong]
    change(results)
    result = reported(tmp_path, results, "--lang", "en")
    assert result.exit_code == 1
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "report.pdf").exists()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, results: dict[str, Any]) -> None:
    result = reported(tmp_path, results, to="nowhere/report.pdf")
    assert result.exit_code == 1
    assert result.stderr.startswith("-o: ")
