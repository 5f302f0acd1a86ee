"""
What a face is made of: boxes in millimetres, origin top left, y down.

A face knows neither PDF nor SVG; ``faces.svg`` and ``printing.pdf`` paint the same list.
Colours are ``#RRGGBB``.
"""

from dataclasses import dataclass
from typing import Literal

Font = Literal["regular", "bold", "display"]
Role = Literal["title", "heading", "text", "label", "artifact"]
Command = tuple[Literal["M", "L", "C", "Z"], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    stroke_mm: float = 0.0
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Path:
    """Absolute commands: M x y, L x y, C x1 y1 x2 y2 x y, Z."""

    commands: tuple[Command, ...]
    fill: str = ""
    stroke: str = ""
    stroke_mm: float = 0.0


# What is between a line and the next: a space; nothing, within a word; a hyphen added to cut a word.
End = Literal["space", "none", "hyphen"]


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line of set text; ``y`` is the baseline, ``width_mm`` its measured width, ``x`` its left edge.

    ``end`` says how it is read on: a word cut in two is still one word to who listens or searches.
    """

    x: float
    y: float
    text: str
    width_mm: float
    end: End = "space"


@dataclass(frozen=True, slots=True)
class Text:
    """Lines set in one style. ``role`` is what the text is to a reader (and to a tagged PDF)."""

    role: Role
    lines: tuple[Line, ...]
    font: Font
    size_pt: float
    colour: str


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code: ``size_mm`` includes the quiet zone of 4 modules; always dark on white."""

    x: float
    y: float
    size_mm: float
    url: str
    alt: str


@dataclass(frozen=True, slots=True)
class Group:
    """
    Boxes cut off outside a rectangle: a pattern within its band.

    ``alt`` says in words what the group shows, when it is a picture that matters: a diagram, a map.
    """

    boxes: tuple["Box", ...]
    x: float
    y: float
    width: float
    height: float
    alt: str = ""


Box = Rect | Path | Text | Qr | Group


@dataclass(frozen=True, slots=True)
class Face:
    """
    One printed side of a card. ``boxes`` may run ``bleed_mm`` beyond the trim on every side
    (coordinates from -bleed to size + bleed); text and QR stay inside the safe zone.
    """

    width_mm: float
    height_mm: float
    bleed_mm: float
    boxes: tuple[Box, ...]
    title: str
    language: str
