"""One row, read on its own: no session, no object, no transaction around it. For what every phone asks."""

from collections.abc import Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import Engine, Select
from sqlalchemy.exc import DBAPIError


class Glance:
    """*statement* put into the words of the database once, and asked again and again."""

    def __init__(self, engine: Engine, statement: Select[Any]) -> None:
        self._engine = engine
        compiled = statement.compile(engine)
        self._sql = str(compiled)
        self._given = dict(compiled.params)
        # Where the database takes its values by place, their order; else none, and it takes them by name.
        self._places: Sequence[str] | None = getattr(compiled, "positiontup", None)

    def __call__(self, **values: object) -> Sequence[Any] | None:
        """The first row, as plain values; None without one."""
        named = self._given | values
        asked = [named[name] for name in self._places] if self._places else named
        with closing(self._engine.raw_connection()) as connection:
            try:
                cursor = connection.cursor()
                cursor.execute(self._sql, asked)
                rows = cursor.fetchall()  # to the end, so that nothing is held
                cursor.close()
            except self._engine.dialect.loaded_dbapi.Error as error:
                connection.invalidate()
                raise self._told(error) from error
        return rows[0] if rows else None

    def _told(self, error: Exception) -> BaseException:
        """As all that asks the database tells it, without the values: they may be secrets."""
        dialect = self._engine.dialect
        base = dialect.loaded_dbapi.Error
        return DBAPIError.instance(self._sql, None, error, base, hide_parameters=True, dialect=dialect)
