"""``rebond print ideas``: what a room wrote and what it chose, as cards."""

from pathlib import Path

import click

from toolkit.commands.cards import shown
from toolkit.commands.print_deck import address_of, deck_of
from toolkit.commands.print_leaves import Wanted, complete, leaf_options
from toolkit.commands.print_options import fail
from toolkit.commands.recount import read_results
from toolkit.config import Config
from toolkit.content.load import decks
from toolkit.paths import folder


@click.command()
@click.argument("file", metavar="RESULTS.json", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--deck", metavar="DECK", help="The deck of the workshop, when it is a folder of your own.")
@click.option("--format", "format_", metavar="NAME", default="", help="Card size [default: poker].")
@click.option(
    "--base-url", metavar="URL", help="Address that the printed codes open [default: REBOND_PUBLIC_URL]."
)
@leaf_options
def command(wanted: Wanted, file: Path, deck: str | None, format_: str, base_url: str | None) -> None:
    """Write the cards that came first in a workshop, then the ideas of its room, from its results file."""
    from toolkit.printing.own_cards import MOST_CARDS, ideas_pdf, kept_of

    leaf = wanted.leaf
    address = address_of(base_url or Config.from_env().public_url, wanted.lang)
    setting = wanted.setting(format_)
    results, _ = read_results(file, wanted.lang)
    with complete(leaf, file):
        named = deck or str(results["workshop"]["deck"]["id"])
        title = str(results["workshop"]["title"])
    if not deck and named not in decks(folder("cards")):
        fail(2, "--deck", leaf.say("table.no_deck", deck=shown(named[:60])))
    found = deck_of(named, wanted.lang)
    with complete(leaf, file):
        kept = kept_of(results, found)[:MOST_CARDS]
    if not kept:
        fail(1, shown(str(file), None), leaf.say("table.no_ideas"))
    wanted.write(lambda: ideas_pdf(kept, found, title, address.url, leaf, setting))
