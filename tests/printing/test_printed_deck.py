"""The printed deck itself, judged from outside: other programs open it, and its pages are read back."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import numpy
import pytest
import zxingcpp
from PIL import Image

from tests.printing.conftest import BASE, ON, Run
from toolkit.content.cards import LANGUAGES, Card, Deck
from toolkit.printing.deck import deck_pdf

pytestmark = pytest.mark.pdf

Printed = Callable[[str], Path]
MM = 25.4 / 72
DPI = 300
LEFT, TOP, WIDTH, HEIGHT, SAFE = 10.5, 16.5, 63.0, 88.0, 3.0
# A word's box is as high as its font allows: this share of it, above and below, is beyond its capitals.
AIR = 0.2


@dataclass(frozen=True)
class Word:
    """A word of a page and its box, in millimetres from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pages(run: Run, printed: Printed, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The sheets as a printer sees them, fronts only."""
    stem = tmp_path_factory.mktemp("pages") / "p"
    run("pdftoppm", "-o", "-r", DPI, "-gray", printed("fr"), stem)
    return sorted(stem.parent.glob("p-*.pgm"))


def url(card: Card) -> str:
    """Printed for ever: this may not change."""
    return f"HTTPS://REBOND.EXAMPLE.ORG/C/{card.code}"


def words(run: Run, file: Path) -> list[list[Word]]:
    """The words of each page."""
    found = []
    for page in run("pdftotext", "-bbox", file, "-").split("<page ")[1:]:
        boxes = re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page)
        found.append([Word(unescape(text), *(float(length) * MM for length in box)) for *box, text in boxes])
    return found


def slot(place: int, *, mirrored: bool = False) -> tuple[float, float]:
    """The top left corner of the place-th card of a sheet; seen through the paper when mirrored."""
    left = LEFT + WIDTH * (place % 3)
    return (210 - left - WIDTH if mirrored else left), TOP + HEIGHT * (place // 3)


def inside(word: Word, corner: tuple[float, float]) -> bool:
    x, y = (word.left + word.right) / 2 - corner[0], (word.top + word.bottom) / 2 - corner[1]
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def flat(text: str) -> str:
    """*text* without the spaces and hyphens that setting it may add or change."""
    return re.sub(r"[\s\u00a0\u202f\u00ad-]", "", text)


def test_pdf_programs_open_it_without_a_word(
    run: Run, printed: Printed, language: str, tmp_path: Path
) -> None:
    file = printed(language)
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", file)
    assert run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=nullpage", file) == ""
    run("mutool", "draw", "-q", "-r", "20", "-o", tmp_path / "p-%d.png", file)
    assert len(list(tmp_path.glob("p-*.png"))) == 6


def test_every_font_is_embedded_and_none_is_foreign(run: Run, printed: Printed, language: str) -> None:
    lines = run("pdffonts", printed(language)).splitlines()[2:]
    names = {line.split()[0].partition("+")[2] for line in lines}
    assert names == {
        "AtkinsonHyperlegibleNext-Regular",
        "AtkinsonHyperlegibleNext-Bold",
        "BricolageGrotesque-ExtraBold",
    }
    for line in lines:
        embedded, subset, unicode = line.split()[-5:-2]
        assert (embedded, subset, unicode) == ("yes", "yes", "yes"), line


def test_it_is_six_a4_pages_in_its_language(run: Run, printed: Printed, deck: Deck, language: str) -> None:
    known = run("pdfinfo", printed(language))
    assert re.search(r"Pages: +6\n", known)
    assert re.search(r"Page size: +595.27\d x 841.8\d pts \(A4\)", known)
    assert re.search(rf"Title: +{re.escape(deck.texts[language].title)}\n", known)
    assert f"/Lang ({language})" in run("qpdf", "--qdf", "--object-streams=disable", printed(language), "-")


def test_each_code_is_read_in_the_slot_of_its_card(deck: Deck, pages: list[Path]) -> None:
    for page, file in enumerate(pages):
        image = numpy.asarray(Image.open(file))
        found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
        cards = deck.cards[9 * page : 9 * page + 9]
        assert {code.text for code in found} == {url(card) for card in cards}
        for code in found:
            place = [url(card) for card in cards].index(code.text)
            corner = slot(place)
            for point in (code.position.top_left, code.position.bottom_right):
                x, y = point.x / DPI * 25.4 - corner[0], point.y / DPI * 25.4 - corner[1]
                assert SAFE <= x <= WIDTH - SAFE
                assert SAFE <= y <= HEIGHT - SAFE


def test_another_reader_finds_the_same_codes(run: Run, deck: Deck, pages: list[Path]) -> None:
    read: list[str] = []
    for file in pages:
        arguments = ("-q", "--raw", "-Sdisable", "-Sqrcode.enable", file)
        read += run("zbarimg", *arguments, errors=False).split()
    assert sorted(read) == sorted(url(card) for card in deck.cards)


def test_codes_are_links_too(run: Run, printed: Printed, deck: Deck) -> None:
    linked = re.findall(r"(\d+) +Annotation +(\S+)", run("pdfinfo", "-url", printed("fr")))
    expected = [(str(2 * (i // 9) + 1), url(card)) for i, card in enumerate(deck.cards)]
    assert sorted(linked) == sorted(expected)


def test_each_back_lies_behind_its_front(run: Run, printed: Printed, deck: Deck, language: str) -> None:
    sides = words(run, printed(language))
    for i, card in enumerate(deck.cards):
        text = card.text(language)
        fronts, backs = sides[2 * (i // 9)], sides[2 * (i // 9) + 1]
        seen = [word.text for word in fronts if inside(word, slot(i % 9))]
        behind = [word.text for word in backs if inside(word, slot(i % 9, mirrored=True))]
        assert flat(text.title) in flat("".join(seen)), card.id
        assert flat(text.question) in flat("".join(behind)), card.id


def test_no_word_leaves_the_safe_zone_of_its_card(run: Run, printed: Printed, language: str) -> None:
    for page in words(run, printed(language)):
        corners = [slot(place) for place in range(9)]
        for word in page:
            corner = next((corner for corner in corners if inside(word, corner)), None)
            if corner is None:  # about the sheet: no part of it touches a card
                assert word.bottom < TOP - 3 or word.top > 297 - TOP + 3, word
                continue
            assert word.left >= corner[0] + SAFE - 0.05, word
            assert word.right <= corner[0] + WIDTH - SAFE + 0.05, word
            air = AIR * (word.bottom - word.top)
            assert word.top + air >= corner[1] + SAFE, word
            assert word.bottom - air <= corner[1] + HEIGHT - SAFE, word


def test_text_is_read_in_order_with_its_words_apart(
    run: Run, printed: Printed, deck: Deck, language: str
) -> None:
    read = run("pdftotext", "-raw", printed(language), "-")
    for card in deck.cards:
        title = re.sub(r"[\s\u00a0\u202f]+", " ", card.text(language).title)
        assert title in re.sub(r"[\s\u00a0\u202f]+", " ", read), title


def test_the_sheets_say_what_they_are_in_the_margin(run: Run, printed: Printed) -> None:
    first, second = (run("pdftotext", "-f", n, "-l", n, "-layout", printed("fr"), "-") for n in (1, 2))
    assert re.search(r"Réflexes · version \S+ · 23 novembre 2026 · français +Feuille 1/3 · recto", first)
    assert "Feuille 1/3 · verso" in second
    assert "retourner sur le bord long" in first
    english = run("pdftotext", "-layout", printed("en"), "-")
    assert re.search(r"Reflexes · version \S+ · 23 November 2026 · English +Sheet 1/3 · front", english)


def test_the_outline_lists_the_leads_under_their_orientation(run: Run, printed: Printed, deck: Deck) -> None:
    shown = run("mutool", "show", printed("fr"), "outline", errors=False)
    entries = [
        (len(tabs), title, int(page)) for tabs, title, page in re.findall(r'(\t+)"(.*?)"\s+#page=(\d)', shown)
    ]
    assert entries == [
        (1 if card.kind == "orientation" else 2, card.text("fr").title, 2 * (i // 9) + 1)
        for i, card in enumerate(deck.cards)
    ]


def test_a_choice_of_cards_keeps_its_order_and_its_doubles(run: Run, deck: Deck, tmp_path: Path) -> None:
    chosen = [deck.cards[5], deck.cards[1], deck.cards[5]]
    file = tmp_path / "some.pdf"
    file.write_bytes(deck_pdf(deck, "fr", BASE, date=ON, cards=chosen))
    fronts, backs = words(run, file)
    for i, card in enumerate(chosen):
        seen = "".join(word.text for word in fronts if inside(word, slot(i)))
        behind = "".join(word.text for word in backs if inside(word, slot(i, mirrored=True)))
        assert flat(card.text("fr").title) in flat(seen)
        assert flat(card.text("fr").question) in flat(behind)
