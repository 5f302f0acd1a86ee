"""The facilitator's run sheet: what the workshop asks and how it votes, with room for times and notes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.content.cards import Language
from toolkit.faces.boxes import Box, Face, Rect
from toolkit.faces.drawable import drawable
from toolkit.faces.layout import Block, Style, moved
from toolkit.printing.leaves import A4_LONG, A4_SHORT, Leaf, leaves_pdf, whole
from toolkit.words import say

MARGIN = 12.0
COLUMN = A4_LONG - 2 * MARGIN
# Time, question, way of voting, cards, and notes in what is left.
WIDTHS = (20.0, 76.0, 40.0, 62.0, COLUMN - 198.0)
HEADS = (
    "table.agenda_time",
    "table.agenda_question",
    "table.agenda_method",
    "table.agenda_cards",
    "table.agenda_notes",
)
PAD, LEAST_ROW = 2.6, 18.5
LONGEST, MOST_TITLES = 300, 8
IDEAS = "ideas"


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the run sheet; empty texts are left to be written."""

    question: str = ""
    method: str = ""
    cards: str = ""


def parts_of(results: Mapping[str, Any], language: Language) -> Sequence[Part]:
    """The parts of a workshop, prepared or held, from a results file."""
    return [_part(row, language) for row in results["rounds"]]


def _part(row: Mapping[str, Any], language: Language) -> Part:
    question = _short(str(row["question"]), LONGEST)
    if row["method"] == IDEAS:
        return Part(question, say(language, "table.agenda_ideas"))
    method = say(language, f"voting.{row['method']}_name")
    if row["vote"] > 1:
        method = say(language, "table.agenda_again", method=method, n=row["vote"])
    titles = [_short(str(option["title"]), 60) for option in row["options"]]
    shown = ", ".join(titles[:MOST_TITLES]) + ("…" if len(titles) > MOST_TITLES else "")
    return Part(question, method, say(language, "table.agenda_count", n=len(titles), titles=shown))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def agenda_pdf(parts: Sequence[Part], title: str, leaf: Leaf) -> bytes:
    """
    The run sheet, lying: *parts*, then lines to fill in down to the foot of the page.

    Returns: the same bytes for the same arguments.
    Raises: CannotSet.
    """
    rows = [_row(part, leaf) for part in parts]
    pages: list[list[tuple[list[Block], float]]] = [[]]
    top = 45.0
    room = A4_SHORT - MARGIN - 4.0 - top
    free = room
    for row in rows:
        if row[1] > free and pages[-1]:
            pages.append([])
            free = room
        pages[-1].append(row)
        free -= row[1]
    pages[-1] += [_row(Part(), leaf)] * int(free // LEAST_ROW)
    faces = [_page(rows, title, leaf, (n, len(pages))) for n, rows in enumerate(pages, 1)]
    named = leaf.say("table.agenda_of", title=title) if title else leaf.say("table.agenda")
    drawn = [whole(face, leaf.sheet, lying=True) for face in faces]
    return leaves_pdf(drawn, leaf, named, leaf.say("table.agenda"), lying=True)


def _row(part: Part, leaf: Leaf) -> tuple[list[Block], float]:
    """The cells of *part* set from y = 0, and how high the row is."""
    bold = Style("text", "bold", 10.5, leaf.theme.ink, 1.22)
    text = Style("text", "regular", 9.5, leaf.theme.ink, 1.22)
    small = Style("text", "regular", 8.5, leaf.theme.ink, 1.22)
    cells = []
    x = MARGIN + WIDTHS[0]
    for said, style, width in zip(
        (part.question, part.method, part.cards), (bold, text, small), WIDTHS[1:4], strict=True
    ):
        if said:
            cells.append(leaf.block("cell", said, style, x + PAD, 0.0, width - 2 * PAD))
        x += width
    return cells, max([LEAST_ROW, *(cell.height + 2 * PAD + 0.8 for cell in cells)])


def _page(rows: Sequence[tuple[list[Block], float]], title: str, leaf: Leaf, number: tuple[int, int]) -> Face:
    ink = leaf.theme.ink
    great = Style("title", "display", 20.0, ink)
    text = Style("text", "regular", 9.5, ink, 1.3)
    head = Style("text", "bold", 9.0, ink)
    named = leaf.say("table.agenda_of", title=_short(title, 120)) if title else leaf.say("table.agenda")
    boxes: list[Box] = [*leaf.selvedge(0.0, 5.0, A4_LONG)]
    heading = leaf.largest("title", named, great, MARGIN, 13.0, COLUMN - 20.0, 8.6, least_pt=9.0)
    boxes += heading.boxes
    if number[1] > 1:
        page = leaf.say("table.agenda_page", n=number[0], total=number[1])
        boxes += leaf.block("page", page, text, A4_LONG - MARGIN - 16.0, 14.5, 16.0).boxes
    boxes += leaf.block("how", leaf.say("table.agenda_how"), text, MARGIN, 26.0, COLUMN).boxes
    x, top = MARGIN, 45.0
    for key, width in zip(HEADS, WIDTHS, strict=True):
        boxes += leaf.block("head", leaf.say(key), head, x + PAD, top - 6.2, width).boxes
        x += width
    y = top
    for cells, height in rows:
        boxes += _moved(cells, y + PAD + 0.4)
        boxes.append(Rect(MARGIN, y, COLUMN, 0.15, fill=ink))
        y += height
    boxes.append(Rect(MARGIN, top, COLUMN, y - top, stroke=ink, stroke_mm=0.4))
    x = MARGIN
    for width in WIDTHS[:-1]:
        x += width
        boxes.append(Rect(x, top, 0.12, y - top, fill=ink))
    return leaf.face(boxes, drawable(named, "regular"), lying=True)


def _moved(cells: Sequence[Block], y: float) -> Iterator[Box]:
    for cell in cells:
        yield from moved(cell, y).boxes
