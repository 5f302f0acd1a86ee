"""The values a deck is made of: cards in two languages, their sources, the deck that orders them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from toolkit.game.book import Book

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")

Provenance = Literal["published", "named", "toolkit"]
Inference = Literal["strong", "medium", "weak", "own"]

# The postures of the game by the keys of its numbers and of its ballots, in the order of the deck.
POSTURES = ("PAR", "CON", "FAC", "GAR", "LAC", "OPE")

# Read aloud and typed from a projector: none of I L O S Z B G 0 1 2 5 8, which look or sound alike.
CODE_ALPHABET = "ACDEFHJKMNPQRTUVWXY34679"


@dataclass(frozen=True, slots=True)
class CardText:
    """
    What a card says in one language. An absent part is an empty string; each kind has its own parts.

    ``consequences`` says what comes of each posture in a situation, by the posture's key; empty elsewhere.
    ``theme`` says what the sources attest of a card whose scene is invented.
    """

    title: str
    gist: str
    situation: str = ""
    monday: str = ""
    question: str = ""
    caution: str = ""
    cost: str = ""
    published_name: str = ""
    gesture: str = ""
    gives: str = ""
    costs: str = ""
    wear: str = ""
    example: str = ""
    story: str = ""
    stakes: str = ""
    consequences: Mapping[str, str] = field(default_factory=dict)
    hits: str = ""
    helps: str = ""
    harms: str = ""
    sign: str = ""
    theme: str = ""


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
    """
    One card. ``id`` and ``code`` are printed, so they never change.

    ``orientation`` is 1 to 7 for the orientations and their leads, 0 for all others; ``key`` is what the game
    calls a posture (PAR…), a situation (S01…) or a crisis (X1…), or the place of a movement (M01…) or of a
    principle (P1…); empty for all others.
    """

    id: str
    code: str
    kind: str
    orientation: int
    provenance: Provenance
    inference: Inference
    sources: tuple[Source, ...]
    texts: Mapping[Language, CardText]
    key: str = ""

    @property
    def suit(self) -> int:
        """The hue of the card: its orientation, its place among postures or principles; 0 for none."""
        match self.kind:
            case "posture":
                return POSTURES.index(self.key) + 1
            case "principle":
                return int(self.key[1:])
            case "crisis":
                return 7
            case "movement":
                return 4
        return self.orientation

    @property
    def rank(self) -> str:
        """The figure that stands for the card; empty for a posture, which has a sign."""
        if self.kind == "posture":
            return ""
        return str(int(self.key[1:])) if self.key else str(self.orientation or "")

    def text(self, language: Language) -> CardText:
        return self.texts[language]


@dataclass(frozen=True, slots=True)
class Group:
    """Cards that belong together: an orientation and its leads, or all of one kind, which none heads."""

    kind: str
    head: Card | None
    rest: tuple[Card, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        return ((self.head,) if self.head else ()) + self.rest


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
    """
    An ordered set of cards, like with like. ``version`` is printed on sheets; ``book`` holds the numbers of
    its game, None for a deck that is no game.
    """

    id: str
    version: str
    cards: tuple[Card, ...]
    texts: Mapping[Language, DeckText]
    book: "Book | None" = None

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

    def groups(self) -> tuple[Group, ...]:
        """All the cards in the deck's order: by orientation, or by kind where there is none."""
        headed = tuple(Group(head.kind, head, leads) for head, leads in self.by_orientation())
        others = [card for card in self.cards if card.kind not in ("orientation", "lead")]
        kinds = dict.fromkeys(card.kind for card in others)
        return headed + tuple(Group(kind, None, tuple(c for c in others if c.kind == kind)) for kind in kinds)
