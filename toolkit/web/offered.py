"""What a deck offers to print besides its cards, in the order of the print page."""

from toolkit.content.cards import Deck
from toolkit.printing.wall import HUNG
from toolkit.web.beside import book_of, words_of

GAME = ("shop", "board", "pieces", "journal", "script", "rules", "booklet")


def offered(deck: Deck) -> tuple[str, ...]:
    """Names of what ``web.deck_prints`` makes of *deck*: for a shop, the wall and the box, or its game."""
    if book_of(deck.id) is not None and words_of(deck.id) is not None:
        return GAME
    hung = ("wall",) if all(card.kind in HUNG for card in deck.cards) else ()
    parted = ("dividers",) if deck.by_orientation() else ()
    return ("shop", *hung, "blanks", *parted, "box")
