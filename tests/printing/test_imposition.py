"""Which face goes where, how it lies, what shows of it, and where the cuts are marked."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.faces.look import look
from toolkit.printing.imposition import (
    BACKS,
    MARKS,
    Backs,
    Mark,
    Marks,
    Side,
    Window,
    cuts,
    impose,
    marks,
    strips,
    turned,
)
from toolkit.printing.options import Options, studio
from toolkit.printing.sheet import CardTooLarge, Grid, Gutter, Sheet, Size, Slot, grid, sheets

A4 = sheets()["a4"]
POKER = grid(A4, Size("poker", 63.0, 88.0))
FOLDED = grid(A4, Size("poker", 63.0, 88.0), fold=True)
EVERY = pytest.mark.parametrize("format_", look().formats)


def cards(count: int) -> list[tuple[str, str]]:
    return [(f"F{i}", f"B{i}") for i in range(count)]


def places(side: Side[str]) -> dict[str, Slot]:
    return {placed.face[1:]: placed.slot for placed in side.placed}


def every(format_: str) -> Iterator[tuple[Grid, Backs]]:
    """The grids of a format, on every sheet, with every gutter, and what is done about backs."""
    gutters: tuple[Gutter, ...] = ("none", "bleed")
    for sheet, gutter, backs in product(sheets(), gutters, BACKS):
        try:
            options = Options(format=format_, sheet=sheet, gutter=gutter, backs=backs)
            yield studio().setting(options).grid, backs
        except CardTooLarge:
            assert backs == "fold"  # two large cards do not always face each other across a fold


def test_twenty_seven_cards_fill_three_sheets_front_then_back() -> None:
    sides = impose(cards(27), POKER)
    assert [(side.sheet, side.sheets, side.is_back) for side in sides] == [
        (1, 3, False),
        (1, 3, True),
        (2, 3, False),
        (2, 3, True),
        (3, 3, False),
        (3, 3, True),
    ]
    assert [placed.face for placed in sides[2].placed] == [f"F{i}" for i in range(9, 18)]


@pytest.mark.parametrize(("backs", "sides"), [("none", 3), ("separate", 6), ("short", 6), ("fold", 7)])
def test_backs_take_as_many_sides_as_they_need(backs: Backs, sides: int) -> None:
    assert len(impose(cards(27), FOLDED if backs == "fold" else POKER, backs)) == sides


@pytest.mark.parametrize("backs", BACKS)
def test_no_card_makes_no_sheet(backs: Backs) -> None:
    assert impose([], POKER, backs) == ()


@given(st.integers(1, 40), st.floats(30, 100), st.floats(40, 130), st.sampled_from(["none", "bleed"]))
def test_every_back_lies_behind_its_front_once_the_sheet_is_turned_along_its_long_edge(
    count: int, width: float, height: float, gutter: Gutter
) -> None:
    """x becomes W - x; what lay on its side has its top on the other side."""
    made = grid(Sheet("any", {}, 210, 297, 4), Size("any", width, height), gutter=gutter)
    sides = impose(cards(count), made)
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        seen, behind = places(front), places(back)
        assert seen.keys() == behind.keys()
        for name, slot in seen.items():
            assert behind[name].x + made.cell[0] == pytest.approx(210 - slot.x)
            assert behind[name].y == slot.y
            # the mirrored slot is one of the sheet's own: both sides are cut at once
            assert any(behind[name].x == pytest.approx(own.x) for own in made.slots)
        assert {placed.turn for placed in back.placed} == {0 if made.turn == 0 else 270}


@EVERY
def test_backs_of_every_format_fall_on_the_cuts_of_their_fronts(format_: str) -> None:
    for found, backs in every(format_):
        (across, down), paper = found.cell, found.sheet
        xs, ys = cuts(found)
        sides = impose(cards(len(found.slots)), found, backs)
        fronts = {p.face[1:]: p for side in sides for p in side.placed if p.face.startswith("F")}
        backs_ = {p.face[1:]: p for side in sides for p in side.placed if p.face.startswith("B")}
        assert backs_.keys() == (set() if backs == "none" else fronts.keys())
        for placed in (*fronts.values(), *backs_.values()):
            for x in (placed.slot.x, placed.slot.x + across):
                assert min(abs(x - cut) for cut in xs) < 1e-6
            for y in (placed.slot.y, placed.slot.y + down):
                assert min(abs(y - cut) for cut in ys) < 1e-6
        for name, behind in backs_.items():
            front = fronts[name]
            if backs in ("short", "fold"):
                assert behind.slot.x == front.slot.x
                assert behind.slot.y + down == pytest.approx(paper.height_mm - front.slot.y)
            else:
                assert behind.slot.x + across == pytest.approx(paper.width_mm - front.slot.x)
                assert behind.slot.y == front.slot.y
            assert behind.turn == turned(front.turn, backs)


@pytest.mark.parametrize(
    ("turn", "backs", "behind"),
    [
        (0, "long", 0),
        (90, "long", 270),
        (0, "short", 180),
        (90, "short", 90),
        (0, "fold", 180),
        (90, "fold", 90),
    ],
)
def test_the_top_of_a_back_follows_the_paper(turn: int, backs: Backs, behind: int) -> None:
    assert turned(turn, backs) == behind  # type: ignore[arg-type]


def test_the_backs_of_an_incomplete_sheet_start_from_the_right() -> None:
    front, back = impose(cards(4), POKER)
    assert [(p.face, p.slot.column, p.slot.row) for p in front.placed][-1] == ("F3", 0, 1)
    assert [(p.face, p.slot.column, p.slot.row) for p in back.placed] == [
        ("B0", 2, 0),
        ("B1", 1, 0),
        ("B2", 0, 0),
        ("B3", 2, 1),
    ]


def test_turned_along_the_short_edge_they_start_from_the_foot_upside_down() -> None:
    _, back = impose(cards(4), POKER, "short")
    assert [(p.face, p.slot.column, p.slot.row, p.turn) for p in back.placed] == [
        ("B0", 0, 2, 180),
        ("B1", 1, 2, 180),
        ("B2", 2, 2, 180),
        ("B3", 0, 1, 180),
    ]


def test_ink_runs_over_a_cut_only_where_no_neighbour_touches() -> None:
    front, back = impose(cards(4), POKER)
    windows = {placed.face: placed.window for side in (front, back) for placed in side.placed}
    first, fourth, behind = windows["F0"], windows["F3"], windows["B3"]
    assert (first.x, first.y, first.width, first.height) == (7.5, 13.5, 66.0, 91.0)
    assert (fourth.x, fourth.y, fourth.width, fourth.height) == (7.5, 104.5, 69.0, 91.0)
    assert (behind.x, behind.y, behind.width, behind.height) == (133.5, 104.5, 69.0, 91.0)


@EVERY
def test_no_window_opens_on_another_card_nor_on_what_printers_leave_white(format_: str) -> None:
    for found, backs in every(format_):
        (across, down), margin = found.cell, found.sheet.margin_mm
        whole = len(found.slots)
        for side in (side for n in {whole, max(1, whole - 1)} for side in impose(cards(n), found, backs)):
            for placed in side.placed:
                window = placed.window
                assert window.x >= margin - 1e-6
                assert window.y >= margin - 1e-6
                assert window.x + window.width <= found.sheet.width_mm - margin + 1e-6
                assert window.y + window.height <= found.sheet.height_mm - margin + 1e-6
                for other in side.placed:
                    if other is not placed:
                        slot = other.slot
                        assert (
                            window.x + window.width <= slot.x + 1e-6
                            or window.x >= slot.x + across - 1e-6
                            or window.y + window.height <= slot.y + 1e-6
                            or window.y >= slot.y + down - 1e-6
                        )


def test_each_cut_has_a_mark_at_both_ends() -> None:
    upright = {(m.x1, m.y1 < 100) for m in marks(POKER) if m.x1 == m.x2}
    level = {(m.y1, m.x1 < 100) for m in marks(POKER) if m.y1 == m.y2}
    assert upright == {(x, top) for x in (10.5, 73.5, 136.5, 199.5) for top in (True, False)}
    assert level == {(y, left) for y in (16.5, 104.5, 192.5, 280.5) for left in (True, False)}


@EVERY
@pytest.mark.parametrize("kind", ["edge", "corner", "lines"])
def test_after_any_first_cut_every_other_cut_still_has_a_mark_on_its_line(format_: str, kind: Marks) -> None:
    """The strip cut off may take marks away; what is left must say where to go on."""
    for found, _ in every(format_):
        xs, ys = cuts(found)
        drawn = marks(found, kind)
        for y in ys:
            level = [m for m in drawn if m.y1 == m.y2 and abs(m.y1 - y) < 1e-6]
            assert any(min(m.x1, m.x2) < xs[0] for m in level)
            assert any(max(m.x1, m.x2) > xs[-1] for m in level)
        for x in xs:
            upright = [m for m in drawn if m.x1 == m.x2 and abs(m.x1 - x) < 1e-6]
            assert any(min(m.y1, m.y2) < ys[0] for m in upright)
            assert any(max(m.y1, m.y2) > ys[-1] for m in upright)


def test_a_gap_has_a_cut_on_each_of_its_edges() -> None:
    found = grid(A4, Size("bridge", 57, 88), gutter="bleed")
    upright = sorted({m.x1 for m in marks(found) if m.x1 == m.x2})
    assert upright == [13.5, 70.5, 76.5, 133.5, 139.5, 196.5]


@EVERY
def test_edge_marks_stand_beyond_the_ink_and_within_reach_of_the_printer(format_: str) -> None:
    for found, backs in every(format_):
        paper = found.sheet
        inks = [p.window for side in impose(cards(len(found.slots)), found, backs) for p in side.placed]
        for mark in marks(found):
            assert not any(_crosses(mark, ink) for ink in inks)
            for x, y in ((mark.x1, mark.y1), (mark.x2, mark.y2)):
                assert paper.margin_mm - 1e-6 <= x <= paper.width_mm - paper.margin_mm + 1e-6
                assert paper.margin_mm - 1e-6 <= y <= paper.height_mm - paper.margin_mm + 1e-6


def _crosses(mark: Mark, ink: Window) -> bool:
    clear = 1e-6
    left, right = min(mark.x1, mark.x2), max(mark.x1, mark.x2)
    top, bottom = min(mark.y1, mark.y2), max(mark.y1, mark.y2)
    return (
        right > ink.x + clear
        and left < ink.x + ink.width - clear
        and bottom > ink.y + clear
        and top < ink.y + ink.height - clear
    )


def test_lines_go_from_one_margin_to_the_other() -> None:
    upright = [m for m in marks(POKER, "lines") if m.x1 == m.x2]
    assert len(upright) == 4
    assert all((m.y1, m.y2) == (9.5, 287.5) for m in upright)


def test_corners_have_a_cross_on_the_cuts_themselves() -> None:
    inner = [m for m in marks(POKER, "corner") if m not in marks(POKER, "edge")]
    assert len(inner) == 2 * 16
    assert {m.x1 for m in inner if m.x1 == m.x2} == {10.5, 73.5, 136.5, 199.5}
    assert all(abs(m.x2 - m.x1) + abs(m.y2 - m.y1) == 4.0 for m in inner)


def test_no_marks_are_no_marks() -> None:
    assert marks(POKER, "none") == ()
    assert MARKS == ("corner", "edge", "lines", "none")


@EVERY
def test_the_lines_about_the_sheet_stand_where_no_mark_and_no_card_is(format_: str) -> None:
    for found, backs in every(format_):
        head, foot, turn = strips(found)
        for strip in (head, foot):
            assert (strip.width if turn else strip.height) >= 3.5 - 1e-6
            assert not any(_crosses(mark, strip) for mark in marks(found))
            for side in impose(cards(len(found.slots)), found, backs):
                for placed in side.placed:
                    ink = placed.window
                    assert (
                        strip.x + strip.width <= ink.x + 1e-6
                        or strip.x >= ink.x + ink.width - 1e-6
                        or strip.y + strip.height <= ink.y + 1e-6
                        or strip.y >= ink.y + ink.height - 1e-6
                    )
