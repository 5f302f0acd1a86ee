"""``rebond db``: the database, when it is looked after apart from the server."""

from pathlib import Path

import click
from alembic.migration import MigrationContext

from toolkit.commands.language import in_language
from toolkit.commands.serve import data_option, refuse, settings
from toolkit.content.cards import Language
from toolkit.serving.instance import only_server
from toolkit.serving.preparing import explained, shown
from toolkit.serving.refusals import CannotServe
from toolkit.store.session import Store
from toolkit.store.upgrade import upgrade as bring_up_to_date
from toolkit.words import say


@click.group()
def command() -> None:
    """Look after the database."""


@command.command()
@data_option
@in_language
def upgrade(data: Path | None, lang: Language) -> None:
    """
    Give the database the shape this version expects; `rebond serve` does so by itself.

    Exit 0 once up to date; 1 when it cannot be, with the reason on one line.
    """
    try:
        config = settings(data, None, lang)
        with only_server(config.data_dir), explained(config):
            store = Store(config.database)
            bring_up_to_date(store.engine)
            with store.engine.connect() as connection:
                revision = MigrationContext.configure(connection).get_current_revision()
            store.close()
    except CannotServe as refused:
        refuse(refused, lang)
    click.echo(say(lang, "serve.up_to_date", database=shown(config), revision=revision))
