"""Where cards stand on a sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.faces.look import look
from toolkit.printing.sheet import CardTooLarge, Sheet, Size, sheets, slots

A4 = sheets()["a4"]
POKER = Size("poker", 63.0, 88.0)


def test_nine_cards_stand_on_an_a4_sheet_row_by_row_from_the_top_left() -> None:
    places = [(slot.x, slot.y) for slot in slots(A4, POKER)]
    assert places == [(10.5 + 63 * column, 16.5 + 88 * row) for row in range(3) for column in range(3)]


def test_the_card_on_the_sheet_is_the_card_of_the_faces() -> None:
    poker = look().formats["poker"]
    assert (poker.width, poker.height, poker.safe) == (POKER.width_mm, POKER.height_mm, 3.0)


def test_a_gap_parts_neighbours_and_keeps_the_sheet_centred() -> None:
    sheet = Sheet("gapped", 210, 297, 5, 6, 3, 2)
    places = slots(sheet, Size("bridge", 57, 88))
    assert [slot.x for slot in places[:3]] == [13.5, 76.5, 139.5]
    assert {(slot.column, slot.row) for slot in places} == {(c, r) for c in range(3) for r in range(3)}


@pytest.mark.parametrize("card", [Size("wide", 190.0, 88.0), Size("high", 63.0, 280.0)])
def test_a_card_that_does_not_fit_is_refused_with_its_size_and_the_sheet(card: Size) -> None:
    with pytest.raises(
        CardTooLarge, match=rf"{card.width_mm:g} x {card.height_mm:g} mm.*a4.*margins 10.5 mm"
    ):
        slots(A4, card)


lengths = st.floats(20, 300, allow_nan=False)


@given(lengths, lengths, st.floats(0, 12), st.floats(0, 6), st.floats(0, 5), st.floats(0, 8))
def test_slots_never_overlap_nor_leave_the_margins(
    width: float, height: float, printer: float, gap: float, bleed: float, mark: float
) -> None:
    sheet, card = Sheet("any", 210, 297, printer, gap, bleed, mark), Size("any", width, height)
    try:
        places = slots(sheet, card)
    except CardTooLarge:
        assert width > 210 - 2 * sheet.margin_mm or height > 297 - 2 * sheet.margin_mm
        return
    for slot in places:
        assert slot.x >= sheet.margin_mm - 1e-5
        assert slot.y >= sheet.margin_mm - 1e-5
        assert slot.x + width <= 210 - sheet.margin_mm + 1e-5
        assert slot.y + height <= 297 - sheet.margin_mm + 1e-5
    for one in places:
        for other in places:
            apart_x = abs(one.x - other.x) >= width + gap - 1e-5
            assert one is other or apart_x or abs(one.y - other.y) >= height + gap - 1e-5
