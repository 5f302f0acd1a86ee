"""``rebond game``: an exported game told again, and many games at once."""

import csv
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.game.table import GAME, AtTable, book
from toolkit.cli import main
from toolkit.game.exporting import export
from toolkit.game.groups import groups
from toolkit.game.log import added
from toolkit.game.moves import CloseGame
from toolkit.game.simulate import next_move


def run(*words: str, lang: str = "en", given: str | None = None) -> Result:
    return CliRunner(env={"LANG": lang}).invoke(main, ["game", *words], input=given)


@pytest.fixture(scope="module")
def played() -> str:
    """A whole game of one hour and ten, by a group that always finds the same posture best."""
    table = AtTable(minutes=70, people=10, tables=2)
    group = groups(book())["cycle"]
    while table.state.phase != "debrief":
        # The cycle is never undecided and chance settles nothing but the situation: the first will do.
        table.do(next_move(book(), table.state, group, First()))
    table.do(CloseGame())
    return json.dumps(export(book(), table.log))


class First:
    """A chance that always gives the first."""

    def random(self) -> float:
        return 1.0

    def gauss(self, mu: float, sigma: float) -> float:
        return mu

    def choice(self, seq, /):
        return seq[0]

    def choices(self, population, *, cum_weights, k):
        return [population[0]] * k


def a_file(tmp_path: Path, content: str) -> str:
    file = tmp_path / "game.json"
    file.write_text(content, "utf-8")
    return str(file)


def test_a_game_is_told_round_by_round(tmp_path, played):
    result = run("replay", a_file(tmp_path, played))
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("A game of 70 minutes, ordinary difficulty, 10 people.")
    assert [line.split(",")[0] for line in lines[1:-2]] == [
        "Round 1",
        "Round 2",
        "Crisis after round 2",
        "Round 3",
        "Round 4",
        "Round 5",
        "Crisis after round 5",
        "Round 6",
    ]
    assert lines[-2].startswith("Ending: ")
    assert lines[-1] == "The journal of the file is indeed that of its moves."


def test_it_is_told_in_french_too(tmp_path, played):
    result = run("replay", a_file(tmp_path, played), lang="fr")
    assert result.stdout.startswith("Partie de 70 minutes")
    assert "Fin\u00a0: " in result.stdout


def test_it_may_come_through_a_pipe_and_go_out_as_json(played):
    result = run("replay", "-", "--json", given=played)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == json.loads(played)["journal"]


def test_a_game_in_progress_is_told_up_to_now(tmp_path):
    table = AtTable()
    table.do(next_move(book(), table.state, groups(book())["cycle"], First()))
    result = run("replay", a_file(tmp_path, json.dumps(export(book(), table.log))))
    assert result.exit_code == 0
    assert "Game in progress: RES 6 COM 6 ACC 6 MOY 7." in result.stdout


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda game: game.update(kind="x"), "this is not a game exported by Rebond"),
        (lambda game: game.update(rules_version="0.9"), "played with rules 0.9; these are rules 1.1.0"),
        (lambda game: game["log"].pop(1), "log[1]: this is not the moment: “choose_situation” is not done"),
        (lambda game: game["log"][4]["counts"].update(PAR=99), "log[4]: 99 votes for 10 people"),
        (lambda game: game["journal"].update(ending="alive!"), "does not match its moves: ending"),
        (lambda game: game.update(surprise=1), "file: unknown field “surprise”"),
    ],
)
def test_a_forged_file_is_refused_with_its_place_and_reason(tmp_path, played, change, said):
    game = json.loads(played)
    change(game)
    result = run("replay", a_file(tmp_path, json.dumps(game)))
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr


@pytest.mark.parametrize("content", ["", "{", "[]", '{"kind": 1, "kind": 2}', "null", '"\\u001b[2J"'])
def test_what_is_no_json_game_is_refused(tmp_path, content):
    result = run("replay", a_file(tmp_path, content))
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "\x1b" not in result.stderr


def test_a_missing_file_is_refused(tmp_path):
    result = run("replay", str(tmp_path / "none.json"))
    assert result.exit_code == 1
    assert "cannot be read" in result.stderr


def test_a_simulation_says_what_each_group_comes_to():
    result = run("simulate", "--games", "3", "--people", "6", "--format", "45")
    assert (result.exit_code, result.stderr) == (0, "")
    rows = [line for line in result.stdout.splitlines() if re.match(r"[a-z]+( [A-Z]{3})? +\d", line)]
    assert len(rows) == len(groups(book()))
    assert result.stdout.rstrip().endswith("say nothing about real people.")


def test_a_simulation_as_json_is_the_same_with_the_same_seed():
    words = ("simulate", "--games", "5", "--group", "novice", "--json", "--seed", "x")
    once, again = run(*words), run(*words)
    assert once.stdout == again.stdout
    found = json.loads(once.stdout)
    assert (found["people"], [*found["groups"]]) == (20, ["novice"])
    assert sum(found["groups"]["novice"]["endings_percent"].values()) == pytest.approx(100, abs=0.3)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "60"], "there is no game of 60 minutes; one of: 45, 70, 90"),
        (["--people", "2"], "there must be 3 to 60 people"),
        (["--people", "0"], "there must be 3 to 60 people"),
        (["--difficulty", "easy"], "unknown difficulty: “easy”; one of: gentle, ordinary, hard"),
        (["--group", "wise"], "random, novice, ordinary"),
        (["--games", "0"], "--games"),
    ],
)
def test_an_impossible_simulation_is_refused(words, said):
    result = run("simulate", "--games", "1", *words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_author_sees_what_a_changed_number_does(tmp_path):
    text = (GAME / "game.toml").read_text("utf-8")
    (tmp_path / "game.toml").write_text(text.replace("alive_total = 22", "alive_total = 40"), "utf-8")
    words = ("simulate", "--games", "30", "--group", "expert", "--json")
    usual, harder = (json.loads(run(*words, *more).stdout) for more in ((), ("--cards", str(tmp_path))))
    alive = [each["groups"]["expert"]["endings_percent"]["alive"] for each in (usual, harder)]
    assert alive[0] > 50 > alive[1]


def test_numbers_that_cannot_be_played_are_told(tmp_path):
    (tmp_path / "game.toml").write_text("rules_version = 1\n", "utf-8")
    result = run("simulate", "--cards", str(tmp_path))
    assert result.exit_code == 1
    assert "game.toml, rules_version: " in result.stderr
    assert "game.toml, limits: " in result.stderr


def test_a_log_of_the_simulation_is_a_log_of_the_rules():
    """The simulation has no rules of its own: every move of it goes through the log of a room."""
    table = AtTable()
    for _ in range(40):
        move = next_move(book(), table.state, groups(book())["cycle"], First())
        table.log, table.state = added(book(), table.log, move)
    assert table.state.round > 1


def test_games_are_laid_side_by_side(tmp_path, played):
    one, two = tmp_path / "mardi.json", tmp_path / "jeudi.json"
    one.write_text(played, "utf-8")
    two.write_text(played, "utf-8")
    result = run("compare", str(one), str(two))
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["Game", "mardi", "jeudi"]
    assert next(line for line in lines if line.startswith("People")).split()[-2:] == ["10", "10"]
    rows = [*csv.reader(run("compare", str(one), str(two), "--csv").stdout.splitlines())]
    assert len(rows) == 3
    assert len({len(row) for row in rows}) == 1


def test_what_is_no_game_is_not_compared(tmp_path, played):
    bad = tmp_path / "bad.json"
    bad.write_text("{}", "utf-8")
    result = run("compare", a_file(tmp_path, played), str(bad))
    assert result.exit_code == 1
    assert "bad.json" in result.stderr
