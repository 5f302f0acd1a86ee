"""The ``rebond`` command itself: what it offers, and that it speaks everywhere."""

import sys
from io import BytesIO, TextIOWrapper

import click
import pytest
from click.testing import CliRunner

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


def test_a_console_that_lacks_letters_still_gets_the_sentence(monkeypatch: pytest.MonkeyPatch):
    """Windows gives files and pipes an encoding without the narrow spaces of French."""
    console = TextIOWrapper(BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", console)
    with pytest.raises(SystemExit):
        main(["cards", "check"])
    click.echo("Prêt\u202f!")
    console.flush()
    assert console.buffer.getvalue().decode("cp1252").endswith("Prêt?!\n")
