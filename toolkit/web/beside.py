"""What lies beside the cards of a deck that is played: the numbers of its game, the words around it."""

from functools import lru_cache

from toolkit.content.game import load_book
from toolkit.content.game_words import GameWords, load_game_words
from toolkit.content.problems import BadCards
from toolkit.game.book import Book
from toolkit.paths import folder


@lru_cache(maxsize=8)
def book_of(deck_id: str) -> Book | None:
    """The numbers of the game played with the deck *deck_id*; None for a deck that is not played."""
    try:
        return load_book(folder("cards") / deck_id)
    except BadCards:
        return None


@lru_cache(maxsize=8)
def words_of(deck_id: str) -> GameWords | None:
    """The words around that game; None where there are none."""
    try:
        return load_game_words(folder("cards") / deck_id)
    except BadCards:
        return None
