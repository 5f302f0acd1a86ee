"""The paper: sizes of sheets, and the places of the cards on one side."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Sums of lengths such as 3 x 63 + 2 x 10.5 must not lose a column to the last bit of a float.
EPSILON_MM = 1e-6


@dataclass(frozen=True, slots=True)
class Size:
    """A trimmed card, in millimetres."""

    name: str
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A portrait sheet, in millimetres. ``mark_mm`` is the length of a crop mark."""

    name: str
    width_mm: float
    height_mm: float
    printer_margin_mm: float
    gap_mm: float
    bleed_mm: float
    mark_mm: float

    @property
    def margin_mm(self) -> float:
        """What the grid must leave on every side: the unprintable edge, a mark, the ink beyond the cut."""
        return self.printer_margin_mm + self.mark_mm + self.bleed_mm


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one card: its top-left corner, and where it stands in the grid (from 0)."""

    x: float
    y: float
    column: int
    row: int


class CardTooLarge(ValueError):
    """Not one card fits on the sheet."""


@cache
def sheets() -> Mapping[str, Sheet]:
    """The sheets of ``sheets.toml``, by name."""
    tables = tomllib.loads(Path(__file__).with_name("sheets.toml").read_text("utf-8"))
    return {name: Sheet(name, **table) for name, table in tables.items()}


def _count(length: float, margin: float, card: float, gap: float) -> int:
    return int((length - 2 * margin + gap + EPSILON_MM) // (card + gap))


def slots(sheet: Sheet, card: Size) -> tuple[Slot, ...]:
    """
    Places for cards on one side, row by row from the top left, centred the same way on every sheet.

    Returns: millimetres from the top left of the sheet, y down; never empty.
    Raises: CardTooLarge, when the margins leave no room for one card.
    """
    columns = _count(sheet.width_mm, sheet.margin_mm, card.width_mm, sheet.gap_mm)
    rows = _count(sheet.height_mm, sheet.margin_mm, card.height_mm, sheet.gap_mm)
    if columns < 1 or rows < 1:
        raise CardTooLarge(
            f"{card.name}: {card.width_mm:g} x {card.height_mm:g} mm does not fit on {sheet.name} "
            f"({sheet.width_mm:g} x {sheet.height_mm:g} mm, margins {sheet.margin_mm:g} mm)"
        )
    step_x, step_y = card.width_mm + sheet.gap_mm, card.height_mm + sheet.gap_mm
    left = (sheet.width_mm - columns * step_x + sheet.gap_mm) / 2
    top = (sheet.height_mm - rows * step_y + sheet.gap_mm) / 2
    return tuple(
        Slot(left + column * step_x, top + row * step_y, column, row)
        for row in range(rows)
        for column in range(columns)
    )
