"""
Ballots on paper for one vote, for people without a phone: A4, as many alike on a sheet as it holds, to be
cut apart, filled in by hand and copied at the desk. Lengths in millimetres.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.content.cards import Language
from toolkit.faces.boxes import Box, Command, Face, Path, Rect
from toolkit.faces.look import look
from toolkit.pictures.pen import Pen, circle
from toolkit.pictures.picture import lowered
from toolkit.pictures.subject import OptionLike
from toolkit.printing.imposition import Window
from toolkit.printing.pdf import About, Drawing, document
from toolkit.printing.report_blocks import Writer
from toolkit.words import say

WIDTH, HEIGHT = 210.0, 297.0
LEFT, TOP, BOTTOM = 14.0, 12.0, 285.0
COLUMN = WIDTH - 2 * LEFT
BETWEEN = 13.0  # from one ballot to the next, the cut in its middle
SQUARE = 6.0
LONE = 15.0  # a box to write a number in
WIDEST, MARKS_SHARE = 22.0, 0.62
HEADING_PT = 6.5
MANY = 14  # cards from which lines draw closer
DASH = 2.0


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """
    What is on one ballot. ``how``: sentences on how to fill it in. ``marks``: what each card is given, from
    left to right: the heading of each box, or what is written in it if ``inside``; one mark alone is
    ``written`` in by hand as a number. ``reasons``: what may be written in the room left under each card.
    """

    title: str
    question: str
    how: Sequence[str]
    options: Sequence[OptionLike]
    marks: Sequence[str]
    language: Language
    on: date
    inside: bool = False
    written: bool = False
    reasons: str = ""

    @property
    def tight(self) -> bool:
        return len(self.options) > MANY

    @property
    def pitch(self) -> float:
        """From the middle of one box to that of the next."""
        if self.written:
            return max(WIDEST, LONE + 3.0)
        return min(WIDEST, COLUMN * MARKS_SHARE / len(self.marks)) if len(self.marks) > 1 else 12.0

    @property
    def words(self) -> float:
        """What is left of a line for the title of a card."""
        return COLUMN - self.pitch * len(self.marks)


@dataclass(frozen=True, slots=True)
class Piece:
    """Boxes from their own top, ``height`` high."""

    boxes: Sequence[Box]
    height: float


def ballot_papers_pdf(paper: BallotPaper) -> bytes:
    """
    One sheet of ballots all alike, or the sheets of one ballot where it is longer than a page.

    Returns: the same bytes for the same argument; PDF/UA-1 and PDF/A-2a.
    """
    head, marks = _head(paper), _headings(paper)
    rows = [_row(paper, option) for option in paper.options]
    whole = head.height + marks.height + sum(row.height for row in rows)
    room = BOTTOM - TOP
    copies = int((room + BETWEEN) // (whole + BETWEEN))
    pages: list[list[Drawing]] = []
    if copies:
        step = whole + BETWEEN
        page = [_drawing(paper, (head, marks, *rows), TOP + n * step, n) for n in range(copies)]
        cuts = tuple(_cut(TOP + n * step - BETWEEN / 2) for n in range(1, copies))
        pages.append([*page, Drawing(_face(paper, cuts), 0.0, 0.0, Window(0.0, 0.0, WIDTH, HEIGHT))])
    else:
        for number, pieces in enumerate(_parted(paper, head, marks, rows)):
            pages.append([_drawing(paper, pieces, TOP, number)])
    name = say(paper.language, "counting.ballot_file", question=paper.question)
    about = About(name, "Rebond", paper.title, paper.language, paper.on)
    return document(pages, WIDTH, HEIGHT, about, flip="none")


def _parted(
    paper: BallotPaper, head: Piece, marks: Piece, rows: Sequence[Piece]
) -> Sequence[Sequence[Piece]]:
    """A ballot of several pages: each begins with the question and what the boxes are."""
    again = _again(paper)
    pages: list[list[Piece]] = [[head, marks]]
    for row in rows:
        if sum(piece.height for piece in pages[-1]) + row.height > BOTTOM - TOP:
            pages.append([again, marks])
        pages[-1].append(row)
    return pages


def _head(paper: BallotPaper) -> Piece:
    writer = Writer(paper.language, COLUMN)
    kicker = say(paper.language, "counting.ballot_kicker", title=paper.title)
    boxes: list[Box] = []
    top = 0.0
    for block, space in (
        (writer.text(kicker, 8.5, colour=look().grey), 1.2),
        (writer.text(paper.question, 16.0, role="title", font="display", leading=1.1), 2.0),
        *((writer.text(text, 9.5, leading=1.3), 0.8) for text in paper.how),
    ):
        boxes += [lowered(box, top) for box in block.boxes]
        top += block.height_mm + space
    return Piece(boxes, top + 2.0)


def _again(paper: BallotPaper) -> Piece:
    """The head of a further page of the same ballot."""
    asked = Writer(paper.language, COLUMN).text(paper.question, 11.0, role="heading", font="display")
    return Piece(asked.boxes, asked.height_mm + 3.0)


def _headings(paper: BallotPaper) -> Piece:
    """What each box stands for, standing on one foot above them."""
    if paper.inside or not any(paper.marks):
        return Piece((), 0.0)
    pen = Pen(HEADING_PT, paper.language)
    lines = [pen.lines(heading, paper.pitch - 1.0, 3) for heading in paper.marks]
    most = max(len(each) for each in lines)
    boxes = [
        pen.text(x, pen.em + (most - len(each) + n) * pen.leading, text, align=0.5)
        for x, each in zip(_middles(paper), lines, strict=True)
        for n, text in enumerate(each)
    ]
    return Piece(boxes, most * pen.leading + 1.5)


def _middles(paper: BallotPaper) -> Sequence[float]:
    return [paper.words + (n + 0.5) * paper.pitch for n in range(len(paper.marks))]


def _row(paper: BallotPaper, option: OptionLike) -> Piece:
    """A card and its boxes, between two thin lines."""
    pen = Pen(9.5 if paper.tight else 11.0, paper.language)
    air = 2.4 if paper.tight else 4.0
    lines = pen.lines(option.title, paper.words - 12.0, 3)
    height = max(SQUARE + air, len(lines) * pen.leading + air / 2)
    middle = height / 2
    first = middle - (len(lines) - 1) * pen.leading / 2 + 0.35 * pen.em
    boxes: list[Box] = [Rect(0.0, 0.0, COLUMN, 0.15, fill=look().grey)]
    boxes += pen.chip(3.2, middle, option, 3.2)
    boxes.append(pen.paragraph(9.0, first, lines))
    for x, mark in zip(_middles(paper), paper.marks, strict=True):
        boxes += _mark(paper, mark, x, middle)
    if paper.reasons:
        boxes.append(Pen(8.0, paper.language).text(9.0, height + 3.0, paper.reasons, colour=look().grey))
        height += 7.0 if paper.tight else 9.0
    return Piece(boxes, height)


def _mark(paper: BallotPaper, mark: str, x: float, y: float) -> Sequence[Box]:
    """An empty box: a circle where one is chosen among several, a square to tick or to write in."""
    ink = look().ink
    if len(paper.marks) > 1 and not paper.written:
        shape: Box = circle(x, y, SQUARE / 2, stroke=ink, stroke_mm=0.3)
        inside = Pen(8.5, paper.language)
        return (shape, *((inside.text(x, y + 0.36 * inside.em, mark, align=0.5),) if paper.inside else ()))
    width = LONE if paper.written else SQUARE
    return (Rect(x - width / 2, y - SQUARE / 2, width, SQUARE, stroke=ink, stroke_mm=0.3),)


def _cut(y: float) -> Path:
    """Where two ballots are cut apart."""
    commands: list[Command] = []
    x = 5.0
    while x < WIDTH - 5.0:
        commands += [("M", (x, y)), ("L", (x + DASH, y))]
        x += 2 * DASH
    return Path(tuple(commands), stroke=look().grey, stroke_mm=0.2)


def _drawing(paper: BallotPaper, pieces: Sequence[Piece], y: float, part: int) -> Drawing:
    boxes: list[Box] = []
    top = 0.0
    for piece in pieces:
        boxes += [lowered(box, top) for box in piece.boxes]
        top += piece.height
    return Drawing(
        _face(paper, tuple(boxes)), LEFT, y, Window(0.0, 0.0, WIDTH, HEIGHT), part=f"ballot {part}"
    )


def _face(paper: BallotPaper, boxes: tuple[Box, ...]) -> Face:
    return Face(WIDTH, HEIGHT, 0.0, boxes, paper.question, paper.language)
