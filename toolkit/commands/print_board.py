"""``rebond print board``: the board of the game, in one piece or in parts to glue."""

import click

from toolkit.commands.print_game import book_of
from toolkit.commands.print_leaves import Wanted, leaf_options
from toolkit.commands.print_options import fail

# The board is drawn as an A3 sheet.
SIZES = {"a3": 1.0, "a2": 2**0.5}


@click.command()
@click.argument("deck", metavar="DECK", default="communs")
@click.option(
    "--size", type=click.Choice(list(SIZES)), default="a3", show_default=True, help="Of the whole board."
)
@click.option(
    "--tiles/--whole", default=None, help="Parts on --sheet, to trim and glue [default: when it is smaller]."
)
@leaf_options
def command(wanted: Wanted, deck: str, size: str, tiles: bool | None) -> None:
    """Write the board of the game: one A3 or A2 page, or parts on A4 (--sheet a4 --tiles)."""
    from toolkit.faces.board import board
    from toolkit.printing.board_sheets import board_pdf, tiles_pdf

    leaf = wanted.leaf
    face = board(book_of(deck, wanted.lang), wanted.lang, drawn=leaf.theme)
    if leaf.theme.layout:
        fail(2, "--theme", leaf.say("table.board_large"))
    times = SIZES[size]
    short = min(leaf.sheet.width_mm, leaf.sheet.height_mm)
    is_parted = short < 297.0 * times - 1 if tiles is None else tiles
    wanted.write(lambda: (tiles_pdf if is_parted else board_pdf)(face, leaf, times))
