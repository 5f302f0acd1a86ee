"""A board larger than the printer's paper, over several sheets to trim and glue: which part goes where."""

from dataclasses import dataclass
from math import ceil
from string import ascii_uppercase

from toolkit.printing.refusals import Refused
from toolkit.printing.sheet import EPSILON_MM

MARGIN_MM, OVERLAP_MM = 8.0, 10.0
MOST_TILES = 64


class BoardRefused(Refused):
    """A board that cannot be cut into sheets: ``board_margin`` or ``board_tiles``."""


@dataclass(frozen=True, slots=True)
class Tile:
    """
    The part of a board that one sheet shows, millimetres: its top-left corner ``x``, ``y`` on the board and
    its size. ``row`` and ``column`` count from 0; ``name`` is what is printed beside it, A1, A2, B1…
    """

    row: int
    column: int
    x: float
    y: float
    width_mm: float
    height_mm: float

    @property
    def name(self) -> str:
        return f"{ascii_uppercase[self.row]}{self.column + 1}"


@dataclass(frozen=True, slots=True)
class Tiling:
    """
    ``tiles`` row by row, each on a sheet of ``sheet_width_mm`` by ``sheet_height_mm``, its part of the board
    starting ``margin_mm`` from the edges; neighbours share ``overlap_mm``.
    """

    tiles: tuple[Tile, ...]
    rows: int
    columns: int
    sheet_width_mm: float
    sheet_height_mm: float
    margin_mm: float
    overlap_mm: float


def tiled(
    board: tuple[float, float],
    sheet: tuple[float, float],
    *,
    margin_mm: float = MARGIN_MM,
    overlap_mm: float = OVERLAP_MM,
) -> Tiling:
    """
    *board* over sheets of *sheet*, (width, height) in millimetres, laid whichever way takes fewer of them.

    Raises: BoardRefused, when margin and overlap leave nothing of a sheet, or beyond 64 sheets.
    """
    short, long = sorted(sheet)
    ways = [
        found
        for width, height in ((short, long), (long, short))
        if (found := _laid(board, (width, height), margin_mm, overlap_mm))
    ]
    if not ways:
        raise BoardRefused("board_margin", margin=margin_mm, overlap=overlap_mm)
    best = min(ways, key=lambda way: len(way.tiles))
    if len(best.tiles) > MOST_TILES:
        raise BoardRefused("board_tiles", n=len(best.tiles), most=MOST_TILES)
    return best


def _laid(
    board: tuple[float, float], sheet: tuple[float, float], margin: float, overlap: float
) -> Tiling | None:
    room = (sheet[0] - 2 * margin, sheet[1] - 2 * margin)
    if min(margin, overlap) < 0 or min(room) <= overlap:
        return None
    columns, rows = (_count(length, part, overlap) for length, part in zip(board, room, strict=True))
    if columns * rows > 100 * MOST_TILES:
        raise BoardRefused("board_tiles", n=columns * rows, most=MOST_TILES)
    tiles = tuple(
        Tile(
            row,
            column,
            x := column * (room[0] - overlap),
            y := row * (room[1] - overlap),
            min(room[0], board[0] - x),
            min(room[1], board[1] - y),
        )
        for row in range(rows)
        for column in range(columns)
    )
    return Tiling(tiles, rows, columns, *sheet, margin, overlap)


def _count(length: float, part: float, overlap: float) -> int:
    return max(1, ceil((length - overlap - EPSILON_MM) / (part - overlap)))
