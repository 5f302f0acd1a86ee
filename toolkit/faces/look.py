"""The look as values: hues, tones, type sizes and formats, read from ``look.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Ink = Literal["full", "light"]


@dataclass(frozen=True, slots=True)
class Orientation:
    """What stands for one orientation: a number, a hue, an icon and a pattern, never a colour alone."""

    number: int
    hue: str
    icon: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes in points at scale 1: what goes with the body between its floor and its maximum."""

    body_max: float
    body_min: float
    step: float
    label: float
    fine_max: float
    fine_min: float
    title_max: float
    title_min: float
    great_title_max: float
    great_title_min: float
    question_max: float
    question_min: float

    def fine(self, body_pt: float) -> float:
        return self.beside(body_pt, self.fine_min, self.fine_max)

    def title(self, body_pt: float) -> float:
        return self.beside(body_pt, self.title_min, self.title_max)

    def great_title(self, body_pt: float) -> float:
        return self.beside(body_pt, self.great_title_min, self.great_title_max)

    def question(self, body_pt: float) -> float:
        return self.beside(body_pt, self.question_min, self.question_max)

    def beside(self, body_pt: float, least: float, most: float) -> float:
        """What goes from *least* to *most* while the body goes from its floor to its maximum."""
        share = (body_pt - self.body_min) / (self.body_max - self.body_min)
        return least + (most - least) * share


@dataclass(frozen=True, slots=True)
class Format:
    """A card size: trim, bleed and safe margin in millimetres; ``scale`` multiplies type, QR and spacing."""

    name: str
    width: float
    height: float
    bleed: float
    safe: float
    scale: float
    hyphenate: bool


@dataclass(frozen=True, slots=True)
class Tones:
    """
    The colours of one orientation for one way of printing, ``#RRGGBB``.

    ``ground`` fills bands, ``soft`` and ``strong`` draw the pattern on it, ``on_ground`` writes on it.
    """

    hue: str
    ground: str
    soft: str
    strong: str
    on_ground: str


@dataclass(frozen=True, slots=True)
class Look:
    paper: str
    ink: str
    grey: str
    white: str
    shares: Mapping[str, float]
    orientations: tuple[Orientation, ...]
    sizes: Sizes
    formats: Mapping[str, Format]

    def orientation(self, number: int) -> Orientation:
        """Raises: KeyError, when no orientation has that number."""
        for orientation in self.orientations:
            if orientation.number == number:
                return orientation
        raise KeyError(number)


def mixed(colour: str, other: str, share: float) -> str:
    """*colour* with a *share* (0 to 1) of *other*, as one solid colour."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def contrast(colour: str, other: str) -> float:
    """Contrast ratio from 1 to 21. Source: WCAG 2.2, relative luminance."""
    dark, light = sorted((_luminance(colour), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@cache
def look() -> Look:
    """The look of this distribution."""
    data = tomllib.loads((Path(__file__).parent / "look.toml").read_text("utf-8"))
    return Look(
        paper=data["paper"],
        ink=data["ink"],
        grey=data["grey"],
        white=data["white"],
        shares=data["tones"],
        orientations=tuple(Orientation(**entry) for entry in data["orientations"]),
        sizes=Sizes(**data["sizes"]),
        formats={name: Format(name=name, **entry) for name, entry in data["formats"].items()},
    )


@cache
def tones(number: int, ink: Ink = "full") -> Tones:
    """
    The colours of orientation *number*; ``light`` spares ink: hue on white instead of white on hue.

    Raises: KeyError, when no orientation has that number.
    """
    hue, white, shares = look().orientation(number).hue, look().white, look().shares
    if ink == "light":
        soft, strong = (mixed(white, hue, shares[f"light_{tone}"]) for tone in ("soft", "strong"))
        return Tones(hue, white, soft, strong, hue)
    soft, strong = (mixed(hue, white, shares[tone]) for tone in ("soft", "strong"))
    return Tones(hue, hue, soft, strong, white)
