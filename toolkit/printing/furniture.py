"""What a sheet carries around its cards: cutting marks, a fold, and a line about the edition."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.content.cards import Deck, Language
from toolkit.faces.boxes import Box, Command, Face, Line, Path, Role, Text
from toolkit.faces.metrics import metrics
from toolkit.printing.imposition import Backs, Mark, Marks, Side, Window, marks, strips
from toolkit.printing.sheet import Grid, Turn
from toolkit.words import dated, say

MARK_COLOUR = "#000000"
MARK_MM = 0.1
TEXT_COLOUR = "#6B655C"
TEXT_PT, LEAST_PT, STEP_PT = 6.5, 4.5, 0.25
BASELINE_MM = 2.4  # below the top of its strip
DASH_MM, DASH_GAP_MM = 2.0, 1.5


@dataclass(frozen=True, slots=True)
class Edition:
    """What the line about a sheet says of it, besides its number."""

    title: str
    version: str
    language: Language
    on: date

    @classmethod
    def of(cls, deck: Deck, language: Language, on: date) -> "Edition":
        return cls(deck.text(language).title, deck.version, language, on)

    def line(self) -> str:
        return say(
            self.language,
            "print.edition",
            title=self.title,
            version=self.version,
            date=dated(self.language, self.on),
        )


@dataclass(frozen=True, slots=True)
class Furniture:
    """A face of furniture and how it lies on the page: its place, and its turn."""

    face: Face
    window: Window
    turn: Turn


def furniture(
    side: Side[Face], edition: Edition, grid: Grid, kind: Marks, backs: Backs, colour: str = TEXT_COLOUR
) -> tuple[Furniture, ...]:
    """Everything on *side* but its cards: marks on the whole sheet, lines in *colour* in their two strips."""
    sheet = grid.sheet
    page = Window(0.0, 0.0, sheet.width_mm, sheet.height_mm)
    drawn = Face(
        sheet.width_mm, sheet.height_mm, 0.0, _cuts(grid, kind, backs), edition.title, edition.language
    )
    head, foot, turn = strips(grid)
    number = say(
        edition.language,
        f"print.{'both' if backs == 'fold' else 'back' if side.is_back else 'front'}",
        number=side.sheet,
        total=side.sheets,
    )
    settings = say(edition.language, f"print.settings_{backs}")
    # What comes back on every side is decoration to who listens; what may be said only once is text, and so
    # is what runs down the side of a sheet, where nobody looks for running lines.
    role: Role = "text" if turn or backs in ("fold", "none") else "artifact"
    return (
        Furniture(drawn, page, 0),
        _strip(head, turn, edition, (edition.line(), number), role, colour),
        _strip(foot, turn, edition, (settings,), role, colour),
    )


def _cuts(grid: Grid, kind: Marks, backs: Backs) -> tuple[Box, ...]:
    boxes = [_strokes(marks(grid, kind))] if kind != "none" else []
    if backs == "fold":
        boxes.append(_strokes(tuple(_dashes(grid))))
    return tuple(boxes)


def _strokes(cuts: tuple[Mark, ...]) -> Path:
    commands: list[Command] = []
    for mark in cuts:
        commands += [("M", (mark.x1, mark.y1)), ("L", (mark.x2, mark.y2))]
    return Path(tuple(commands), stroke=MARK_COLOUR, stroke_mm=MARK_MM)


def _dashes(grid: Grid) -> Iterator[Mark]:
    """Where the sheet is folded, from one edge that prints to the other."""
    sheet = grid.sheet
    x, y = sheet.margin_mm, sheet.height_mm / 2
    while x < sheet.width_mm - sheet.margin_mm:
        yield Mark(x, y, min(x + DASH_MM, sheet.width_mm - sheet.margin_mm), y)
        x += DASH_MM + DASH_GAP_MM


def _strip(
    place: Window, turn: Turn, edition: Edition, texts: tuple[str, ...], role: Role, colour: str
) -> Furniture:
    """*texts* on one line along *place*: the first at its start, the last at its end."""
    length, depth = (place.height, place.width) if turn % 180 else (place.width, place.height)
    size = TEXT_PT
    while _length(texts, size) > length and size > LEAST_PT:
        size -= STEP_PT
    first = _line(texts[0], 0.0, size)
    lines = [first]
    if len(texts) > 1:
        last = _line(texts[-1], 0.0, size)
        lines.append(Line(length - last.width_mm, last.y, last.text, last.width_mm))
    boxes = tuple(Text(role, (line,), "regular", size, colour) for line in lines)
    return Furniture(Face(length, depth, 0.0, boxes, edition.title, edition.language), place, turn)


def _length(texts: tuple[str, ...], size_pt: float) -> float:
    return sum(_line(text, 0.0, size_pt).width_mm for text in texts) + 4.0 * (len(texts) - 1)


def _line(text: str, x: float, size_pt: float) -> Line:
    drawn = metrics().drawable(text, "regular")
    return Line(x, BASELINE_MM, drawn, metrics().width_mm(drawn, "regular", size_pt))
