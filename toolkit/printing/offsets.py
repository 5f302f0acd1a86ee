"""How far off a printer is, as a person says it: a place on the calibration page, or two lengths."""

import re

from toolkit.faces.lengths import BadLength, length_mm
from toolkit.printing.options import Offset
from toolkit.printing.refusals import Refused

# The calibration page: nine columns A to I and nine rows 1 to 9, from -2 to +2 mm by half a millimetre.
COLUMNS = "ABCDEFGHI"
ROWS = "123456789"
STEP_MM = 0.5
MIDDLE = len(COLUMNS) // 2

_PLACE = re.compile(rf"([{COLUMNS}])\s*([{ROWS}])", re.IGNORECASE)


class OffsetRefused(Refused):
    """Neither a place of the calibration page nor two lengths."""


def placed(column: int, row: int) -> Offset:
    """The offset that a place of the page stands for, counted from 0."""
    return Offset((column - MIDDLE) * STEP_MM, (row - MIDDLE) * STEP_MM)


def read_offset(text: str) -> Offset:
    """
    ``F4``, a place of the calibration page; or ``0.5,-1``, ``0,5 -1``, ``0.5 mm; -1 mm``: right, then down.

    Raises: OffsetRefused.
    """
    shown = text if len(text) <= 40 else text[:39] + "…"
    if place := _PLACE.fullmatch(text.strip()):
        return placed(COLUMNS.index(place[1].upper()), ROWS.index(place[2]))
    parts = _parts(text.strip())
    if len(parts) != 2:
        raise OffsetRefused("offset_unclear", offset=shown)
    try:
        x, y = map(length_mm, parts)
    except BadLength as bad:
        reason = "offset_unit" if bad.reason == "unknown_unit" else "offset_unclear"
        raise OffsetRefused(reason, offset=shown, **bad.values) from None
    return Offset(x, y)


def _parts(text: str) -> list[str]:
    """Two lengths part at a semicolon or a slash, else at the space before a number, else at a comma."""
    for separator in (r"\s*[;/]\s*", r"\s+(?=[+\-−]?\d)", r"\s*,\s*"):
        parts = re.split(separator, text)
        if len(parts) == 2:
            return [part.removesuffix(",") for part in parts]
    return []
