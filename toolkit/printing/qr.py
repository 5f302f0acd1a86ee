"""QR codes as modules: what a URL becomes, and whether it stays readable in its place."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from toolkit.printing.lightly import without_pictures
from toolkit.printing.refusals import UrlTooLong

with without_pictures():
    from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode
    from qrcode.util import QRData

Level = Literal["L", "M", "Q", "H"]
LEVELS: dict[Level, int] = {
    "L": ERROR_CORRECT_L,
    "M": ERROR_CORRECT_M,
    "Q": ERROR_CORRECT_Q,
    "H": ERROR_CORRECT_H,
}

QUIET_MODULES = 4  # ISO/IEC 18004, 6.3.8
LAST_VERSION = 6
LEAST_MODULE_MM = 0.4  # what a worn home inkjet still prints as distinct squares

# Comparing the eight masks costs seven times the rest of the encoding; of all eight, this one scores best
# on addresses of cards, and decoding is the same to within noise.
MASK = 2

Run = tuple[int, int, int]

_DARK = re.compile(b"\x01+")  # in a row of bytes, one for each module


@dataclass(frozen=True, slots=True)
class Matrix:
    """A code without its quiet zone: ``rows`` from the top, true where dark."""

    version: int
    level: Level
    rows: tuple[tuple[bool, ...], ...]

    @property
    def size(self) -> int:
        return len(self.rows)

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


# By kind of text, length and level: the library encodes a text once to find its version, and once more in it.
_versions: dict[tuple[int, int, Level], int] = {}


@lru_cache(maxsize=512)
def _matrix(url: str, level: Level) -> Matrix:
    data = QRData(url)
    alike = data.mode, len(data), level
    known = _versions.get(alike)
    code: QRCode[Any] = QRCode(known, LEVELS[level], mask_pattern=MASK, border=0)
    code.add_data(data)
    try:
        code.make(fit=known is None)
    except (DataOverflowError, ValueError):  # the library leaves some overflows to its check of versions
        raise _too_long(url) from None
    _versions[alike] = code.version
    rows = tuple([tuple(map(bool, row)) for row in code.modules])
    return Matrix(code.version, level, rows)


def runs(code: Matrix) -> tuple[Run, ...]:
    """Dark modules as horizontal strokes: (row, first column, how many), in reading order."""
    return tuple(
        [
            (r, dark.start(), dark.end() - dark.start())
            for r, row in enumerate(code.rows)
            for dark in _DARK.finditer(bytes(row))
        ]
    )


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
