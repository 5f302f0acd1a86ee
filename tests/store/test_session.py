"""What the database promises: one ballot each, times with zones, a refusal of newer databases."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError, StatementError

from tests.builders import NOW, a_ballot, a_participant, a_round, a_workshop
from toolkit.store.models import Base, Workshop
from toolkit.store.session import Store
from toolkit.store.upgrade import DatabaseTooNew, upgrade
from toolkit.workshop.gathering import end_workshop


def test_one_person_has_one_ballot_in_a_round(store: Store) -> None:
    with store.writing() as session:
        workshop = a_workshop(session)
        this_round, person = a_round(session, workshop), a_participant(session, workshop)
        a_ballot(session, this_round, person)
    with pytest.raises(IntegrityError), store.writing() as session:
        a_ballot(session, this_round, person)


def test_detached_ballots_do_not_clash(store: Store) -> None:
    with store.writing() as session:
        this_round = a_round(session, a_workshop(session))
        a_ballot(session, this_round, None)
        a_ballot(session, this_round, None)


def test_a_time_comes_back_aware_and_in_utc(store: Store) -> None:
    noon_in_paris = datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=1)))
    with store.writing() as session:
        key = a_workshop(session, created_at=noon_in_paris).id
    with store.reading() as session:
        found = session.get_one(Workshop, key).created_at
    assert found == noon_in_paris
    assert found.tzinfo == UTC


def test_a_time_without_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="zone"), store.writing() as session:
        a_workshop(session, created_at=datetime(2026, 11, 23, 12))  # noqa: DTZ001 - the mistake under test


def test_an_error_in_a_verb_undoes_all_of_it(store: Store) -> None:
    def verb() -> None:
        with store.writing() as session:
            a_workshop(session)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        verb()
    with store.reading() as session:
        assert session.query(Workshop).count() == 0


def test_reading_is_one_picture_whatever_is_written_meanwhile(store: Store) -> None:
    with store.reading() as session:
        assert session.query(Workshop).count() == 0
        with store.writing() as other:
            a_workshop(other)
        assert session.query(Workshop).count() == 0
    with store.reading() as session:
        assert session.query(Workshop).count() == 1


def test_a_link_that_was_cut_is_not_left_in_the_log_of_the_database(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'rebond.sqlite'}")
    upgrade(store.engine)
    with store.writing() as session:
        workshop = a_workshop(session)
        a_ballot(session, a_round(session, workshop), a_participant(session, workshop))
        desk_key = workshop.desk_key
    log = tmp_path / "rebond.sqlite-wal"
    assert log.stat().st_size > 0
    with store.writing() as session:
        end_workshop(session, desk_key, now=NOW)
    assert log.stat().st_size == 0
    store.close()


def test_migrations_build_exactly_the_tables_of_the_models(database_url: str) -> None:
    store = Store(database_url)
    upgrade(store.engine)
    tables = inspect(store.engine)
    for table in Base.metadata.sorted_tables:
        found = {column["name"]: column["nullable"] for column in tables.get_columns(table.name)}
        assert found == {column.name: column.nullable for column in table.columns}
        uniques = {unique["name"] for unique in tables.get_unique_constraints(table.name)}
        wanted = {c.name for c in table.constraints if c.__class__.__name__ == "UniqueConstraint"}
        assert uniques == wanted
    store.close()


def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    store = Store(database_url)
    upgrade(store.engine)
    with store.writing() as session:
        a_workshop(session)
    upgrade(store.engine)
    with store.reading() as session:
        assert session.query(Workshop).count() == 1
    store.close()


def test_a_database_from_a_newer_version_is_refused_untouched(database_url: str) -> None:
    store = Store(database_url)
    upgrade(store.engine)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew) as refused:
        upgrade(store.engine)
    assert refused.value.revision == "9999"
    with store.engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    store.close()
