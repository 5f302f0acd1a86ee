"""The painter: what is written for each box, and what the file says of itself."""

import os
import re
import zlib
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path as FilePath

import pytest

from tests.printing.conftest import ON, Run
from toolkit.content.cards import Deck
from toolkit.faces.boxes import Box, Face, Group, Path, Qr, Rect, Text
from toolkit.printing.deck import sheets_of
from toolkit.printing.finishing.objects import File
from toolkit.printing.furniture import Edition, furniture
from toolkit.printing.imposition import Window, impose
from toolkit.printing.inks import LIGHT
from toolkit.printing.operators import shape
from toolkit.printing.options import Options, studio
from toolkit.printing.painter import Drawing, Painter, Shelf
from toolkit.printing.pdf import About, Bookmark, document
from toolkit.printing.refusals import UrlTooLong

GOLDEN = FilePath(__file__).parent.parent / "golden" / "sheet-side.txt"
POKER = studio().setting(Options())
ABOUT = About("Réflexes", "Rebond", "Sept orientations", "fr", ON)

Pair = Callable[[str], tuple[Face, Face]]
SetText = Callable[..., Text]


def a_file(*boxes: Box, on: About = ABOUT) -> bytes:
    face = Face(63, 88, 3, boxes, "Card", "fr")
    return document([[Drawing(face, 10.5, 16.5, Window(7.5, 13.5, 66, 91))]], 210, 297, on)


def streams(pdf: bytes) -> str:
    """Everything drawn in *pdf*, uncompressed."""
    found = re.findall(rb"/FlateDecode.*?stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    return "\n".join(zlib.decompressobj().decompress(data).decode("latin-1") for data in found)


@pytest.mark.parametrize(
    ("box", "operators"),
    [
        (Rect(1, 2, 3, 4, fill="#FF0000"), "1 0 0 rg 1.000 2.000 3.000 4.000 re f"),
        (Rect(1, 2, 3, 4, stroke="#000000", stroke_mm=0.2), "0 0 0 RG 0.200 w 1.000 2.000 3.000 4.000 re S"),
        (
            Path((("M", (0, 1)), ("L", (2, 3)), ("Z", ())), fill="#FFFFFF"),
            "1 1 1 rg 0.000 1.000 m 2.000 3.000 l h f",
        ),
        (
            Path((("M", (0, 0)), ("C", (1, 2, 3, 4, 5, 6))), fill="#000000", stroke="#FF0000", stroke_mm=1),
            "0 0 0 rg 1 0 0 RG 1.000 w 0.000 0.000 m 1.000 2.000 3.000 4.000 5.000 6.000 c B",
        ),
        (Rect(1, 2, 3, 4), "1.000 2.000 3.000 4.000 re n"),
    ],
)
def test_an_outline_is_filled_and_stroked_as_it_says(box: Rect | Path, operators: str) -> None:
    assert shape(box) == operators


def test_rounded_corners_stay_within_the_rectangle() -> None:
    operators = shape(Rect(1, 2, 30, 4, fill="#000000", radius=9))
    points = [float(number) for number in re.findall(r"-?\d+\.\d+", operators)]
    assert operators.count(" c") == 4
    assert (min(points[::2]), max(points[::2])) == (1, 31)
    assert (min(points[1::2]), max(points[1::2])) == (2, 6)


def test_the_same_arguments_give_the_same_bytes(deck: Deck, a_pair: Pair) -> None:
    faces = [[a_pair(card.code)] for card in deck.cards]
    files = {sheets_of(deck.cards, faces, deck, "fr", on=ON, setting=POKER).pdf() for _ in range(2)}
    assert len(files) == 1


def test_the_date_of_the_edition_is_the_date_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert a_file().count(b"(D:20261123120000") == 2


def test_threads_that_print_at_once_get_the_same_bytes(deck: Deck, a_pair: Pair) -> None:
    faces = [[a_pair(card.code)] for card in deck.cards]

    def one(_: int) -> bytes:
        return sheets_of(deck.cards, faces, deck, "fr", on=ON, setting=POKER).pdf()

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(one, range(24)))) == 1


def test_art_that_comes_back_is_stored_once(a_pair: Pair, deck: Deck) -> None:
    faces = [[a_pair(card.code)] for card in deck.cards[:9]]
    pdf = sheets_of(deck.cards[:9], faces, deck, "fr", on=ON, setting=POKER).pdf()
    assert streams(pdf).count("-3.000 -3.000 69.000 23.000 re f") == 1
    assert Counter(re.findall(r"/(\S+) Do", streams(pdf))).most_common() == [("FormXob.g0", 18)]


def test_art_is_cut_off_outside_its_rectangle() -> None:
    art = Group((Rect(0, 0, 90, 90, fill="#377F84"),), 5, 6, 20, 10)
    assert b"/BBox [5.000 6.000 25.000 16.000]" in a_file(art)


def test_art_is_drawn_once_for_all_files() -> None:
    art, same = (Group((Rect(0, 0, 91, 90, fill="#377F84"),), 5, 6, 20, 10) for _ in range(2))
    shelf = Shelf(LIGHT)
    assert shelf.art(art) is shelf.art(same) is shelf.art(art)
    other = Group((Rect(0, 0, 91, 90, fill="#377F85"),), 5, 6, 20, 10)
    assert shelf.art(other).data != shelf.art(art).data


def test_art_that_was_put_away_is_not_taken_for_another() -> None:
    shelf = Shelf(LIGHT)
    for i in range(2000):  # each may get the identity of one that is gone
        art = shelf.art(Group((Rect(0, 0, 1, 1, fill="#377F84"),), 0, 0, i, 1))
        assert f"/BBox [0.000 0.000 {i}.000 1.000]" in art.entries


def test_a_line_of_text_ends_in_a_space_so_that_words_do_not_join(a_text: SetText) -> None:
    shown = re.findall(r"\((.*?)\) Tj", streams(a_file(a_text("un mot,", "puis un autre"))))
    assert shown == ["un mot, ", "puis un autre "]


@pytest.mark.pdf
def test_words_are_read_back_with_their_accents_and_spaces(
    run: Run, a_text: SetText, tmp_path: FilePath
) -> None:
    path = tmp_path / "text.pdf"
    lines = ("Décider par", "l’écoute\u00a0: «\u00a0où\u00a0» ça", "œuvre-t-on\u00a0?")
    path.write_bytes(a_file(a_text(*lines), a_text("Ÿ À É", y=60, font="display")))
    for reader in (("pdftotext", "-raw", path, "-"), ("mutool", "draw", "-q", "-F", "text", path)):
        read = " ".join(run(*reader, errors=False).replace("\u00a0", " ").split())
        assert read == "Décider par l’écoute : « où » ça œuvre-t-on ? Ÿ À É"


@pytest.mark.pdf
def test_text_stands_where_its_box_says(run: Run, a_text: SetText, tmp_path: FilePath) -> None:
    path = tmp_path / "place.pdf"
    path.write_bytes(a_file(a_text("Lundi", x=5.0, y=30.0, size_pt=12.0)))
    (word,) = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">Lundi',
        run("pdftotext", "-bbox", path, "-"),
    )
    left, top, right, bottom = (float(points) * 25.4 / 72 for points in word)
    assert left == pytest.approx(15.5, abs=0.05)
    assert right - left == pytest.approx(a_text("Lundi", size_pt=12.0).lines[0].width_mm, abs=0.05)
    assert top < 46.5 < bottom


def test_a_code_too_fine_for_its_place_stops_everything() -> None:
    with pytest.raises(UrlTooLong):
        a_file(Qr(0, 0, 20, "https://rebond.example.org/" + "x" * 10_000, "Code"))


@pytest.mark.pdf
def test_a_code_is_a_link_of_its_own_place_with_words_for_it(run: Run, tmp_path: FilePath) -> None:
    path = tmp_path / "link.pdf"
    path.write_bytes(a_file(Qr(40, 65, 20, "HTTPS://REBOND.EXAMPLE.ORG/C/7DR9", "Code QR vers la carte")))
    assert "HTTPS://REBOND.EXAMPLE.ORG/C/7DR9" in run("pdfinfo", "-url", path)
    opened = run("qpdf", "--qdf", "--object-streams=disable", path, "-")
    assert "/Contents (Code QR vers la carte)" in opened
    (rectangle,) = re.findall(r"/Rect \[([\s\d.]+)\]", opened)
    left, bottom, right, top = (float(points) * 25.4 / 72 for points in rectangle.split())
    assert (left, right) == pytest.approx((50.5, 70.5), abs=0.01)
    assert (297 - top, 297 - bottom) == pytest.approx((81.5, 101.5), abs=0.01)


@pytest.mark.pdf
def test_the_file_says_what_it_is_and_how_to_print_it(run: Run, a_text: SetText, tmp_path: FilePath) -> None:
    path = tmp_path / "about.pdf"
    path.write_bytes(a_file(a_text("Lundi")))
    known = run("pdfinfo", path)
    for line in (
        "Title: +Réflexes",
        "Author: +Rebond",
        "Subject: +Sept orientations",
        "Creator: +Rebond",
        r"Page size: .*\(A4\)",
    ):
        assert re.search(line, known), line
    opened = run("qpdf", "--qdf", "--object-streams=disable", path, "-")
    for entry in (
        "/Lang (fr)",
        "/Duplex /DuplexFlipLongEdge",
        "/PrintScaling /None",
        "/DisplayDocTitle true",
    ):
        assert entry in opened, entry


@pytest.mark.pdf
def test_no_stream_ends_as_a_line_does(run: Run, tmp_path: FilePath) -> None:
    """Each length of title gives other places; about one table in a hundred would end so."""
    path, plain = tmp_path / "long.pdf", 0
    for n in range(1, 500):
        made = a_file(on=replace(ABOUT, title="a" * n))
        assert not re.search(rb"[\r\n]\nendstream", made)
        if b"/FlateDecode /Type /XRef" not in made:
            plain += 1
            path.write_bytes(made)
            assert "WARNING" not in run("qpdf", "--check", path)
    assert plain


@pytest.mark.pdf
def test_the_outline_leads_to_pages(run: Run, a_text: SetText, tmp_path: FilePath) -> None:
    face = Face(63, 88, 3, (a_text("Lundi"),), "Card", "fr")
    page = [Drawing(face, 0, 0, Window(0, 0, 63, 88))]
    marks = [Bookmark("Un", 0, 0, 10.0), Bookmark("Un bis", 1, 0, 10.0), Bookmark("Deux", 0, 1, 10.0)]
    path = tmp_path / "outline.pdf"
    path.write_bytes(document([page, page], 210, 297, ABOUT, marks))
    shown = run("mutool", "show", path, "outline", errors=False)
    assert re.findall(r'(\t+)"(.*?)"\s+#page=(\d)', shown) == [
        ("\t", "Un", "1"),
        ("\t\t", "Un bis", "1"),
        ("\t", "Deux", "2"),
    ]


def test_one_side_of_a_sheet_is_drawn_as_it_was(deck: Deck, a_text: SetText) -> None:
    """Set UPDATE_GOLDEN to accept a change of drawing, after looking at it."""
    art = Group(
        (
            Rect(-3, -3, 69, 20, fill="#B3570E"),
            Path((("M", (0, 0)), ("L", (9, 9))), stroke="#FFFFFF", stroke_mm=0.3),
        ),
        -3,
        -3,
        69,
        20,
    )
    code = Qr(40, 65, 20, "HTTPS://A.FR", "Code")
    words = a_text("Diversifier les", "sources d’influence", x=4.5, y=26, size_pt=16, font="display")
    plate = Rect(39, 64, 22, 22, fill="#FFFFFF", stroke="#B3570E", stroke_mm=0.2, radius=1.5)
    face = Face(63, 88, 3, (art, words, plate, code), "Card", "fr")
    side = impose([(face, face)], POKER.grid)[0]
    painter = Painter(File((595.0, 842.0), (1, 7), ABOUT), 297)
    painter.draw(Drawing(face, side.placed[0].slot.x, side.placed[0].slot.y, side.placed[0].window))
    edition = replace(deck, version="1.0.0")
    for item in furniture(side, Edition.of(edition, "fr", ON), POKER.grid, "edge", "long"):
        painter.draw(Drawing(item.face, item.window.x, item.window.y, item.window, turn=item.turn))
    log = painter.drawn().replace(" re ", " re\n").replace(" l ", " l\n") + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(log, "utf-8")
    assert log == GOLDEN.read_text("utf-8")
