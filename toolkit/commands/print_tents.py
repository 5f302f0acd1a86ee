"""``rebond print tents``: one sheet a table, to fold in two."""

import click

from toolkit.commands.print_entrance import entrance_of, entrance_options
from toolkit.commands.print_leaves import Wanted, leaf_options
from toolkit.commands.print_options import fail


@click.command()
@entrance_options
@click.option("--tables", type=int, metavar="N", default=6, show_default=True, help="How many tables.")
@leaf_options
def command(wanted: Wanted, code: str, title: str, base_url: str | None, tables: int) -> None:
    """Write table tents for the workshop CODE: the number of the table and the code, on both sides."""
    from toolkit.printing.poster import MOST_TABLES, tents_pdf

    if not 1 <= tables <= MOST_TABLES:
        fail(2, "--tables", wanted.leaf.say("table.bad_tables", most=MOST_TABLES))
    entrance = entrance_of(wanted.lang, code, title, base_url)
    wanted.write(lambda: tents_pdf(entrance, wanted.leaf, tables))
