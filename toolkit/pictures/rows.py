"""A list of options, best first, each with its drawing: beside its title when wide, under it when not."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.faces.boxes import Box
from toolkit.pictures.pen import Pen
from toolkit.pictures.subject import RowLike

# Wide enough for titles in a column of their own, in widths of a letter.
WIDE = 36


@dataclass(frozen=True, slots=True)
class Place:
    """Where the drawing of one row goes."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Listing:
    """
    How a list is laid out.

    Attributes:

    height: of the drawing of one row; on a picture of a given height, rows share it instead.
    most: how high it may grow then; 0 for three times its height.
    score: width kept for the score at the right end, 0 for none.
    ranked: whether ranks mean something here.
    """

    height: float
    most: float = 0.0
    score: float = 0.0
    ranked: bool = True


Draw = Callable[[RowLike, Place], Iterable[Box]]


def listed(
    rows: Sequence[RowLike],
    pen: Pen,
    width: float,
    top: float,
    layout: Listing,
    draw: Draw,
    *,
    within: float = 0.0,
) -> tuple[list[Box], float]:
    """
    Args: within: the height to share among rows, 0 to take what is needed.

    Returns: the boxes, and where the next thing may begin.
    """
    boxes: list[Box] = []
    y = top
    beside = width > WIDE * pen.em
    share = within / len(rows) if within else 0.0
    for row in rows:
        taken = _row(boxes, row, pen, width, y, layout, draw, beside=beside, share=share)
        y += taken
    return boxes, y


def _row(
    boxes: list[Box],
    row: RowLike,
    pen: Pen,
    width: float,
    y: float,
    layout: Listing,
    draw: Draw,
    *,
    beside: bool,
    share: float,
) -> float:
    em, gap = pen.em, 0.6 * pen.em
    rank = 1.9 * em if layout.ranked else 0.0
    chip = 1.9 * em
    x = rank + chip
    if beside:
        name = 0.36 * width - x
        lines = pen.lines(row.option.title, name, 2, "bold" if row.winner else "regular")
        height = share - gap if share else max(layout.height, len(lines) * pen.leading)
        middle = y + height / 2
        first = middle - (len(lines) - 1) * pen.leading / 2 + 0.35 * em
        left = 0.36 * width + em
        high = min(height, layout.most or 3 * layout.height)
        place = Place(left, y + (height - high) / 2, width - left - layout.score, high)
        score_y = middle + 0.36 * em
    else:
        name = width - x - layout.score
        lines = pen.lines(row.option.title, name, 2, "bold" if row.winner else "regular")
        words = len(lines) * pen.leading + 0.35 * em
        height = max(words + layout.height, share - gap)
        middle, first = y + 0.6 * em, y + 0.95 * em
        place = Place(0.0, y + words, width, height - words)
        score_y = first
    boxes += _head(row, pen, rank, middle, layout)
    boxes.append(pen.paragraph(x, first, lines, font="bold" if row.winner else "regular"))
    boxes += draw(row, place)
    if layout.score:
        boxes.append(pen.text(width, score_y, row.score, font="display", align=1.0))
    return height + gap


def _head(row: RowLike, pen: Pen, rank: float, middle: float, layout: Listing) -> Iterator[Box]:
    if layout.ranked:
        tie = "=" if row.tied else ""
        yield pen.text(0.0, middle + 0.36 * pen.em, f"{row.rank}{tie}", font="display")
    yield from pen.chip(rank + 0.75 * pen.em, middle, row.option, 0.72 * pen.em)
