"""The print page: what is chosen, what is shown, what is downloaded; and the printers of a desk."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from tests.cast import LEADS, Facilitator, Page, Visitor
from tests.sqlite_only import served as served
from toolkit.content.load import load_deck
from toolkit.paths import folder
from toolkit.printing.deck import deck_pdf
from toolkit.printing.options import Offset, Options
from toolkit.printing.printers import Printer, printers

BASE = "base_url=https://rebond.example.org"
PRINT = f"/print/reflexes?{BASE}"


def plain(page: Page) -> str:
    return page.words.replace("\u202f", " ").replace("\xa0", " ")


def sheets(page: Page) -> int:
    return page.text.count('class="sheet"')


def data_dir(app: Flask) -> Path:
    found: Path = app.extensions["rebond"].config.data_dir
    return found


@pytest.fixture(autouse=True)
def no_printers(app: Flask) -> Iterator[None]:
    """The folder of the tests is shared: a printer kept by one is unknown to the next."""
    yield
    (data_dir(app) / "printers.toml").unlink(missing_ok=True)


def test_the_page_shows_a_sheet_and_says_how_to_set_the_printer(eve: Visitor) -> None:
    page = eve.get(PRINT)
    assert page.status == 200
    assert sheets(page) == 2
    assert "27 cartes sur 3 feuilles A4, 9 par feuille." in plain(page)
    assert "retourner sur le bord long" in plain(page)
    assert "160 à 250 g/m²" in plain(page)


@pytest.mark.parametrize(
    ("choices", "said", "sides"),
    [
        ("format=bridge", "27 cartes sur 3 feuilles A4, 10 par feuille.", 2),
        ("format=a7&sheet=a3", "27 cartes sur 3 feuilles A3, 10 par feuille.", 2),
        ("gutter=bleed", "27 cartes sur 4 feuilles A4, 8 par feuille.", 2),
        ("backs=fold", "Plier chaque feuille", 1),
        ("backs=short", "retourner sur le bord court", 2),
        ("theme=large", "54 cartes sur 27 feuilles A4, 2 par feuille.", 2),
        ("theme=eco&format=square&sheet=letter", "27 cartes sur 5 feuilles Lettre américaine", 2),
        ("card=lead-failure-hour&card=orientation-1", "2 cartes sur 1 feuille A4", 2),
        ("at=3", "Feuille 3 sur 3", 2),
        ("at=99999", "Feuille 3 sur 3", 2),
        ("backs=sideways&marks=stars&gutter=wide&cards_in=de", "27 cartes sur 3 feuilles A4", 2),
    ],
)
def test_each_choice_changes_the_sheets(eve: Visitor, choices: str, said: str, sides: int) -> None:
    page = eve.get(f"{PRINT}&{choices}", htmx=True)
    assert page.status == 200
    assert said in plain(page)
    assert sheets(page) == sides
    assert page.element("sheets") is not None
    assert page.element("choices") is None


def test_without_a_script_the_whole_page_comes_back_with_the_choices_in_it(eve: Visitor) -> None:
    page = eve.get(f"{PRINT}&format=a7&theme=eco&backs=short&card=lead-failure-hour")
    assert sheets(page) == 2
    chosen = [option.get("value") for option in page.elements("option") if option.get("selected") is not None]
    assert chosen[:3] == ["a7", "a4", "short"]
    checked = [e.get("value") for e in page.elements("input") if e.get("checked") is not None]
    assert checked == ["lead-failure-hour", "fr", "eco"]


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ("picked=1", "Aucune carte"),
        ("card=nothing", "Aucune carte"),
        ("format=poster", "« poster » n’est pas un format de carte connu"),
        ("sheet=papyrus", "papyrus"),
        ("theme=neon", "neon"),
        (
            "theme=large&format=poker",
            "« Gros caractères » se dessine sur d’autres tailles de cartes : A6 et A5.",
        ),
        ("format=a5&backs=fold", "Recto et verso côte à côte, pas une carte A5 (148 × 210 mm) ne tient sur"),
        ("format=a5&backs=fold&sheet=letter", "feuille Lettre américaine (215,9 × 279,4 mm, marge de 5 mm)"),
        ("offset=somewhere", "ne dit pas de combien"),
        ("offset=1em+2em", "Unité inconnue"),
        ("offset=40+0", "plus un réglage"),
        ("format=" + "x" * 3000, "n’est pas un format"),
    ],
)
def test_what_makes_no_sheet_says_why_and_gives_no_file(eve: Visitor, choices: str, said: str) -> None:
    page = eve.get(f"{PRINT}&{choices}")
    assert page.status == 200
    assert said in plain(page)
    assert sheets(page) == 0
    assert 'role="alert"' in page.text
    refused = eve.get(f"/print/reflexes.pdf?{BASE}&{choices}", htmx=True)
    assert refused.status == 422
    assert said in plain(refused)


def test_the_last_choice_is_the_one_shown_however_answers_come_back(eve: Visitor) -> None:
    """Whatever changes the sheets takes its turn with the form: an older answer never covers a newer one."""
    page = eve.get(PRINT).text
    assert page.count('hx-target="#sheets"') == 4
    assert page.count('hx-sync="this:replace"') == 1
    assert page.count('hx-sync="#choices:replace"') == 3


def test_a_game_is_printed_at_the_size_it_needs_and_says_which_sizes_hold_it(eve: Visitor) -> None:
    address = f"/print/communs?{BASE}&picked=1&card=posture-partner"
    assert sheets(eve.get(address)) == 2
    refused = eve.get(f"{address}&format=poker")
    said = "En « Poker », les six suites d’une situation seraient trop petites pour être lues."
    assert f"{said} Prenez une autre taille : A7, Tarot, Jumbo, A6 et A5." in plain(refused)
    assert sheets(refused) == 0


def test_cuts_and_safe_zones_are_shown_on_demand(eve: Visitor) -> None:
    assert "stroke-dasharray" not in eve.get(PRINT).text
    page = eve.get(f"{PRINT}&guides=1")
    assert page.text.count("stroke-dasharray") == 18
    assert "En rose, où l’on coupe" in plain(page)


def test_the_offset_moves_backs_alone_and_with_their_marks(eve: Visitor) -> None:
    """The first places of a front stay at 7.5 mm; those of a back go 0.5 mm right and 0.5 mm up."""
    page = eve.get(f"{PRINT}&offset=F4", htmx=True)
    front, back = re.findall(r"<svg xmlns.*?</svg>(?=\s*<figcaption)", page.text, re.S)
    assert '<svg x="7.5" y="13.5"' in front
    assert '<svg x="8" y="13"' in back
    marks = re.findall(r"translate\(([^)]*)\)", back)
    assert "0.5 -0.5" in marks


def test_the_file_is_the_one_of_the_command_line_for_the_same_choices(eve: Visitor) -> None:
    choices = "format=tarot&theme=eco&cards_in=en&card=orientation-1"
    answer = eve.client.get(f"/print/reflexes.pdf?{BASE}&{choices}")
    deck, setting = load_deck(folder("cards") / "reflexes"), Options(format="tarot", theme="eco")
    today, base = datetime.now(UTC).date(), "https://rebond.example.org"
    made = deck_pdf(deck, "en", base, date=today, cards=[deck.card("orientation-1")], options=setting)
    assert answer.data == made
    assert answer.mimetype == "application/pdf"
    assert 'filename="rebond-reflexes-en-tarot.pdf"' in answer.headers["Content-Disposition"]


def test_backs_apart_are_a_file_of_their_own(eve: Visitor) -> None:
    page = eve.get(f"{PRINT}&backs=separate", htmx=True)
    assert "Télécharger les rectos" in plain(page)
    apart = f"/print/reflexes.pdf?{BASE}&backs=separate&card=orientation-1"
    files = [eve.client.get(f"{apart}&part={part}") for part in ("fronts", "backs")]
    assert [file.data[:5] for file in files] == [b"%PDF-", b"%PDF-"]
    assert files[0].data != files[1].data
    assert "fronts" in files[0].headers["Content-Disposition"]


def test_the_calibration_page_is_there_for_each_sheet(eve: Visitor) -> None:
    assert "/print/calibration.pdf?sheet=a4" in eve.get(PRINT).text
    for query in ("sheet=a4", "sheet=letter&backs=short", "sheet=a3&lang=en"):
        assert eve.client.get(f"/print/calibration.pdf?{query}").data.startswith(b"%PDF-"), query
    assert eve.get("/print/calibration.pdf?sheet=papyrus").status == 404


def test_the_desk_offers_the_cards_of_its_workshop(ana: Facilitator) -> None:
    page = ana.get(f"{ana.desk}/print?{BASE}")
    assert "de votre atelier" not in plain(page)
    ana.prepare("approval")
    page = ana.get(f"{ana.desk}/print?{BASE}")
    assert f"Les cartes de votre atelier ({len(LEADS)})" in plain(page)
    link = next(e.get("href") for e in page.elements("a") if "card=" in (e.get("href") or ""))
    assert "3 cartes sur 1 feuille A4" in plain(ana.get(link))


def test_a_desk_keeps_what_its_printer_is_off_by(ana: Facilitator, eve: Visitor) -> None:
    form = {"printer_name": " HP  du bureau ", "printer_tray": "2", "offset": "F4", "format": "tarot"}
    answer = ana.post(f"{ana.desk}/printers", form)
    assert answer.status == 303
    kept = printers(data_dir(ana.app))
    assert kept == {Printer("HP du bureau", "2"): Offset(0.5, -0.5)}
    page = ana.get(answer.answer.headers["Location"])
    assert "HP du bureau (2)" in plain(page)
    assert "translate(0.5 -0.5)" in page.text
    assert "HP du bureau" not in eve.get(PRINT).text
    # again: the last one counts
    assert ana.post(f"{ana.desk}/printers", form | {"offset": "A1"}).status == 303
    assert printers(data_dir(ana.app)) == {Printer("HP du bureau", "2"): Offset(-2.0, -2.0)}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"printer_name": "", "offset": "F4"}, "Donnez un nom"),
        ({"printer_name": "x" * 61, "offset": "F4"}, "60 caractères au plus"),
        ({"printer_name": "HP\x07", "offset": "F4"}, "tous visibles"),
        ({"printer_name": "HP", "offset": ""}, "ne dit pas de combien"),
        ({"printer_name": "HP", "offset": "J1"}, "ne dit pas de combien"),
        ({"printer_name": "HP", "offset": "9 9"}, "plus un réglage"),
    ],
)
def test_a_printer_that_cannot_be_kept_is_refused_with_the_form_as_typed(
    ana: Facilitator, form: dict[str, str], said: str
) -> None:
    page = ana.post(f"{ana.desk}/printers", form)
    assert page.status == 422
    assert said in plain(page)
    assert printers(data_dir(ana.app)) == {}


def test_only_a_desk_keeps_printers(eve: Visitor) -> None:
    assert eve.post("/desk/nothing-here/printers", {"printer_name": "HP", "offset": "F4"}).status == 404
    assert eve.get("/desk/nothing-here/print").status == 404
    assert eve.get("/desk/nothing-here/print.pdf").status == 404
