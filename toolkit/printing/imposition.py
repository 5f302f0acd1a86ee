"""
Imposition: which face goes into which slot of which side, how it lies, and where to cut.

It knows no content: a face is whatever the caller gives. Lengths in millimetres, origin top left, y down.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from toolkit.printing.sheet import EPSILON_MM, Grid, Slot, Turn

Face = TypeVar("Face")

Backs = Literal["none", "separate", "long", "short", "fold"]
BACKS: tuple[Backs, ...] = ("none", "separate", "long", "short", "fold")
Marks = Literal["corner", "edge", "lines", "none"]
MARKS: tuple[Marks, ...] = ("corner", "edge", "lines", "none")

# The arms of a corner mark that stands among the cards.
ARM_MM = 2.0


@dataclass(frozen=True, slots=True)
class Window:
    """What of a face is let through: its trim, and its bleed where no neighbour touches."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed(Generic[Face]):
    """
    One face in one slot; ``index`` is its pair's place in what is printed; ``turn``, in degrees clockwise,
    is how it lies.
    """

    face: Face
    index: int
    slot: Slot
    turn: Turn
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


def impose(pairs: Sequence[tuple[Face, Face]], grid: Grid, backs: Backs = "long") -> tuple[Side[Face], ...]:
    """
    The sides to print, for pairs of (front, back).

    Backs stand behind their fronts once the sheet is turned: along its long edge, x becomes W - x; along
    its short one, y becomes H - y and what was up is down. A fold does as the short edge, on the same side.
    Separate backs are laid as for the long edge: the stack is turned like the page of a book.

    Returns: for each sheet a front, and a back but for ``none`` and ``fold``; none without pairs.
    """
    places = grid.slots
    sheets = -(-len(pairs) // len(places))
    sides: list[Side[Face]] = []
    for number in range(sheets):
        start = number * len(places)
        batch = pairs[start : start + len(places)]
        fronts = [(pair[0], start + i, places[i], grid.turn) for i, pair in enumerate(batch)]
        behind = [
            (pair[1], start + i, _turned(places[i], grid, backs), turned(grid.turn, backs))
            for i, pair in enumerate(batch)
        ]
        if backs == "fold":
            fronts += behind
        sides.append(Side(number + 1, sheets, False, _placed(fronts, grid)))
        if backs not in ("none", "fold"):
            sides.append(Side(number + 1, sheets, True, _placed(behind, grid)))
    return tuple(sides)


def turned(turn: Turn, backs: Backs) -> Turn:
    """How a back lies behind a front that lies at *turn*: its top follows the paper."""
    if backs in ("short", "fold"):
        return 180 if turn == 0 else 0 if turn == 180 else turn
    return 270 if turn == 90 else 90 if turn == 270 else turn


def _turned(slot: Slot, grid: Grid, backs: Backs) -> Slot:
    """Where *slot* is once the sheet is turned."""
    width, height = grid.cell
    if backs in ("short", "fold"):
        y = grid.sheet.height_mm - slot.y - height
        return Slot(slot.x, y, slot.column, grid.rows - 1 - slot.row)
    x = grid.sheet.width_mm - slot.x - width
    return Slot(x, slot.y, grid.columns - 1 - slot.column, slot.row)


def _placed(faces: Sequence[tuple[Face, int, Slot, Turn]], grid: Grid) -> tuple[Placed[Face], ...]:
    taken = {(slot.column, slot.row) for _, _, slot, _ in faces}
    return tuple(
        Placed(face, index, slot, turn, _window(slot, taken, grid)) for face, index, slot, turn in faces
    )


def _window(slot: Slot, taken: set[tuple[int, int]], grid: Grid) -> Window:
    bleed = grid.card.bleed_mm

    def beyond(column: int, row: int) -> float:
        there = slot.column + column, slot.row + row
        gap = grid.fold_mm if row and _is_across_fold(grid, slot.row, there[1]) else grid.gap_mm
        if there in taken:
            return min(bleed, gap / 2)
        if column and not 0 <= there[0] < grid.columns:
            return grid.level.ink_mm
        if row and not 0 <= there[1] < grid.rows:
            return grid.upright.ink_mm
        return bleed

    left, right, top, bottom = beyond(-1, 0), beyond(1, 0), beyond(0, -1), beyond(0, 1)
    width, height = grid.cell
    return Window(slot.x - left, slot.y - top, width + left + right, height + top + bottom)


def _is_across_fold(grid: Grid, row: int, other: int) -> bool:
    return bool(grid.fold_mm) and max(row, other) == grid.rows // 2


def cuts(grid: Grid) -> tuple[list[float], list[float]]:
    """Where the sheet is cut: every x from left to right, every y from top to bottom."""
    width, height = grid.cell
    xs = [grid.left + column * (width + grid.gap_mm) for column in range(grid.columns)]
    ys = [slot.y for slot in grid.slots]
    if grid.fold_mm:
        ys += [grid.sheet.height_mm - y - height for y in ys]
    return _edges(xs, width), _edges(ys, height)


def marks(grid: Grid, kind: Marks = "edge") -> tuple[Mark, ...]:
    """
    The cutting marks, the same on every side of every sheet, so that a stack is cut at once.

    ``edge``: one at both ends of every cut, in the margins, beyond the ink: no cut takes away both ends of
    another one. ``corner``: the same, and a small cross at each corner of a card. ``lines``: whole lines.
    """
    if kind == "none":
        return ()
    xs, ys = cuts(grid)
    if kind == "lines":
        return tuple(_lines(xs, ys, grid))
    inner = tuple(_crosses(xs, ys, grid)) if kind == "corner" else ()
    return (*_edge_marks(xs, ys, grid), *inner)


def _edge_marks(xs: Sequence[float], ys: Sequence[float], grid: Grid) -> Iterator[Mark]:
    near, far = grid.upright.ink_mm, grid.upright.ink_mm + grid.upright.mark_mm
    for x in xs:
        for y, way in ((ys[0], 1), (ys[-1], -1)):
            yield Mark(x, y - way * far, x, y - way * near)
    near, far = grid.level.ink_mm, grid.level.ink_mm + grid.level.mark_mm
    for y in ys:
        for x, way in ((xs[0], 1), (xs[-1], -1)):
            yield Mark(x - way * far, y, x - way * near, y)


def _lines(xs: Sequence[float], ys: Sequence[float], grid: Grid) -> Iterator[Mark]:
    over = grid.upright.ink_mm + grid.upright.mark_mm
    for x in xs:
        yield Mark(x, ys[0] - over, x, ys[-1] + over)
    over = grid.level.ink_mm + grid.level.mark_mm
    for y in ys:
        yield Mark(xs[0] - over, y, xs[-1] + over, y)


def _crosses(xs: Sequence[float], ys: Sequence[float], grid: Grid) -> Iterator[Mark]:
    """On the cut itself, which takes them away: arms along both cuts, as long as there is room."""
    arm = min(ARM_MM, grid.gap_mm / 2) if grid.gap_mm else ARM_MM
    for x in xs:
        for y in ys:
            yield Mark(x - arm, y, x + arm, y)
            yield Mark(x, y - arm, x, y + arm)


def _edges(starts: Sequence[float], length: float) -> list[float]:
    """Both edges of every card along one axis, two that coincide counted once, in order."""
    found: list[float] = []
    for cut in sorted({edge for start in starts for edge in (start, start + length)}):
        if not found or cut - found[-1] > EPSILON_MM:
            found.append(cut)
    return found


def strips(grid: Grid) -> tuple[Window, Window, Turn]:
    """
    Where lines about the sheet go, beyond the marks: above and below the cards, or, turned, at their left
    and right.

    Returns: both as they lie on the page, and how the text lies in them.
    """
    sheet, margin = grid.sheet, grid.sheet.margin_mm
    if grid.upright.strip_mm >= grid.level.strip_mm:
        x, width = _spread(grid.left, grid.width, sheet.width_mm, margin)
        deep = min(grid.upright.strip_mm, DEEPEST_MM)
        foot = sheet.height_mm - margin - deep
        return Window(x, margin, width, deep), Window(x, foot, width, deep), 0
    y, height = _spread(grid.top, grid.height, sheet.height_mm, margin)
    deep = min(grid.level.strip_mm, DEEPEST_MM)
    return Window(margin, y, deep, height), Window(sheet.width_mm - margin - deep, y, deep, height), 270


# A line about the sheet needs this much to say all it has to.
LINE_MM = 165.0
# It keeps to the edge, where running lines are looked for, however much room there is.
DEEPEST_MM = 5.0


def _spread(start: float, length: float, sheet_mm: float, margin: float) -> tuple[float, float]:
    """As long as the cards, or as the printer reaches where that is too short for a line."""
    return (start, length) if length >= LINE_MM else (margin, sheet_mm - 2 * margin)
