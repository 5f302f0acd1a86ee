"""
What goes on a table besides cards: pages drawn on A4 and brought to the sheet that is printed.

A module for each thing to print draws its faces in millimetres; this one sets their text and makes the file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from toolkit.content.cards import Language
from toolkit.faces.boxes import Box, Command, Face, Group, Path, Text
from toolkit.faces.drawable import drawable
from toolkit.faces.frame import scaled
from toolkit.faces.idea import cut
from toolkit.faces.layout import Block, Style, TextDoesNotFit, Typesetter
from toolkit.faces.look import Theme, look
from toolkit.faces.patterns import pattern
from toolkit.pictures.pen import Pen
from toolkit.printing.imposition import Window
from toolkit.printing.painter import Drawing
from toolkit.printing.pdf import About, Flip, document
from toolkit.printing.qr import QUIET_MODULES, Level, matrix, runs
from toolkit.printing.sheet import Sheet, Turn
from toolkit.words import say

A4_SHORT, A4_LONG = 210.0, 297.0
AUTHOR = "Rebond"
# Letters that are too large are tried again this much smaller.
SMALLER = 0.94


@dataclass(frozen=True, slots=True)
class Leaf:
    """How pages are drawn: the paper, the theme, the language, and the day written in the file."""

    sheet: Sheet
    theme: Theme
    language: Language
    on: date

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    @property
    def hue(self) -> str:
        """What stands out: the ink, or black where there is no other colour."""
        return self.theme.ink if self.theme.hue == "own" else self.theme.hue

    def block(
        self,
        field: str,
        text: str,
        style: Style,
        x: float,
        y: float,
        width: float,
        *,
        middle: bool = False,
    ) -> Block:
        """
        *text*, whoever wrote it, in a column; each line in the *middle* of it when asked.

        Raises: CannotSet.
        """
        shown = cut(drawable(text, style.font), style, width)
        block = Typesetter(field, self.language, hyphenate=self.theme.hyphenate).block(
            field, shown, style, x, y, width
        )
        return _middled(block, x, width) if middle else block

    def largest(
        self,
        field: str,
        text: str,
        style: Style,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        least_pt: float,
        middle: bool = False,
    ) -> Block:
        """
        *text* in the largest letters, from those of *style* down to *least_pt*, that stand in that room.

        Raises: TextDoesNotFit.
        """
        size = style.size_pt
        while True:
            block = self.block(field, text, replace(style, size_pt=size), x, y, width, middle=middle)
            if block.height <= height:
                return block
            if size <= least_pt:
                over = block.height - height
                raise TextDoesNotFit(field, self.language, field, over, size)
            size = max(least_pt, size * SMALLER)

    def face(self, boxes: Sequence[Box], title: str, *, lying: bool = False) -> Face:
        """A page of A4, upright or lying."""
        width, height = (A4_LONG, A4_SHORT) if lying else (A4_SHORT, A4_LONG)
        return Face(width, height, 0.0, tuple(boxes), title, self.language)

    def selvedge(self, y: float, height: float, width: float = A4_SHORT) -> Iterator[Box]:
        """The seven patterns across a page."""
        numbers = [orientation.number for orientation in look().orientations]
        each = width / len(numbers)
        for place, number in enumerate(numbers):
            yield pattern(number, place * each, y, each, height, cell=each / 3, drawn=self.theme)


def _middled(block: Block, x: float, width: float) -> Block:
    texts = []
    for text in block.boxes:
        lines = tuple(replace(line, x=x + (width - line.width_mm) / 2) for line in text.lines)
        texts.append(replace(text, lines=lines))
    return Block(tuple(texts), block.height)


def whole(face: Face, sheet: Sheet, *, lying: bool = False, part: object = None) -> list[Drawing]:
    """*face* as large as the sheet allows, in the middle of it."""
    width, height = (sheet.height_mm, sheet.width_mm) if lying else (sheet.width_mm, sheet.height_mm)
    ratio = min(width / face.width_mm, height / face.height_mm)
    shown = grown(face, ratio)
    x, y = (width - shown.width_mm) / 2, (height - shown.height_mm) / 2
    return [Drawing(shown, x, y, Window(0.0, 0.0, width, height), part)]


def grown(face: Face, ratio: float) -> Face:
    """*face* with every length multiplied."""
    boxes = tuple(scaled(box, ratio) for box in face.boxes)
    return replace(face, width_mm=face.width_mm * ratio, height_mm=face.height_mm * ratio, boxes=boxes)


def placed(face: Face, x: float, y: float, *, turn: Turn = 0, part: object = None) -> Drawing:
    """*face* with its top left corner, once turned, at x, y, and nothing of it beyond its own edges."""
    width, height = face.width_mm, face.height_mm
    across, down = (height, width) if turn in (90, 270) else (width, height)
    return Drawing(face, x, y, Window(x, y, across, down), part, turn)


def leaves_pdf(
    pages: Sequence[Sequence[Drawing]],
    leaf: Leaf,
    title: str,
    subject: str,
    *,
    lying: bool = False,
    flip: Flip = "none",
) -> bytes:
    """
    A file of *pages* on the sheet of *leaf*, upright or lying.

    Returns: the same bytes for the same arguments.
    Raises: UrlTooLong.
    """
    sheet = leaf.sheet
    width, height = (sheet.height_mm, sheet.width_mm) if lying else (sheet.width_mm, sheet.height_mm)
    about = About(title, AUTHOR, subject, leaf.language, leaf.on)
    return document(pages, width, height, about, flip=flip)


def coded(text: str, x: float, y: float, size: float, alt: str, level: Level = "M") -> Group:
    """*text* as a code that is no link, quiet zone included: dark on white. Raises: UrlTooLong."""
    code = matrix(text, level)
    unit = size / code.width
    dark: list[Command] = []
    for row, column, length in runs(code):
        left, top = x + (column + QUIET_MODULES) * unit, y + (row + QUIET_MODULES) * unit
        right, bottom = left + length * unit, top + unit
        dark += [("M", (left, top)), ("L", (right, top)), ("L", (right, bottom)), ("L", (left, bottom))]
        dark.append(("Z", ()))
    return Group((Path(tuple(dark), fill="#000000"),), x, y, size, size, alt)


def dashes(x: float, y: float, x2: float, y2: float, colour: str = "#000000", *, on: float = 3.0) -> Path:
    """A dashed line: where to fold or cut."""
    length = ((x2 - x) ** 2 + (y2 - y) ** 2) ** 0.5
    count = max(1, round(length / (2 * on)))
    commands: list[Command] = []
    for i in range(count):
        a, b = (i + 0.25) / count, (i + 0.75) / count
        commands += [
            ("M", (x + (x2 - x) * a, y + (y2 - y) * a)),
            ("L", (x + (x2 - x) * b, y + (y2 - y) * b)),
        ]
    return Path(tuple(commands), stroke=colour, stroke_mm=0.2)


def line(text: str, style: Style, x: float, y: float, align: float = 0.0) -> Text:
    """One line of our own words with its baseline at *y*; *align* as in ``pictures.pen``."""
    made = Pen(style.size_pt, "fr").text(x, y, text, font=style.font, colour=style.colour, align=align)
    return replace(made, role=style.role)
