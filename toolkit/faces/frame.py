"""The ground a face is composed on: a card in one language, one format, one theme."""

from dataclasses import dataclass, replace
from math import sqrt
from typing import Any, TypeVar

from toolkit.content.cards import Card, CardText, Deck, Language
from toolkit.faces.boxes import Box, Face, Group, Line, Path, Qr, Rect, Text
from toolkit.faces.layout import Typesetter
from toolkit.faces.look import Format, Sizes, Theme, Tones, look, tones
from toolkit.words import say

_Area = TypeVar("_Area", Rect, Group)

MARGIN_MM = 4.0
# The kinds of card of a game; and the area their texts are composed on, at the scale of a tarot card: a
# back holds six outcomes, so it takes what it needs and gives its letters what is left.
PLAYED = ("posture", "situation", "crisis")
PLAYED_MM2 = (70 / 1.08) * (120 / 1.08)


@dataclass(frozen=True, slots=True)
class Frame:
    """Composition happens at scale 1; ``face`` brings the boxes to the format's size."""

    card: Card
    deck: Deck
    language: Language
    format: Format
    theme: Theme

    @property
    def text(self) -> CardText:
        return self.card.text(self.language)

    @property
    def layout(self) -> str:
        return self.theme.layout or self.format.layout

    @property
    def scale(self) -> float:
        """A theme with a layout of its own sets type in the sizes it says, whatever the format."""
        if self.theme.layout:
            return 1.0
        return played_scale(self.format) if self.card.kind in PLAYED else self.format.scale

    @property
    def ink(self) -> str:
        return self.theme.ink

    @property
    def grey(self) -> str:
        return self.theme.grey

    @property
    def sizes(self) -> Sizes:
        return self.theme.sizes

    @property
    def number(self) -> int:
        """
        Whose hue and pattern the card wears: its orientation's or its suit's; the ink of the room where the
        card must seem nobody's, as what happens in a game.
        """
        card = self.card
        suit = card.suit if card.kind not in ("situation", "crisis") else 0
        return card.orientation or suit or look().room.number

    @property
    def tones(self) -> Tones:
        return tones(self.number, self.theme)

    @property
    def setter(self) -> Typesetter:
        return Typesetter(
            self.card.id, self.language, self.format.hyphenate and self.theme.hyphenate, scale=self.scale
        )

    @property
    def width(self) -> float:
        return self.format.width / self.scale

    @property
    def height(self) -> float:
        return self.format.height / self.scale

    @property
    def bleed(self) -> float:
        return self.format.bleed / self.scale

    @property
    def safe(self) -> float:
        return self.format.safe / self.scale

    @property
    def column(self) -> float:
        """The width of the text."""
        return self.width - 2 * MARGIN_MM

    def say(self, word: str, **values: Any) -> str:
        return say(self.language, f"face.{word}", **values)

    def band(self, top: float, bottom: float) -> tuple[float, float, float, float]:
        """x, y, width, height of a full-width band; an end at an edge of the trim goes on into the bleed."""
        top = -self.bleed if top <= 0 else top
        bottom = self.height + self.bleed if bottom >= self.height else bottom
        return -self.bleed, top, self.width + 2 * self.bleed, bottom - top

    def rule(self, y: float) -> tuple[Box, ...]:
        """A white band has no edge: a line says where it ends."""
        if not self.theme.is_white:
            return ()
        return (Rect(*self.band(y, y + self.theme.rule_mm / self.scale), fill=self.tones.hue),)

    def face(self, boxes: tuple[Box, ...]) -> Face:
        ratio = self.scale
        return Face(
            width_mm=self.format.width,
            height_mm=self.format.height,
            bleed_mm=self.format.bleed,
            boxes=tuple(scaled(box, ratio) for box in boxes),
            title=self.text.title,
            language=self.language,
        )


def played_scale(format_: Format) -> float:
    """How much larger than composed a card of a game is; below 1, its letters are too small to be read."""
    return round(sqrt(format_.width * format_.height / PLAYED_MM2), 3)


def scaled(box: Box, ratio: float) -> Box:
    """*box* with every length, type size included, multiplied by *ratio*."""
    if ratio == 1:
        return box
    match box:
        case Text():
            lines = tuple(_scaled_line(line, ratio) for line in box.lines)
            return replace(box, lines=lines, size_pt=box.size_pt * ratio)
        case Path():
            commands = tuple((letter, tuple(n * ratio for n in numbers)) for letter, numbers in box.commands)
            return replace(box, commands=commands, stroke_mm=box.stroke_mm * ratio)
        case Qr():
            return replace(box, x=box.x * ratio, y=box.y * ratio, size_mm=box.size_mm * ratio)
        case Rect():
            return replace(
                _scaled_area(box, ratio), stroke_mm=box.stroke_mm * ratio, radius=box.radius * ratio
            )
        case Group():
            boxes = tuple(scaled(inner, ratio) for inner in box.boxes)
            return replace(_scaled_area(box, ratio), boxes=boxes)


def _scaled_line(line: Line, ratio: float) -> Line:
    return Line(line.x * ratio, line.y * ratio, line.text, line.width_mm * ratio, line.end)


def _scaled_area(box: _Area, ratio: float) -> _Area:
    return replace(box, x=box.x * ratio, y=box.y * ratio, width=box.width * ratio, height=box.height * ratio)
