"""``rebond print dividers``: one for each orientation of a deck."""

import click

from toolkit.commands.print_deck import deck_of
from toolkit.commands.print_leaves import Wanted, leaf_options
from toolkit.commands.print_options import fail


@click.command()
@click.argument("deck", metavar="DECK", default="reflexes")
@leaf_options
def command(wanted: Wanted, deck: str) -> None:
    """Write the dividers of a deck of poker cards: one for each orientation, its tab above the cards."""
    from toolkit.printing.dividers import dividers_pdf

    found = deck_of(deck, wanted.lang)
    if not found.by_orientation():
        fail(2, "DECK", wanted.leaf.say("table.no_orientations"))
    wanted.write(lambda: dividers_pdf(found, wanted.leaf))
