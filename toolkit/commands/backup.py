"""``rebond backup``: a copy of everything, while the room votes."""

from pathlib import Path

import click

from toolkit.commands.keep import stop
from toolkit.commands.language import in_language
from toolkit.commands.serve import data_option, settings
from toolkit.content.cards import Language
from toolkit.keeping.backup import back_up
from toolkit.keeping.refusals import CannotKeep
from toolkit.words import say


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@data_option
@in_language
def command(file: Path, data: Path | None, lang: Language) -> None:
    """
    Copy the whole database to FILE, as it is at one moment; the server may be running and voted on.

    To go back: stop the server, put the copy in the data folder as rebond.sqlite, start again. Exit 0 once
    the copy has been read through; 1 with the reason on one line.
    """
    config = settings(data, None, lang)
    if config.database_url:
        stop(CannotKeep("not_sqlite"), lang, code=2)
    try:
        size = back_up(config.data_dir / "rebond.sqlite", file)
    except CannotKeep as refused:
        stop(refused, lang)
    click.echo(say(lang, "keep.backed_up", file=file, n=-(-size // 1024)))
