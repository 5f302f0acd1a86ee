"""The Wi-Fi of the room: typed at the desk, shown where people come in."""

import pytest

from tests.cast import Facilitator, Participant, Visitor

WIFI = {"wifi_name": "Mairie <1>", "wifi_password": "sous la halle"}


def test_the_room_sees_it_where_it_comes_in(ana: Facilitator) -> None:
    screen = f"/S/{ana.join_code}"
    assert ana.get(screen).words.count("Wi-Fi") == 0
    assert ana.post(f"{ana.desk}/network", WIFI).status == 303
    words = ana.get(screen).words
    assert "Mairie <1>" in words
    assert "sous la halle" in words
    assert ana.get(f"{ana.desk}/network").status == 200


def test_it_is_taken_away_again(ana: Facilitator) -> None:
    ana.post(f"{ana.desk}/network", WIFI)
    assert ana.post(f"{ana.desk}/network", {"wifi_name": ""}).status == 303
    assert "sous la halle" not in ana.get(f"/S/{ana.join_code}").text
    assert "sous la halle" not in ana.get(f"{ana.desk}/network").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"wifi_name": "é" * 17},
        {"wifi_name": "a\nb"},
        {"wifi_name": "a", "wifi_password": "sept777"},
        {"wifi_name": "a", "wifi_password": "x" * 64},
        {"wifi_name": "a", "wifi_password": "éééééééé"},
    ],
)
def test_what_no_network_has_is_refused_and_kept_in_the_form(ana: Facilitator, wrong: dict[str, str]) -> None:
    ana.post(f"{ana.desk}/network", WIFI)
    page = ana.post(f"{ana.desk}/network", wrong)
    assert page.status == 422
    assert "Rien n’a changé" in page.words
    assert "sous la halle" in ana.get(f"/S/{ana.join_code}").text


def test_only_the_desk_types_it_and_only_while_the_workshop_runs(
    ana: Facilitator, bo: Participant, eve: Visitor
) -> None:
    assert eve.post(f"/desk/{bo.token}/network", WIFI).status == 404
    assert eve.get(f"/desk/{bo.token}/network").status == 404
    ana.post(f"{ana.desk}/ending")
    assert ana.post(f"{ana.desk}/network", WIFI).status == 409


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_advice_is_there_for_anybody(eve: Visitor, language: str) -> None:
    page = eve.get(f"/network?lang={language}")
    assert page.status == 200
    assert "Android" in page.words
