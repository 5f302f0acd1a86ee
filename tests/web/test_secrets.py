"""
Nothing leaks before the reveal: two rooms that differ only by what was voted look the same to everyone,
on every address, down to the last byte of bodies and headers.
"""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text

from tests.builders import a_round, a_workshop
from tests.cast import LEADS, Facilitator, Participant

A, B, C = LEADS
METHODS = {
    "single_choice": [{"choice": A}, {"choice": B}],
    "approval": [{"approve": [A]}, {"approve": [B, C]}],
    "dots": [{f"dots.{A}": "5"}, {f"dots.{B}": "1"}],
    "majority_judgment": [{f"grade.{k}": "0" for k in LEADS}, {f"grade.{k}": "4" for k in LEADS}],
    "schulze": [{f"rank.{A}": "1"}, {f"rank.{C}": "1"}],
    "gradients": [
        {f"stance.{A}": "1", f"reason.{A}": "Oui"},
        {f"stance.{C}": "8", f"reason.{C}": "Non"},
    ],
    "placement": [{f"x.{A}": "0", f"y.{A}": "10"}, {f"x.{C}": "10", f"y.{C}": "0"}],
}


@pytest.fixture
def app(app: Flask) -> Flask:
    """The application, where the next round has a number that is nothing else on a page."""
    with app.extensions["rebond"].store.writing() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("SELECT setval('round_id_seq', 700000)"))
        a_round(session, a_workshop(session), id=700000)
    return app


def room(app: Flask, method: str, form: dict[str, object]) -> tuple[Facilitator, Participant, Participant]:
    ana = Facilitator.create(app)
    bo, chi = ana.welcome(), ana.welcome()
    bo.cast(ana.open(method), form)
    return ana, bo, chi


def looks(ana: Facilitator, onlooker: Participant) -> Iterator[tuple[str, str]]:
    """Everything anyone but the voter can ask for, names and numbers of the room taken out."""
    round_id = ana.round_id()
    paths = [
        ana.desk,
        f"{ana.desk}/live",
        f"{ana.desk}?round={round_id}",
        f"{ana.desk}?step=prepare",
        f"{ana.desk}/results.json",
        f"{ana.desk}/results.csv",
        onlooker.screen,
        f"{onlooker.screen}/live",
        f"/S/{ana.join_code}",
        f"/S/{ana.join_code}/live",
        f"/J/{ana.join_code}",
    ]
    secrets = (ana.desk_key, ana.join_code, f"{ana.join_code[:3]} {ana.join_code[3:]}", onlooker.token)
    for path in paths:
        answer = onlooker.client.get(path)
        shown = f"{answer.status}\n{answer.headers}\n{answer.get_data(as_text=True)}"
        for secret in (*secrets, str(round_id)):
            shown = shown.replace(secret, "…")
        shown = re.sub(r'<svg class="qr".*?</svg>', "QR", shown, flags=re.DOTALL)
        shown = re.sub(r"\d{4}-\d\d-\d\dT[\d:]+\+00:00|Expires=[^;]+", "time", shown)
        yield path.replace(ana.desk_key, "…"), re.sub(r"Content-Length: \d+\r?\n", "", shown)


def screens(ana: Facilitator, onlooker: Participant) -> dict[str, str]:
    """The same by its address, files left out: they say when they were written."""
    return {path: seen for path, seen in looks(ana, onlooker) if "results" not in path}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("closed", [False, True])
def test_two_rooms_with_other_votes_look_the_same_until_the_reveal(
    app: Flask, method: str, closed: bool
) -> None:
    rooms = [room(app, method, form) for form in METHODS[method]]
    if closed:
        for ana, _, _ in rooms:
            ana.act("closure")
    first, second = (list(looks(ana, chi)) for ana, _, chi in rooms)
    for (path, one), (_, other) in zip(first, second, strict=True):
        assert one == other, path


@pytest.mark.parametrize("method", METHODS)
def test_the_same_looks_differ_once_revealed(app: Flask, method: str) -> None:
    rooms = [room(app, method, form) for form in METHODS[method]]
    for ana, _, _ in rooms:
        ana.finish()
    first, second = (dict(enumerate(looks(ana, chi))) for ana, _, chi in rooms)
    assert first != second


def test_a_second_vote_hides_its_counts_while_the_first_stays_readable(app: Flask) -> None:
    ana, bo, chi = room(app, "approval", {"approve": [A]})
    ana.finish()
    ana.act("revote")
    ana.act("opening")
    before = screens(ana, chi)
    bo.cast(ana.round_id(), {"approve": [B]})
    chi_sees = chi.get(f"{chi.screen}/live").text
    assert screens(ana, chi).keys() == before.keys()
    after_one = screens(ana, chi)
    bo.cast(ana.round_id(), {"approve": [C]})
    assert screens(ana, chi) == after_one
    assert chi.get(f"{chi.screen}/live").text == chi_sees
    results = chi.client.get(f"{ana.desk}/results.json").get_json()
    assert [row.get("ballots") is not None for row in results["rounds"]] == [True, False]


def test_a_phone_cannot_tell_that_somebody_else_voted(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ana.open()
    seen = chi.get(chi.screen).element("stage").get("data-version")
    bo.cast(round_id, {"approve": [A]})
    assert chi.get(f"{chi.screen}/live?seen={seen}").status == 204


def test_nobody_but_the_voter_gets_a_ballot(ana: Facilitator, bo: Participant, chi: Participant) -> None:
    round_id = ana.open("single_choice")
    bo.cast(round_id, {"choice": A})
    for path in (chi.screen, ana.desk, f"/S/{ana.join_code}"):
        page = ana.get(path)
        assert not [e for e in page.elements("input") if "checked" in e.attrib and e.get("name") == "choice"]


def test_the_address_of_the_desk_is_nowhere_but_on_the_desk(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    ana.open()
    for path in (bo.screen, f"/S/{ana.join_code}", f"/J/{ana.join_code}", "/"):
        assert ana.desk_key not in bo.get(path).text
    assert bo.token not in ana.get(ana.desk).text
