"""PrefLib files: read as they are documented, refused by the line that is not so."""

import json
from contextlib import suppress

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.cli import main
from toolkit.voting.preflib import read_preflib
from toolkit.voting.request import BadRequest

# Made up here, in the shape of the published files.
FILE = """\
# FILE NAME: 00000-00000001.toi
# TITLE: A reading room
# DESCRIPTION:
# DATA TYPE: toi
# MODIFICATION TYPE: original
# NUMBER ALTERNATIVES: 4
# NUMBER VOTERS: 10
# NUMBER UNIQUE ORDERS: 4
# ALTERNATIVE NAME 1: Lamps
# ALTERNATIVE NAME 2: Sofas: blue
# ALTERNATIVE NAME 3: Été
# ALTERNATIVE NAME 4: Opening at night
4: 1,{2,3},4
3: 4, 2
2: {4}
1: 3,2,1,4
"""


def test_an_election_is_read_with_its_names_its_ties_and_its_counts() -> None:
    assert read_preflib(FILE) == {
        "options": ["Lamps", "Sofas: blue", "Été", "Opening at night"],
        "ballots": [
            {"ranking": [["Lamps"], ["Sofas: blue", "Été"], ["Opening at night"]], "count": 4},
            {"ranking": [["Opening at night"], ["Sofas: blue"]], "count": 3},
            {"ranking": [["Opening at night"]], "count": 2},
            {"ranking": [["Été"], ["Sofas: blue"], ["Lamps"], ["Opening at night"]], "count": 1},
        ],
    }


def test_two_alternatives_of_one_name_are_told_apart() -> None:
    assert read_preflib(FILE.replace("Été", "Lamps"))["options"][::2] == ["Lamps (1)", "Lamps (3)"]


def test_a_mark_at_the_start_and_lines_of_windows_change_nothing() -> None:
    assert read_preflib(FILE.replace("\n", "\r\n")) == read_preflib(FILE)


@pytest.mark.parametrize(
    ("old", "new", "field", "reason"),
    [
        ("toi\n# MOD", "cat\n# MOD", "DATA TYPE", "preflib_type"),
        ("ALTERNATIVES: 4", "ALTERNATIVES: four", "NUMBER ALTERNATIVES", "preflib_no_alternatives"),
        ("ALTERNATIVES: 4", "ALTERNATIVES: 0", "NUMBER ALTERNATIVES", "preflib_no_alternatives"),
        ("ALTERNATIVES: 4", "ALTERNATIVES: " + "9" * 5000, "NUMBER ALTERNATIVES", "preflib_no_alternatives"),
        ("ALTERNATIVES: 4", "ALTERNATIVES: 5", "ALTERNATIVE NAME 5", "preflib_unnamed"),
        ("ALTERNATIVES: 4", "ALTERNATIVES: 3", "line 13", "preflib_unknown"),
        ("3: 4, 2", "3: 4, 2, 4", "line 14", "preflib_twice"),
        ("3: 4, 2", "3: 4, {2", "line 14", "preflib_line"),
        ("3: 4, 2", "3: 4 2", "line 14", "preflib_line"),
        ("3: 4, 2", "3: 4,,2", "line 14", "preflib_line"),
        ("3: 4, 2", "3: 4,{}", "line 14", "preflib_line"),
        ("3: 4, 2", "3; 4, 2", "line 14", "preflib_line"),
        ("3: 4, 2", "3: " + "1" * 5000, "line 14", "preflib_line"),
        ("3: 4, 2", "0: 4, 2", "line 14", "preflib_count"),
        ("3: 4, 2", "9" * 5000 + ": 4", "line 14", "preflib_count"),
        ("VOTERS: 10", "VOTERS: 11", "NUMBER VOTERS", "preflib_voters"),
        ("1: 3,2,1,4\n", "", "NUMBER VOTERS", "preflib_voters"),
    ],
)
def test_what_is_not_such_a_file_is_refused_by_its_place(old: str, new: str, field: str, reason: str) -> None:
    assert FILE.count(old) == 1
    with pytest.raises(BadRequest) as refused:
        read_preflib(FILE.replace(old, new))
    assert (refused.value.field, refused.value.reason) == (field, reason)


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(BadRequest):
        assert read_preflib(f"# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 1: A\n{text}")["options"] == ["A"]


@pytest.fixture
def run(tmp_path):
    def run_(*arguments: str, content: str = FILE):
        path = tmp_path / "election.toi"
        path.write_text(content, "utf-8")
        return CliRunner().invoke(main, ["tally", "--format", "preflib", str(path), *arguments])

    return run_


def test_the_command_counts_a_file_by_schulze_unless_told(run) -> None:
    answer = run()
    assert answer.exit_code == 0
    assert "Classement (Schulze)" in answer.output
    assert "En tête\u00a0: «\u202fLamps\u202f»," in answer.output


def test_the_command_counts_a_file_by_every_rule(run) -> None:
    answer = run("--method", "all", "--seats", "2", "--json")
    outcomes = json.loads(answer.output)
    assert [one["method"] for one in outcomes] == [
        *("schulze", "ranked_pairs", "copeland", "borda", "irv", "stv"),
    ]
    assert all(one["cast"] == 10 for one in outcomes)
    assert len(outcomes[-1]["winners"]) == 2
    assert "partagent ses dernières places" in outcomes[3]["policy"]


def test_what_becomes_of_what_is_left_out_is_printed_with_the_count(run) -> None:
    assert "viennent ensemble après celles qu’elle a classées" in run().output
    assert "quand il n’a plus de choix, il s’arrête" in run("--method", "irv").output


def test_the_command_names_the_line_it_cannot_read(run) -> None:
    answer = run("--lang", "en", content=FILE.replace("3: 4, 2", "3: 4, 9"))
    assert answer.exit_code == 1
    assert "line 14" in answer.output
    assert "9" in answer.output


@pytest.mark.parametrize("arguments", [("--method", "approval"), ("--seats", "none"), ("--method",)])
def test_wrong_usage_is_exit_2(run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_too_many_seats_are_refused_in_words(run) -> None:
    answer = run("--method", "stv", "--seats", "9")
    assert answer.exit_code == 1
    assert "params.seats" in answer.output


def test_a_json_file_says_its_method_itself(tmp_path) -> None:
    path = tmp_path / "ballots.json"
    path.write_text(json.dumps({"method": "approval", "options": ["A"], "ballots": []}), "utf-8")
    assert CliRunner().invoke(main, ["tally", str(path), "--method", "irv"]).exit_code == 2
