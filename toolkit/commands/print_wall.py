"""``rebond print wall``: the cards of a deck for the wall."""

import click

from toolkit.commands.print_deck import address_of, cards_of, deck_of
from toolkit.commands.print_leaves import Wanted, leaf_options
from toolkit.commands.print_options import fail
from toolkit.config import Config


@click.command()
@click.argument("deck", metavar="DECK")
@click.option("--cards", "ids", metavar="ID,ID…", help="Only these cards, in this order [default: all].")
@click.option(
    "--base-url", metavar="URL", help="Address that the printed codes open [default: REBOND_PUBLIC_URL]."
)
@leaf_options
def command(wanted: Wanted, deck: str, ids: str | None, base_url: str | None) -> None:
    """Write DECK for the wall: one card to a page, its texts to be read from two metres."""
    from toolkit.printing.wall import HUNG, wall_pdf

    address = address_of(base_url or Config.from_env().public_url, wanted.lang)
    found = deck_of(deck, wanted.lang)
    cards = cards_of(found, ids, wanted.lang)
    if not all(card.kind in HUNG for card in cards):
        fail(1, found.id, wanted.leaf.say("table.wall_not_drawn"))
    wanted.write(lambda: wall_pdf(cards, found, address.url, wanted.leaf))
