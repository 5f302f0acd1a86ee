"""``rebond print box``: a tuck box for a deck of poker cards."""

import click

from toolkit.commands.cards import shown
from toolkit.commands.print_deck import deck_of
from toolkit.commands.print_leaves import Wanted, leaf_options
from toolkit.commands.print_options import fail
from toolkit.faces.lengths import BadLength, length_mm


@click.command()
@click.argument("deck", metavar="DECK", default="reflexes")
@click.option("--count", type=int, help="How many cards go in [default: those of the deck].")
@click.option("--paper", metavar="LENGTH", default="0.32 mm", show_default=True, help="Thickness of a card.")
@click.option("--dividers", is_flag=True, help="With room for the dividers, which are higher.")
@leaf_options
def command(wanted: Wanted, deck: str, count: int | None, paper: str, *, dividers: bool) -> None:
    """Write a box for a deck of poker cards, to cut out, fold and glue: as deep as its cards are thick."""
    from toolkit.printing.tuck_box import LEAST_THICKNESS, MOST_CARDS, MOST_THICKNESS, box_pdf

    leaf = wanted.leaf
    found = deck_of(deck, wanted.lang)
    held = len(found.cards) if count is None else count
    if not 1 <= held <= MOST_CARDS:
        fail(2, "--count", leaf.say("table.bad_count", most=MOST_CARDS))
    try:
        thickness = length_mm(paper)
    except BadLength as bad:
        fail(2, "--paper", shown(leaf.say(f"look.{bad.reason}", **bad.values), None))
    if not LEAST_THICKNESS <= thickness <= MOST_THICKNESS:
        fail(2, "--paper", leaf.say("table.bad_thickness"))
    apart = len(found.by_orientation()) if dividers else 0
    wanted.write(lambda: box_pdf(found, held, thickness, leaf, dividers=apart))
