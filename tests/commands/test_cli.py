"""The ``rebond`` command itself: what it offers, and that it speaks everywhere."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from tests.commands.served import environment
from toolkit import __version__
from toolkit.cli import COMMANDS, main


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_every_command_says_what_it_is_for(command: list[str]):
    for option in ("--help", "-h"):
        result = CliRunner().invoke(main, [*command, option])
        assert result.exit_code == 0, result.output
        assert len(result.output.splitlines()) > 5


def test_its_version_is_that_of_the_project():
    assert CliRunner().invoke(main, ["--version"]).output == f"rebond, version {__version__}\n"


def test_a_command_that_does_not_exist_is_a_matter_of_usage():
    result = CliRunner().invoke(main, ["dance"])
    assert result.exit_code == 2
    assert "No such command 'dance'" in result.stderr


def test_a_console_that_lacks_letters_still_gets_the_sentence():
    """Windows gives files and pipes an encoding without the narrow spaces of French."""
    ballots = {"method": "single_choice", "options": ["A", "B"], "ballots": [{"choice": "A"}]}
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", "tally", "-", "--lang", "fr"],
        env=environment(PYTHONIOENCODING="cp1252"),
        input=json.dumps(ballots).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "«?A?»" in done.stdout.decode("cp1252")
