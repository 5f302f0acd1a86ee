"""Faces on screen: well-formed, small, and acceptable to a strict content security policy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest

from tests.faces.builders import BASE_URL, a_card, a_deck, full_card, saying
from toolkit.content.load import load_deck
from toolkit.faces.back import back
from toolkit.faces.boxes import Face, Qr, Rect
from toolkit.faces.front import front
from toolkit.faces.svg import icon_svg, pattern_svg, svg
from toolkit.paths import folder

SVG = "{http://www.w3.org/2000/svg}"
FRAME = {"class", "viewBox", "aria-hidden", "role", "font-family"}
SHAPE = {
    "x",
    "y",
    "width",
    "height",
    "rx",
    "d",
    "fill",
    "stroke",
    "stroke-width",
    "transform",
    "shape-rendering",
}
ALLOWED = FRAME | SHAPE | {"font-size", "font-weight", "textLength"}


@dataclass(frozen=True)
class Modules:
    """A code of 25 modules: a chequered one, or *rows*."""

    rows: tuple[tuple[bool, ...], ...] = tuple(tuple((x + y) % 2 == 0 for x in range(25)) for y in range(25))


def modules(_url: str) -> Modules:
    return Modules()


def painted() -> Iterator[str]:
    for card in (a_card(), full_card(), full_card(kind="orientation"), a_card(orientation=5)):
        for language in card.texts:
            yield svg(front(card, a_deck(card), language, BASE_URL), qr_matrix=modules)
            yield svg(back(card, a_deck(card), language), qr_matrix=modules)
    yield from (pattern_svg(number, 63, 20) for number in range(1, 8))
    yield from (icon_svg(number) for number in range(1, 8))


def test_every_drawing_is_well_formed_and_uses_only_plain_attributes() -> None:
    for drawing in painted():
        for element in ElementTree.fromstring(drawing).iter():
            assert set(element.attrib) <= ALLOWED


def test_no_id_can_clash_when_thirty_faces_share_a_page() -> None:
    assert not any(re.search(r"\bid=|url\(#|href=|style=", drawing) for drawing in painted())


def test_numbers_are_short() -> None:
    for drawing in painted():
        assert not re.search(r"\d\.\d{5}", drawing)
        assert "e-0" not in drawing


def test_a_face_weighs_little() -> None:
    deck = load_deck(folder("cards") / "reflexes")
    weights = [
        len(svg(face, qr_matrix=modules).encode())
        for card in deck.cards
        for face in (front(card, deck, "fr", BASE_URL), back(card, deck, "fr"))
    ]
    assert max(weights) < 25_000
    assert sum(weights) / len(weights) < 13_000


def test_a_face_fills_its_trim_one_unit_per_millimetre() -> None:
    root = ElementTree.fromstring(svg(front(a_card(), a_deck(a_card()), "fr", BASE_URL), qr_matrix=modules))
    assert root.get("viewBox") == "0 0 63 88"
    assert root.get("class") == "face"


def test_every_line_is_written_with_its_measured_length() -> None:
    face = back(a_card(), a_deck(a_card()), "fr")
    root = ElementTree.fromstring(svg(face, qr_matrix=modules))
    said = [element.text for element in root.iter(f"{SVG}text")]
    assert "".join(said).startswith("Un chef repère un talent")  # type: ignore[arg-type]
    assert all(float(element.get("textLength", "0")) > 0 for element in root.iter(f"{SVG}text"))


def test_a_drawing_is_silent_unless_it_is_given_a_name() -> None:
    face = Face(63, 88, 3, (), "Titre", "fr")
    assert ' aria-hidden="true">' in svg(face, qr_matrix=modules)
    named = svg(face, qr_matrix=modules, label="Recto : A & B")
    assert ' role="img"><title>Recto : A &amp; B</title>' in named
    assert "aria-hidden" not in named
    assert 'role="img"><title>Lien</title>' in icon_svg(1, label="Lien")


def test_what_a_card_says_cannot_become_markup() -> None:
    card = saying(title="Les <script> & les « données »")
    drawing = svg(front(card, a_deck(card), "fr", BASE_URL), qr_matrix=modules)
    assert "<script" not in drawing
    assert "&lt;script&gt;" in drawing


def test_the_modules_of_a_code_are_drawn_in_runs_within_a_white_square() -> None:
    rows = tuple(tuple(char == "#" for char in row) for row in ("##.", "..#", "###"))
    face = Face(63, 88, 3, (Qr(40, 65, 22, "HTTPS://A.FR", "Code"),), "Titre", "fr")
    drawing = svg(face, qr_matrix=lambda _url: Modules(rows))
    assert '<rect x="40" y="65" width="22" height="22" fill="#FFFFFF"/>' in drawing
    assert 'd="M0 0h2v1h-2zM2 1h1v1h-1zM0 2h3v1h-3z"' in drawing
    assert 'transform="translate(48 73) scale(2)"' in drawing  # 22 mm for 3 modules and 4 on each side


def test_boxes_keep_their_geometry() -> None:
    face = Face(10, 10, 0, (Rect(0.5, -1, 2.125, 3, fill="#102030", radius=0.25),), "", "fr")
    assert '<rect x=".5" y="-1" width="2.12" height="3" rx=".25" fill="#102030"/>' in svg(
        face, qr_matrix=modules
    )


@pytest.mark.parametrize("number", range(1, 8))
def test_a_swatch_is_cut_at_its_edges(number: int) -> None:
    root = ElementTree.fromstring(pattern_svg(number, 30, 8))
    assert root.get("viewBox") == "0 0 30 8"
    inner = root.find(f"{SVG}svg")
    assert inner is not None
    assert (inner.get("width"), inner.get("height")) == ("30", "8")


@pytest.mark.parametrize("number", range(1, 8))
def test_an_icon_takes_the_colour_of_the_text_around_it(number: int) -> None:
    assert 'fill="currentColor"' in icon_svg(number)
