"""Which face goes where, what shows of it, and where the cuts are marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.printing.imposition import Mark, Side, band, impose, marks
from toolkit.printing.sheet import Sheet, Size, Slot, sheets, slots

A4 = sheets()["a4"]
POKER = Size("poker", 63.0, 88.0)


def cards(count: int) -> list[tuple[str, str]]:
    return [(f"F{i}", f"B{i}") for i in range(count)]


def places(side: Side[str]) -> dict[str, Slot]:
    return {placed.face[1:]: placed.slot for placed in side.placed}


def test_twenty_seven_cards_fill_three_sheets_front_then_back() -> None:
    sides = impose(cards(27), A4, POKER)
    assert [(side.sheet, side.sheets, side.is_back) for side in sides] == [
        (1, 3, False),
        (1, 3, True),
        (2, 3, False),
        (2, 3, True),
        (3, 3, False),
        (3, 3, True),
    ]
    assert [placed.face for placed in sides[2].placed] == [f"F{i}" for i in range(9, 18)]


def test_no_card_makes_no_sheet() -> None:
    assert impose([], A4, POKER) == ()


@given(st.integers(1, 40), st.floats(30, 100), st.floats(40, 130), st.floats(0, 5))
def test_every_back_lies_behind_its_front_once_the_sheet_is_turned(
    count: int, width: float, height: float, gap: float
) -> None:
    sheet, card = Sheet("any", 210, 297, 4, gap, 3, 3), Size("any", width, height)
    sides = impose(cards(count), sheet, card)
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        seen, behind = places(front), places(back)
        assert seen.keys() == behind.keys()
        for name, slot in seen.items():
            assert behind[name].x + width == pytest.approx(210 - slot.x)
            assert behind[name].y == slot.y
            # the mirrored slot is one of the sheet's own: both sides are cut at once
            assert any(behind[name].x == pytest.approx(own.x) for own in slots(sheet, card))


def test_the_backs_of_an_incomplete_sheet_start_from_the_right() -> None:
    front, back = impose(cards(4), A4, POKER)
    assert [(p.face, p.slot.column, p.slot.row) for p in front.placed][-1] == ("F3", 0, 1)
    assert [(p.face, p.slot.column, p.slot.row) for p in back.placed] == [
        ("B0", 2, 0),
        ("B1", 1, 0),
        ("B2", 0, 0),
        ("B3", 2, 1),
    ]


def test_ink_runs_over_a_cut_only_where_no_neighbour_touches() -> None:
    front, back = impose(cards(4), A4, POKER)
    windows = {placed.face: placed.window for side in (front, back) for placed in side.placed}
    first, fourth, behind = windows["F0"], windows["F3"], windows["B3"]
    assert (first.x, first.y, first.width, first.height) == (7.5, 13.5, 66.0, 91.0)
    assert (fourth.x, fourth.y, fourth.width, fourth.height) == (7.5, 104.5, 69.0, 91.0)
    assert (behind.x, behind.y, behind.width, behind.height) == (133.5, 104.5, 69.0, 91.0)


@given(st.integers(1, 9))
def test_no_window_opens_on_another_card(count: int) -> None:
    for side in impose(cards(count), A4, POKER):
        for placed in side.placed:
            for other in side.placed:
                if other is not placed:
                    window, slot = placed.window, other.slot
                    assert (
                        window.x + window.width <= slot.x + 1e-6
                        or window.x >= slot.x + 63 - 1e-6
                        or window.y + window.height <= slot.y + 1e-6
                        or window.y >= slot.y + 88 - 1e-6
                    )


def test_each_cut_has_a_mark_at_both_ends() -> None:
    upright = {(m.x1, m.y1 < 100) for m in marks(A4, POKER) if m.x1 == m.x2}
    level = {(m.y1, m.x1 < 100) for m in marks(A4, POKER) if m.y1 == m.y2}
    assert upright == {(x, top) for x in (10.5, 73.5, 136.5, 199.5) for top in (True, False)}
    assert level == {(y, left) for y in (16.5, 104.5, 192.5, 280.5) for left in (True, False)}


def test_a_gap_has_a_cut_on_each_of_its_edges() -> None:
    sheet = Sheet("gapped", 210, 297, 5, 6, 3, 2)
    upright = sorted({m.x1 for m in marks(sheet, Size("bridge", 57, 88)) if m.x1 == m.x2})
    assert upright == [13.5, 70.5, 76.5, 133.5, 139.5, 196.5]


def test_marks_stand_in_the_margin_beyond_the_ink_and_within_reach_of_the_printer() -> None:
    for mark in marks(A4, POKER):
        assert _beyond(mark, 3.0)
        for x, y in ((mark.x1, mark.y1), (mark.x2, mark.y2)):
            assert 4.3 - 1e-6 <= x <= 210 - 4.3 + 1e-6
            assert 4.3 - 1e-6 <= y <= 297 - 4.3 + 1e-6


def _beyond(mark: Mark, ink: float) -> bool:
    """Whether all of *mark* is off the grid of cards, ink included."""
    left, right = min(mark.x1, mark.x2), max(mark.x1, mark.x2)
    top, bottom = min(mark.y1, mark.y2), max(mark.y1, mark.y2)
    clear = 1e-6
    return (
        right <= 10.5 - ink + clear
        or left >= 199.5 + ink - clear
        or bottom <= 16.5 - ink + clear
        or top >= 280.5 + ink - clear
    )


def test_the_line_about_the_sheet_has_a_strip_that_no_cut_crosses() -> None:
    strip = band(A4, POKER)
    assert strip is not None
    assert (strip.x, strip.width) == (10.5, 189.0)
    assert strip.y == 4.3
    assert strip.y + strip.height <= min(min(m.y1, m.y2) for m in marks(A4, POKER)) + 1e-6


def test_a_sheet_with_thin_margins_has_no_such_line() -> None:
    assert band(A4, Size("tall", 63.0, 91.0)) is None
