"""Entering the room."""

import pytest
from flask import Flask

from tests.cast import Facilitator, Participant, Visitor


def test_the_join_page_promises_anonymity_and_asks_for_no_name(ana: Facilitator, eve: Visitor) -> None:
    page = eve.get(f"/J/{ana.join_code}")
    assert page.status == 200
    assert "Un mardi à la mairie" in page.words
    assert 'name="name"' not in page.text


def test_a_workshop_with_names_asks_for_one_and_takes_none(app: Flask) -> None:
    ana = Facilitator.create(app, anonymous="no")
    assert 'name="name"' in ana.get(f"/J/{ana.join_code}").text
    ana.welcome(name="  Chi   la   cheffe ")
    ana.welcome()
    assert "Chi la cheffe" in ana.get(ana.desk).words


def test_a_name_sent_to_an_anonymous_workshop_is_not_kept(ana: Facilitator) -> None:
    ana.welcome(name="Bo")
    assert ">Bo<" not in ana.get(ana.desk).text


@pytest.mark.parametrize("spell", [str.lower, lambda c: f"{c[:3]} {c[3:]}", lambda c: f" {c[:3]}-{c[3:]} "])
def test_a_typed_code_is_in_at_once_however_it_is_spelt(
    ana: Facilitator, eve: Visitor, spell: object
) -> None:
    answer = eve.post("/join", {"code": spell(ana.join_code)})  # type: ignore[operator]
    assert answer.status == 303
    assert "/p/" in answer.answer.location


def test_a_scanned_code_answers_in_any_case(ana: Facilitator, eve: Visitor) -> None:
    assert eve.get(f"/j/{ana.join_code.lower()}").status == 200


def test_an_unknown_code_is_said_and_kept_in_the_field(ana: Facilitator, eve: Visitor) -> None:
    page = eve.post("/join", {"code": "AAA AAA"})
    assert page.status == 404
    assert 'value="AAA AAA"' in page.text


def test_no_code_at_all_is_said(ana: Facilitator, eve: Visitor) -> None:
    assert eve.post("/join", {"code": "  "}).status == 422
    assert eve.post("/join").status == 422


def test_markup_in_a_code_stays_text(ana: Facilitator, eve: Visitor) -> None:
    assert "<script>" not in eve.post("/join", {"code": "<script>alert(1)</script>"}).text


def test_joining_an_unknown_workshop_is_refused(eve: Visitor, ana: Facilitator) -> None:
    assert eve.get("/J/AAAAAA").status == 404
    assert eve.post("/J/AAAAAA").status == 404


def test_the_same_phone_comes_back_as_itself(ana: Facilitator, bo: Participant) -> None:
    again = bo.post(f"/J/{ana.join_code}")
    assert again.answer.location.endswith(bo.screen)


def test_two_phones_are_two_people(bo: Participant, chi: Participant) -> None:
    assert bo.token != chi.token


def test_a_late_arrival_falls_right_into_the_open_vote(ana: Facilitator) -> None:
    ana.open()
    late = ana.welcome()
    assert "Par quoi commencer" in late.get(late.screen).words


def test_an_ended_workshop_takes_nobody_new_but_knows_its_own(ana: Facilitator, bo: Participant) -> None:
    ana.post(f"{ana.desk}/ending")
    newcomer = Visitor(ana.app)
    assert newcomer.post(f"/J/{ana.join_code}").status == 409
    assert newcomer.post("/join", {"code": ana.join_code}).status == 303
    assert newcomer.get(f"/J/{ana.join_code}").status == 200
    assert bo.post(f"/J/{ana.join_code}").status == 303


def test_an_address_nobody_has_is_refused_in_words(eve: Visitor, ana: Facilitator) -> None:
    page = eve.get("/p/forged")
    assert page.status == 404
    assert "scannez" in page.words or "scan" in page.words


def test_the_cookie_is_out_of_reach_of_scripts(ana: Facilitator) -> None:
    answer = ana.client.post(f"/J/{ana.join_code}")
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("rebond="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
