"""
The rows of one workshop, whatever the tables: found by following the keys that lead to it.

A table added later is followed too, so that a workshop never travels without a part of itself.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, insert, or_, select, update
from sqlalchemy.orm import Session

from toolkit.store.models import Base, UtcDateTime, Workshop

Row = dict[str, Any]
Rows = dict[str, list[Row]]
ROOT = Workshop.__tablename__


def tables() -> tuple[Table, ...]:
    """Every table, a referenced one before those that refer to it."""
    return tuple(Base.metadata.sorted_tables)


def references(table: Table) -> Mapping[str, str]:
    """The columns that hold another row's id, and the table of that row."""
    return {key.parent.name: key.column.table.name for key in table.foreign_keys}


def rows_of(session: Session, workshop_id: int) -> Rows:
    """Plain values only: times as ISO 8601, ids as they are here."""
    found: dict[str, list[Any]] = {}
    ids: dict[str, list[int]] = {}
    for table in tables():
        rows = session.execute(select(table).where(_ours(table, workshop_id, ids)).order_by(table.c.id)).all()
        found[table.name] = [row._mapping for row in rows]
        ids[table.name] = [row.id for row in rows]
    return {
        name: [{key: _plain(value) for key, value in row.items()} for row in rows]
        for name, rows in found.items()
    }


def _ours(table: Table, workshop_id: int, ids: Mapping[str, list[int]]) -> Any:
    if table.name == ROOT:
        return table.c.id == workshop_id
    leads = [
        table.c[column].in_(ids[target])
        for column, target in references(table).items()
        if target in ids and not table.c[column].nullable
    ]
    if not leads:
        raise TypeError(f"no key of {table.name} leads to a workshop")
    return or_(*leads)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def put(session: Session, rows: Mapping[str, list[Row]]) -> int:
    """
    Write rows shaped as ``rows_of`` gives them, with new ids; what refers to another row follows it.

    Returns: the id of the workshop.
    """
    new: dict[str, dict[int, int]] = {}
    for table in tables():
        new[table.name] = {}
        late: list[tuple[int, str, int]] = []
        for row in rows[table.name]:
            values, postponed = _moved(table, row, new)
            key: int = session.execute(insert(table).values(values).returning(table.c.id)).scalar_one()
            new[table.name][row["id"]] = key
            late += [(key, column, old) for column, old in postponed]
        for key, column, old in late:
            session.execute(update(table).where(table.c.id == key).values({column: new[table.name][old]}))
    return next(iter(new[ROOT].values()))


def _moved(table: Table, row: Row, new: Mapping[str, Mapping[int, int]]) -> tuple[Row, list[tuple[str, int]]]:
    """The row with its references moved; those to its own table wait until that table is written."""
    refers = references(table)
    values: Row = {}
    postponed: list[tuple[str, int]] = []
    for column in table.columns:
        value = row[column.name]
        if column.name == "id":
            continue
        if column.name in refers and value is not None:
            if refers[column.name] == table.name:
                postponed.append((column.name, value))
                value = None
            else:
                value = new[refers[column.name]][value]
        values[column.name] = _typed(column, value)
    return values, postponed


def _typed(column: Column[Any], value: object) -> object:
    if isinstance(column.type, UtcDateTime) and isinstance(value, str):
        return datetime.fromisoformat(value)
    return value


def faults(rows: object) -> Iterator[str]:
    """Where *rows* is not shaped as ``rows_of`` gives it: tables, columns, types, references within."""
    if not isinstance(rows, dict):
        yield "tables"
        return
    names = {table.name for table in tables()}
    yield from (f"tables.{name}" for name in sorted(set(map(str, rows)) ^ names))
    ids: dict[str, set[object]] = {}
    for table in tables():
        listed = rows.get(table.name)
        if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
            yield f"tables.{table.name}"
            continue
        ids[table.name] = {row.get("id") for row in listed}
        if len(ids[table.name]) != len(listed):
            yield f"tables.{table.name}.id"
        for number, row in enumerate(listed):
            yield from (f"tables.{table.name}[{number}].{column}" for column in _row_faults(table, row, ids))


def _row_faults(table: Table, row: Row, ids: Mapping[str, set[object]]) -> Iterator[str]:
    yield from sorted(set(map(str, row)) ^ {column.name for column in table.columns})
    refers = references(table)
    for column in table.columns:
        if column.name not in row:
            continue
        value = row[column.name]
        if value is None:
            if not column.nullable:
                yield column.name
        elif not _fits(column, value) or (
            column.name in refers and value not in ids.get(refers[column.name], ())
        ):
            yield column.name


def _fits(column: Column[Any], value: object) -> bool:
    if isinstance(column.type, UtcDateTime):
        try:
            return datetime.fromisoformat(str(value)).tzinfo is not None
        except ValueError:
            return False
    kind = column.type.python_type
    if kind is int:
        return type(value) is int and abs(value) < 2**31
    if kind is str:
        longest = getattr(column.type, "length", None)
        return isinstance(value, str) and "\0" not in value and (not longest or len(value) <= longest)
    return isinstance(value, kind)
