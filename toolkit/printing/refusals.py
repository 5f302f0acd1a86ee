"""Why something cannot be printed, told in the reader's language."""

from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING
from unicodedata import combining

from toolkit.content.cards import Language
from toolkit.words import say

if TYPE_CHECKING:
    from toolkit.faces.layout import CannotSet


class Refused(ValueError):
    """What was asked cannot be printed; ``reason`` is its key among the words of printing."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.values = values

    def sentence(self, language: Language) -> str:
        return say(language, f"print.{self.reason}", **self.values)

    def __str__(self) -> str:
        return self.sentence("en")


def measured(length_mm: float) -> Decimal | str:
    """Millimetres as a sentence says them: each language has its own decimal sign."""
    shown = f"{length_mm:g}"
    return Decimal(shown) if isfinite(length_mm) else shown


def cannot_sentence(cannot: "CannotSet", language: Language) -> str:
    """Why a text cannot be set, without the place, which whoever tells it names in their own way."""
    from toolkit.faces.layout import CharacterNotInFont, TextDoesNotFit  # what sets no text needs none

    if isinstance(cannot, TextDoesNotFit):
        over = measured(round(cannot.over_mm, 1))
        return say(language, "print.text_long", over=over, size=measured(cannot.size_pt))
    if isinstance(cannot, CharacterNotInFont):
        return say(language, "print.no_glyph", character=_shown(cannot.character), font=cannot.font)
    return str(cannot)


def _shown(character: str) -> str:
    """A character with its number; what has no shape of its own by its number only."""
    number = f"U+{ord(character):04X}"
    return f"{character} ({number})" if character.isprintable() and not combining(character) else number


class AddressRefused(Refused):
    """The base address cannot stand in printed codes."""


class UrlTooLong(Refused):
    """The address makes a QR code too fine for its place."""


class NoCards(Refused):
    """Nothing was chosen."""
