"""``rebond print journal``: the tally sheet and the journal of the game, to fill in by hand."""

import click

from toolkit.commands.print_game import book_of, words_of
from toolkit.commands.print_leaves import Wanted, leaf_options
from toolkit.content.game_tables import posture_titles
from toolkit.faces.tracks import TRACK_NAMES, TRACKS
from toolkit.words import say


@click.command()
@click.argument("deck", metavar="DECK", default="communs")
@leaf_options
def command(wanted: Wanted, deck: str) -> None:
    """Write the tally sheet and the journal of the game."""
    from toolkit.printing.journal_sheets import journal_pdf

    _, found = words_of(deck, wanted.lang)
    postures = posture_titles(book_of(deck, wanted.lang), found, wanted.lang)
    tracks = [say(wanted.lang, TRACK_NAMES[track]) for track in TRACKS]
    title = found.text(wanted.lang).title
    wanted.write(lambda: journal_pdf(postures, tracks, title, wanted.leaf))
