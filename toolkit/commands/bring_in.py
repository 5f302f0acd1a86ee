"""``rebond import``: go on with a workshop that was exported elsewhere."""

from pathlib import Path
from typing import BinaryIO

import click

from toolkit.commands.keep import database
from toolkit.commands.language import in_language
from toolkit.commands.serve import data_option, settings
from toolkit.content.cards import Language
from toolkit.keeping.moving import brought_in, unpacked
from toolkit.store.session import Store
from toolkit.store.upgrade import upgrade
from toolkit.words import say


@click.command()
@click.argument("file", type=click.File("rb"))
@data_option
@in_language
def command(file: BinaryIO, data: Path | None, lang: Language) -> None:
    """
    Put the workshop of FILE, made by `rebond export`, in this computer's database, at the step it was at.
    The server may be running.

    Exit 0 once it is there; 1 with what is wrong in the file, and where, on one line.
    """
    _make(data, lang)
    with database(data, lang) as (_, store, revision):
        rows = unpacked(file.read(), revision=revision)
        with store.writing() as session:
            workshop = brought_in(session, rows)
            title, code = workshop.title, workshop.join_code
    click.echo(say(lang, "keep.imported", title=title, code=code))


def _make(data: Path | None, lang: Language) -> None:
    """A first database, on a computer that never served."""
    config = settings(data, None, lang)
    if not config.database_url and not (config.data_dir / "rebond.sqlite").exists():
        config.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        store = Store(config.database)
        upgrade(store.engine)
        store.close()
