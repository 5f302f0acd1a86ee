"""
The seven patterns: generated geometry, each saying what its orientation is about.

A pattern fills a rectangle in two tones on a ground; it overflows its edges, so it is always painted
inside a ``Group`` that cuts it. The same arguments give the same boxes.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from toolkit.faces.boxes import Box, Command, Group, Path, Rect
from toolkit.faces.look import Ink, look

# Control distance that makes a cubic curve a quarter of a circle of radius 1.
KAPPA = 0.5522847498


@dataclass(frozen=True, slots=True)
class Area:
    """What a pattern covers: a rectangle and the size of its repeat, in millimetres."""

    x: float
    y: float
    width: float
    height: float
    cell: float

    def cells(
        self, step_x: float, step_y: float, *, shift: float = 0.0
    ) -> Iterator[tuple[int, int, float, float]]:
        """Row, column and top left corner of each repeat, odd rows pushed by *shift*; edges are overrun."""
        rows = math.ceil(self.height / step_y)
        columns = math.ceil(self.width / step_x) + (1 if shift else 0)
        for row in range(rows):
            push = -shift if shift and row % 2 else 0.0
            for column in range(columns):
                yield row, column, self.x + column * step_x + push, self.y + row * step_y


Strokes = tuple[Command, ...]
Drawing = tuple[list[Command], list[Command]]


@lru_cache(maxsize=256)
def pattern(
    number: int, x: float, y: float, width: float, height: float, *, cell: float = 0.0, ink: Ink = "full"
) -> Group:
    """
    The pattern of orientation *number* in a rectangle, ground included.

    Args: millimetres; *cell*, the size of the repeat, suits the rectangle when not given.
    Returns: the same object for the same arguments, so that a painter may store it once.
    Raises: KeyError, when no orientation has that number.
    """
    orientation = look().orientation(number)
    tones = look().tones(number, ink)
    area = Area(x, y, width, height, cell or min(11.0, max(3.2, min(width, height) / 2)))
    ground = Rect(x, y, width, height, fill=tones.ground)
    drawn = PATTERNS[orientation.pattern](area, tones.soft, tones.strong, tones.ground)
    return Group((ground, *drawn), x, y, width, height)


def starbursts(area: Area, soft: str, strong: str, _ground: str) -> tuple[Box, ...]:
    """Sources of several kinds, each radiating in its own way."""
    thin: list[Command] = []
    bright: list[Command] = []
    c = area.cell
    for row, column, x, y in area.cells(c, c, shift=c / 2):
        middle = (x + c / 2, y + c / 2)
        kind = (row + 2 * column) % 3
        if kind == 0:
            bright += _star(middle, 8, c * 0.50, c * 0.075)
        elif kind == 1:
            thin += _star(middle, 4, c * 0.46, c * 0.15)
            bright += _disc(middle, c * 0.085)
        else:
            thin += _star(middle, 12, c * 0.42, c * 0.14)
    return Path(tuple(thin), fill=soft), Path(tuple(bright), fill=strong)


def weave(area: Area, soft: str, strong: str, _ground: str) -> tuple[Box, ...]:
    """Bars of a chart, woven: each figure crosses the ones it serves."""
    flat: list[Command] = []
    bright: list[Command] = []
    c = area.cell
    heights = (0.55, 0.9, 0.35, 0.75, 0.5, 0.95, 0.4, 0.7)
    bar, gap = c * 0.22, c / 3
    for row, column, x, y in area.cells(c, c):
        for i in range(3):
            length = c * heights[(row * 3 + column * 5 + i * 2) % len(heights)]
            offset = gap * i + (gap - bar) / 2
            if (row + column) % 2:
                flat += _bar(x, y + offset, length, bar)
            else:
                bright += _bar(x + offset, y + c - length, bar, length)
    return Path(tuple(flat), fill=soft), Path(tuple(bright), fill=strong)


def petals(area: Area, soft: str, strong: str, _ground: str) -> tuple[Box, ...]:
    """Circles that overlap: the petal is what two neighbours hold in common."""
    across: list[Command] = []
    down: list[Command] = []
    c = area.cell
    for _row, _column, x, y in area.cells(c, c):
        across += _petal((x, y), (x + c, y))
        down += _petal((x, y), (x, y + c))
    return Path(tuple(across), fill=strong), Path(tuple(down), fill=soft)


def shifts(area: Area, soft: str, strong: str, _ground: str) -> tuple[Box, ...]:
    """Blocks that slide, row after row, to where they are needed."""
    slow: list[Command] = []
    fast: list[Command] = []
    c = area.cell
    height, block = c / 2, c * 0.62
    for row in range(math.ceil(area.height / height)):
        y = area.y + row * height
        for column in range(-2, math.ceil(area.width / c) + 2):
            x = area.x + column * c + (row % 4) * c / 4
            lean = c / 4
            target = fast if (column + row // 2) % 3 == 0 else slow
            target += _polygon((x + lean, y), (x + lean + block, y), (x + block, y + height), (x, y + height))
    return Path(tuple(slow), fill=soft), Path(tuple(fast), fill=strong)


def waves(area: Area, soft: str, strong: str, _ground: str) -> tuple[Box, ...]:
    """Two shores and what passes between them: waves, and a word in each hollow."""
    lines: list[Command] = []
    dots: list[Command] = []
    c = area.cell
    rows = math.ceil(area.height / (c * 0.7)) + 1
    for row in range(rows):
        y = area.y + row * c * 0.7
        x = area.x - (c / 2 if row % 2 else 0.0)
        lines.append(("M", (x, y)))
        for column in range(math.ceil(area.width / c) + 1):
            left = x + column * c
            lines += _swell(left, y, c, c * 0.26)
            dots += _disc((left + c * 0.25, y + c * 0.21), c * 0.095)
    return Path(tuple(lines), stroke=soft, stroke_mm=c * 0.15), Path(tuple(dots), fill=strong)


def courses(area: Area, soft: str, strong: str, _ground: str) -> tuple[Box, ...]:
    """Courses of a wall: stretchers, and now and then the soldiers that hold them."""
    stones: list[Command] = []
    keys: list[Command] = []
    c = area.cell
    joint = c * 0.07
    y, row = area.y, 0
    while y < area.y + area.height:
        soldier = row % 3 == 2
        height, width = (c * 0.62, c * 0.31) if soldier else (c * 0.34, c * 0.93)
        x = area.x - (width / 2 if row % 2 else 0.0)
        column = 0
        while x < area.x + area.width:
            target = keys if (column % 2 if soldier else (column * 2 + row) % 5 == 0) else stones
            target += _bar(x + joint / 2, y + joint / 2, width - joint, height - joint)
            x, column = x + width, column + 1
        y, row = y + height, row + 1
    return Path(tuple(stones), fill=soft), Path(tuple(keys), fill=strong)


def suns(area: Area, soft: str, strong: str, ground: str) -> tuple[Box, ...]:
    """The same sun that comes back, row after row, ring within ring."""
    rings: tuple[list[Command], ...] = ([], [], [])
    c = area.cell
    for _row, _column, x, y in area.cells(c, c / 2, shift=c / 2):
        for ring, radius in zip(rings, (0.48, 0.34, 0.20), strict=True):
            ring += _half_disc((x + c / 2, y + c / 2), c * radius)
    fills = (soft, ground, strong)
    return tuple(Path(tuple(ring), fill=fill) for ring, fill in zip(rings, fills, strict=True))


PATTERNS: dict[str, Callable[[Area, str, str, str], tuple[Box, ...]]] = {
    "starbursts": starbursts,
    "weave": weave,
    "petals": petals,
    "shifts": shifts,
    "waves": waves,
    "courses": courses,
    "suns": suns,
}


def _polygon(*points: tuple[float, float]) -> list[Command]:
    first, *others = points
    return [("M", first), *(("L", point) for point in others), ("Z", ())]


def _bar(x: float, y: float, width: float, height: float) -> list[Command]:
    return _polygon((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def _star(middle: tuple[float, float], rays: int, reach: float, waist: float) -> list[Command]:
    """A star with *rays* points at *reach* from its middle, hollowed to *waist* between them."""
    points = []
    for i in range(2 * rays):
        angle, radius = math.pi * i / rays, waist if i % 2 else reach
        points.append((middle[0] + radius * math.sin(angle), middle[1] - radius * math.cos(angle)))
    return _polygon(*points)


def _disc(middle: tuple[float, float], radius: float) -> list[Command]:
    x, y = middle
    r, k = radius, radius * KAPPA
    return [
        ("M", (x - r, y)),
        ("C", (x - r, y - k, x - k, y - r, x, y - r)),
        ("C", (x + k, y - r, x + r, y - k, x + r, y)),
        ("C", (x + r, y + k, x + k, y + r, x, y + r)),
        ("C", (x - k, y + r, x - r, y + k, x - r, y)),
        ("Z", ()),
    ]


def _half_disc(middle: tuple[float, float], radius: float) -> list[Command]:
    """The upper half, standing on its diameter."""
    return [*_disc(middle, radius)[:3], ("Z", ())]


def _petal(start: tuple[float, float], end: tuple[float, float]) -> list[Command]:
    """The lens between two quarter circles that both go from *start* to *end*."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    sides = []
    for side in (1, -1):
        # A quarter circle whose chord is (dx, dy): its tangents leave at 45 degrees.
        k = KAPPA / 2
        sides.append(
            (
                (start[0] + k * (dx - side * dy), start[1] + k * (dy + side * dx)),
                (end[0] - k * (dx + side * dy), end[1] - k * (dy - side * dx)),
            )
        )
    (a, b), (c, d) = sides
    return [("M", start), ("C", (*a, *b, *end)), ("C", (*d, *c, *start)), ("Z", ())]


def _swell(x: float, y: float, length: float, height: float) -> list[Command]:
    """One period of a wave: a crest, then a hollow."""
    half, pull = length / 2, length * 0.18
    return [
        ("C", (x + pull, y - height * 1.3, x + half - pull, y - height * 1.3, x + half, y)),
        ("C", (x + half + pull, y + height * 1.3, x + length - pull, y + height * 1.3, x + length, y)),
    ]
