"""
Paints a face as SVG for an HTML page: no style attribute, no id, nothing to fetch.

Fonts are those of the page: ``Atkinson Hyperlegible Next`` 400 and 700, ``Bricolage Grotesque`` 800.
Every line carries its measured length, so that it holds whatever the kerning of the browser.
"""

from collections.abc import Callable, Iterable
from html import escape
from typing import Protocol

from toolkit.faces.boxes import Box, Command, Face, Font, Group, Line, Path, Qr, Rect, Text
from toolkit.faces.icons import icon
from toolkit.faces.look import look
from toolkit.faces.metrics import MM_PER_PT
from toolkit.faces.patterns import pattern
from toolkit.faces.symbols import symbol

QUIET_MODULES = 4


class Matrix(Protocol):
    """The modules of a QR code without its quiet zone, rows from the top, true where dark."""

    @property
    def rows(self) -> tuple[tuple[bool, ...], ...]: ...


FAMILIES: dict[Font, str] = {
    "regular": "",
    "bold": ' font-weight="700"',
    "display": ' font-family="Bricolage Grotesque,sans-serif" font-weight="800"',
}


def svg(face: Face, *, qr_matrix: Callable[[str], Matrix], label: str = "") -> str:
    """
    *face* as an ``<svg>`` element, trimmed (the bleed is cut off), one unit per millimetre.

    Args: *qr_matrix* gives the modules of a URL; *label* makes it an image of that
    name, without it the element is hidden from assistive tools (its words are elsewhere on the page).
    """
    return _root(face.width_mm, face.height_mm, painted(face, qr_matrix), label, "face")


def painted(face: Face, qr_matrix: Callable[[str], Matrix]) -> str:
    """What is inside the ``<svg>`` of *face*, for an element of its own measures."""
    return "".join(_painted(box, qr_matrix) for box in face.boxes)


def pattern_svg(number: int, width_mm: float, height_mm: float) -> str:
    """The pattern of orientation *number* as a swatch, hidden from assistive tools."""
    return _root(width_mm, height_mm, _box(pattern(number, 0, 0, width_mm, height_mm)), "", "pattern")


def icon_svg(number: int, *, label: str = "") -> str:
    """The icon of orientation *number* in the current text colour."""
    drawn = icon(look().orientation(number).icon, 0, 0, 24, "currentColor")
    return _root(24, 24, _box(drawn), label, "icon")


def symbol_svg(posture: str) -> str:
    """The sign of a posture in the current text colour, hidden from assistive tools."""
    return _root(24, 24, _box(symbol(posture, 0, 0, 24, "currentColor")), "", "symbol")


def path_svg(drawn: Path) -> str:
    """A shape drawn in a square of 24, hidden from assistive tools."""
    return _root(24, 24, _box(drawn), "", "symbol")


def _root(width: float, height: float, inner: str, label: str, name: str) -> str:
    heard = f' role="img"><title>{escape(label)}</title>' if label else ' aria-hidden="true">'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" viewBox="0 0 {_n(width)} {_n(height)}"'
        f' font-family="Atkinson Hyperlegible Next,sans-serif"{heard}{inner}</svg>'
    )


def _painted(box: Box, qr_matrix: Callable[[str], Matrix]) -> str:
    return _code(box, qr_matrix(box.url).rows) if isinstance(box, Qr) else _box(box)


def _box(box: Box) -> str:
    match box:
        case Rect():
            return rectangle(box)
        case Path():
            return f'<path d="{_data(box.commands)}"{_paint(box)}/>' if box.commands else ""
        case Text():
            return _text(box)
        case Group():
            return _group(box)
        case Qr():
            raise TypeError("a QR code has no modules before it is asked for")


def rectangle(box: Rect) -> str:
    radius = f' rx="{_n(box.radius)}"' if box.radius else ""
    return f"<rect{_area(box)}{radius}{_paint(box)}/>"


def _group(box: Group) -> str:
    """A nested svg cuts what overflows it, without an id to clash when thirty faces share a page."""
    view = f"{_n(box.x)} {_n(box.y)} {_n(box.width)} {_n(box.height)}"
    return f'<svg{_area(box)} viewBox="{view}">{"".join(map(_box, box.boxes))}</svg>'


def _text(box: Text) -> str:
    size = _n(box.size_pt * MM_PER_PT)
    lines = "".join(map(_line, box.lines))
    return f'<g fill="{box.colour}" font-size="{size}"{FAMILIES[box.font]}>{lines}</g>'


def _line(line: Line) -> str:
    place = f'x="{_n(line.x)}" y="{_n(line.y)}"'
    if line.width_mm:  # a browser measures what only it can draw
        place += f' textLength="{_n(line.width_mm)}"'
    return f"<text {place}>{escape(line.text, quote=False)}</text>"


def _code(box: Qr, modules: tuple[tuple[bool, ...], ...]) -> str:
    """Dark runs of each row, in module units, on a white square."""
    module = box.size_mm / (len(modules) + 2 * QUIET_MODULES)
    origin = QUIET_MODULES * module
    runs = "".join(f"M{x} {y}h{n}v1h-{n}z" for y, row in enumerate(modules) for x, n in _runs(row))
    place = f"translate({_n(box.x + origin)} {_n(box.y + origin)}) scale({_n(module, 4)})"
    white = rectangle(Rect(box.x, box.y, box.size_mm, box.size_mm, fill=look().white))
    return f'{white}<path transform="{place}" d="{runs}" fill="{look().ink}" shape-rendering="crispEdges"/>'


def _runs(row: Iterable[bool]) -> Iterable[tuple[int, int]]:
    """Start and length of each run of dark modules."""
    start = 0
    cells = [*row, False]
    for i, dark in enumerate(cells):
        if not dark:
            if i > start:
                yield start, i - start
            start = i + 1


def _area(box: Rect | Group) -> str:
    return place(box.x, box.y, box.width, box.height)


def place(x: float, y: float, width: float, height: float) -> str:
    """The attributes of an element's place."""
    return f' x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'


def _paint(box: Rect | Path) -> str:
    fill = f' fill="{box.fill or "none"}"'
    return fill + (f' stroke="{box.stroke}" stroke-width="{_n(box.stroke_mm, 3)}"' if box.stroke else "")


def _data(commands: tuple[Command, ...]) -> str:
    """Path data relative to the last point, whole hundredths of a millimetre: half the bytes."""
    out: list[str] = []
    x = y = 0
    start = (0, 0)
    for letter, numbers in commands:
        points = [round(n * 100) for n in numbers]
        if letter == "Z":
            out.append("z")
            x, y = start
            continue
        moves = [n - (y if i % 2 else x) for i, n in enumerate(points)]
        out.append(letter.lower() + _joined(moves))
        x, y = points[-2:]
        if letter == "M":
            start = (x, y)
    return "".join(out)


def _joined(hundredths: Iterable[int]) -> str:
    out = ""
    for value in hundredths:
        text = _n(value / 100)
        out += text if not out or text.startswith("-") else f" {text}"
    return out


def _n(value: float, places: int = 2) -> str:
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
