"""What every way of printing a deck asks for, and how a wrong answer or a card at fault is told."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from toolkit.commands.cards import reason, shown
from toolkit.commands.language import Spoken
from toolkit.commands.output import Terminal, write_whole
from toolkit.commands.print_options import fail
from toolkit.content.cards import LANGUAGES, Card, Deck, Language
from toolkit.content.load import decks, load_deck
from toolkit.content.problems import BadCards
from toolkit.faces.layout import CannotSet
from toolkit.paths import folder
from toolkit.printing.address import Address, base_address
from toolkit.printing.refusals import Refused, cannot_sentence
from toolkit.words import say

Command = TypeVar("Command", bound=Callable[..., Any])

DECK_OPTIONS = (
    click.argument("deck", metavar="DECK"),
    click.option(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="File to write; - for standard output.",
    ),
    click.option(
        "--base-url", metavar="URL", help="Address that the printed codes open [default: REBOND_PUBLIC_URL]."
    ),
    click.option(
        "--lang",
        type=Spoken(),
        default=LANGUAGES[0],
        show_default=True,
        help="Language of the cards and messages.",
    ),
    click.option(
        "--date",
        "on",
        metavar="YYYY-MM-DD",
        type=click.DateTime(["%Y-%m-%d"]),
        help="Date of the edition [default: today].",
    ),
    click.option(
        "--cards", "ids", metavar="ID,ID…", help="Only these cards, in this order; twice for two copies."
    ),
)


def deck_options(command: Command) -> Command:
    """Add the options, in the order they are listed."""
    for option in reversed(DECK_OPTIONS):
        command = option(command)
    return command


def address_of(text: str, lang: Language) -> Address:
    try:
        return base_address(text)
    except Refused as refused:
        fail(2, "--base-url", refused.sentence(lang))


def deck_of(name: str, lang: Language) -> Deck:
    """A deck that comes with Rebond, by its id, else the one in the folder *name*."""
    cards = folder("cards")
    try:
        if (cards / name / "deck.toml").is_file():
            return load_deck(cards / name)
        known = decks(cards)
        if name in known:
            return known[name]
        if name and Path(name).is_dir():
            return load_deck(Path(name))
    except BadCards as bad:
        for problem in bad.problems:
            where = ": ".join(part for part in (name, problem.file, problem.field) if part)
            click.echo(f"{shown(where, None)}: {reason(problem, lang)}", err=True)
        raise SystemExit(1) from None
    fail(2, "DECK", say(lang, "print.unknown_deck", deck=shown(name), known=", ".join(known)))


def cards_of(deck: Deck, ids: str | None, lang: Language) -> Sequence[Card]:
    if ids is None:
        return deck.cards
    asked = [part.strip() for part in ids.split(",") if part.strip()]
    held = {card.id: card for card in deck.cards}
    if unknown := [card_id for card_id in asked if card_id not in held]:
        names = ", ".join(map(shown, unknown))
        fail(2, "--cards", say(lang, "print.unknown_cards", n=len(unknown), deck=deck.id, cards=names))
    if not asked:
        fail(2, "--cards", say(lang, "print.no_cards"))
    return [held[card_id] for card_id in asked]


def written(output: Path, data: bytes, lang: Language) -> None:
    try:
        write_whole(output, data)
    except Terminal:
        fail(2, "-o", say(lang, "print.terminal"))
    except OSError as error:
        sentence = say(lang, "print.unwritable", file=shown(str(output)), cause=error.strerror or str(error))
        fail(1, "-o", sentence)


def not_set(cannot: CannotSet, lang: Language) -> NoReturn:
    """End: a card cannot be set, and why."""
    fail(1, f"{cannot.card}: {cannot.language}.{cannot.field}", cannot_sentence(cannot, lang))
