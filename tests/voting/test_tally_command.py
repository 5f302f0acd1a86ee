"""``rebond tally``: what a person reads, what a program reads, and how a bad file is refused."""

import json

import pytest
from click.testing import CliRunner

from toolkit.cli import main

GOOD = {
    "method": "approval",
    "options": ["Jardins", "École"],
    "ballots": [{"approve": ["École"], "count": 3}, {"approve": ["Mairie"]}, {}],
}


@pytest.fixture
def run(tmp_path):
    def tally(content, *options):
        path = tmp_path / "votes.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return CliRunner().invoke(main, ["tally", str(path), *options])

    return tally


def test_people_read_the_winner_the_ranking_the_steps_and_the_rejected_ballots(run):
    answer = run(GOOD)
    assert answer.exit_code == 0
    assert answer.stdout.splitlines() == [
        "Approbation · 4 bulletins, dont 1 blanc",
        "",
        "En tête\u00a0: «\u202fÉcole\u202f».",
        "",
        "Classement",
        "  1. École · 3",
        "  2. Jardins · 0",
        "",
        "Le décompte, pas à pas",
        "- 1 bulletin est blanc\u202f; il est compté à part.",
        "- 3 personnes sur 3 ont approuvé «\u202fÉcole\u202f», plus que toute autre carte.",
        "- Ensuite\u00a0: «\u202fJardins\u202f», avec 0 approbation.",
        "",
        "Bulletins refusés",
        "- Bulletin n°\u00a02\u00a0: Ce bulletin nomme «\u202fMairie\u202f», "
        "qui ne fait pas partie des choix.",
    ]


def test_the_same_in_english(run):
    answer = run(GOOD, "--lang", "en")
    assert "First: “École”." in answer.stdout
    assert "- Ballot no. 2: This ballot names “Mairie”, which is not one of the options." in answer.stdout


def test_programs_read_json_with_the_sentences(run):
    outcome = json.loads(run(GOOD, "--json").stdout)
    assert outcome["ranking"] == [["École"], ["Jardins"]]
    assert outcome["winners"] == ["École"]
    assert (outcome["cast"], outcome["blank"]) == (4, 1)
    assert outcome["rejected"][0]["ballot"] == 1
    assert outcome["rejected"][0]["reason"] == "unknown_option"
    assert outcome["steps"][1]["key"] == "voting.step_approval_first"
    assert outcome["steps"][1]["text"].startswith("3 personnes")


def test_a_majority_judgment_is_read_in_grades(run):
    asked = {"method": "majority_judgment", "options": ["A"], "ballots": [{"grades": {"A": 4}}]}
    assert "  1. A · Bien" in run(asked).stdout.splitlines()


def test_a_fraction_is_read_as_the_language_writes_it_and_written_exactly_in_json(run):
    ballots = [{"scores": {"A": 1}}, {"scores": {"A": 0}, "count": 2}]
    asked = {"method": "score", "options": ["A"], "ballots": ballots, "params": {"rule": "mean"}}
    assert "  1. A · 0,333" in run(asked).stdout.splitlines()
    assert json.loads(run(asked, "--json").stdout)["scores"] == {"A": "1/3"}


@pytest.mark.parametrize(
    ("method", "ballot", "said"),
    [
        ("placement", {"at": {"A": [0, 1]}}, "A placement names no winner: it shows what to talk about."),
        ("gradients", {"stance": {"A": 8}}, "No card is chosen."),
    ],
)
def test_a_count_may_name_no_winner(run, method, ballot, said):
    answer = run({"method": method, "options": ["A"], "ballots": [ballot]}, "--lang", "en")
    assert said in answer.stdout.splitlines()


def test_ties_are_read_as_ties(run):
    answer = run({**GOOD, "ballots": []})
    assert "  1. Jardins (ex æquo) · 0" in answer.stdout.splitlines()


def test_a_dash_reads_standard_input():
    answer = CliRunner().invoke(main, ["tally", "-", "--json"], input=json.dumps(GOOD))
    assert json.loads(answer.stdout)["winners"] == ["École"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "file\u00a0: ce n’est pas du JSON lisible (ligne 1, colonne 2)"),
        (b"\xff", "UTF-8"),
        (b'{"method": "approval", "method": "dots"}', "«\u202fmethod\u202f» apparaît deux fois"),
        (b'{"method": NaN}', "«\u202fNaN\u202f» n’est pas un nombre"),
        (b"[" * 100_000, "trop de listes"),
        (b"9" * 5000, "trop de chiffres"),
        (b"[]", "request"),
        ({**GOOD, "method": "acclaim"}, "method\u00a0: «\u202facclaim\u202f»"),
        ({**GOOD, "params": {"max": 0}}, "params.max\u00a0: il faut un nombre de 1 à"),
        ({**GOOD, "options": []}, "options\u00a0: il faut au moins un choix"),
    ],
)
def test_a_malformed_file_is_exit_1_and_names_field_and_reason(run, content, said):
    answer = run(content)
    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert "votes.json" in answer.stderr
    assert said in answer.stderr


@pytest.mark.parametrize("arguments", [[], ["nowhere.json"], ["-", "--lang", "de"], ["-", "--yaml"]])
def test_wrong_usage_is_exit_2(arguments):
    assert CliRunner().invoke(main, ["tally", *arguments], input="{}").exit_code == 2


def test_a_lone_surrogate_comes_out_as_it_came(run):
    answer = run(b'{"method": "approval", "options": ["A\\ud800"], "ballots": []}', "--json")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["winners"] == ["A\ud800"]
