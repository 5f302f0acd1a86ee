"""``rebond print rules``: the rules of the game on one page."""

import click

from toolkit.commands.print_game import words_of
from toolkit.commands.print_leaves import Wanted, leaf_options


@click.command()
@click.argument("deck", metavar="DECK", default="communs")
@leaf_options
def command(wanted: Wanted, deck: str) -> None:
    """Write the rules of the game on one page."""
    from toolkit.printing.game_pages import rules_pdf

    words, found = words_of(deck, wanted.lang)
    title = found.text(wanted.lang).title
    wanted.write(lambda: rules_pdf(words, title, wanted.leaf))
