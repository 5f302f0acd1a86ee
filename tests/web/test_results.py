"""The results file: what it holds, what it hides, and that anyone can count it again."""

import copy
import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from flask import Flask

from tests.builders import a_ballot
from tests.cast import LEADS, Facilitator, Participant, Visitor
from toolkit.store.models import Round
from toolkit.workshop.recount import NotResults, recount

A, B, C = LEADS
VOTES: dict[str, list[dict[str, Any]]] = {
    "single_choice": [{"choice": A}, {"choice": A}, {"choice": B}, {"choice": C}, {"choice": B}],
    "approval": [{"approve": [A]}, {"approve": [A, B]}, {}, {"approve": [B]}, {"approve": [C]}],
    "dots": [
        {f"dots.{A}": "3"},
        {f"dots.{B}": "1", f"dots.{C}": "2"},
        {f"dots.{C}": "3"},
        {},
        {f"dots.{A}": "1"},
    ],
    "majority_judgment": [
        {f"grade.{A}": str(a), f"grade.{B}": str(b), f"grade.{C}": str(c)}
        for a, b, c in ((0, 4, 2), (1, 3, 2), (2, 2, 2), (4, 0, 1), (3, 3, 3))
    ],
    "schulze": [
        {f"rank.{A}": str(a), f"rank.{B}": str(b), f"rank.{C}": c}
        for a, b, c in ((1, 2, "3"), (2, 1, ""), (1, 1, "2"), (3, 2, "1"), (2, 3, "1"))
    ],
}


@pytest.fixture(scope="module")
def file(served: Flask) -> dict[str, Any]:
    """The results file of ``play``, written once for all the tests that only read it."""
    return results(play(served))


@pytest.fixture
def played(app: Flask) -> Facilitator:
    return play(app)


def play(app: Flask) -> Facilitator:
    """A workshop where five people voted twice by every method, and an unrevealed round is open."""
    ana = Facilitator.create(app, title="=cmd|' /C calc'!A0")
    people = [ana.welcome() for _ in range(5)]
    for method, votes in VOTES.items():
        ana.open(method, question=f"+{method}" + " ?")
        vote_all(ana, people, votes)
        ana.act("revote")
        ana.act("opening")
        vote_all(ana, people, votes[1:] + votes[:1])
    people[0].cast(ana.open(), {"approve": [B]})
    return ana


def vote_all(ana: Facilitator, people: list[Participant], votes: list[dict[str, Any]]) -> None:
    for person, form in zip(people, votes, strict=True):
        assert person.cast(ana.round_id(), form).status == 303
    ana.finish()


def results(ana: Facilitator) -> dict[str, Any]:
    answer = ana.client.get(f"{ana.desk}/results.json")
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.data)
    return found


def test_the_file_counted_again_agrees(file: dict[str, Any]) -> None:
    found = recount(file)
    assert found.disagreements == ()
    assert (found.rounds, found.ballots) == (10, 50)


def test_every_revealed_round_carries_its_ballots_and_its_count(file: dict[str, Any]) -> None:
    rounds = file["rounds"]
    assert len(rounds) == 11
    for row in rounds[:-1]:
        assert len(row["ballots"]) == 5
        assert row["outcome"]["cast"] == 5
        assert {key for group in row["outcome"]["ranking"] for key in group} == set(LEADS)
        assert all(step["text"] for step in row["outcome"]["steps"])
        assert (row["movement"] is None) == (row["vote"] == 1)


def test_a_round_not_revealed_gives_nothing_away(file: dict[str, Any]) -> None:
    row = file["rounds"][-1]
    assert row["state"] == "open"
    assert not {"ballots", "outcome", "movement", "turnout", "cast"} & row.keys()


def test_no_ballot_of_an_anonymous_workshop_carries_a_name_a_time_or_a_token(file: dict[str, Any]) -> None:
    for row in file["rounds"][:-1]:
        for ballot in row["ballots"]:
            assert not {"name", "cast_at", "participant", "token", "id"} & ballot.keys()
            assert ballot["source"] == "phone"


def test_ending_the_workshop_changes_no_ballot_and_no_count(played: Facilitator) -> None:
    before = results(played)
    played.post(f"{played.desk}/ending")
    after = results(played)
    assert before["rounds"][:-1] == after["rounds"][:-1]
    assert recount(after).disagreements == ()


def test_under_five_people_no_ballot_is_tied_to_another(app: Flask) -> None:
    ana = Facilitator.create(app)
    people = [ana.welcome() for _ in range(4)]
    ana.open()
    vote_all(ana, people, VOTES["approval"][:4])
    ana.act("revote")
    ana.act("opening")
    vote_all(ana, people, VOTES["approval"][1:])
    for row in results(ana)["rounds"]:
        assert row["movement"] is None
        assert not [ballot for ballot in row["ballots"] if "person" in ballot]
    assert recount(results(ana)).disagreements == ()


def test_a_thin_third_vote_does_not_untie_the_first_two(app: Flask) -> None:
    ana = Facilitator.create(app)
    people = [ana.welcome() for _ in range(6)]
    ana.open("single_choice")
    for turn, voting in enumerate((people, people, people[:3])):
        vote_all(ana, voting, [{"choice": LEADS[(n + turn) % 3]} for n in range(len(voting))])
        ana.act("revote")
        ana.act("opening")
    first, second, third, _ = results(ana)["rounds"]
    tied = [{ballot.get("person") for ballot in row["ballots"]} for row in (first, second, third)]
    assert tied[0] == tied[1] == {f"p{n}" for n in range(1, 7)}
    assert tied[2] == {None}
    assert second["movement"]["people"] == 6
    assert third["movement"] is None
    assert recount(results(ana)).disagreements == ()


def test_equal_ballots_do_not_say_who_cast_first(app: Flask) -> None:
    files = []
    for order in (1, -1):
        ana = Facilitator.create(app)
        people = [ana.welcome() for _ in range(6)]
        ana.open("single_choice")
        vote_all(ana, people[::order], [{"choice": A}] * 6)
        ana.act("revote")
        ana.act("opening")
        vote_all(ana, people, [{"choice": LEADS[n % 3]} for n in range(6)])
        rounds = results(ana)["rounds"]
        files.append(
            [{b["person"]: b["choice"] for b in row["ballots"]} for row in rounds if "ballots" in row]
        )
        for row in rounds[:2]:
            marks = [ballot["fingerprint"] for ballot in row["ballots"]]
            assert marks == sorted(marks), "random, so that the order says nothing"
    assert files[0] == files[1]


def test_a_workshop_with_names_says_whose_ballot_is_whose(app: Flask) -> None:
    ana = Facilitator.create(app, anonymous="no")
    bo, chi = ana.welcome(name="Bo"), ana.welcome()
    round_id = ana.open("single_choice")
    bo.cast(round_id, {"choice": A})
    chi.cast(round_id, {"choice": B})
    ana.finish()
    ballots = results(ana)["rounds"][0]["ballots"]
    assert {ballot["choice"]: ballot.get("name") for ballot in ballots} == {A: "Bo", B: None}


def edited(file: dict[str, Any], change: Any) -> list[str]:
    changed = copy.deepcopy(file)
    change(changed["rounds"])
    return [f"{d.series}.{d.vote} {d.what}" for d in recount(changed).disagreements]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda r: next(b for b in r[0]["ballots"] if b["choice"] != C).update(choice=C), "1.1 scores"),
        (lambda r: r[0]["ballots"].pop(), "1.1 cast"),
        (lambda r: r[2]["ballots"].append(dict(r[2]["ballots"][0])), "2.1 cast"),
        (lambda r: r[4]["ballots"][1].update(dots={A: 99}), "3.1 ballots[2]"),
        (lambda r: r[4]["ballots"][1].update(dots={"lead-unknown": 1}), "3.1 ballots[2]"),
        (lambda r: r[6]["outcome"].update(winners=[B, C]), "4.1 winners"),
        (lambda r: r[8]["outcome"]["ranking"].reverse(), "5.1 ranking"),
        (lambda r: r[1]["movement"].update(moved=0), "1.2 movement"),
        (lambda r: r[1].update(movement=None), "1.2 movement"),
        (lambda r: r[0].update(movement=r[1]["movement"]), "1.1 movement"),
        (lambda r: r[4]["params"].update(budget=-1), "3.1 params"),
        (lambda r: r[10].update(ballots=[{"approve": [A]}]), "6.1 leak"),
    ],
)
def test_a_file_changed_by_hand_is_found_out_where_it_was_changed(
    file: dict[str, Any], change: Any, named: str
) -> None:
    assert named in edited(file, change)


def test_reordering_ballots_changes_nothing(file: dict[str, Any]) -> None:
    assert edited(file, lambda rounds: [row["ballots"].reverse() for row in rounds[:-1]]) == []


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (None, "not_results"),
        ([], "not_results"),
        ({}, "not_results"),
        ({"format": "rebond-results"}, "no_version"),
        ({"format": "rebond-results", "version": True}, "no_version"),
        ({"format": "rebond-results", "version": 99, "rounds": []}, "newer_version"),
        ({"format": "rebond-results", "version": 1}, "missing"),
        ({"format": "rebond-results", "version": 1, "rounds": [7]}, "missing"),
        ({"format": "rebond-results", "version": 1, "rounds": [{"method": "approval"}]}, "missing"),
        (
            {
                "format": "rebond-results",
                "version": 1,
                "rounds": [
                    {"series": 1, "vote": 1, "method": "coin_toss", "params": {}, "options": [{"key": "A"}]}
                ],
            },
            "unknown_method",
        ),
    ],
)
def test_a_file_that_is_no_results_file_is_refused_by_name(file: object, reason: str) -> None:
    with pytest.raises(NotResults) as refused:
        recount(file)
    assert refused.value.reason == reason


def test_the_csv_opens_in_a_spreadsheet_and_runs_nothing(played: Facilitator) -> None:
    answer = played.client.get(f"{played.desk}/results.csv")
    text = answer.data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 30
    assert {row["Carte"] for row in rows} == {
        played.app.extensions["rebond"].decks["reflexes"].card(key).text("fr").title for key in LEADS
    }
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_the_workbook_holds_results_ballots_and_steps_as_plain_text(played: Facilitator) -> None:
    answer = played.client.get(f"{played.desk}/results.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["Résultats", "Bulletins", "Décompte", "Idées"]
    assert book["Résultats"].max_row == 31
    assert book["Bulletins"].max_row == 51
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}, "no formula"


def test_a_file_name_says_which_workshop_and_when(played: Facilitator) -> None:
    head = played.client.get(f"{played.desk}/results.xlsx").headers["Content-Disposition"]
    assert f"rebond-{played.join_code}-20" in head


def test_nobody_but_the_desk_gets_a_file(played: Facilitator, eve: Visitor) -> None:
    for key in ("forged", played.join_code):
        assert eve.get(f"/desk/{key}/results.json").status == 404
    assert eve.get(f"{played.desk}/results.pdf").status == 404


def test_an_export_of_nothing_is_still_a_file(ana: Facilitator) -> None:
    assert results(ana)["rounds"] == []
    for extension in ("csv", "xlsx"):
        assert ana.client.get(f"{ana.desk}/results.{extension}").status_code == 200


def counted_together(ana: Facilitator, rows: list[tuple[str, int, str]]) -> None:
    """Close the current round with ballots that stand for several people: (source, people, choice)."""
    with ana.app.extensions["rebond"].store.writing() as session:
        this_round = session.get_one(Round, ana.round_id())
        for source, people, choice in rows:
            a_ballot(session, this_round, None, source=source, count=people, content={"choice": choice})
    ana.finish()


def test_ballots_that_stand_for_several_people_count_for_as_many(ana: Facilitator, bo: Participant) -> None:
    bo.cast(ana.open("single_choice"), {"choice": C})
    counted_together(ana, [("hands", 12, A), ("paper", 7, B)])
    row = results(ana)["rounds"][0]
    assert row["outcome"]["cast"] == 20
    assert row["outcome"]["scores"] == {A: 12, B: 7, C: 1}
    assert row["sources"] == {"phone": 1, "hands": 12, "paper": 7}
    found = recount(results(ana))
    assert (found.ballots, found.disagreements) == (20, ())
    for path in (ana.desk, bo.screen, f"/S/{ana.join_code}"):
        assert "20" in ana.get(path).words


def test_a_source_that_one_person_used_does_not_give_their_ballot_away(
    ana: Facilitator, bo: Participant
) -> None:
    bo.cast(ana.open("single_choice"), {"choice": C})
    counted_together(ana, [("hands", 12, A), ("paper", 7, B)])
    ballots = results(ana)["rounds"][0]["ballots"]
    assert {b["choice"]: (b["source"], b.get("count", 1)) for b in ballots} == {
        A: ("hands", 12),
        B: ("several", 7),
        C: ("several", 1),
    }
    book = openpyxl.load_workbook(io.BytesIO(ana.client.get(f"{ana.desk}/results.xlsx").data))
    sheet = [[cell.value for cell in row] for row in book["Bulletins"].iter_rows(min_row=2)]
    assert sorted((row[2], row[3]) for row in sheet) == [
        ("mains levées", 12),
        ("plusieurs sources (peu de bulletins)", 1),
        ("plusieurs sources (peu de bulletins)", 7),
    ]


@pytest.mark.parametrize("count", [0, -1, True, 1.5, "2", None, 10**13])
def test_a_count_that_cannot_be_is_named(ana: Facilitator, count: Any) -> None:
    ana.open("single_choice")
    counted_together(ana, [("hands", 12, A)])
    file = results(ana)
    file["rounds"][0]["ballots"][0]["count"] = count
    found = recount(file)
    assert "ballots[1]" in [d.what for d in found.disagreements]


def test_a_count_that_was_raised_is_named(ana: Facilitator) -> None:
    ana.open("single_choice")
    counted_together(ana, [("hands", 12, A)])
    file = results(ana)
    file["rounds"][0]["ballots"][0]["count"] = 13
    assert {d.what for d in recount(file).disagreements} == {"scores", "cast", "details", "sources", "steps"}
