"""QR codes as modules: what a URL becomes, and whether it stays readable in its place."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from toolkit.printing.qr_encoding import Level as Level
from toolkit.printing.qr_encoding import TooMuch, drawn
from toolkit.printing.refusals import UrlTooLong

QUIET_MODULES = 4  # ISO/IEC 18004, 6.3.8
LAST_VERSION = 6
LEAST_MODULE_MM = 0.4  # what a worn home inkjet still prints as distinct squares

Run = tuple[int, int, int]

_DARK = re.compile("1+")


@dataclass(frozen=True, slots=True)
class Matrix:
    """A code without its quiet zone; ``drawn`` has 1 for a dark module, a space at the end of each row."""

    version: int
    level: Level
    drawn: str

    @property
    def rows(self) -> tuple[tuple[bool, ...], ...]:
        """From the top, true where dark."""
        return tuple(tuple(module == "1" for module in row) for row in self.drawn.split())

    @property
    def size(self) -> int:
        return 4 * self.version + 17

    @property
    def width(self) -> int:
        """Modules across, quiet zone included."""
        return self.size + 2 * QUIET_MODULES


def matrix(url: str, level: Level = "M") -> Matrix:
    """
    The smallest code of *url* at the error correction *level*; capitals alone take fewer modules.

    Raises: UrlTooLong, beyond what the largest QR code holds.
    """
    return _matrix(url, level)


@lru_cache(maxsize=1024)
def _matrix(url: str, level: Level) -> Matrix:
    try:
        version, modules = drawn(url, level)
    except TooMuch:
        raise _too_long(url) from None
    return Matrix(version, level, modules)


def runs(code: Matrix) -> tuple[Run, ...]:
    """Dark modules as horizontal strokes: (row, first column, how many), in reading order."""
    strokes = _strokes(code.size)
    return tuple([strokes[found.span()] for found in _DARK.finditer(code.drawn)])


class Strokes(dict[tuple[int, int], Run]):
    """The stroke from one place to another of the modules in text, for codes of one *size*."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def __missing__(self, span: tuple[int, int]) -> Run:
        start, end = span
        self[span] = stroke = (*divmod(start, self._size + 1), end - start)
        return stroke


_strokes = cache(Strokes)


def fitted(url: str, size_mm: float, level: Level = "M") -> Matrix:
    """
    The code of *url*, if its modules stay large enough in a square of *size_mm*, quiet zone included.

    Raises: UrlTooLong, above version 6 or under 0.4 mm a module.
    """
    code = matrix(url, level)
    if code.version > LAST_VERSION or size_mm / code.width < LEAST_MODULE_MM:
        raise _too_long(url)
    return code


def _too_long(url: str) -> UrlTooLong:
    return UrlTooLong("url_long", n=len(url), url=url if len(url) <= 80 else url[:79] + "…")
