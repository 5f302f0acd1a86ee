"""The strokes every picture is made of: measured text, numbered chips, bars, hatches. Millimetres, y down."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from toolkit.content.cards import Language
from toolkit.faces.boxes import Box, Command, Font, Group, Line, Path, Rect, Text
from toolkit.faces.breaking import Measure, Setting, TooNarrow, broken
from toolkit.faces.drawable import UNSEEN, drawable, lacks
from toolkit.faces.look import look, mixed
from toolkit.faces.metrics import MM_PER_PT, drawn, metrics
from toolkit.pictures.subject import OptionLike

KAPPA = 0.5523  # control points of a quarter circle, for a radius of 1
BAD = "#9B1F14"

# Seven inks from the worst degree to the best: darker is better.
INKS = ("#FFFFFF", "#EFE7D8", "#D6CBB6", "#A99E8C", "#756C5E", "#4A443B", "#1D1A16")
DARK_FROM = 4  # white figures from this ink on


@dataclass(frozen=True, slots=True)
class Pen:
    """
    A size of letters and a language; everything else follows. In a ``browser``, what our typefaces lack is
    left to its own, with a width that is guessed.
    """

    size_pt: float
    language: Language
    browser: bool = False

    @property
    def em(self) -> float:
        """The size of the letters in millimetres."""
        return self.size_pt * MM_PER_PT

    @property
    def leading(self) -> float:
        return 1.2 * self.em

    def scaled(self, share: float) -> "Pen":
        return replace(self, size_pt=self.size_pt * share)

    def width(self, text: str, font: Font = "regular") -> float:
        if self._leaves(text, font):
            return sum(_guessed(character, font) for character in text) * self.em
        return drawn(drawable(text, font), font)[1] * self.em

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        font: Font = "regular",
        colour: str = "",
        align: float = 0.0,
    ) -> Text:
        """One line with its baseline at *y*; *align* 0 starts at *x*, 0.5 is centred on it, 1 ends there."""
        line = self._line(x, y, text, font)
        line = replace(line, x=x - align * (line.width_mm or self.width(text, font)))
        return Text("text", (line,), font, self.size_pt, colour or look().ink)

    def lines(self, text: str, width: float, most: int, font: Font = "regular") -> tuple[str, ...]:
        """*text* in at most so many lines of that width; what does not fit is cut with an ellipsis."""
        if self._leaves(text, font):
            found = tuple(self._filled(text, width, font))
        else:
            found = self._broken(drawable(text, font), width, font)
        if len(found) > most:
            found = (*found[: most - 1], " ".join(found[most - 1 :]))
        return tuple(self._cut(line, width, font) for line in found)

    def _broken(self, text: str, width: float, font: Font) -> tuple[str, ...]:
        setting = Setting(font, self.language, divide=True)
        try:
            return broken(text, setting, Measure(width / self.em))
        except TooNarrow:
            return (text,)

    def _filled(self, text: str, width: float, font: Font) -> Iterator[str]:
        """Word after word, for as long as the line lasts."""
        line = ""
        for word in text.split():
            longer = f"{line} {word}".lstrip()
            if line and self.width(longer, font) > width:
                yield line
                longer = word
            line = longer
        yield line

    def _leaves(self, text: str, font: Font) -> bool:
        """Whether *text* is left to the typefaces of a browser."""
        return self.browser and lacks(text, font)

    def _line(self, x: float, y: float, text: str, font: Font) -> Line:
        """A line without a width is as wide as a browser makes it."""
        if self._leaves(text, font):
            return Line(x, y, text, 0.0)
        shown, ems = drawn(drawable(text, font), font)
        return Line(x, y, shown, ems * self.em)

    def paragraph(
        self, x: float, y: float, lines: Sequence[str], *, font: Font = "regular", colour: str = ""
    ) -> Text:
        """Lines under each other, the first baseline at *y*."""
        set_lines = tuple(self._line(x, y + n * self.leading, text, font) for n, text in enumerate(lines))
        return Text("text", set_lines, font, self.size_pt, colour or look().ink)

    def _cut(self, line: str, width: float, font: Font) -> str:
        if self.width(line, font) <= width:
            return line
        while line and self.width(f"{line}…", font) > width:
            line = line[:-1]
        return f"{line.rstrip()}…"

    def chip(self, x: float, y: float, option: OptionLike, radius: float) -> tuple[Box, ...]:
        """The number of an option on its hue, centred on x, y."""
        pen = Pen(1.15 * radius / MM_PER_PT, self.language)
        figure = pen.text(
            x, y + 0.36 * pen.em, str(option.number), font="display", colour=look().white, align=0.5
        )
        return (circle(x, y, radius, fill=hue(option)), figure)


def _guessed(character: str, font: Font) -> float:
    """The width of a character, in em: ours, or about that of an ideogram or of a letter."""
    if (ours := metrics().advances[font].get(character)) is not None:
        return ours
    if unicodedata.category(character) in (*UNSEEN, "Mn", "Me"):
        return 0.0
    return 1.3 if unicodedata.east_asian_width(character) in "WF" else 0.65


def hue(option: OptionLike) -> str:
    """The hue of the option's orientation, or the one that stands for the room's own ideas."""
    try:
        return look().orientation(option.orientation).hue
    except KeyError:
        return look().grey


def soft(colour: str, share: float = 0.72) -> str:
    return mixed(colour, look().white, share)


def circle(
    x: float, y: float, radius: float, *, fill: str = "", stroke: str = "", stroke_mm: float = 0.0
) -> Path:
    r, k = radius, radius * KAPPA
    commands: tuple[Command, ...] = (
        ("M", (x + r, y)),
        ("C", (x + r, y + k, x + k, y + r, x, y + r)),
        ("C", (x - k, y + r, x - r, y + k, x - r, y)),
        ("C", (x - r, y - k, x - k, y - r, x, y - r)),
        ("C", (x + k, y - r, x + r, y - k, x + r, y)),
        ("Z", ()),
    )
    return Path(commands, fill=fill, stroke=stroke, stroke_mm=stroke_mm)


def stroke(points: Sequence[tuple[float, float]], colour: str, width: float) -> Path:
    """A broken line."""
    first, *others = points
    commands: list[Command] = [("M", first), *(("L", point) for point in others)]
    return Path(tuple(commands), stroke=colour, stroke_mm=width)


def triangle(x: float, y: float, size: float, *, up: bool, fill: str = "") -> Path:
    """Its centre at x, y."""
    tip, base = (-size / 2, size / 2) if up else (size / 2, -size / 2)
    commands: tuple[Command, ...] = (
        ("M", (x, y + tip)),
        ("L", (x + 0.58 * size, y + base)),
        ("L", (x - 0.58 * size, y + base)),
        ("Z", ()),
    )
    return Path(commands, fill=fill or look().ink)


def ribbon(x1: float, top1: float, x2: float, top2: float, height: float, fill: str) -> Path:
    """A band that flows from one column to the next."""
    middle = (x1 + x2) / 2
    low1, low2 = top1 + height, top2 + height
    commands: tuple[Command, ...] = (
        ("M", (x1, top1)),
        ("C", (middle, top1, middle, top2, x2, top2)),
        ("L", (x2, low2)),
        ("C", (middle, low2, middle, low1, x1, low1)),
        ("Z", ()),
    )
    return Path(commands, fill=fill)


def hatched(
    x: float, y: float, width: float, height: float, every: float, *, crossed: bool = False, colour: str = ""
) -> Group:
    """Oblique lines within a rectangle, every so many millimetres; *crossed* both ways."""
    lines = tuple(_oblique(x, y, width, height, every, colour or look().ink, crossed=crossed))
    return Group(lines, x, y, width, height)


def _oblique(
    x: float, y: float, width: float, height: float, every: float, colour: str, *, crossed: bool
) -> Iterator[Box]:
    thick = max(0.2, every / 7)
    for step in range(int((width + height) / every) + 1):
        start = x + step * every - height
        yield stroke([(start, y + height), (start + height, y)], colour, thick)
        if crossed:
            yield stroke([(start, y), (start + height, y + height)], colour, thick)


def degree(x: float, y: float, width: float, height: float, level: int, levels: int) -> Iterator[Box]:
    """A segment of a bar of degrees, 0 the worst: an ink, and lines over the two worst."""
    ink = round(level * 6 / max(levels - 1, 1))
    yield Rect(x, y, width, height, fill=INKS[ink], stroke=look().ink, stroke_mm=0.2)
    if level <= 1:
        yield hatched(x, y, width, height, 1.6 if level == 0 else 2.6, crossed=level == 0)


def stacked(widths: Sequence[float]) -> list[float]:
    """Where each of these begins, one after the other."""
    return [0.0, *accumulate(widths)][: len(widths)]


def figure(pen: Pen, x: float, y: float, people: int, *, on_dark: bool, halo: str = "") -> Iterator[Box]:
    """A number of people in a segment centred on x, y; *halo* clears the lines behind it."""
    text = str(people)
    if halo:
        half = pen.width(text, "bold") / 2 + 0.15 * pen.em
        yield Rect(x - half, y - 0.5 * pen.em, 2 * half, pen.em, fill=halo, radius=0.3 * pen.em)
    colour = look().white if on_dark else look().ink
    yield pen.text(x, y + 0.35 * pen.em, text, font="bold", colour=colour, align=0.5)


def room_for(pen: Pen, people: int) -> float:
    """How wide a segment must be for its number of people to be written in it."""
    return pen.width(str(people), "bold") + 0.6 * pen.em


def written(votes: float, language: Language) -> str:
    """A number of votes, to a tenth: shares of a ballot move in an STV."""
    text = f"{votes:.1f}".removesuffix(".0")
    return text.replace(".", ",") if language == "fr" else text
