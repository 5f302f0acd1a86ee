"""What the printed parts of a game ask for: its numbers, its words, its deck."""

from pathlib import Path
from typing import NoReturn

import click

from toolkit.commands.cards import reason, shown
from toolkit.commands.print_deck import deck_of
from toolkit.commands.print_options import fail
from toolkit.content.cards import Deck, Language
from toolkit.content.game import load_book
from toolkit.content.game_tables import with_numbers
from toolkit.content.game_words import GameWords, load_game_words
from toolkit.content.problems import BadCards
from toolkit.content.reading import GAME_FILE
from toolkit.game.book import Book
from toolkit.paths import folder
from toolkit.words import say


def book_of(name: str, lang: Language) -> Book:
    """The numbers of the game whose deck is named; without, the program ends."""
    try:
        return load_book(_place(name, lang))
    except BadCards as bad:
        _told(name, bad, lang)


def words_of(name: str, lang: Language) -> tuple[GameWords, Deck]:
    """The words around the game, its numbers in their tables, and its deck."""
    place, deck, book = _place(name, lang), deck_of(name, lang), book_of(name, lang)
    try:
        words = load_game_words(place)
    except BadCards as bad:
        _told(name, bad, lang)
    return with_numbers(words, book, deck), deck


def _place(name: str, lang: Language) -> Path:
    """The folder of a deck that is a game."""
    deck_of(name, lang)
    for place in (folder("cards") / name, Path(name)):
        if (place / GAME_FILE).is_file():
            return place
    fail(2, "DECK", say(lang, "table.no_game", deck=shown(name)))


def _told(name: str, bad: BadCards, lang: Language) -> NoReturn:
    for problem in bad.problems:
        where = ": ".join(part for part in (name, problem.file, problem.field) if part)
        click.echo(f"{shown(where, None)}: {reason(problem, lang)}", err=True)
    raise SystemExit(1)
