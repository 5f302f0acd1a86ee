"""What was asked on the print page, read from its address: a choice can be kept, sent, come back to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict

from toolkit.content.cards import LANGUAGES, Card, Deck, Language
from toolkit.printing.imposition import BACKS, MARKS
from toolkit.printing.offsets import read_offset
from toolkit.printing.options import Offset, Options
from toolkit.printing.printers import Printer, known_printer
from toolkit.printing.refusals import NoCards
from toolkit.printing.sheet import GUTTERS

Value = TypeVar("Value", bound=str)

# Between the name and the tray of a printer, in the value of one choice.
PART = "\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """
    The choices as they came.

    Attributes:

    ids: of the cards, in the order of the deck; empty when ``is_picked`` is false: all of them.
    offset: a place of the calibration page or two lengths, as typed.
    printer: name and tray of a calibrated printer, empty for none.
    at: which sheet is shown, from 1.
    """

    language: Language
    base_url: str
    ids: tuple[str, ...]
    is_picked: bool
    format: str
    sheet: str
    backs: Any
    marks: Any
    gutter: Any
    theme: str
    offset: str
    printer: str
    guides: bool
    at: int

    def cards(self, deck: Deck) -> Sequence[Card]:
        """Raises: NoCards."""
        if not self.is_picked:
            return deck.cards
        picked = [card for card in deck.cards if card.id in self.ids]
        if not picked:
            raise NoCards("no_cards")
        return picked

    def has(self, card: Card) -> bool:
        return not self.is_picked or card.id in self.ids

    def options(self, data_dir: Path) -> Options:
        """Raises: OffsetRefused, PrinterRefused."""
        return Options(
            self.format,
            self.sheet,
            self.backs,
            self.marks,
            self.gutter,
            self.theme,
            offset=self._off(data_dir),
        )

    def _off(self, data_dir: Path) -> Offset:
        if self.offset.strip():
            return read_offset(self.offset)
        if self.printer:
            name, _, tray = self.printer.partition(PART)
            return known_printer(data_dir, name, tray)
        return Offset()


def asked(query: MultiDict[str, str], spoken: Language, base_url: str, *, printers: bool) -> Asked:
    """
    What *query* asks for; a value that is not one of the few it can be is the usual one.

    Args: *printers*: whether calibrated printers may be chosen here.
    """
    usual = Options()
    at = query.get("at", "1")
    return Asked(
        language=_one(query, "cards_in", LANGUAGES, _one(query, "lang", LANGUAGES, spoken)),
        base_url=query.get("base_url", "") or base_url,
        ids=tuple(query.getlist("card")),
        is_picked="card" in query or "picked" in query,
        format=query.get("format", ""),
        sheet=query.get("sheet", usual.sheet),
        backs=_one(query, "backs", BACKS, usual.backs),
        marks=_one(query, "marks", MARKS, usual.marks),
        gutter=_one(query, "gutter", GUTTERS, usual.gutter),
        theme=query.get("theme", usual.theme),
        offset=query.get("offset", "")[:80],
        printer=query.get("printer", "") if printers else "",
        guides="guides" in query,
        at=int(at) if at.isascii() and at.isdigit() and len(at) < 6 else 1,
    )


def printer_value(printer: Printer) -> str:
    """The value of a printer in a list of choices."""
    return PART.join((printer.name, printer.tray))


def _one(query: Mapping[str, str], field: str, known: Sequence[Value], usual: Value) -> Value:
    found = query.get(field, "")
    return next((each for each in known if each == found), usual)
