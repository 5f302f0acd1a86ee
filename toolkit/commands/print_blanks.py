"""``rebond print blanks``: cards for the room to write its ideas on."""

import click

from toolkit.commands.print_leaves import Wanted, leaf_options
from toolkit.commands.print_options import fail


@click.command()
@click.option("--format", "format_", metavar="NAME", default="", help="Card size [default: poker].")
@click.option("--count", type=int, default=9, show_default=True, help="How many cards.")
@leaf_options
def command(wanted: Wanted, format_: str, count: int) -> None:
    """Write cards to fill in by hand, in the style of the deck: an idea, and what it changes."""
    from toolkit.printing.own_cards import MOST_CARDS, blanks_pdf

    if not 1 <= count <= MOST_CARDS:
        fail(2, "--count", wanted.leaf.say("table.bad_count", most=MOST_CARDS))
    setting = wanted.setting(format_)
    wanted.write(lambda: blanks_pdf(count, wanted.leaf, setting))
