"""Duels: how many people put each option before each other one; a cell inked is a duel won."""

from collections.abc import Iterator

from toolkit.faces.boxes import Box, Rect
from toolkit.faces.look import look
from toolkit.pictures.pen import Pen
from toolkit.pictures.subject import OutcomeLike
from toolkit.words import say

LOST = "#EBE3D3"

# Below this share of a letter, figures in a cell are no longer read: the table keeps its first options.
SMALLEST_CELL = 1.7


def duels(outcome: OutcomeLike, pen: Pen, width: float, within: float) -> tuple[list[Box], float]:
    """Rows against columns, in the order of the outcome; as many options as can be read."""
    help_lines = pen.scaled(0.85).lines(say(pen.language, "outcome.pairs_help"), width, 3)
    foot = 0.6 * pen.em + len(help_lines) * pen.scaled(0.85).leading
    head = 2.2 * pen.em
    names = min(0.42 * width, max(0.25 * width, 14 * pen.em))
    most = int((width - names) / (SMALLEST_CELL * pen.em))
    rows = outcome.rows[: max(2, most)]
    cell = min((width - names) / len(rows), 4.2 * pen.em)
    height = min(cell, 2.6 * pen.em)
    if within:
        height = min(4.2 * pen.em, (within - head - foot) / len(rows))
    boxes: list[Box] = []
    for j, row in enumerate(rows):
        boxes += pen.chip(names + (j + 0.5) * cell, 0.5 * head, row.option, 0.72 * pen.em)
    for i, row in enumerate(rows):
        y = head + i * height
        boxes += _name(row.option.title, pen, y + height / 2, names, winner=row.winner)
        boxes.append(
            pen.text(
                0.0, y + height / 2 + 0.36 * pen.em, f"{row.rank}{'=' if row.tied else ''}", font="display"
            )
        )
        boxes += pen.chip(2.6 * pen.em, y + height / 2, row.option, min(0.72 * pen.em, 0.45 * height))
        for j in range(len(rows)):
            if i != j:
                won, lost = outcome.pairs[i][j], outcome.pairs[j][i]
                boxes += _cell(names + j * cell, y, cell, height, pen, won, lost)
    bottom = head + len(rows) * height
    small = pen.scaled(0.85)
    boxes.append(small.paragraph(0.0, bottom + 0.6 * pen.em + 0.8 * small.em, help_lines))
    return boxes, bottom + foot


def _name(title: str, pen: Pen, middle: float, names: float, *, winner: bool) -> Iterator[Box]:
    font = "bold" if winner else "regular"
    lines = pen.lines(title, names - 4.2 * pen.em, 2, "bold" if winner else "regular")
    first = middle - (len(lines) - 1) * pen.leading / 2 + 0.35 * pen.em
    yield pen.paragraph(3.7 * pen.em, first, lines, font="bold" if font == "bold" else "regular")


def _cell(x: float, y: float, width: float, height: float, pen: Pen, won: int, lost: int) -> Iterator[Box]:
    gap = 0.12 * pen.em
    box = (x + gap, y + gap, width - 2 * gap, height - 2 * gap)
    ink, paper = look().ink, look().white
    if won > lost:
        yield Rect(*box, fill=ink)
    elif won == lost:
        yield Rect(*box, fill=paper, stroke=ink, stroke_mm=0.4)
    else:
        yield Rect(*box, fill=LOST)
    size = (
        pen
        if len(str(max(won, lost))) <= 3
        else pen.scaled(min(1.0, 2.4 / len(str(max(won, lost))) * width / pen.em / 2))
    )
    yield size.text(
        x + width / 2,
        y + height / 2 + 0.36 * size.em,
        str(won),
        font="bold" if won > lost else "regular",
        colour=paper if won > lost else ink,
        align=0.5,
    )
