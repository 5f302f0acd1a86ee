"""Where a facilitator begins."""

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.cast import Facilitator, Visitor
from toolkit.config import Config
from toolkit.server import open_server

GOOD = {"title": "Un mardi", "deck": "reflexes", "language": "fr", "anonymous": "yes"}


@pytest.fixture
def start(app: Flask) -> str:
    return f"/start/{app.extensions['rebond'].start_key}"


def test_the_start_page_lists_what_was_created(app: Flask, eve: Visitor, start: str) -> None:
    ana = Facilitator.create(app, title="Le gymnase & les lits")
    page = eve.get(start)
    assert "Le gymnase & les lits" in page.words
    assert ana.desk in page.text


def test_an_empty_start_page_says_what_to_do(eve: Visitor, start: str) -> None:
    assert eve.get(start).status == 200


@pytest.mark.parametrize("path", ["/start/forged", "/start/", "/start/%C3%A9"])
def test_without_the_key_there_is_nothing(eve: Visitor, path: str) -> None:
    assert eve.get(path).status == 404
    assert eve.post(f"{path.rstrip('/')}/workshops", GOOD).status in (404, 405)


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"title": "   "},
        {"title": "\u200b\u2060"},
        {"title": "x" * 121},
        {"deck": "tarot"},
        {"deck": ""},
    ],
)
def test_a_workshop_that_cannot_be_is_refused_with_the_form_as_typed(
    eve: Visitor, start: str, change: dict[str, str]
) -> None:
    answer = eve.post(f"{start}/workshops", GOOD | change)
    assert answer.status == 422
    if len(change.get("title", "x")) > 120:
        assert change["title"] in answer.text
    assert "/desk/" not in eve.get(start).text


def test_the_decks_to_vote_on_are_offered_the_usual_one_first(eve: Visitor, start: str) -> None:
    offered = re.findall(r'name="deck" value="([^"]+)"', eve.get(start).text)
    assert offered == ["reflexes", "mouvements", "transfo", "communs"]


def test_the_workshop_speaks_its_language(app: Flask) -> None:
    ana = Facilitator.create(app, language="en")
    for path in (ana.desk, f"/S/{ana.join_code}", f"/J/{ana.join_code}"):
        assert '<html lang="en"' in ana.get(path).text


def test_a_phone_keeps_the_language_its_owner_chose_the_projector_does_not(ana: Facilitator) -> None:
    bo = ana.welcome()
    assert '<html lang="fr"' in bo.get(bo.screen).text
    assert '<html lang="en"' in bo.get(f"{bo.screen}?lang=en").text
    assert '<html lang="en"' in bo.get(bo.screen).text
    assert '<html lang="fr"' in bo.get(f"/S/{ana.join_code}").text


def test_a_public_page_follows_the_browser_then_french(eve: Visitor) -> None:
    assert '<html lang="fr"' in eve.get("/").text
    answer = eve.client.get("/", headers={"Accept-Language": "en-GB,en;q=0.8"})
    assert '<html lang="en"' in answer.get_data(as_text=True)
    assert '<html lang="fr"' in eve.get("/?lang=de").text


def test_a_start_cut_short_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / "start.key").touch()
    servers = [open_server(Config(data_dir=tmp_path)) for _ in range(2)]
    assert len(servers[0].start_key) > 20
    assert servers[0].start_key == servers[1].start_key
    for server in servers:
        server.store.close()
