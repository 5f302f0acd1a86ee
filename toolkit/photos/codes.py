"""Every QR code in a picture, with where it is: also small, turned, tilted, somewhat blurred or badly lit."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from math import dist

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
Point = tuple[float, float]

# Looks in a row that find nothing more, once something was found.
ENOUGH_LOOKS = 2


@dataclass(frozen=True, slots=True)
class Code:
    """A code and its four ``corners``, in pixels from the top left of the picture."""

    text: str
    corners: tuple[Point, Point, Point, Point]

    @property
    def centre(self) -> Point:
        return sum(x for x, _ in self.corners) / 4, sum(y for _, y in self.corners) / 4

    @property
    def side(self) -> float:
        return dist(self.corners[0], self.corners[1])

    def is_at(self, other: "Code") -> bool:
        """Whether the two are one code, seen twice: two cards do not lie on one another's code."""
        return dist(self.centre, other.centre) < max(self.side, other.side) / 2


def find_codes(picture: Image.Image, *, budget_s: float) -> list[Code]:
    """
    Args: picture: in grey; budget_s: processor time after which no further look is taken.

    Returns: each code once, from top to bottom.
    """
    found: list[Code] = []
    fruitless = 0
    for view, scale in _views(picture):
        before = len(found)
        for code in _read(view, scale):
            if not any(code.is_at(known) for known in found):
                found.append(code)
        fruitless = fruitless + 1 if len(found) == before else 0
        if time.process_time() > budget_s or (found and fruitless == ENOUGH_LOOKS):
            break
    return sorted(found, key=lambda code: (code.centre[1], code.centre[0]))


View = tuple[Image.Image, float]


def _views(picture: Image.Image) -> Iterator[View]:
    """
    The picture as it is, then as sharper and closer eyes would see it, then as weaker ones; each with how
    many of its pixels make one of the picture.

    A blur is undone by sharpening a little, several times, on an enlarged picture (as Van Cittert's
    deconvolution does): once and much only makes rings around what is blurred.
    """
    yield picture, 1
    yield _sharper(picture, radius=2, percent=250), 1
    times = 2 if max(picture.size) > 3000 else 3
    enlarged = _scaled(picture, times)
    for percent, turns in ((150, 2), (100, 4), (200, 2)):
        yield _sharper(enlarged, radius=4, percent=percent, turns=turns), times
    yield ImageOps.autocontrast(enlarged, cutoff=2), times
    yield _scaled(picture, 0.5), 0.5


def _scaled(picture: Image.Image, times: float) -> Image.Image:
    size = max(1, round(picture.width * times)), max(1, round(picture.height * times))
    return picture.resize(size, Image.Resampling.BICUBIC)


def _sharper(picture: Image.Image, *, radius: float, percent: int, turns: int = 1) -> Image.Image:
    for _ in range(turns):
        picture = picture.filter(ImageFilter.UnsharpMask(radius=radius, percent=percent, threshold=0))
    return picture


def _read(view: Image.Image, scale: float) -> Iterator[Code]:
    for read in zxingcpp.read_barcodes(view, formats=QR, try_invert=False):
        at = read.position
        corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        a, b, c, d = ((p.x / scale, p.y / scale) for p in corners)
        yield Code(read.text, (a, b, c, d))
