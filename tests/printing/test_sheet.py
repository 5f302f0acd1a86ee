"""Where cards stand on a sheet: how many, how they lie, how much is left around them."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.faces.look import look
from toolkit.printing.options import Options, UnknownChoice, studio
from toolkit.printing.sheet import CardTooLarge, Grid, Gutter, Sheet, Size, grid, sheets

A4, A3, LETTER = (sheets()[name] for name in ("a4", "a3", "letter"))
POKER = Size("poker", 63.0, 88.0)

# How many go on a sheet with a printer margin of 5 mm: sharing their cuts, then each with its bleed of 3 mm.
COUNTS = {
    "poker": {"a4": (9, 8), "a3": (18, 16), "letter": (9, 6)},
    "bridge": {"a4": (10, 9), "a3": (21, 18), "letter": (9, 8)},
    "tarot": {"a4": (4, 4), "a3": (12, 10), "letter": (4, 4)},
    "square": {"a4": (8, 6), "a3": (20, 15), "letter": (6, 6)},
    "a7": {"a4": (4, 4), "a3": (10, 10), "letter": (4, 4)},
    "a6": {"a4": (2, 2), "a3": (4, 4), "letter": (2, 2)},
}
EVERY = list(product(look().formats, sheets(), ("none", "bleed")))


def made(format_: str, sheet: str, gutter: Gutter = "none", **options: str) -> Grid:
    return studio().setting(Options(format=format_, sheet=sheet, gutter=gutter, **options)).grid  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("format_", "sheet", "gutter", "count"),
    [
        (format_, sheet, gutter, counts[gutter == "bleed"])
        for format_, row in COUNTS.items()
        for sheet, counts in row.items()
        for gutter in ("none", "bleed")
    ],
)
def test_as_many_cards_as_can_be_stand_on_a_sheet(
    format_: str, sheet: str, gutter: Gutter, count: int
) -> None:
    found = made(format_, sheet, gutter)
    assert found.sheet.margin_mm == 5.0
    assert len(found.slots) == count


@pytest.mark.parametrize(("format_", "sheet", "gutter"), EVERY)
def test_every_format_goes_on_every_sheet_centred_with_room_for_its_marks_and_its_line(
    format_: str, sheet: str, gutter: Gutter
) -> None:
    found, paper = made(format_, sheet, gutter), sheets()[sheet]
    assert found.left + found.width / 2 == pytest.approx(paper.width_mm / 2)
    assert found.top + found.height / 2 == pytest.approx(paper.height_mm / 2)
    for edge, room in ((found.level, found.left - 5), (found.upright, found.top - 5)):
        assert edge.mark_mm >= 1.0 - 1e-6
        assert edge.ink_mm + edge.mark_mm + edge.strip_mm == pytest.approx(room)
        if gutter == "bleed":
            assert edge.ink_mm == found.card.bleed_mm
    assert max(found.level.strip_mm, found.upright.strip_mm) >= 3.5 - 1e-6


def test_nine_cards_stand_on_an_a4_sheet_row_by_row_from_the_top_left() -> None:
    places = [(slot.x, slot.y) for slot in grid(A4, POKER).slots]
    assert places == [(10.5 + 63 * column, 16.5 + 88 * row) for row in range(3) for column in range(3)]


def test_cards_lie_on_their_side_where_more_of_them_go_in_that_way() -> None:
    found = made("bridge", "a4")
    assert (found.turn, found.columns, found.rows) == (90, 2, 5)
    assert found.cell == (88.0, 57.0)
    assert made("poker", "a4").turn == 0


def test_a_gap_of_two_bleeds_parts_neighbours_and_keeps_the_sheet_centred() -> None:
    found = made("bridge", "a4", "bleed")
    assert [slot.x for slot in found.slots[:3]] == [13.5, 76.5, 139.5]
    assert {(slot.column, slot.row) for slot in found.slots} == {(c, r) for c in range(3) for r in range(3)}


def test_a_fold_has_fronts_above_and_as_much_room_below() -> None:
    found = made("poker", "a4", backs="fold")
    assert found.fold_mm == 6.0
    assert len(found.slots) == 4
    assert all(slot.y + found.cell[1] <= 297 / 2 - 3 + 1e-6 for slot in found.slots)


@pytest.mark.parametrize("card", [Size("wide", 210.0, 210.0), Size("high", 88.0, 290.0)])
def test_a_card_that_does_not_fit_is_refused_with_its_size_and_the_sheet(card: Size) -> None:
    with pytest.raises(CardTooLarge) as refused:
        grid(A4, card)
    for language in ("fr", "en"):
        sentence = refused.value.sentence(language)
        for part in (card.name, f"{card.width_mm:g}", f"{card.height_mm:g}", "a4", "210", "297", "5"):
            assert part in sentence


@pytest.mark.parametrize("margin", [105.0, 400.0, -1.0, float("nan")])
def test_a_margin_larger_than_the_sheet_is_refused(margin: float) -> None:
    with pytest.raises(UnknownChoice) as refused:
        studio().setting(Options(margin_mm=margin))
    assert refused.value.option == "margin"
    assert ("sortirait" if margin < 0 else "210") in refused.value.sentence("fr")


def test_a_margin_of_ones_own_leaves_fewer_places() -> None:
    assert len(studio().setting(Options(margin_mm=12.0)).grid.slots) == 8


def test_a_sheet_without_a_margin_holds_what_paper_sizes_promise() -> None:
    """Four A6 cards make an A4 sheet, but no printer can print that: only marks still want their room."""
    borderless = replace(A4, margin_mm=0.0)
    assert len(grid(borderless, Size("a6", 104.0, 147.5, 0.0)).slots) == 4


lengths = st.floats(20, 300, allow_nan=False)


@given(lengths, lengths, st.floats(0, 12), st.sampled_from(["none", "bleed"]), st.floats(0, 5), st.booleans())
def test_slots_never_overlap_nor_leave_the_margins(
    width: float, height: float, margin: float, gutter: Gutter, bleed: float, fold: bool
) -> None:
    sheet = Sheet("any", {}, 210, 297, margin)
    try:
        found = grid(sheet, Size("any", width, height, bleed), gutter=gutter, fold=fold)
    except CardTooLarge:
        assert min(width, height) > (210 - 2 * margin) / 2 - 10 or max(width, height) > 297 / 2 - margin - 15
        return
    places, (across, down) = found.slots, found.cell
    assert len(places) * (2 if fold else 1) == found.columns * found.rows
    for slot in places:
        assert margin + 1 - 1e-5 <= slot.x <= 210 - margin - 1 - across + 1e-5
        assert margin + 1 - 1e-5 <= slot.y <= (297 / 2 if fold else 297 - margin - 1) - down + 1e-5
    for one in places:
        for other in places:
            apart_x = abs(one.x - other.x) >= across + found.gap_mm - 1e-5
            assert one is other or apart_x or abs(one.y - other.y) >= down + found.gap_mm - 1e-5
