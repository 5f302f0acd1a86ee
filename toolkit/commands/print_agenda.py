"""``rebond print agenda``: the facilitator's run sheet."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.commands.print_entrance import LONGEST_TITLE
from toolkit.commands.print_leaves import Wanted, complete, leaf_options
from toolkit.commands.print_options import fail
from toolkit.commands.recount import read_results

if TYPE_CHECKING:
    from toolkit.printing.agenda import Part


@click.command()
@click.argument(
    "file", metavar="RESULTS.json", required=False, type=click.Path(path_type=Path, allow_dash=True)
)
@click.option("--title", metavar="TEXT", default="", help="Title of the workshop [default: of the file].")
@leaf_options
def command(wanted: Wanted, file: Path | None, title: str) -> None:
    """Write the run sheet of a workshop, from its results file; without one, lines to fill in."""
    from toolkit.printing.agenda import agenda_pdf, parts_of

    if len(title) > LONGEST_TITLE:
        fail(2, "--title", wanted.leaf.say("table.too_long_title", n=len(title)))
    parts: Sequence[Part] = []
    named = title.strip()
    if file:
        results, _ = read_results(file, wanted.lang)
        with complete(wanted.leaf, file):
            parts = parts_of(results, wanted.lang)
            named = named or str(results["workshop"]["title"])
    wanted.write(lambda: agenda_pdf(parts, named, wanted.leaf))
