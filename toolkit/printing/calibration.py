"""
The calibration page: two sides that say, held up to a lamp, how far off each other they are.

Each place has a frame on the front, and on the back a square that is off by the offset the place stands for:
where it fills the frame, that offset undoes what the printer does. Lengths in millimetres.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.content.cards import Language
from toolkit.faces.boxes import Box, Command, Face, Group, Path, Rect, Text
from toolkit.faces.layout import Block, Style, Typesetter
from toolkit.printing.imposition import Window
from toolkit.printing.offsets import COLUMNS, ROWS, placed
from toolkit.printing.painter import Drawing
from toolkit.printing.pdf import About, Flip, document
from toolkit.printing.qr import QUIET_MODULES, matrix, runs
from toolkit.printing.refusals import Refused
from toolkit.printing.sheet import Sheet
from toolkit.words import say

# Where a phone that reads a code of the page ends up, when there is no address to give.
ANY_ADDRESS = "https://rebond.example.org"

CELL_MM, SQUARE_MM = 15.0, 6.0
GRID_MM = CELL_MM * len(COLUMNS)
HAIR_MM, LINE_MM = 0.12, 0.25
RULER_MM, TICK_MM = 100, 2.0
CODES_MM = (10.0, 12.5, 15.0, 17.5, 20.0, 25.0)
TOP_MM, GRID_TOP_MM, RULER_TOP_MM, CODES_TOP_MM, BOTTOM_MM = 11.0, 68.0, 210.0, 222.0, 262.0
BLACK, GREY = "#000000", "#5B554C"

TITLE = Style("title", "display", 20.0, BLACK)
STEP = Style("text", "regular", 9.5, BLACK, 1.25)
NAME = Style("label", "bold", 7.0, BLACK)
SMALL = Style("label", "regular", 6.0, GREY)
FINE = Style("label", "regular", 8.0, GREY, 1.25)


class SheetTooSmall(Refused):
    """The page does not fit on that sheet."""

    def sentence(self, language: Language) -> str:
        return say(language, f"calibration.{self.reason}", **self.values)


def calibration_pdf(sheet: Sheet, language: Language, address: str, *, flip: Flip, on: date) -> bytes:
    """
    Both sides, to be printed flipped on the edge *flip*; the codes open *address*.

    Returns: the same bytes for the same arguments.
    Raises: SheetTooSmall; UrlTooLong.
    """
    if sheet.width_mm < GRID_MM + 50 or sheet.height_mm < BOTTOM_MM + sheet.margin_mm:
        raise SheetTooSmall("small_sheet", width=f"{sheet.width_mm:g}", height=f"{sheet.height_mm:g}")
    page = Window(0.0, 0.0, sheet.width_mm, sheet.height_mm)
    faces = _front(sheet, language, address, flip), _back(sheet, language, flip)
    about = About(
        say(language, "calibration.title"), "Rebond", say(language, "calibration.subject"), language, on
    )
    pages = [[Drawing(face, 0.0, 0.0, page)] for face in faces]
    return document(pages, sheet.width_mm, sheet.height_mm, about, flip=flip)


def centres(sheet: Sheet) -> Iterator[tuple[int, int, float, float]]:
    """Column, row and middle of each place of the front."""
    left = (sheet.width_mm - GRID_MM) / 2
    for row in range(len(ROWS)):
        for column in range(len(COLUMNS)):
            yield column, row, left + (column + 0.5) * CELL_MM, GRID_TOP_MM + (row + 0.5) * CELL_MM


def behind(sheet: Sheet, x: float, y: float, flip: Flip) -> tuple[float, float]:
    """The point of the back that lies behind x, y of the front."""
    return (x, sheet.height_mm - y) if flip == "short" else (sheet.width_mm - x, y)


def squares(sheet: Sheet, flip: Flip) -> Iterator[tuple[str, float, float]]:
    """Name of each place, and the middle of its square on the back, off by what the place stands for."""
    for column, row, x, y in centres(sheet):
        offset, (back_x, back_y) = placed(column, row), behind(sheet, x, y, flip)
        yield COLUMNS[column] + ROWS[row], back_x + offset.x, back_y + offset.y


def _front(sheet: Sheet, language: Language, address: str, flip: Flip) -> Face:
    left = (sheet.width_mm - GRID_MM) / 2
    setter = Typesetter("calibration", language, hyphenate=False)
    boxes: list[Box] = [
        *setter.block("title", say(language, "calibration.title"), TITLE, left, TOP_MM, GRID_MM).boxes
    ]
    top = TOP_MM + 11.0
    for step in ("print", "ruler", "light", "keep"):
        block = setter.block("step", say(language, f"calibration.step_{step}"), STEP, left, top, GRID_MM)
        boxes += block.boxes
        top += block.height + 1.5
    boxes += _places(sheet, language, setter)
    boxes += _rulers(left, language, setter)
    boxes += _codes(left, language, address, setter)
    boxes += _arrow(sheet, language, flip, setter)
    return Face(
        sheet.width_mm, sheet.height_mm, 0.0, tuple(boxes), say(language, "calibration.title"), language
    )


def _back(sheet: Sheet, language: Language, flip: Flip) -> Face:
    """Its words stay clear of what shows through the places."""
    setter = Typesetter("calibration", language, hyphenate=False)
    left = (sheet.width_mm - GRID_MM) / 2
    top = TOP_MM if flip != "short" else sheet.height_mm - GRID_TOP_MM + 20.0
    title = say(language, "calibration.back_title")
    boxes: list[Box] = [*setter.block("title", title, TITLE, left, top, GRID_MM).boxes]
    half = SQUARE_MM / 2
    boxes += [Rect(x - half, y - half, SQUARE_MM, SQUARE_MM, fill=BLACK) for _, x, y in squares(sheet, flip)]
    return Face(sheet.width_mm, sheet.height_mm, 0.0, tuple(boxes), title, language)


def _places(sheet: Sheet, language: Language, setter: Typesetter) -> Iterator[Box]:
    """A frame with its name and its pair in each place, the axes above and beside."""
    half = SQUARE_MM / 2
    for column, row, x, y in centres(sheet):
        name, offset = COLUMNS[column] + ROWS[row], placed(column, row)
        yield Rect(
            x - half,
            y - half,
            SQUARE_MM,
            SQUARE_MM,
            stroke=BLACK,
            stroke_mm=HAIR_MM if offset else 2 * HAIR_MM,
        )
        yield from _centred(setter, name, NAME, x, y - CELL_MM / 2 + 0.9)
        pair = f"{_signed(language, offset.x)}\u00a0/\u00a0{_signed(language, offset.y)}"
        yield from _centred(setter, pair, SMALL, x, y + half + 1.0)
    left = (sheet.width_mm - GRID_MM) / 2
    lines: list[Command] = []
    for i in range(len(COLUMNS) + 1):
        lines += [
            ("M", (left + i * CELL_MM, GRID_TOP_MM)),
            ("L", (left + i * CELL_MM, GRID_TOP_MM + GRID_MM)),
        ]
        lines += [
            ("M", (left, GRID_TOP_MM + i * CELL_MM)),
            ("L", (left + GRID_MM, GRID_TOP_MM + i * CELL_MM)),
        ]
    yield Path(tuple(lines), stroke="#BBBBBB", stroke_mm=0.1)
    caption = f"{say(language, 'calibration.across')} / {say(language, 'calibration.down')}"
    yield from _centred(setter, caption, FINE, sheet.width_mm / 2, GRID_TOP_MM - 4.2)


def _centred(setter: Typesetter, text: str, style: Style, x: float, y: float) -> tuple[Text, ...]:
    block = setter.block("label", text, style, 0.0, y, 200.0)
    width = block.boxes[0].lines[0].width_mm
    return setter.block("label", text, style, x - width / 2, y, width + 1.0).boxes


def _signed(language: Language, value: float) -> str:
    """``+0,5``, ``−2``, ``0``, as the language writes numbers."""
    shown = say(language, "calibration.number", n=Decimal(f"{abs(value):g}"))
    return shown if not value else ("+" if value > 0 else "−") + shown


def _rulers(left: float, language: Language, setter: Typesetter) -> Iterator[Box]:
    """One across under the places, one down beside them: a printer may stretch one way only."""
    across: list[Command] = [("M", (left, RULER_TOP_MM)), ("L", (left + RULER_MM, RULER_TOP_MM))]
    down: list[Command] = [("M", (left - 6.0, GRID_TOP_MM)), ("L", (left - 6.0, GRID_TOP_MM + RULER_MM))]
    for mm in range(RULER_MM + 1):
        tick = TICK_MM * (2 if mm % 10 == 0 else 1.5 if mm % 5 == 0 else 1)
        across += [("M", (left + mm, RULER_TOP_MM)), ("L", (left + mm, RULER_TOP_MM + tick))]
        down += [("M", (left - 6.0, GRID_TOP_MM + mm)), ("L", (left - 6.0 - tick, GRID_TOP_MM + mm))]
    yield Path(tuple(across), stroke=BLACK, stroke_mm=HAIR_MM)
    yield Path(tuple(down), stroke=BLACK, stroke_mm=HAIR_MM)
    said = say(language, "calibration.ruler")
    yield from setter.block("label", said, NAME, left + RULER_MM + 2.0, RULER_TOP_MM, 30.0).boxes
    yield from _centred(setter, said, NAME, left - 8.0, GRID_TOP_MM + RULER_MM + 2.0)


def _codes(left: float, language: Language, address: str, setter: Typesetter) -> Iterator[Box]:
    """Codes of every size on one line, those included that are too fine to be promised anything of."""
    x, foot = left, CODES_TOP_MM + max(CODES_MM)
    url = address.upper()
    for size in CODES_MM:
        shown = say(language, "calibration.size", size=Decimal(f"{size:g}"))
        alt = say(
            language, "calibration.code_alt", size=Decimal(f"{size:g}"), address=address.partition("://")[2]
        )
        yield _code(x, foot - size, size, url, alt)
        yield from _centred(setter, shown, NAME, x + size / 2, foot + 1.0)
        x += size + 6.0
    note: Block = setter.block("codes", say(language, "calibration.codes"), FINE, left, foot + 5.5, GRID_MM)
    yield from note.boxes


def _code(x: float, y: float, size: float, url: str, alt: str) -> Group:
    code = matrix(url)
    unit = size / code.width
    dark: list[Command] = []
    for row, column, length in runs(code):
        left, top = x + (column + QUIET_MODULES) * unit, y + (row + QUIET_MODULES) * unit
        right, bottom = left + length * unit, top + unit
        dark += [("M", (left, top)), ("L", (right, top)), ("L", (right, bottom)), ("L", (left, bottom))]
        dark.append(("Z", ()))
    return Group((Path(tuple(dark), fill=BLACK),), x, y, size, size, alt)


def _arrow(sheet: Sheet, language: Language, flip: Flip, setter: Typesetter) -> Iterator[Box]:
    """Points at the edge along which the sheet is turned, with the words beside it."""
    said = say(language, f"calibration.edge_{'short' if flip == 'short' else 'long'}")
    left = (sheet.width_mm - GRID_MM) / 2
    if flip == "short":
        x, y = sheet.width_mm - left - 6.0, sheet.margin_mm + 1.0
        points = ((x, y), (x + 3.0, y + 5.0), (x + 1.0, y + 5.0), (x + 1.0, y + 12.0))
        mirrored = tuple((2 * x - px, py) for px, py in reversed(points[1:]))
        yield _filled((*points, *mirrored))
        width = setter.block("label", said, NAME, 0.0, 0.0, 200.0).boxes[0].lines[0].width_mm
        yield from setter.block("label", said, NAME, x - width - 5.0, y + 4.0, width + 1.0).boxes
        return
    x, y = sheet.width_mm - sheet.margin_mm - 1.0, GRID_TOP_MM - 11.0
    points = ((x, y), (x - 5.0, y - 3.0), (x - 5.0, y - 1.0), (x - 16.0, y - 1.0))
    mirrored = tuple((px, 2 * y - py) for px, py in reversed(points[1:]))
    yield _filled((*points, *mirrored))
    width = setter.block("label", said, NAME, 0.0, 0.0, 200.0).boxes[0].lines[0].width_mm
    yield from setter.block("label", said, NAME, x - 18.0 - width, y - 1.0, width + 1.0).boxes


def _filled(points: tuple[tuple[float, float], ...]) -> Path:
    first, *others = points
    return Path((("M", first), *(("L", point) for point in others), ("Z", ())), fill=BLACK)
