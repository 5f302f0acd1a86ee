"""What a desk prints besides cards: each thing with what the workshop says, and nothing for anyone else."""

import pytest

from tests.cast import Facilitator, Visitor
from tests.sqlite_only import served as served

BASE = "base_url=https://rebond.example.org"


def test_the_print_page_of_a_desk_offers_each_thing(ana: Facilitator) -> None:
    page = ana.get(f"/desk/{ana.desk_key}/print?{BASE}")
    for item in ("poster", "tents", "ballots"):
        assert f'formaction="/desk/{ana.desk_key}/print/{item}.pdf"' in page.text


@pytest.mark.parametrize("item", ["poster", "tents", "ballots"])
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


def test_nobody_else_prints_for_a_workshop(ana: Facilitator, eve: Visitor) -> None:
    assert eve.get(f"/desk/{'x' * 22}/print/poster.pdf").status == 404
    assert ana.get(f"/desk/{ana.desk_key}/print/affiche.pdf").status == 404
