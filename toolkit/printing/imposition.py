"""
Imposition: which face goes into which slot of which side, and where to cut.

It knows no content: a face is whatever the caller gives. Lengths in millimetres, origin top left, y down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from toolkit.printing.sheet import EPSILON_MM, Sheet, Size, Slot, slots

Face = TypeVar("Face")

# Less than this above the marks is too thin for a line of text.
LEAST_BAND_MM = 3.5


@dataclass(frozen=True, slots=True)
class Window:
    """What of a face is let through: its trim, and its bleed where no neighbour touches."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed(Generic[Face]):
    """One face in one slot; ``index`` is the card's place in the deck."""

    face: Face
    index: int
    slot: Slot
    window: Window


@dataclass(frozen=True, slots=True)
class Side(Generic[Face]):
    """One printed side: ``sheet`` counts from 1 to ``sheets``; sides follow as front, back, front, back."""

    sheet: int
    sheets: int
    is_back: bool
    placed: tuple[Placed[Face], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A straight cutting mark, from one end to the other."""

    x1: float
    y1: float
    x2: float
    y2: float


def impose(cards: Sequence[tuple[Face, Face]], sheet: Sheet, card: Size) -> tuple[Side[Face], ...]:
    """
    The sides to print, for cards given as (front, back), turned over along the sheet's long edge.

    Returns: a front and a back for each sheet; the last one may be incomplete; none without cards.
    Raises: CardTooLarge.
    """
    places = slots(sheet, card)
    sheets = -(-len(cards) // len(places))
    sides: list[Side[Face]] = []
    for number in range(sheets):
        start = number * len(places)
        batch = cards[start : start + len(places)]
        front = list(places[: len(batch)])
        back = [_turned(slot, sheet, card, places) for slot in front]
        for is_back, where in ((False, front), (True, back)):
            faces = [pair[is_back] for pair in batch]
            sides.append(Side(number + 1, sheets, is_back, _placed(faces, start, where, sheet, card)))
    return tuple(sides)


def _turned(slot: Slot, sheet: Sheet, card: Size, places: Sequence[Slot]) -> Slot:
    """Where *slot* is seen once the sheet is turned along its long, vertical edge: x becomes W - x."""
    columns = places[-1].column + 1
    return Slot(sheet.width_mm - slot.x - card.width_mm, slot.y, columns - 1 - slot.column, slot.row)


def _placed(
    faces: Sequence[Face], start: int, where: Sequence[Slot], sheet: Sheet, card: Size
) -> tuple[Placed[Face], ...]:
    taken = {(slot.column, slot.row) for slot in where}
    return tuple(
        Placed(face, start + i, slot, _window(slot, taken, sheet, card))
        for i, (face, slot) in enumerate(zip(faces, where, strict=True))
    )


def _window(slot: Slot, taken: set[tuple[int, int]], sheet: Sheet, card: Size) -> Window:
    def beyond(column: int, row: int) -> float:
        beside = (slot.column + column, slot.row + row) in taken
        return min(sheet.bleed_mm, sheet.gap_mm / 2) if beside else sheet.bleed_mm

    left, right, top, bottom = beyond(-1, 0), beyond(1, 0), beyond(0, -1), beyond(0, 1)
    return Window(slot.x - left, slot.y - top, card.width_mm + left + right, card.height_mm + top + bottom)


def marks(sheet: Sheet, card: Size) -> tuple[Mark, ...]:
    """
    A mark at both ends of every cut, in the margins, beyond the bleed: no cut takes away both ends of
    another one, and no mark can stay on a card. The same on every sheet, so that a stack is cut at once.
    """
    places = slots(sheet, card)
    xs = _cuts([slot.x for slot in places], card.width_mm)
    ys = _cuts([slot.y for slot in places], card.height_mm)
    near, far = sheet.bleed_mm, sheet.bleed_mm + sheet.mark_mm
    upright = [Mark(x, y - way * far, x, y - way * near) for x in xs for y, way in ((ys[0], 1), (ys[-1], -1))]
    level = [Mark(x - way * far, y, x - way * near, y) for y in ys for x, way in ((xs[0], 1), (xs[-1], -1))]
    return tuple(upright + level)


def _cuts(starts: Sequence[float], length: float) -> list[float]:
    """Both edges of every card along one axis, two that coincide counted once, in order."""
    cuts: list[float] = []
    for cut in sorted({edge for start in starts for edge in (start, start + length)}):
        if not cuts or cut - cuts[-1] > EPSILON_MM:
            cuts.append(cut)
    return cuts


def band(sheet: Sheet, card: Size) -> Window | None:
    """
    The strip of the top margin above the marks, as wide as the grid, free for a line about the sheet;
    its twin at the foot has the same height. None when it is too thin.
    """
    places = slots(sheet, card)
    grid_bottom = places[0].y - sheet.bleed_mm - sheet.mark_mm
    height = grid_bottom - sheet.printer_margin_mm
    if height < LEAST_BAND_MM:
        return None
    return Window(places[0].x, sheet.printer_margin_mm, sheet.width_mm - 2 * places[0].x, height)
