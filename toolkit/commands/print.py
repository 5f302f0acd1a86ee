"""``rebond print``: what can be put on a table, each in a module of its own."""

import gc
from typing import Any

import click

from toolkit.cli import Lazy

# What can be printed, by its word, and the module imported when it is asked for; any other word is a deck.
PRINTABLES = {
    "cards": "toolkit.commands.print_cards",
    "shop": "toolkit.commands.print_shop",
    "calibration": "toolkit.commands.print_calibration",
    "poster": "toolkit.commands.print_poster",
    "tents": "toolkit.commands.print_tents",
    "ballots": "toolkit.commands.print_ballots",
    "board": "toolkit.commands.print_board",
    "booklet": "toolkit.commands.print_booklet",
    "rules": "toolkit.commands.print_rules",
    "script": "toolkit.commands.print_script",
    "journal": "toolkit.commands.print_journal",
    "pieces": "toolkit.commands.print_pieces",
    "wall": "toolkit.commands.print_wall",
    "blanks": "toolkit.commands.print_blanks",
    "ideas": "toolkit.commands.print_ideas",
    "agenda": "toolkit.commands.print_agenda",
    "dividers": "toolkit.commands.print_dividers",
    "box": "toolkit.commands.print_box",
}


class Printables(Lazy):
    """``rebond print DECK …`` prints the cards of a deck; ``rebond print WORD …``, what that word names."""

    modules = PRINTABLES

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*PRINTABLES, *self.get_help_option_names(ctx)):
            args = ["cards", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Looking for garbage takes a tenth of the time of a command that leaves none to speak of."""
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            return super().invoke(ctx)
        finally:
            if was_enabled:
                gc.enable()


@click.command(cls=Printables)
def command() -> None:
    """
    Write a PDF to print: a deck of cards, or the page that lines up the two sides of a sheet.

    `rebond print DECK …` is short for `rebond print cards DECK …`.
    """
