"""The policy on what a machine lacks: said loudly at home, a failure on CI."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.served import environment

ROOT = Path(__file__).parent.parent
SETTINGS = "[pytest]\nmarkers =\n    browser: x\n    pdf: x\n    postgres: x\n"

ONE_OF_EACH = """
import pytest

def test_anywhere():
    pass

@pytest.mark.browser
def test_in_a_browser():
    pass
"""
LEFT_OUT = """
import pytest

def test_anywhere():
    pass

@pytest.mark.browser
def test_that_gives_up():
    pytest.skip("not today")
"""
NOTHING_PASSES = """
import pytest

@pytest.mark.skip(reason="not today")
def test_anything():
    pass
"""


def run(folder: Path, tests: str, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    (folder / "pytest.ini").write_text(SETTINGS)
    (folder / "test_it.py").write_text(tests)
    command = [sys.executable, "-m", "pytest", "-p", "tests.needs", "-p", "no:cacheprovider", "-c"]
    return subprocess.run(
        [*command, str(folder / "pytest.ini"), str(folder), *words],
        cwd=ROOT,
        env=environment(CI="", REBOND_CHROMIUM="/no/such/browser") | env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["alone", "in workers"])
def test_at_home_what_could_not_run_is_the_last_thing_said(tmp_path: Path, workers: tuple[str, ...]):
    done = run(tmp_path, ONE_OF_EACH, "-rs", *workers)
    assert done.returncode == 0, done.stdout
    loud = done.stdout.split("1 TESTS COULD NOT RUN ON THIS MACHINE")[1]
    assert "REBOND_CHROMIUM is /no/such/browser, which is not a program" in loud
    assert "test_it.py (1)" in loud
    assert "short test summary" not in loud


def test_on_ci_it_is_a_failure(tmp_path: Path):
    done = run(tmp_path, ONE_OF_EACH, CI="true")
    assert done.returncode == 1
    assert "1 passed" in done.stdout
    assert "which is not a program" in done.stdout


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_a_test_may_leave_itself_out_at_home_only(tmp_path: Path, ci: str, code: int):
    done = run(tmp_path, LEFT_OUT, CI=ci, REBOND_CHROMIUM=sys.executable)
    assert done.returncode == code
    assert "not today" in done.stdout


def test_a_database_that_does_not_answer_is_said_with_its_reason(tmp_path: Path):
    tests = ONE_OF_EACH.replace("browser", "postgres")
    done = run(tmp_path, tests, REBOND_TEST_POSTGRES="postgresql://127.0.0.1:9/none")
    assert done.returncode == 0
    assert "no answer from the server of REBOND_TEST_POSTGRES" in done.stdout.split("COULD NOT RUN")[1]


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 5)])
def test_on_ci_a_run_where_nothing_passed_proves_nothing(tmp_path: Path, ci: str, code: int):
    assert run(tmp_path, NOTHING_PASSES, CI=ci).returncode == code


@pytest.mark.parametrize("ci", ["", "true"])
def test_a_run_without_a_test_is_never_a_success(tmp_path: Path, ci: str):
    assert run(tmp_path, ONE_OF_EACH, "-k", "no_such_test", CI=ci).returncode == 5


def test_what_is_there_is_not_left_out(tmp_path: Path):
    done = run(tmp_path, ONE_OF_EACH, CI="true", REBOND_CHROMIUM=sys.executable)
    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout
