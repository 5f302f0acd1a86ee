"""The board of the game on paper: A3 or A2 in one piece, or in parts over the sheets of a home printer."""

from collections.abc import Iterator

from toolkit.faces.boxes import Box, Command, Face, Group, Path
from toolkit.faces.layout import Style
from toolkit.printing.imposition import Window
from toolkit.printing.leaves import AUTHOR, Leaf, grown, placed
from toolkit.printing.painter import Drawing
from toolkit.printing.pdf import About, document
from toolkit.printing.tiling import Tile, Tiling, tiled

TICK_MM, AIR_MM = 4.5, 1.0


def board_pdf(board: Face, leaf: Leaf, times: float) -> bytes:
    """
    *board*, *times* as large as it is drawn, on one page of its own size.

    Returns: the same bytes for the same arguments.
    """
    face = grown(board, times)
    pages = [[placed(face, 0.0, 0.0)]]
    return document(pages, face.width_mm, face.height_mm, _about(board, leaf), flip="none")


def tiles_pdf(board: Face, leaf: Leaf, times: float) -> bytes:
    """
    The same in parts, on sheets of *leaf*, with marks where to cut and how they meet.

    Returns: the same bytes for the same arguments.
    Raises: BoardRefused.
    """
    face = grown(board, times)
    sheet = leaf.sheet
    tiling = tiled((face.width_mm, face.height_mm), (sheet.width_mm, sheet.height_mm))
    pages = [_page(face, tile, tiling, leaf) for tile in tiling.tiles]
    return document(pages, tiling.sheet_width_mm, tiling.sheet_height_mm, _about(board, leaf), flip="none")


def _about(board: Face, leaf: Leaf) -> About:
    return About(board.title, AUTHOR, leaf.say("table.board"), leaf.language, leaf.on)


def _page(board: Face, tile: Tile, tiling: Tiling, leaf: Leaf) -> list[Drawing]:
    """One part: a picture to who listens, for its words are cut wherever the sheet ends."""
    margin = tiling.margin_mm
    alt = leaf.say("table.board_part", name=tile.name, title=board.title)
    # As large as the part: a picture ends where it is seen to end.
    shown = Group(board.boxes, tile.x, tile.y, tile.width_mm, tile.height_mm, alt)
    part = Face(board.width_mm, board.height_mm, 0.0, (shown,), board.title, leaf.language)
    window = Window(margin, margin, tile.width_mm, tile.height_mm)
    marks = Face(
        tiling.sheet_width_mm,
        tiling.sheet_height_mm,
        0.0,
        (*_ticks(tile, tiling), *_name(tile, tiling, leaf)),
        tile.name,
        leaf.language,
    )
    return [Drawing(part, margin - tile.x, margin - tile.y, window), placed(marks, 0.0, 0.0)]


def _ticks(tile: Tile, tiling: Tiling) -> Iterator[Box]:
    """Where this part ends, and where the next one will lie on it, in the margins."""
    margin, overlap = tiling.margin_mm, tiling.overlap_mm
    right, bottom = margin + tile.width_mm, margin + tile.height_mm
    across = [margin, right]
    down = [margin, bottom]
    if tile.column < tiling.columns - 1:
        across.append(right - overlap)
    if tile.row < tiling.rows - 1:
        down.append(bottom - overlap)
    lines: list[Command] = []
    for x in across:
        for y, y2 in ((margin - AIR_MM, margin - TICK_MM), (bottom + AIR_MM, bottom + TICK_MM)):
            lines += [("M", (x, y)), ("L", (x, y2))]
    for y in down:
        for x, x2 in ((margin - AIR_MM, margin - TICK_MM), (right + AIR_MM, right + TICK_MM)):
            lines += [("M", (x, y)), ("L", (x2, y))]
    yield Path(tuple(lines), stroke="#000000", stroke_mm=0.15)


def _name(tile: Tile, tiling: Tiling, leaf: Leaf) -> Iterator[Box]:
    """Which part this is, and how to join it, between the marks of the foot."""
    style = Style("text", "regular", 6.5, leaf.theme.grey)
    said = leaf.say("table.board_tile", name=tile.name, total=len(tiling.tiles))
    top = tiling.margin_mm + tile.height_mm + 1.4
    yield from leaf.block("tile", said, style, tiling.margin_mm + 4.0, top, tile.width_mm - 22.0).boxes
