"""Reads SVG path data into the absolute M, L, C and Z of a face."""

import math
import re
from collections.abc import Iterator

from toolkit.faces.boxes import Command

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_FLAGGED = re.compile(
    r"[\s,]*(N)[\s,]*(N)[\s,]*(N)[\s,]*([01])[\s,]*([01])[\s,]*(N)[\s,]*(N)".replace("N", _NUMBER.pattern)
)
_ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}

Point = tuple[float, float]


def parse(data: str) -> tuple[Command, ...]:
    """
    The commands of *data*, arcs and shorthands turned into cubic curves.

    Raises: ValueError, for a command other than M L H V C S Q A Z (either case).
    """
    return _Pen().draw(data)


class _Pen:
    """Where drawing stands: current point, start of the subpath, last control point."""

    def __init__(self) -> None:
        self.at: Point = (0.0, 0.0)
        self.start: Point = (0.0, 0.0)
        self.control: Point | None = None
        self.commands: list[Command] = []

    def draw(self, data: str) -> tuple[Command, ...]:
        for letter, numbers in _segments(data):
            self._step(letter.upper(), self._absolute(letter, numbers))
        return tuple(self.commands)

    def _absolute(self, letter: str, numbers: list[float]) -> list[float]:
        if letter.isupper():
            return numbers
        x, y = self.at
        match letter:
            case "h":
                return [numbers[0] + x]
            case "v":
                return [numbers[0] + y]
            case "a":
                return [*numbers[:5], numbers[5] + x, numbers[6] + y]
        return [n + (y if i % 2 else x) for i, n in enumerate(numbers)]

    def _step(self, letter: str, n: list[float]) -> None:
        reflected = self._reflected()
        self.control = None
        match letter:
            case "M":
                self.start = (n[0], n[1])
                self._to("M", (n[0], n[1]))
            case "L":
                self._to("L", (n[0], n[1]))
            case "H":
                self._to("L", (n[0], self.at[1]))
            case "V":
                self._to("L", (self.at[0], n[0]))
            case "C":
                self._curve((n[0], n[1]), (n[2], n[3]), (n[4], n[5]))
            case "S":
                self._curve(reflected, (n[0], n[1]), (n[2], n[3]))
            case "Q":
                self._quadratic((n[0], n[1]), (n[2], n[3]))
            case "A":
                self._arc(n)
            case "Z":
                self.commands.append(("Z", ()))
                self.at = self.start

    def _reflected(self) -> Point:
        if self.control is None:
            return self.at
        return (2 * self.at[0] - self.control[0], 2 * self.at[1] - self.control[1])

    def _to(self, letter: str, point: Point) -> None:
        self.commands.append(("M" if letter == "M" else "L", point))
        self.at = point

    def _curve(self, first: Point, second: Point, end: Point) -> None:
        self.commands.append(("C", (*first, *second, *end)))
        self.at, self.control = end, second

    def _quadratic(self, control: Point, end: Point) -> None:
        first = tuple(a + 2 / 3 * (c - a) for a, c in zip(self.at, control, strict=True))
        second = tuple(e + 2 / 3 * (c - e) for e, c in zip(end, control, strict=True))
        self._curve((first[0], first[1]), (second[0], second[1]), end)

    def _arc(self, n: list[float]) -> None:
        end = (n[5], n[6])
        for first, second, point in arc_curves(self.at, (n[0], n[1]), n[2], n[3] != 0, n[4] != 0, end):
            self._curve(first, second, point)
        self.control = None


def _segments(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; a repeated set of numbers repeats the command (L after M)."""
    for letter, body in re.findall(r"([A-Za-z])([^A-DF-Za-df-z]*)", data):
        size = _ARITY.get(letter.upper())
        if size is None:
            raise ValueError(f"path command {letter}")
        numbers = _arc_numbers(body) if letter in "Aa" else [float(t) for t in _NUMBER.findall(body)]
        if not size:
            yield letter, []
        for i in range(0, len(numbers), size or 1):
            follow = {"M": "L", "m": "l"}.get(letter, letter) if i else letter
            yield follow, numbers[i : i + size]


def _arc_numbers(body: str) -> list[float]:
    """The flags of an arc may touch each other and the next number: ``01.5`` is 0, 1, 0.5."""
    return [float(number) for match in _FLAGGED.findall(body) for number in match]


def arc_curves(
    start: Point, radii: Point, rotation: float, large: bool, sweep: bool, end: Point
) -> Iterator[tuple[Point, Point, Point]]:
    """
    The cubic curves (control, control, end) of an elliptical arc, at most a quarter turn each.

    Source: SVG 1.1 implementation notes, F.6 (endpoint to centre parameters).
    """
    phi = math.radians(rotation)
    cos, sin = math.cos(phi), math.sin(phi)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x1, y1 = cos * dx + sin * dy, cos * dy - sin * dx
    rx, ry = abs(radii[0]), abs(radii[1])
    grow = math.sqrt(max(1.0, (x1 / rx) ** 2 + (y1 / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    square = (rx * y1) ** 2 + (ry * x1) ** 2
    root = math.sqrt(max(0.0, (rx * ry) ** 2 - square) / square)
    root = -root if large == sweep else root
    cx, cy = root * rx * y1 / ry, -root * ry * x1 / rx
    angle = math.atan2((y1 - cy) / ry, (x1 - cx) / rx)
    turn = math.atan2((-y1 - cy) / ry, (-x1 - cx) / rx) - angle
    turn += 2 * math.pi * ((sweep and turn < 0) - (not sweep and turn > 0))
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2

    def placed(x: float, y: float) -> Point:
        x, y = rx * x + cx, ry * y + cy
        return cos * x - sin * y + middle[0], sin * x + cos * y + middle[1]

    pieces = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    step = turn / pieces
    reach = 4 / 3 * math.tan(step / 4)
    for i in range(pieces):
        a, b = angle + i * step, angle + (i + 1) * step
        yield (
            placed(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
            placed(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
            placed(math.cos(b), math.sin(b)),
        )
