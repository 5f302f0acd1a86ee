"""``rebond demo``: a whole room in another process, over real HTTP."""

import json
import socket
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.commands.served import rebond
from toolkit.cli import main
from toolkit.serving.tour import SCENES


def test_once_round_leaves_results_that_agree_and_nothing_else(tmp_path: Path):
    work, output = tmp_path / "work", tmp_path / "results.json"
    work.mkdir()
    told = rebond("demo", "--once", "--fast", "--people", "12", "-o", str(output), TMPDIR=str(work))
    assert told.returncode == 0, told.stderr
    assert told.stderr == ""
    rounds = json.loads(output.read_text("utf-8"))["rounds"]
    assert len(rounds) == sum(2 if scene.again else 1 for scene in SCENES)
    assert {row["state"] for row in rounds} == {"revealed"}
    assert all(row["outcome"]["cast"] >= 8 for row in rounds)
    assert any(row["movement"]["moved"] for row in rounds if row["vote"] == 2)
    for door in ("/S/", "/desk/", "/J/"):
        assert f"http://127.0.0.1:{port_of(told.stdout)}{door}" in told.stdout
    assert "tout concorde" in told.stdout
    assert list(work.iterdir()) == [], "the data of a demonstration goes with it"
    # What it wrote is a results file like any other.
    recounted = rebond("recount", str(output), "--lang", "en")
    assert recounted.returncode == 0
    assert recounted.stdout.startswith(f"Everything agrees: {len(rounds)} votes recounted")


def test_a_game_goes_all_the_way_and_its_export_replays(tmp_path: Path):
    output = tmp_path / "game.json"
    told = rebond("demo", "--game", "--once", "--fast", "--people", "10", "--lang", "en", "-o", str(output))
    assert told.returncode == 0, told.stderr
    assert "can be replayed" in told.stdout
    assert rebond("game", "replay", str(output)).returncode == 0


def port_of(text: str) -> str:
    return text.split("http://127.0.0.1:", 1)[1].split("/", 1)[0]


def test_a_port_that_was_asked_for_and_is_taken_is_said(tmp_path: Path):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = CliRunner(env={"LANG": "en"}).invoke(main, ["demo", "--port", str(port)])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert f"port {port} is already taken" in result.stderr


@pytest.mark.parametrize(
    "words", [("--people", "2"), ("--speed", "0"), ("--port", "x"), ("more",), ("--game", "--people", "61")]
)
def test_a_wrong_option_is_a_matter_of_usage(words: tuple[str, ...]):
    assert CliRunner().invoke(main, ["demo", *words]).exit_code == 2
