"""Guessing join codes: slow for a stranger, never in the way of a room behind one address."""

import pytest
from flask import Flask

from tests.cast import Facilitator, Visitor
from toolkit.web.guessing import REFILL_S, STOCK, Guesses


@pytest.fixture(autouse=True)
def still(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """No time passes: on a busy machine the stock would fill up again while it is worn out."""
    monkeypatch.setattr(app.extensions["rebond.guesses"], "_clock", lambda: 0.0)


def wear_out(eve: Visitor) -> None:
    for number in range(STOCK):
        assert eve.get(f"/J/AAAA{number:02}").status == 404


def test_after_many_wrong_codes_even_a_right_one_is_not_told(app: Flask, eve: Visitor) -> None:
    wear_out(eve)
    ana = Facilitator(app)
    right = Facilitator.create(app).join_code
    app.extensions["rebond.guesses"].forget()
    wear_out(eve)
    assert eve.get(f"/J/{right}").status == 429
    assert eve.get("/J/AAAAAA").status == 429
    assert eve.post("/join", {"code": right}).status == 429
    assert eve.get(f"/S/{right}").status == 429
    assert ana.get("/").status == 200


def test_a_room_behind_the_same_address_goes_on_coming_in(ana: Facilitator, eve: Visitor) -> None:
    ana.welcome()
    wear_out(eve)
    assert eve.get("/J/AAAAAA").status == 429
    ana.welcome()
    assert ana.get(f"/S/{ana.join_code}").status == 200


def test_another_address_has_its_own_stock(ana: Facilitator, eve: Visitor) -> None:
    wear_out(eve)
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert eve.client.get(f"/J/{ana.join_code}", environ_overrides=elsewhere).status_code == 200


def test_an_ipv6_network_counts_as_one(ana: Facilitator, eve: Visitor) -> None:
    for number in range(STOCK):
        address = {"REMOTE_ADDR": f"2001:db8::{number:x}"}
        assert eve.client.get("/J/AAAAAA", environ_overrides=address).status_code == 404
    address = {"REMOTE_ADDR": "2001:db8::ffff"}
    assert eve.client.get("/J/AAAAAA", environ_overrides=address).status_code == 429


def test_the_stock_fills_up_again() -> None:
    now = [0.0]
    guesses = Guesses(lambda: now[0])
    for _ in range(STOCK):
        assert guesses.may_try("a", "X")
        guesses.missed("a")
    assert not guesses.may_try("a", "X")
    now[0] += REFILL_S
    assert guesses.may_try("a", "X")
    guesses.missed("a")
    assert not guesses.may_try("a", "X")
    now[0] += 10_000 * REFILL_S
    for _ in range(STOCK):
        assert guesses.may_try("a", "X")
        guesses.missed("a")
    assert not guesses.may_try("a", "X")
