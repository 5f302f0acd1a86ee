"""The values a deck is made of: cards in two languages, their sources, the deck that orders them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")

Provenance = Literal["published", "named", "toolkit"]
Inference = Literal["strong", "medium", "weak", "own"]

# Read aloud and typed from a projector: none of I L O S Z B G 0 1 2 5 8, which look or sound alike.
CODE_ALPHABET = "ACDEFHJKMNPQRTUVWXY34679"


@dataclass(frozen=True, slots=True)
class CardText:
    """What a card says in one language. An absent part is an empty string."""

    title: str
    gist: str
    situation: str
    monday: str
    question: str
    caution: str
    cost: str = ""
    published_name: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A document the cards rest on. ``date`` is ISO or a year; ``url`` may be empty."""

    code: str
    title: str
    publisher: str
    date: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One card. ``id`` and ``code`` are printed, so they never change; ``orientation`` is 1 to 7."""

    id: str
    code: str
    kind: str
    orientation: int
    provenance: Provenance
    inference: Inference
    sources: tuple[Source, ...]
    texts: Mapping[Language, CardText]

    def text(self, language: Language) -> CardText:
        return self.texts[language]


@dataclass(frozen=True, slots=True)
class DeckText:
    """How a deck presents itself in one language."""

    title: str
    subtitle: str
    intro: str
    credit: str
    mapping_note: str
    count_note: str


@dataclass(frozen=True, slots=True)
class Deck:
    """An ordered set of cards, each orientation followed by its leads. ``version`` is printed on sheets."""

    id: str
    version: str
    cards: tuple[Card, ...]
    texts: Mapping[Language, DeckText]

    def text(self, language: Language) -> DeckText:
        return self.texts[language]

    def card(self, card_id: str) -> Card:
        """Raises: KeyError, when the deck has no such card."""
        for card in self.cards:
            if card.id == card_id:
                return card
        raise KeyError(card_id)

    def by_orientation(self) -> tuple[tuple[Card, tuple[Card, ...]], ...]:
        """Each orientation with its leads, in the deck's order."""
        return tuple(
            (head, tuple(c for c in self.cards if c.kind == "lead" and c.orientation == head.orientation))
            for head in self.cards
            if head.kind == "orientation"
        )
