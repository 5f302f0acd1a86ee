"""The paper: sizes of sheets, and the grid of places that a size of card makes on one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from toolkit.content.cards import Language
from toolkit.faces.tables import Table, read_each
from toolkit.printing.refusals import Refused, measured

Gutter = Literal["none", "bleed"]
GUTTERS: tuple[Gutter, ...] = ("none", "bleed")
Turn = Literal[0, 90, 180, 270]

DEFAULT_SHEET = "a4"
# Sums of lengths such as 3 x 63 + 2 x 10.5 must not lose a column to the last bit of a float.
EPSILON_MM = 1e-6
# A cutting mark, at least and at most; and the strip that a line about the sheet needs.
LEAST_MARK_MM, MOST_MARK_MM, STRIP_MM = 1.0, 4.0, 3.5


@dataclass(frozen=True, slots=True)
class Size:
    """A trimmed card, in millimetres; ``bleed_mm`` is the ink its faces have beyond the trim."""

    name: str
    width_mm: float
    height_mm: float
    bleed_mm: float = 3.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A portrait sheet, in millimetres. ``margin_mm`` is the edge that printers leave white."""

    name: str
    titles: Mapping[Language, str]
    width_mm: float
    height_mm: float
    margin_mm: float


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one card: its top-left corner, and where it stands in the grid (from 0)."""

    x: float
    y: float
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Edge:
    """
    What goes between the outermost cut and the edge that printers leave white, on two opposite sides,
    from the cut outwards: ``ink_mm`` of bleed, a mark of ``mark_mm``, a strip of ``strip_mm``.
    """

    ink_mm: float
    mark_mm: float
    strip_mm: float


@dataclass(frozen=True, slots=True)
class Grid:
    """
    Places on one side, centred: cut lines of every sheet of a set fall together, fronts and backs too.

    Attributes:

    card: as held upright; ``turn`` is 90 when it lies on its side, its top to the right.
    gap_mm: between neighbours; ``fold_mm`` between the two rows on either side of a fold, else 0.
    rows: those of the whole sheet; with a fold, fronts fill the upper half of them.
    level, upright: the edges beyond the cuts at left and right, and at top and bottom.
    """

    sheet: Sheet
    card: Size
    turn: Turn
    columns: int
    rows: int
    gap_mm: float
    fold_mm: float
    level: Edge
    upright: Edge

    @property
    def cell(self) -> tuple[float, float]:
        """Width and height of a card as it lies."""
        return _lying(self.card, self.turn)

    @property
    def width(self) -> float:
        return self.columns * self.cell[0] + (self.columns - 1) * self.gap_mm

    @property
    def height(self) -> float:
        gaps = self.rows - 1 - bool(self.fold_mm)
        return self.rows * self.cell[1] + gaps * self.gap_mm + self.fold_mm

    @property
    def left(self) -> float:
        return (self.sheet.width_mm - self.width) / 2

    @property
    def top(self) -> float:
        return (self.sheet.height_mm - self.height) / 2

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Where fronts go, row by row from the top left."""
        rows = self.rows // 2 if self.fold_mm else self.rows
        return tuple(
            Slot(
                self.left + column * (self.cell[0] + self.gap_mm),
                self.top + row * (self.cell[1] + self.gap_mm),
                column,
                row,
            )
            for row in range(rows)
            for column in range(self.columns)
        )


class CardTooLarge(Refused):
    """Not one card fits on the sheet."""


@cache
def sheets(folder: Path | None = None) -> Mapping[str, Sheet]:
    """
    The sheets of this distribution, by name, with those of *folder* added.

    Raises: BadLook, for a file of *folder* that cannot be used.
    """
    own = Path(__file__).parent
    found = read_each((own, folder) if folder else (own,), "sheets", _sheet)
    return {DEFAULT_SHEET: found[DEFAULT_SHEET], **found}


def _sheet(name: str, table: Table) -> Sheet:
    width, height = table.length("width", least=50.0), table.length("height", least=50.0)
    margin = table.length("margin", default=5.0)
    if 2 * margin >= min(width, height):
        raise table.wrong(
            "margin", "large_margin", margin=measured(margin), width=measured(width), height=measured(height)
        )
    return Sheet(name, table.words("title"), min(width, height), max(width, height), margin)


def grid(sheet: Sheet, card: Size, *, gutter: Gutter = "none", fold: bool = False) -> Grid:
    """
    The grid that holds most cards, which lie on their side where more of them go in that way.

    Args: *gutter* ``bleed`` gives each card its own bleed on every side; with ``none`` neighbours share a
        cut. *fold*: fronts above the middle of the sheet, backs below it.
    Raises: CardTooLarge.
    """
    best = max((_counted(sheet, card, turn, gutter, fold) for turn in (0, 90)), key=_places)
    turn, columns, rows = best
    if not columns * rows:
        raise CardTooLarge(
            "card_large",
            card=card.name,
            width=measured(card.width_mm),
            height=measured(card.height_mm),
            sheet=sheet.name,
            sheet_width=measured(sheet.width_mm),
            sheet_height=measured(sheet.height_mm),
            margin=measured(sheet.margin_mm),
        )
    gap = 2 * card.bleed_mm if gutter == "bleed" else 0.0
    bare = Edge(0.0, 0.0, 0.0)
    fold_mm = _fold(card) if fold else 0.0
    made = Grid(sheet, card, turn, columns, rows, gap, fold_mm, bare, bare)
    return _edged(made)


def _lying(card: Size, turn: int) -> tuple[float, float]:
    return (card.height_mm, card.width_mm) if turn % 180 else (card.width_mm, card.height_mm)


def _fold(card: Size) -> float:
    """What a fold needs between two cards: the bleed of both, and never nothing, for it is cut away."""
    return max(2 * card.bleed_mm, 2.0)


def _counted(sheet: Sheet, card: Size, turn: Turn, gutter: Gutter, fold: bool) -> tuple[Turn, int, int]:
    """The turn, and how many columns and rows it allows."""
    width, height = _lying(card, turn)
    own = 2 * card.bleed_mm if gutter == "bleed" else 0.0
    least = sheet.margin_mm + LEAST_MARK_MM
    columns = _count(sheet.width_mm - 2 * least, width + own)
    if not fold:
        return turn, columns, _count(sheet.height_mm - 2 * least, height + own)
    # on the side of the fold, the bleed is part of what the fold takes
    half = sheet.height_mm / 2 - least - _fold(card) / 2 + own / 2
    return turn, columns, 2 * _count(half, height + own)


def _count(room: float, each: float) -> int:
    return max(0, int((room + EPSILON_MM) // each))


def _places(counted: tuple[Turn, int, int]) -> int:
    _, columns, rows = counted
    return columns * rows


def _edged(grid: Grid) -> Grid:
    """*grid* with what stands beyond its cuts: the strip goes where there is most room."""
    level, upright = grid.left - grid.sheet.margin_mm, grid.top - grid.sheet.margin_mm
    is_above = upright >= LEAST_MARK_MM + grid.card.bleed_mm + STRIP_MM or upright >= level
    return Grid(
        grid.sheet,
        grid.card,
        grid.turn,
        grid.columns,
        grid.rows,
        grid.gap_mm,
        grid.fold_mm,
        _edge(level, grid.card.bleed_mm, strip=not is_above),
        _edge(upright, grid.card.bleed_mm, strip=is_above),
    )


def _edge(room: float, bleed: float, *, strip: bool) -> Edge:
    """*room* shared out: a short mark, the line, the ink a cut may stray over, then a longer mark."""
    wanted = STRIP_MM if strip else 0.0
    mark = min(room, LEAST_MARK_MM)
    ink = min(bleed, max(0.0, room - mark - wanted))
    more = min(max(0.0, room - mark - ink - wanted), MOST_MARK_MM - LEAST_MARK_MM)
    return Edge(ink, mark + more, max(0.0, room - mark - ink - more))
