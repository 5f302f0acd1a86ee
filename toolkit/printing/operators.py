"""Outlines and codes as the operators that a PDF page is drawn with, in millimetres."""

from functools import lru_cache

from toolkit.faces.boxes import Command, Path, Qr, Rect
from toolkit.printing.inks import LIGHT, Inks
from toolkit.printing.qr import QUIET_MODULES, Run, fitted, matrix, runs

ARC = 0.5523  # control points of a quarter circle drawn as one Bézier curve, for a radius of 1

OPERATORS = {
    "M": "%.3f %.3f m",
    "L": "%.3f %.3f l",
    "C": "%.3f %.3f %.3f %.3f %.3f %.3f c",
    "Z": "h",
}
# How to paint an outline, by whether it is filled and stroked.
PAINT = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}


def code(qr: Qr, inks: Inks = LIGHT) -> str:
    """Operators for a white square and its dark modules, which stand on whole units: no seams, few bytes."""
    unit = qr.size_mm / fitted(qr.url, qr.size_mm).width
    square = rectangle(qr.x, qr.y, qr.size_mm, qr.size_mm)
    place = f"{unit:.6f} 0 0 {unit:.6f} {qr.x:.3f} {qr.y:.3f} cm"
    return f"q {inks.white} {square} f {inks.black} {place} {_modules(qr.url)} f Q"


@lru_cache(maxsize=512)
def _modules(url: str) -> str:
    return " ".join([_stroke(stroke) for stroke in runs(matrix(url))])


@lru_cache(maxsize=8192)
def _stroke(stroke: Run) -> str:
    row, column, length = stroke
    return f"{column + QUIET_MODULES} {row + QUIET_MODULES} {length} 1 re"


def shape(box: Rect | Path, inks: Inks = LIGHT) -> str:
    """Operators that fill and stroke one outline."""
    parts = [inks.fill(box.fill)] if box.fill else []
    if box.stroke:
        parts.append(f"{inks.stroke(box.stroke)} {box.stroke_mm:.3f} w")
    return " ".join((*parts, _outline(box), PAINT[bool(box.fill), bool(box.stroke)]))


def _outline(box: Rect | Path) -> str:
    if isinstance(box, Path):
        return path(box.commands)
    if box.radius:
        return path(_rounded(box))
    return rectangle(box.x, box.y, box.width, box.height)


@lru_cache(maxsize=512)
def path(commands: tuple[Command, ...]) -> str:
    return " ".join([OPERATORS[letter] % values for letter, values in commands])


def rectangle(x: float, y: float, width: float, height: float) -> str:
    return f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re"


def _rounded(box: Rect) -> tuple[Command, ...]:
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    r = min(box.radius, box.width / 2, box.height / 2)
    k = r * (1 - ARC)
    return (
        ("M", (left + r, top)),
        ("L", (right - r, top)),
        ("C", (right - k, top, right, top + k, right, top + r)),
        ("L", (right, bottom - r)),
        ("C", (right, bottom - k, right - k, bottom, right - r, bottom)),
        ("L", (left + r, bottom)),
        ("C", (left + k, bottom, left, bottom - k, left, bottom - r)),
        ("L", (left, top + r)),
        ("C", (left, top + k, left + k, top, left + r, top)),
        ("Z", ()),
    )
