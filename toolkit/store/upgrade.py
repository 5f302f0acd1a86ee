"""Bringing a database to the shape this version expects, and refusing one from a newer version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

UPGRADING = 0x7265626F6E64  # "rebond"
MIGRATIONS = Path(__file__).parent / "migrations"


class DatabaseTooNew(Exception):
    """The database was written by a newer version; ``revision`` is what it carries."""

    def __init__(self, revision: str) -> None:
        super().__init__(revision)
        self.revision = revision


def upgrade(engine: Engine, revision: str = "head") -> None:
    """
    Apply what is missing, as far as *revision*; a new database gets everything.

    Raises: DatabaseTooNew, before anything is changed.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        if current is not None and current not in known:
            raise DatabaseTooNew(current)
    with engine.execution_options(writing=True).begin() as connection:
        if engine.dialect.name == "postgresql":  # several servers may start at once: the first one does it
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({UPGRADING})")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
