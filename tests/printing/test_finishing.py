"""Files that speak: what a page says to those who do not see it, and the standards that it keeps to."""

import re
from collections.abc import Callable
from pathlib import Path as FilePath

import pytest

from tests.printing.conftest import BASE, ON
from tests.printing.proof import accessible, codes_read, opened, sound, structure, told
from toolkit.content.cards import LANGUAGES, Deck, Language
from toolkit.faces.boxes import Box, Face, Group, Path, Qr, Rect, Role, Text
from toolkit.faces.layout import Style, Typesetter
from toolkit.printing.deck import deck_pdf
from toolkit.printing.imposition import Window
from toolkit.printing.pdf import About, Drawing, document

pytestmark = pytest.mark.pdf

ABOUT = About("Réflexes", "Rebond", "Sept orientations", "fr", ON)
SetText = Callable[..., Text]


@pytest.fixture
def written(tmp_path: FilePath) -> Callable[..., FilePath]:
    """A file of pages, each a list of drawings."""

    def write(*pages: list[Drawing], about: About = ABOUT) -> FilePath:
        path = tmp_path / "written.pdf"
        path.write_bytes(document(pages, 210, 297, about))
        return path

    return write


def drawn(*boxes: Box, part: object = None, language: Language = "fr", x: float = 0.0) -> Drawing:
    face = Face(63, 88, 3, boxes, "Card", language)
    return Drawing(face, x, 0, Window(x - 3, -3, 69, 94), part)


def said(file: FilePath) -> list[tuple[str, str]]:
    """Kind and text of everything that is read out, in order."""
    found: list[tuple[str, str]] = []
    kind = ""
    for line in structure(file).splitlines():
        if quoted := re.fullmatch(r'\s*"(.*)"', line):
            found.append((kind, quoted[1].strip()))
        elif named := re.match(r"\s*(\w+)", line):
            kind = named[1]
    return found


def letters(text: str) -> str:
    """*text* without what setting it may add or change: spaces, hyphens."""
    return re.sub(r"\W", "", text)


def as_role(text: Text, role: Role) -> Text:
    return Text(role, text.lines, text.font, text.size_pt, text.colour)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_deck_keeps_to_both_standards(printed: Callable[[str], FilePath], language: str) -> None:
    accessible(printed(language), spotless=True)


def test_a_card_is_read_whole_both_sides_then_the_next(deck: Deck, tmp_path: FilePath) -> None:
    path, cards = tmp_path / "three.pdf", (deck.cards[0], deck.cards[1], deck.cards[8])
    path.write_bytes(deck_pdf(deck, "fr", BASE, date=ON, cards=cards))
    heard = said(path)
    expected = []
    for card in cards:
        text = card.text("fr")
        expected += [("H1", letters(text.title)), ("H2", letters(text.question))]
    assert [(kind, letters(text)) for kind, text in heard if kind in ("H1", "H2")] == expected
    everything = letters("".join(text for _, text in heard))
    for card in cards:
        text = card.text("fr")
        for part in (text.title, text.gist, text.situation, text.monday, text.question, card.code):
            assert letters(part) in everything, (card.id, part)


def test_a_title_is_read_before_what_stands_above_it(
    written: Callable[..., FilePath], a_text: SetText
) -> None:
    kicker, title = as_role(a_text("Piste"), "label"), as_role(a_text("Un titre", y=40), "title")
    assert said(written([drawn(kicker, title, part=1)])) == [("H1", "Un titre"), ("P", "Piste")]


def test_pages_without_parts_are_read_as_one_document(
    written: Callable[..., FilePath], a_text: SetText
) -> None:
    title, heading = as_role(a_text("Le jeu"), "title"), as_role(a_text("Les règles", y=40), "heading")
    more = as_role(a_text("La fin"), "heading")
    path = written([drawn(title, heading, a_text("Un texte.", y=50))], [drawn(more, a_text("Voilà.", y=40))])
    assert said(path) == [
        ("H1", "Le jeu"),
        ("H2", "Les règles"),
        ("P", "Un texte."),
        ("H2", "La fin"),
        ("P", "Voilà."),
    ]
    accessible(path)


def test_a_document_that_begins_with_a_heading_skips_no_level(
    written: Callable[..., FilePath], a_text: SetText
) -> None:
    path = written([drawn(as_role(a_text("Matériel"), "heading"), a_text("Des cartes.", y=40))])
    assert said(path) == [("H1", "Matériel"), ("P", "Des cartes.")]
    accessible(path)


def test_a_picture_is_told_in_its_words_and_a_pattern_is_not_told(
    written: Callable[..., FilePath], a_text: SetText
) -> None:
    shape = (Rect(0, 0, 20, 20, fill="#377F84"), a_text("Nord", x=2, y=6))
    board = Group(shape, 5, 5, 20, 20, alt="Plan : la mairie au nord, l’école au sud")
    pattern = Group((Path((("M", (0, 0)), ("L", (9, 9))), stroke="#000000", stroke_mm=0.2),), 30, 5, 20, 20)
    path = written([drawn(board, pattern, as_role(a_text("Titre", y=60), "title"))])
    shown = opened(path)
    assert shown.count("/S /Figure") == 1
    assert "la mairie au nord".encode("utf-16-be").hex() in shown
    assert ("H1", "Titre") in said(path)
    accessible(path)


def test_text_within_a_group_is_still_read(written: Callable[..., FilePath], a_text: SetText) -> None:
    panel = Group((Rect(0, 0, 40, 40, fill="#F6F1E7"), a_text("Une consigne", x=2, y=10)), 0, 0, 40, 40)
    path = written(
        [drawn(as_role(a_text("Titre", y=60), "title"), panel), drawn(panel, x=70)],
    )
    assert [text for kind, text in said(path) if kind == "P"] == ["Une consigne", "Une consigne"]
    accessible(path)


def test_a_code_is_told_in_words_and_leads_to_its_place(
    written: Callable[..., FilePath], a_text: SetText
) -> None:
    code = Qr(40, 65, 20, "HTTPS://REBOND.EXAMPLE.ORG/C/7DR9", "Code QR vers l’écoute")
    path = written([drawn(as_role(a_text("Titre"), "title"), code, part="a")])
    shown = opened(path)
    assert len(re.findall(r"/S /Link\b", shown)) == 1
    assert len(re.findall(r"/Type /OBJR", shown)) == 1
    accessible(path)


def test_a_word_cut_at_the_end_of_a_line_is_heard_whole(written: Callable[..., FilePath]) -> None:
    style = Style("text", "regular", 9, "#1D1A16", divide=True)
    setter = Typesetter("card", "fr")
    cut = setter.block("gist", "Une organisation forte et calme", style, 5, 30, 20)
    own = setter.block("gist", "La micro-mobilité", style, 5, 60, 17)
    assert [line.end for line in cut.boxes[0].lines] == ["hyphen", "space", "space"]
    assert [line.end for line in own.boxes[0].lines] == ["none", "space"]
    path = written([drawn(*cut.boxes, *own.boxes)])
    # poppler tells what is printed; who listens is told what the hyphen stands for
    assert [text for _, text in said(path)] == [
        "Une organi",
        "-",
        "sation forte et calme",
        "La micro-mobilité",
    ]
    assert "Une organisation forte" in told("pdftotext", path, "-")
    assert opened(path).count("/ActualText <feff00ad>") == 1
    accessible(path)


def test_each_part_says_its_language(written: Callable[..., FilePath], a_text: SetText) -> None:
    french = drawn(as_role(a_text("Décider"), "title"), part=1)
    english = drawn(as_role(a_text("Deciding"), "title"), part=2, language="en", x=70)
    path = written([french, english])
    assert re.findall(r"/Lang \((\w+)\)", opened(path)).count("en") == 1
    accessible(path)


def test_a_plain_file_says_nothing_of_its_structure(a_text: SetText, tmp_path: FilePath) -> None:
    path = tmp_path / "plain.pdf"
    page = [drawn(a_text("Lundi"), Qr(40, 65, 20, "HTTPS://A.FR", "Code"))]
    path.write_bytes(document([page], 210, 297, ABOUT, standard="plain"))
    sound(path)
    assert not re.search(r"BDC|BMC|StructTreeRoot", opened(path))
    assert codes_read(path) == {"zxing": ["HTTPS://A.FR"], "zbar": ["HTTPS://A.FR"]}
