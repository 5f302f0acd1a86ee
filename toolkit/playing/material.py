"""What a game is played with."""

from dataclasses import dataclass

from toolkit.content.cards import Deck
from toolkit.content.game_words import GameWords
from toolkit.game.book import Book


@dataclass(frozen=True, slots=True)
class Material:
    """The numbers of the game, its cards, the words around them."""

    book: Book
    deck: Deck
    words: GameWords
