"""The look as values: hues, tones and type sizes (``look.toml``), card sizes (``formats/``), ``themes/``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from toolkit.content.cards import Language
from toolkit.faces.tables import Table, read_each
from toolkit.words import say

DEFAULT_FORMAT, DEFAULT_THEME = "poker", "colour"
# How a face can be composed: by the shape of its card, or as a theme has it whatever the shape.
FORMAT_LAYOUTS = ("tall", "side")
THEME_LAYOUTS = ("", "large")
GROUNDS = ("hue", "white")


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
        span = self.body_max - self.body_min
        share = (body_pt - self.body_min) / span if span else 1.0
        return least + (most - least) * share


@dataclass(frozen=True, slots=True, eq=False)
class Format:
    """
    A card size: trim, bleed and safe margin in millimetres; ``scale`` multiplies type, QR and spacing;
    ``layout`` is how a face is composed (see ``faces.sides``).
    """

    name: str
    titles: Mapping[Language, str]
    width: float
    height: float
    bleed: float
    safe: float
    scale: float
    hyphenate: bool
    layout: str

    def title(self, language: Language) -> str:
        """``Poker, 63 × 88 mm``"""
        width, height = (Decimal(f"{side:.1f}").normalize() for side in (self.width, self.height))
        return say(language, "look.format", name=self.titles[language], width=width, height=height)


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """
    A way to draw every card.

    Attributes:

    hue: ``own``, each orientation's; or one colour for all.
    ground, tab: what fills bands and panels, and the corner of the number: ``hue`` or ``white``.
    pattern: ``solid`` shapes, or ``line``: their outlines, ``line_mm`` thick.
    rule_mm: the line that ends a white band.
    soft, strong: share of white in the two tones of a pattern; of hue, on white.
    layout: in the place of the format's, when not empty; then the format's scale does not count either.
    formats: the names of those it is made for; empty for all.
    """

    name: str
    titles: Mapping[Language, str]
    notes: Mapping[Language, str]
    hue: str
    ground: Literal["hue", "white"]
    tab: Literal["hue", "white"]
    pattern: Literal["solid", "line"]
    line_mm: float
    rule_mm: float
    soft: float
    strong: float
    ink: str
    grey: str
    layout: str
    hyphenate: bool
    formats: tuple[str, ...]
    sizes: Sizes

    @property
    def is_white(self) -> bool:
        return self.ground == "white"


@dataclass(frozen=True, slots=True)
class Tones:
    """
    The colours of one orientation in one theme, ``#RRGGBB``.

    ``ground`` fills bands, ``soft`` and ``strong`` draw the pattern on it, ``on_ground`` writes on it;
    ``tab`` fills the corner of the number and ``on_tab`` writes on it.
    """

    hue: str
    ground: str
    soft: str
    strong: str
    on_ground: str
    tab: str
    on_tab: str


@dataclass(frozen=True, slots=True)
class Look:
    paper: str
    ink: str
    grey: str
    white: str
    orientations: tuple[Orientation, ...]
    room: Orientation
    sizes: Sizes
    formats: Mapping[str, Format]
    themes: Mapping[str, Theme]

    def orientation(self, number: int) -> Orientation:
        """The orientation of that number, or what stands for the room's own ideas. Raises: KeyError."""
        for orientation in (*self.orientations, self.room):
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
def look(folder: Path | None = None) -> Look:
    """
    The look of this distribution, with the formats and themes of *folder* added to its own.

    Raises: BadLook, for a file of *folder* that cannot be used.
    """
    own = Path(__file__).parent
    folders = (own, folder) if folder else (own,)
    data = tomllib.loads((own / "look.toml").read_text("utf-8"))
    sizes = Sizes(**data["sizes"])
    formats = read_each(folders, "formats", _format)
    themes = read_each(folders, "themes", lambda name, table: _theme(name, table, sizes, formats))
    return Look(
        paper=data["paper"],
        ink=data["ink"],
        grey=data["grey"],
        white=data["white"],
        orientations=tuple(Orientation(**entry) for entry in data["orientations"]),
        room=Orientation(**data["room"]),
        sizes=sizes,
        formats=dict(sorted(formats.items(), key=lambda item: item[1].width * item[1].height)),
        themes={DEFAULT_THEME: themes[DEFAULT_THEME], **themes},
    )


def _format(name: str, table: Table) -> Format:
    made = Format(
        name=name,
        titles=table.words("title"),
        width=table.length("width", least=30.0),
        height=table.length("height", least=30.0),
        bleed=table.length("bleed", default=3.0),
        safe=table.length("safe", default=3.0),
        scale=table.number("scale", least=0.5, most=10.0, default=1.0),
        hyphenate=table.flag("hyphenate", default=True),
        layout=table.choice("layout", FORMAT_LAYOUTS, default="tall"),
    )
    if 2 * made.safe >= min(made.width, made.height):
        raise table.wrong("safe", "small_card", safe=f"{made.safe:g}")
    return made


def _theme(name: str, table: Table, sizes: Sizes, formats: Mapping[str, Format]) -> Theme:
    made = Theme(
        name=name,
        titles=table.words("title"),
        notes=table.words("note", default=""),
        hue=table.colour("hue", also=["own"]),
        ground="hue" if table.choice("ground", GROUNDS) == "hue" else "white",
        tab="hue" if table.choice("tab", GROUNDS) == "hue" else "white",
        pattern="solid" if table.choice("pattern", ("solid", "line")) == "solid" else "line",
        line_mm=table.length("line", default=0.2),
        rule_mm=table.length("rule", default=0.5),
        soft=table.number("soft", least=0.0, most=1.0),
        strong=table.number("strong", least=0.0, most=1.0),
        ink=table.colour("ink"),
        grey=table.colour("grey"),
        layout=table.choice("layout", THEME_LAYOUTS, default=""),
        hyphenate=table.flag("hyphenate", default=True),
        formats=table.names("formats"),
        sizes=_sizes(table.inner("sizes"), sizes),
    )
    if unknown := [each for each in made.formats if each not in formats]:
        raise table.wrong("formats", "unknown_format", name=unknown[0][:40])
    return made


def _sizes(table: Table, usual: Sizes) -> Sizes:
    """Those of *usual*, but for what *table* says."""
    read = {
        each.name: table.number(each.name, least=0.05, most=200.0, default=getattr(usual, each.name))
        for each in fields(Sizes)
    }
    table.done()
    made = Sizes(**read)
    for name in ("body", "fine", "title", "great_title", "question"):
        if read[f"{name}_min"] > read[f"{name}_max"]:
            raise table.wrong(f"sizes.{name}_min", "sizes_order")
    return made


def theme(name: str = DEFAULT_THEME) -> Theme:
    """One of this distribution. Raises: KeyError."""
    return look().themes[name]


@lru_cache(maxsize=256)
def tones(number: int, theme: Theme) -> Tones:
    """
    The colours of orientation *number* in *theme*.

    Raises: KeyError, when no orientation has that number.
    """
    white = look().white
    hue = look().orientation(number).hue if theme.hue == "own" else theme.hue
    ground, on_ground = (white, hue) if theme.is_white else (hue, white)
    tab, on_tab = (hue, white) if theme.tab == "hue" else (white, hue)
    soft, strong = (mixed(ground, on_ground, share) for share in (theme.soft, theme.strong))
    return Tones(hue, ground, soft, strong, on_ground, tab, on_tab)
