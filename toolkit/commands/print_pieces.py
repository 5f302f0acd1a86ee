"""``rebond print pieces``: cubes, tokens and dials of the game, to cut out."""

import click

from toolkit.commands.print_game import book_of, words_of
from toolkit.commands.print_leaves import Wanted, leaf_options
from toolkit.commands.print_options import fail
from toolkit.content.game_tables import posture_titles


@click.command()
@click.argument("deck", metavar="DECK", default="communs")
@click.option("--dials", type=int, default=8, show_default=True, help="One for each player without cards.")
@leaf_options
def command(wanted: Wanted, deck: str, dials: int) -> None:
    """Write the pieces of the game: four cubes, three vigilance tokens, dials to vote in secret."""
    from toolkit.printing.pieces import MOST_DIALS, pieces_pdf

    if not 0 <= dials <= MOST_DIALS:
        fail(2, "--dials", wanted.leaf.say("table.bad_dials", most=MOST_DIALS))
    _, found = words_of(deck, wanted.lang)
    postures = posture_titles(book_of(deck, wanted.lang), found, wanted.lang)
    title = found.text(wanted.lang).title
    wanted.write(lambda: pieces_pdf(postures, title, wanted.leaf, dials))
