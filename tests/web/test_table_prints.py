"""What a desk prints besides cards: each thing with what the workshop says, and nothing for anyone else."""

import re

import pytest

from tests.cast import LEADS, Facilitator, Participant, Visitor
from tests.sqlite_only import served as served

BASE = "base_url=https://rebond.example.org"


def test_the_print_page_of_a_desk_offers_each_thing(ana: Facilitator) -> None:
    page = ana.get(f"/desk/{ana.desk_key}/print?{BASE}")
    for item in ("poster", "tents", "ballots", "agenda", "ideas"):
        assert f'formaction="/desk/{ana.desk_key}/print/{item}.pdf"' in page.text
    for item in ("shop", "wall", "blanks", "dividers", "box"):
        assert f'formaction="/print/reflexes/{item}.pdf"' in page.text


@pytest.mark.parametrize("item", ["poster", "tents", "ballots", "agenda"])
def test_each_thing_is_a_file(item: str, ana: Facilitator) -> None:
    ana.prepare()
    path = f"/desk/{ana.desk_key}/print/{item}.pdf?{BASE}&sheet=a3&theme=eco&tables=3"
    got = ana.client.get(path)
    assert got.status_code == 200
    assert got.data.startswith(b"%PDF-")
    assert f'filename="rebond-{item}-' in got.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("item", "query"),
    [
        ("tents", "tables=0"),
        ("tents", "tables=douze"),
        ("ballots", "copies=5"),  # no vote yet
        ("poster", "sheet=papyrus"),
        ("poster", "theme=neon"),
        ("poster", "base_url=http://localhost"),
    ],
)
def test_what_cannot_be_printed_says_why_on_the_page(item: str, query: str, ana: Facilitator) -> None:
    base = "" if "base_url" in query else f"&{BASE}"
    got = ana.get(f"/desk/{ana.desk_key}/print/{item}.pdf?{query}{base}")
    assert got.status == 422
    assert 'role="alert"' in got.text


def test_what_the_room_chose_comes_as_cards(ana: Facilitator, bo: Participant) -> None:
    path = f"/desk/{ana.desk_key}/print/ideas.pdf?{BASE}"
    empty = ana.get(path)
    assert empty.status == 422
    assert "Rien n’est encore écrit ni dévoilé" in empty.text
    bo.cast(ana.open("approval"), {"approve": [LEADS[0]]})
    ana.finish()
    got = ana.client.get(path)
    assert got.status_code == 200
    assert got.data.startswith(b"%PDF-")


@pytest.mark.parametrize("deck", ["reflexes", "communs"])
def test_what_a_deck_prints_besides_its_cards_is_offered_and_made(deck: str, eve: Visitor) -> None:
    page = eve.get(f"/print/{deck}?{BASE}")
    offered = re.findall(rf'formaction="/print/{deck}/(\w+)\.pdf"', page.text)
    assert (
        offered
        == {
            "reflexes": ["shop", "wall", "blanks", "dividers", "box"],
            "communs": ["shop", "board", "pieces", "journal", "script", "rules", "booklet"],
        }[deck]
    )
    for item in offered:
        for query in (BASE, f"{BASE}&sheet=a3&theme=black&cards_in=en"):
            got = eve.client.get(f"/print/{deck}/{item}.pdf?{query}")
            assert got.status_code == 200, (item, query)
            assert got.data.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("reflexes/board", 404),
        ("communs/wall", 404),
        ("mouvements/wall", 404),
        ("reflexes/affiche", 404),
        ("reflexes/wall", 422),
        ("communs/board", 422),
    ],
)
def test_what_a_deck_does_not_print_is_said(path: str, status: int, eve: Visitor) -> None:
    wrong = {"reflexes/wall": "sheet=papyrus", "communs/board": "theme=large"}.get(path, "")
    got = eve.get(f"/print/{path}.pdf?{BASE}&{wrong}")
    assert got.status == status
    assert (status == 404) or 'role="alert"' in got.text


def test_nobody_else_prints_for_a_workshop(ana: Facilitator, eve: Visitor) -> None:
    assert eve.get(f"/desk/{'x' * 22}/print/poster.pdf").status == 404
    assert ana.get(f"/desk/{ana.desk_key}/print/affiche.pdf").status == 404
