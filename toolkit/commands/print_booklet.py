"""``rebond print booklet``: the rule booklet of the game, to fold and staple, or on plain pages."""

import click

from toolkit.commands.print_game import words_of
from toolkit.commands.print_leaves import Wanted, leaf_options


@click.command()
@click.argument("deck", metavar="DECK", default="communs")
@click.option("--plain", is_flag=True, help="A4 pages in their order; with --theme large, 16 points.")
@leaf_options
def command(wanted: Wanted, deck: str, plain: bool) -> None:
    """Write the rule booklet of the game, to fold and staple, or on plain pages."""
    from toolkit.printing.game_pages import booklet_pdf

    words, found = words_of(deck, wanted.lang)
    text, leaf = found.text(wanted.lang), wanted.leaf
    folded = not plain and leaf.theme.layout != "large"
    wanted.write(lambda: booklet_pdf(words, text.title, text.subtitle, leaf, folded=folded))
