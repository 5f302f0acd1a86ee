"""What the commands that look after the data have in common: the database of a folder, refusals in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click
from alembic.migration import MigrationContext

from toolkit.commands.serve import refuse, settings
from toolkit.config import Config
from toolkit.content.cards import Language
from toolkit.keeping.refusals import CannotKeep
from toolkit.serving.preparing import explained
from toolkit.serving.refusals import CannotServe
from toolkit.store.session import Store
from toolkit.store.upgrade import upgrade
from toolkit.words import say


@contextmanager
def database(data: Path | None, lang: Language) -> Iterator[tuple[Config, Store, str]]:
    """
    The settings, the database brought up to date and the shape it has; a server may be running on it.
    What goes wrong ends the command with its reason on one line.
    """
    try:
        config = settings(data, None, lang)
        if not config.database_url and not Path(config.data_dir / "rebond.sqlite").exists():
            stop(CannotKeep("no_database", file=config.data_dir / "rebond.sqlite"), lang)
        with explained(config):
            store = Store(config.database)
            try:
                upgrade(store.engine)
                with store.engine.connect() as connection:
                    revision = MigrationContext.configure(connection).get_current_revision()
                yield config, store, str(revision)
            finally:
                store.close()
    except CannotServe as refused:
        refuse(refused, lang)
    except CannotKeep as refused_here:
        stop(refused_here, lang)


def stop(refused: CannotKeep, lang: Language, code: int = 1) -> NoReturn:
    """End with exit *code* and the reason on one line."""
    sentence = say(lang, f"keep.refused_{refused.reason}", **refused.values)
    click.echo(say(lang, "serve.error", sentence=sentence), err=True)
    raise SystemExit(code)
