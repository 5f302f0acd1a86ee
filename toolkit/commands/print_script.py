"""``rebond print script``: what the facilitator of the game does and says."""

import click

from toolkit.commands.print_game import words_of
from toolkit.commands.print_leaves import Wanted, leaf_options


@click.command()
@click.argument("deck", metavar="DECK", default="communs")
@leaf_options
def command(wanted: Wanted, deck: str) -> None:
    """Write what the facilitator of the game does and says."""
    from toolkit.printing.game_pages import script_pdf

    words, found = words_of(deck, wanted.lang)
    title = found.text(wanted.lang).title
    wanted.write(lambda: script_pdf(words, title, wanted.leaf))
