"""The doors, someone put out and let back in, a desk's link that changes hands."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.cast import LEADS, Facilitator, Page, Participant, Visitor
from toolkit.store.models import Ballot, Withheld
from toolkit.workshop import gathering

A, B = LEADS[:2]


def people(ana: Facilitator, number: int | None = None) -> Page:
    return ana.get(f"{ana.desk}/people{f'?number={number}' if number else ''}")


def put_out(ana: Facilitator, number: int) -> Page:
    return ana.post(f"{ana.desk}/people/{number}/removal")


def let_back(ana: Facilitator, number: int) -> Page:
    return ana.post(f"{ana.desk}/people/{number}/return")


def doors(ana: Facilitator, what: str) -> Page:
    return ana.post(f"{ana.desk}/people/doors", {"doors": what})


def count(app: Flask, table: type[Ballot | Withheld]) -> int:
    with app.extensions["rebond"].store.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_people_are_numbered_as_they_came(ana: Facilitator, bo: Participant, chi: Participant) -> None:
    numbers = re.findall(r"N° (\d+)", people(ana).words)
    assert numbers[:2] == ["2", "1"]


def test_the_page_says_nothing_of_who_voted(ana: Facilitator, bo: Participant, chi: Participant) -> None:
    round_id = ana.open()
    before = people(ana).text
    bo.cast(round_id, {"approve": [A]})
    assert people(ana).text == before


def test_closed_doors_keep_the_new_out_and_let_the_others_back(ana: Facilitator, bo: Participant) -> None:
    assert doors(ana, "closed").status == 303
    assert doors(ana, "closed").status == 303
    assert Visitor(ana.app).post(f"/J/{ana.join_code}").status == 409
    assert bo.post(f"/J/{ana.join_code}").answer.location.endswith(bo.token)
    assert bo.get(bo.screen).status == 200
    assert doors(ana, "open").status == 303
    assert Visitor(ana.app).post(f"/J/{ana.join_code}").status == 303


def test_someone_put_out_sees_why_and_cannot_vote(ana: Facilitator, bo: Participant) -> None:
    round_id = ana.open()
    assert put_out(ana, 1).status == 303
    page = bo.get(bo.screen)
    assert page.status == 410
    assert "revenir" in page.words
    assert bo.cast(round_id, {"approve": [A]}).status == 410
    assert bo.client.get(f"{bo.screen}/live?seen=1", headers={"HX-Request": "true"}).status_code == 410
    assert count(ana.app, Ballot) == 0


def test_scanning_the_code_again_does_not_bring_them_back(ana: Facilitator, bo: Participant) -> None:
    put_out(ana, 1)
    assert bo.post(f"/J/{ana.join_code}").status == 410
    assert "1 entrée" in people(ana).words


def test_their_vote_leaves_and_comes_back_with_them(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ana.open()
    bo.cast(round_id, {"approve": [A]})
    chi.cast(round_id, {"approve": [B]})
    put_out(ana, 1)
    put_out(ana, 1)
    assert (count(ana.app, Ballot), count(ana.app, Withheld)) == (1, 1)
    let_back(ana, 1)
    let_back(ana, 1)
    assert (count(ana.app, Ballot), count(ana.app, Withheld)) == (2, 0)
    ana.finish()
    row = ana.client.get(f"{ana.desk}/results.json").get_json()["rounds"][0]
    assert row["outcome"]["cast"] == 2


def test_a_revealed_vote_stays_as_the_room_saw_it(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ana.open()
    bo.cast(round_id, {"approve": [A]})
    chi.cast(round_id, {"approve": [B]})
    ana.finish()
    put_out(ana, 1)
    assert count(ana.app, Ballot) == 2


def test_a_vote_set_aside_does_not_enter_a_count_already_shown(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ana.open()
    bo.cast(round_id, {"approve": [A]})
    chi.cast(round_id, {"approve": [B]})
    put_out(ana, 1)
    ana.finish()
    let_back(ana, 1)
    assert count(ana.app, Ballot) == 1
    assert bo.get(bo.screen).status == 200


def test_what_was_set_aside_is_forgotten_with_the_link_to_people(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ana.open()
    bo.cast(round_id, {"approve": [A]})
    put_out(ana, 1)
    ana.finish()
    ana.post(f"{ana.desk}/ending")
    assert count(ana.app, Withheld) == 0


@pytest.mark.parametrize("number", [2, 0, 99999, 2**40, 2**64])
def test_nobody_has_that_number(ana: Facilitator, bo: Participant, number: int) -> None:
    assert put_out(ana, number).status == 404
    assert let_back(ana, number).status == 404


def test_only_the_desk_may(ana: Facilitator, bo: Participant, eve: Visitor) -> None:
    for key in (bo.token, "x", ana.join_code):
        assert eve.get(f"/desk/{key}/people").status == 404
        assert eve.post(f"/desk/{key}/people/1/removal").status == 404
        assert eve.post(f"/desk/{key}/people/link").status == 404
    assert bo.get(bo.screen).status == 200


def test_a_person_of_another_workshop_is_out_of_reach(ana: Facilitator, bo: Participant) -> None:
    other = Facilitator.create(ana.app)
    assert put_out(other, 1).status == 404
    assert bo.get(bo.screen).status == 200


def test_a_workshop_that_ended_puts_nobody_out(ana: Facilitator, bo: Participant) -> None:
    ana.post(f"{ana.desk}/ending")
    assert put_out(ana, 1).status == 409
    assert doors(ana, "closed").status == 409


def test_a_new_link_shuts_the_old_one_everywhere(ana: Facilitator, bo: Participant) -> None:
    old = ana.desk
    moved = ana.post(f"{old}/people/link")
    assert moved.status == 303
    new = moved.answer.location
    assert ana.get(new).status == 200
    assert ana.get(old).status == 404
    assert ana.client.get(f"{old}/live?seen=1", headers={"HX-Request": "true"}).status_code == 404
    assert ana.post(f"{old}/showing", {"showing": "join"}).status == 404
    assert bo.get(bo.screen).status == 200


def test_a_full_workshop_says_so(ana: Facilitator, bo: Participant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_PEOPLE", 1)
    page = Visitor(ana.app).post(f"/J/{ana.join_code}")
    assert page.status == 409
    assert "complet" in page.words
    assert bo.post(f"/J/{ana.join_code}").status == 303


@pytest.mark.parametrize("language", ["fr", "en"])
def test_names_are_text(app: Flask, language: str) -> None:
    ana = Facilitator.create(app, anonymous="no", language=language)
    ana.welcome(name="<b>Zoé</b> & co")
    assert "<b>Zoé</b> & co" in people(ana).words
