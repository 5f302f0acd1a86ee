"""A printed side as SVG: the same faces, in the same places, as the file to print; guides on demand."""

from collections.abc import Iterator
from html import escape

from toolkit.faces.boxes import Face, Rect
from toolkit.faces.look import look
from toolkit.faces.svg import painted, place, rectangle
from toolkit.printing.deck import Page, Sheets
from toolkit.printing.imposition import Placed, cuts
from toolkit.printing.options import Offset
from toolkit.printing.painter import Drawing
from toolkit.printing.placing import downwards
from toolkit.printing.qr import matrix
from toolkit.printing.sheet import Grid

CUT_COLOUR, SAFE_COLOUR = "#D4006A", "#0067B8"
GUIDE_MM = 0.35


def sheet_svg(sheets: Sheets, page: Page, *, guides: bool = False, label: str) -> str:
    """
    One side of a sheet, a unit a millimetre, under the name *label*.

    *guides* adds where it is cut, and the safe zone of each card.
    """
    paper = sheets.setting.sheet
    white = rectangle(Rect(0.0, 0.0, paper.width_mm, paper.height_mm, fill=look().white))
    drawn = "".join(map(_drawn, page.drawings))
    over = "".join(_guides(sheets, page)) if guides else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="sheet" role="img"'
        f' viewBox="0 0 {paper.width_mm:g} {paper.height_mm:g}"'
        f' font-family="Atkinson Hyperlegible Next,sans-serif"><title>{escape(label)}</title>'
        f"{white}{drawn}{over}</svg>"
    )


def _drawn(drawing: Drawing) -> str:
    """A nested svg cuts what overflows its window, and keeps the measures of the page."""
    window = drawing.window
    inner = painted(drawing.face, matrix)
    if drawing.turn:
        numbers = " ".join(f"{n:.4g}" for n in downwards(drawing))
        inner = f'<g transform="matrix({numbers})">{inner}</g>'
    else:
        inner = f'<g transform="translate({drawing.x:.4g} {drawing.y:.4g})">{inner}</g>'
    at = place(window.x, window.y, window.width, window.height)
    view = f"{window.x:.4g} {window.y:.4g} {window.width:.4g} {window.height:.4g}"
    return f'<svg{at} viewBox="{view}">{inner}</svg>'


def _guides(sheets: Sheets, page: Page) -> Iterator[str]:
    setting = sheets.setting
    off = setting.options.offset if page.side.is_back and setting.shifts_backs else Offset()
    yield f'<g transform="translate({off.x:g} {off.y:g})" fill="none" stroke-width="{GUIDE_MM}">'
    yield _cut_lines(setting.grid)
    safe = setting.format.safe
    for placed in page.side.placed:
        yield _safe_zone(placed, setting.grid, safe)
    yield "</g>"


def _cut_lines(grid: Grid) -> str:
    xs, ys = cuts(grid)
    reach = 4.0
    data = "".join(f"M{x:.5g} {ys[0] - reach:.5g}V{ys[-1] + reach:.5g}" for x in xs)
    data += "".join(f"M{xs[0] - reach:.5g} {y:.5g}H{xs[-1] + reach:.5g}" for y in ys)
    return f'<path d="{data}" stroke="{CUT_COLOUR}"/>'


def _safe_zone(placed: Placed[Face], grid: Grid, safe: float) -> str:
    width, height = grid.cell
    at = place(placed.slot.x + safe, placed.slot.y + safe, width - 2 * safe, height - 2 * safe)
    return f'<rect{at} stroke="{SAFE_COLOUR}" stroke-dasharray="2 1.2"/>'
