"""Sheets of every format, theme and way of doing backs, judged from outside by a sample that covers them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from tests.printing.conftest import BASE, ON
from tests.printing.proof import accessible, codes_read, ink, sound, told
from toolkit.content.cards import Card, Deck, Language
from toolkit.printing.deck import Sheets, deck_sheets
from toolkit.printing.options import Offset, Options, studio

pytestmark = pytest.mark.pdf

MM = 25.4 / 72
Word = tuple[str, float, float]


@pytest.fixture(scope="module")
def some(deck: Deck) -> Sequence[Card]:
    """An orientation, and a few leads, the longest among them."""
    return [deck.cards[i] for i in (0, 4, 12)]


@pytest.fixture(scope="module")
def made(deck: Deck, some: Sequence[Card]) -> Callable[..., Sheets]:
    def sheets(language: Language = "fr", cards: Sequence[Card] = some, **choices: object) -> Sheets:
        setting = studio().setting(replace(Options(), **choices))  # type: ignore[arg-type]
        return deck_sheets(deck, language, BASE, on=ON, setting=setting, cards=cards)

    return sheets


def words(file: Path) -> list[list[Word]]:
    """Each word of each page, with its middle in millimetres from the top left."""
    found = []
    for page in told("pdftotext", "-bbox", file, "-", errors=False).split("<page ")[1:]:
        boxes = re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page)
        found.append(
            [
                (unescape(text), (float(a) + float(c)) * MM / 2, (float(b) + float(d)) * MM / 2)
                for a, b, c, d, text in boxes
            ]
        )
    return found


def flat(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f-]", "", text)


def within(page: list[Word], x: float, y: float, width: float, height: float) -> list[Word]:
    return [word for word in page if x <= word[1] <= x + width and y <= word[2] <= y + height]


# What is drawn in its own way at least once: layouts, turns, sheets, themes, marks, backs; both languages.
SAMPLE = [
    ("fr", {"format": "poker", "backs": "short", "theme": "black", "marks": "corner"}),
    ("en", {"format": "bridge", "theme": "eco", "marks": "lines"}),
    ("fr", {"format": "square", "sheet": "letter", "backs": "none"}),
    ("fr", {"format": "a7", "backs": "fold", "marks": "none"}),
    ("en", {"format": "jumbo", "sheet": "a3", "theme": "eco", "backs": "fold"}),
    ("en", {"format": "tarot", "sheet": "letter", "gutter": "bleed", "offset": Offset(0.5, -1)}),
    ("fr", {"theme": "large", "backs": "separate"}),
    ("en", {"theme": "large", "format": "a5", "gutter": "bleed"}),
]


@pytest.mark.parametrize(("language", "choices"), SAMPLE)
def test_a_printed_sample_is_sound_and_its_codes_are_read_by_two_decoders(
    made: Callable[..., Sheets],
    some: Sequence[Card],
    tmp_path: Path,
    language: Language,
    choices: dict[str, object],
) -> None:
    kept = some[:1] if choices.get("theme") == "large" else some
    sheets, file = made(language, cards=kept, **choices), tmp_path / "some.pdf"
    file.write_bytes(sheets.pdf())
    sound(file)
    expected = sorted(f"{BASE}/C/{card.code}".upper() for card in kept)
    assert codes_read(file) == {"zxing": expected, "zbar": expected}
    read = " ".join(told("pdftotext", "-raw", file, "-", errors=False).split())
    assert re.search(r"version 1\.\d+\.\d+", read)
    assert "23 novembre 2026" in read or "23 November 2026" in read
    flips = {"long": "DuplexFlipLongEdge", "short": "DuplexFlipShortEdge"}
    duplex = flips.get(sheets.setting.options.backs, "Simplex")
    assert f"/Duplex /{duplex}" in told("qpdf", "--qdf", "--object-streams=disable", file, "-", errors=False)


def test_turned_cards_and_large_print_are_read_out_too(made: Callable[..., Sheets], tmp_path: Path) -> None:
    file = tmp_path / "some.pdf"
    for choices in ({"format": "bridge", "backs": "fold"}, {"theme": "large"}):
        file.write_bytes(made(**choices).pdf())
        accessible(file)


@pytest.mark.parametrize(
    "choices",
    [
        {"backs": "long"},
        {"backs": "short"},
        {"format": "bridge", "backs": "long", "offset": Offset(2.0, -1.5)},
        {"format": "bridge", "backs": "short", "offset": Offset(-2.0, 1.0)},
        {"backs": "fold"},
        {"format": "a7", "backs": "fold"},
    ],
)
def test_each_back_lies_behind_its_front_and_reads_the_right_way_up(
    made: Callable[..., Sheets], some: Sequence[Card], tmp_path: Path, choices: dict[str, object]
) -> None:
    """
    Long edge: x becomes W - x. Short edge and fold: y becomes H - y, and the back is upside down.
    Once the card is turned over, its text runs the same way as its front's.
    """
    sheets, file = made(**choices), tmp_path / "some.pdf"
    file.write_bytes(sheets.pdf())
    pages, setting = words(file), sheets.setting
    (width, height), paper = setting.grid.cell, setting.sheet
    off, is_fold = setting.options.offset, setting.options.backs == "fold"
    for index, (card, slot) in enumerate(zip(some, setting.grid.slots, strict=False)):
        seen = within(pages[0], slot.x, slot.y, width, height)
        assert flat(card.text("fr").title) in flat("".join(word[0] for word in seen)), index
        x, y = paper.width_mm - slot.x - width, slot.y
        if setting.options.backs in ("short", "fold"):
            x, y = slot.x, paper.height_mm - slot.y - height
        behind = within(pages[0 if is_fold else 1], x + off.x, y + off.y, width, height)
        assert flat(card.text("fr").question) in flat("".join(word[0] for word in behind)), index
        # the direction of reading, mirrored as the paper is
        ahead = _direction(behind, card.text("fr").question)
        front = _direction(seen, card.text("fr").gist)
        # Text that runs along the axis it is turned about keeps its way; across it, it runs the other way.
        is_about_x = setting.options.backs in ("short", "fold")
        across = front[0] if is_about_x else front[1]
        expected = (-front[0], -front[1]) if across else front
        assert ahead == expected, (index, front, ahead)


def _direction(page: list[Word], text: str) -> tuple[int, int]:
    """Which way the first words of *text* follow each other: right, left, down or up."""
    first, second = re.split(r"[\s\u00a0\u202f]+", text)[:2]
    for a, b in pairwise(page):
        if (a[0], b[0]) == (first, second):
            x, y = b[1] - a[1], b[2] - a[2]
            return (int(x > 0) - int(x < 0), 0) if abs(x) > abs(y) else (0, int(y > 0) - int(y < 0))
    raise AssertionError(f"{first} {second} are not side by side")


def test_backs_apart_are_two_files_of_the_same_sheets(
    made: Callable[..., Sheets], deck: Deck, tmp_path: Path
) -> None:
    sheets = made(backs="separate", cards=deck.cards[:10])
    counts = []
    for part in ("fronts", "backs"):
        file = tmp_path / f"{part}.pdf"
        file.write_bytes(sheets.pdf(part))
        pages = words(file)
        counts.append(len(pages))
        assert any("recto" if part == "fronts" else "verso" in word[0] for word in pages[0])
    assert counts == [2, 2]


def test_eco_takes_less_than_half_the_ink_on_every_page_and_a_third_of_it_in_all(
    made: Callable[..., Sheets], deck: Deck, tmp_path: Path
) -> None:
    taken: dict[str, list[float]] = {}
    for theme in ("colour", "eco"):
        file = tmp_path / f"{theme}.pdf"
        file.write_bytes(made(theme=theme, cards=deck.cards).pdf())
        taken[theme] = ink(file, dpi=150)
    assert len(taken["colour"]) == len(taken["eco"]) == 6
    for number, (full, eco) in enumerate(zip(taken["colour"], taken["eco"], strict=True)):
        assert eco < 0.5 * full, (number, full, eco)
    assert sum(taken["eco"]) < 0.36 * sum(taken["colour"])


def test_black_and_white_is_black_and_white(made: Callable[..., Sheets], tmp_path: Path) -> None:
    """No colour, no grey, nor in the line about the sheet, beyond the cards."""
    file = tmp_path / "black.pdf"
    file.write_bytes(made(theme="black").pdf())
    drawn = told("qpdf", "--qdf", "--object-streams=disable", file, "-", errors=False)
    colours = set(re.findall(r"([\d.]+ [\d.]+ [\d.]+) (?:rg|RG)\b", drawn))
    assert colours == {"0 0 0", "1 1 1"}
