"""Colours as a page is told to use them: on screen and at home as they are, at a print shop in four inks."""

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol, cast

# The most ink that the shops with the strictest rules put on a place, in hundredths of full cover.
MOST_INK = 240
# A grey hue whose channels differ by no more than this, of 255, and that is no lighter, is black ink alone.
NEUTRAL, LIGHTEST_NEUTRAL = 20, 0xB0

PROFILES = Path(__file__).parent / "finishing"

Cover = tuple[int, int, int, int]


class Inks(Protocol):
    """How colours are written: each gives the operator for what is drawn next."""

    black: str
    white: str

    def fill(self, colour: str) -> str: ...
    def stroke(self, colour: str) -> str: ...
    def text(self, colour: str) -> str: ...


class Light:
    """Red, green and blue, as given."""

    black = "0 g"
    white = "1 g"

    def fill(self, colour: str) -> str:
        return f"{rgb(colour)} rg"

    def stroke(self, colour: str) -> str:
        return f"{rgb(colour)} RG"

    def text(self, colour: str) -> str:
        return f"{rgb(colour)} rg"


class FourInks:
    """
    Cyan, magenta, yellow and black, for coated paper in offset (FOGRA39).

    White is bare paper. Greys, from the ink of the texts to the fine print, are black alone, and solid where
    they are letters: a thin letter made of dots breaks up, and one made of four inks is fringed. Every other
    colour is what looks the same on that paper (relative colorimetric, black point compensated), with part
    of its grey moved to black when it takes more than 240 % of ink.
    """

    black = "0 0 0 1 k"
    white = "0 0 0 0 k"

    def fill(self, colour: str) -> str:
        return f"{_parts(cover(colour))} k"

    def stroke(self, colour: str) -> str:
        return f"{_parts(cover(colour))} K"

    def text(self, colour: str) -> str:
        return self.black if _is_neutral(colour) else self.fill(colour)


LIGHT = Light()
FOUR_INKS = FourInks()


@lru_cache(maxsize=256)
def rgb(hexadecimal: str) -> str:
    return " ".join([f"{channel / 255:.4g}" for channel in _channels(hexadecimal)])


@lru_cache(maxsize=256)
def cover(colour: str) -> Cover:
    """Hundredths of cyan, magenta, yellow and black for *colour*, ``#RRGGBB``."""
    if _is_neutral(colour):
        return 0, 0, 0, _black(colour)
    if min(_channels(colour)) == 255:
        return 0, 0, 0, 0
    cyan, magenta, yellow, black = (round(ink / 2.55) for ink in _conversion()(_channels(colour)))
    return limited((cyan, magenta, yellow, black))


def limited(inks: Cover) -> Cover:
    """*inks*, ``MOST_INK`` at most: grey goes from three inks to half as much black, then all three fade."""
    *colours, black = inks
    step = 0
    while sum(colours) + black > MOST_INK and min(colours) > 0:
        step += 1
        colours = [ink - 1 for ink in colours]
        black = min(100, black + (step + 1) % 2)
    room = MOST_INK - black
    if sum(colours) > room:
        colours = [ink * room // sum(colours) for ink in colours]
    return colours[0], colours[1], colours[2], black


def _parts(inks: Cover) -> str:
    return " ".join([f"{ink / 100:.4g}" for ink in inks])


def _channels(hexadecimal: str) -> tuple[int, int, int]:
    return int(hexadecimal[1:3], 16), int(hexadecimal[3:5], 16), int(hexadecimal[5:7], 16)


def _is_neutral(colour: str) -> bool:
    channels = _channels(colour)
    return max(channels) - min(channels) <= NEUTRAL and max(channels) <= LIGHTEST_NEUTRAL


def _black(colour: str) -> int:
    """As dark as *colour* is to the eye, the darkest tenth being full black."""
    red, green, blue = _channels(colour)
    share = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
    return min(100, round(100 * (1 - share) / 0.9))


@cache
def _conversion() -> Callable[[tuple[int, int, int]], Cover]:
    """From sRGB to the four inks of the condition, each from 0 to 255."""
    from PIL import Image, ImageCms  # slow to import, and only a print shop's file needs it

    transform = ImageCms.buildTransform(
        ImageCms.getOpenProfile(str(PROFILES / "sRGB.icc")),
        ImageCms.getOpenProfile(str(PROFILES / "FOGRA39L_coated.icc")),
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )

    def converted(channels: tuple[int, int, int]) -> Cover:
        pixel = ImageCms.applyTransform(Image.new("RGB", (1, 1), channels), transform)
        assert pixel is not None
        return cast(Cover, pixel.getpixel((0, 0)))

    return converted
