"""Lengths as people write them: ``63``, ``63 mm``, ``6.3 cm``, ``2.5 in``, ``1/8 in``."""

import re
from math import isfinite

UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
# A sheet of two metres is beyond any printer this is for.
LONGEST_MM = 2000.0

_WRITTEN = re.compile(r"([+\-−]?)(\d{1,6}(?:[.,]\d{1,6})?)(?:/(\d{1,3}))?\s*([^\W\d_]*|[\"′″'])")


class BadLength(ValueError):
    """Not a length; ``reason`` is its key among the words of the look, with ``values`` to fill it."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


def length_mm(value: object) -> float:
    """
    *value* in millimetres: a number is one already, a text carries its unit or is in millimetres.

    Raises: BadLength, for anything else, and beyond two metres.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise BadLength("not_a_length", value=_shown(value))
    length = float(value) if isinstance(value, int | float) else _read(value)
    if not isfinite(length) or abs(length) > LONGEST_MM:
        raise BadLength("length_absurd", value=_shown(value))
    return length


def _read(text: str) -> float:
    written = _WRITTEN.fullmatch(text.strip())
    if not written:
        raise BadLength("not_a_length", value=_shown(text))
    sign, number, divisor, unit = written.groups()
    if unit and unit not in UNITS:
        raise BadLength("unknown_unit", unit=unit[:20], known=", ".join(UNITS))
    if divisor and not int(divisor):
        raise BadLength("not_a_length", value=_shown(text))
    size = float(number.replace(",", ".")) / int(divisor or 1) * UNITS[unit or "mm"]
    return round(-size if sign in ("-", "−") else size, 6)


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
