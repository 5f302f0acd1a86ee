"""How the four tracks of the game look: a hue, a pattern and an icon each, so that colour is never alone."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path as File

from toolkit.faces.boxes import Command, Group, Path, Rect
from toolkit.faces.look import Theme, look, mixed, theme
from toolkit.faces.patterns import PATTERNS, Area
from toolkit.faces.svgpath import parse

TRACKS = ("RES", "COM", "ACC", "MOY")
# What each is called, among the words.
TRACK_NAMES = {
    "RES": "board.track_res",
    "COM": "board.track_com",
    "ACC": "board.track_acc",
    "MOY": "board.track_moy",
}
ICON_UNITS = 24.0


@dataclass(frozen=True, slots=True)
class TrackLook:
    """``hue`` is #RRGGBB; ``pattern`` one of ``patterns.PATTERNS``; ``icon`` commands in a square of 24."""

    hue: str
    pattern: str
    icon: tuple[Command, ...]


@cache
def track_look(track: str) -> TrackLook:
    """Raises: KeyError, for what is no track."""
    return _looks()[track]


@cache
def _looks() -> dict[str, TrackLook]:
    data = tomllib.loads((File(__file__).parent / "tracks.toml").read_text("utf-8"))
    return {key: TrackLook(each["hue"], each["pattern"], parse(each["icon"])) for key, each in data.items()}


def track_hue(track: str, drawn: Theme | None = None) -> str:
    """The hue of *track* in a theme: its own, or the one colour of a theme in black and white."""
    style = drawn or theme()
    return track_look(track).hue if style.hue == "own" else style.hue


def track_icon(track: str, x: float, y: float, size: float, fill: str) -> Path:
    """The icon of *track* in a square of *size*, top left corner at (x, y)."""
    ratio, corner = size / ICON_UNITS, (x, y)
    placed = tuple(
        (letter, tuple(n * ratio + corner[i % 2] for i, n in enumerate(numbers)))
        for letter, numbers in track_look(track).icon
    )
    return Path(placed, fill=fill)


@lru_cache(maxsize=256)
def track_pattern(
    track: str, x: float, y: float, width: float, height: float, *, cell: float, drawn: Theme | None = None
) -> Group:
    """The pattern of *track* in a rectangle, ground included; *cell* is the size of its repeat."""
    style = drawn or theme()
    hue, white = track_hue(track, drawn), look().white
    ground, other = (white, hue) if style.is_white else (hue, white)
    soft, strong = mixed(ground, other, style.soft), mixed(ground, other, style.strong)
    area = Area(x, y, width, height, cell, x, y)
    shapes = PATTERNS[track_look(track).pattern](area, soft, strong, ground)
    return Group((Rect(x, y, width, height, fill=ground), *shapes), x, y, width, height)
