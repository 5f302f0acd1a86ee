"""
The seven patterns, and that of the room’s ideas: generated geometry, each saying what it is about.

A pattern fills a rectangle in two tones on a ground; it overflows its edges, so it is always painted
inside a ``Group`` that cuts it. The same arguments give the same boxes.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from toolkit.faces.boxes import Box, Command, Group, Path, Rect
from toolkit.faces.look import Theme, look, theme, tones

# Control distance that makes a cubic curve a quarter of a circle of radius 1.
KAPPA = 0.5522847498
# Repeats smaller than this are drawn in thinner lines, which would run into one another.
LINED_CELL_MM = 8.5


@dataclass(frozen=True, slots=True)
class Area:
    """
    What a pattern covers, in millimetres: a rectangle, and a lattice of square cells that has a corner at
    (origin_x, origin_y), so that the repeat can fall right on the trim.
    """

    x: float
    y: float
    width: float
    height: float
    cell: float
    origin_x: float
    origin_y: float

    def rows(self, step: float) -> Iterator[tuple[int, float]]:
        """Number and top of each row that shows."""
        return _steps(self.origin_y, step, self.y, self.y + self.height)

    def columns(self, step: float, shift: float = 0.0) -> Iterator[tuple[int, float]]:
        """Number and left edge of each column that shows, the lattice pushed by *shift*."""
        return _steps(self.origin_x + shift, step, self.x, self.x + self.width)

    def cells(
        self, step_x: float, step_y: float, *, shift: float = 0.0
    ) -> Iterator[tuple[int, int, float, float]]:
        """Row, column and top left corner of each cell that shows, odd rows pushed by *shift*."""
        for row, y in self.rows(step_y):
            for column, x in self.columns(step_x, shift if row % 2 else 0.0):
                yield row, column, x, y


def _steps(origin: float, step: float, start: float, end: float) -> Iterator[tuple[int, float]]:
    first = math.floor((start - origin) / step + 1e-6)
    for i in range(first, math.ceil((end - origin) / step - 1e-6)):
        yield i, origin + i * step


@lru_cache(maxsize=256)
def pattern(
    number: int,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    cell: float = 0.0,
    origin: tuple[float, float] | None = None,
    drawn: Theme | None = None,
) -> Group:
    """
    The pattern of orientation *number* in a rectangle, ground included.

    Args: millimetres; *cell* is the size of the repeat, half the shorter side when not given; *origin* a
        corner of the lattice, the top left of the rectangle when not given; *drawn*, the theme, in full
        colour when not given.
    Returns: the same object for the same arguments, so that a painter may store it once.
    Raises: KeyError, when no orientation has that number.
    """
    style = drawn or theme()
    colours = tones(number, style)
    left, top = origin or (x, y)
    area = Area(x, y, width, height, cell or min(width, height) / 2, left, top)
    ground = Rect(x, y, width, height, fill=colours.ground)
    draw = PATTERNS[look().orientation(number).pattern]
    shapes = draw(area, colours.soft, colours.strong, colours.ground)
    if style.pattern == "line":
        line = style.line_mm * min(1.0, area.cell / LINED_CELL_MM)
        shapes = tuple(_outlined(shape, colours.ground, colours.soft, line) for shape in shapes)
    return Group((ground, *shapes), x, y, width, height)


def _outlined(shape: Box, ground: str, soft: str, line_mm: float) -> Box:
    """The outline of *shape* alone, a tenth of its ink; what let the ground through keeps a line."""
    if not isinstance(shape, Path):
        return shape
    colour = shape.fill or shape.stroke
    return replace(shape, fill="", stroke=soft if colour == ground else colour, stroke_mm=line_mm)


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
    """Small charts woven together: the bars of one cross the bars of the next."""
    flat: list[Command] = []
    upright: list[Command] = []
    c = area.cell
    bar = c * 0.24
    for row, column, x, y in area.cells(c, c):
        for i, share in enumerate((0.40, 0.68, 0.96)):
            offset, length = c / 3 * i + (c / 3 - bar) / 2, c * share
            if (row + column) % 2:
                flat += _bar(x + c * 0.02, y + offset, length, bar)
            else:
                upright += _bar(x + offset, y + c * 0.98 - length, bar, length)
    return Path(tuple(flat), fill=soft), Path(tuple(upright), fill=strong)


def petals(area: Area, soft: str, strong: str, _ground: str) -> tuple[Box, ...]:
    """Circles that overlap: the petal is what two neighbours hold in common."""
    across: list[Command] = []
    down: list[Command] = []
    c = area.cell
    for _row, _column, left, top in area.cells(c, c):
        x, y = left + c / 2, top + c / 2
        across += _petal((x - c, y), (x, y))
        down += _petal((x, y - c), (x, y))
    return Path(tuple(across), fill=strong), Path(tuple(down), fill=soft)


def shifts(area: Area, soft: str, strong: str, _ground: str) -> tuple[Box, ...]:
    """Means on the move: rows of arrows, one way, then the other."""
    many: list[Command] = []
    few: list[Command] = []
    c = area.cell
    step, height, thick, tip = c * 0.5, c * 0.5, c * 0.32, c * 0.18
    for row, y in area.rows(height):
        turn = -1 if row % 2 else 1
        for column, x in area.columns(step, step / 2):
            back = x if turn > 0 else x + step
            front = few if (column * turn + row) % 3 == 0 else many
            front += _chevron(back, y + height * 0.08, height * 0.84, turn * thick, turn * tip)
    return Path(tuple(many), fill=soft), Path(tuple(few), fill=strong)


def waves(area: Area, soft: str, strong: str, _ground: str) -> tuple[Box, ...]:
    """Two shores and what passes between them: waves, and a word in each hollow."""
    lines: list[Command] = []
    dots: list[Command] = []
    c = area.cell
    for row, y in area.rows(c * 0.5):
        middle = y + c * 0.25
        started = False
        for _column, x in area.columns(c, c / 2 if row % 2 else 0.0):
            if not started:
                lines.append(("M", (x, middle)))
                started = True
            lines += _swell(x, middle, c, c * 0.2)
            dots += _disc((x + c * 0.25, middle + c * 0.07), c * 0.085)
    return Path(tuple(lines), stroke=soft, stroke_mm=c * 0.11), Path(tuple(dots), fill=strong)


def courses(area: Area, soft: str, strong: str, _ground: str) -> tuple[Box, ...]:
    """Courses of a wall: stretchers laid flat, and the soldiers that hold them."""
    flat: list[Command] = []
    upright: list[Command] = []
    c = area.cell
    joint = c * 0.06
    for _row, y in area.rows(c):
        for i, top in enumerate((y, y + c * 0.25)):
            for _column, x in area.columns(c, 0.0 if i else c / 2):
                flat += _bar(x + joint / 2, top + joint / 2, c - joint, c * 0.25 - joint)
        for _column, x in area.columns(c / 4):
            upright += _bar(x + joint / 2, y + c * 0.5 + joint / 2, c / 4 - joint, c * 0.5 - joint)
    return Path(tuple(flat), fill=soft), Path(tuple(upright), fill=strong)


def suns(area: Area, soft: str, strong: str, ground: str) -> tuple[Box, ...]:
    """The same sun that comes back, row after row, ring within ring."""
    rings: tuple[list[Command], ...] = ([], [], [])
    c = area.cell
    for _row, _column, x, y in area.cells(c, c / 2, shift=c / 2):
        for ring, radius in zip(rings, (0.48, 0.34, 0.20), strict=True):
            ring += _half_disc((x + c / 2, y + c / 2), c * radius)
    fills = (soft, ground, strong)
    return tuple(Path(tuple(ring), fill=fill) for ring, fill in zip(rings, fills, strict=True))


def strokes(area: Area, soft: str, strong: str, _ground: str) -> tuple[Box, ...]:
    """What many hands write: words of several lengths along ruled lines."""
    faint: list[Command] = []
    bright: list[Command] = []
    c = area.cell
    line = c * 0.4
    for row, y in area.rows(line):
        for column, x in area.columns(c, c * (row * 3 % 5) / 5):
            written = bright if (row * 2 + column) % 3 == 0 else faint
            loops = 2 + (row * 5 + column * 3) % 3
            written += _scribble(x + c * 0.08, y + line * 0.5, loops, c * 0.2, line * 0.3)
    return tuple(
        Path(tuple(ink), stroke=colour, stroke_mm=c * 0.07)
        for ink, colour in ((faint, soft), (bright, strong))
    )


PATTERNS: dict[str, Callable[[Area, str, str, str], tuple[Box, ...]]] = {
    "starbursts": starbursts,
    "weave": weave,
    "petals": petals,
    "shifts": shifts,
    "waves": waves,
    "courses": courses,
    "suns": suns,
    "strokes": strokes,
}


def _polygon(*points: tuple[float, float]) -> list[Command]:
    first, *others = points
    return [("M", first), *(("L", point) for point in others), ("Z", ())]


def _chevron(x: float, y: float, height: float, thick: float, tip: float) -> list[Command]:
    """An arrow block from its notched back at *x*; negative sizes point it left."""
    middle, bottom = y + height / 2, y + height
    return _polygon(
        (x, y),
        (x + thick, y),
        (x + thick + tip, middle),
        (x + thick, bottom),
        (x, bottom),
        (x + tip, middle),
    )


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


def _scribble(x: float, y: float, loops: int, width: float, height: float) -> list[Command]:
    """A word as a felt-tip leaves it: *loops* up and down strokes, from the left."""
    drawn: list[Command] = [("M", (x, y + height))]
    for i in range(loops):
        left, half = x + i * width, width / 2
        up, down = y - height, y + height
        drawn.append(("C", (left + half * 0.3, up, left + half * 0.9, up, left + half, y)))
        drawn.append(("C", (left + half * 1.1, down, left + half * 1.7, down, left + width, y)))
    return drawn
