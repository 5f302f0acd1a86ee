"""``rebond db upgrade``: the database brought up to date apart from the server."""

import sqlite3
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner, Result

from toolkit.cli import main
from toolkit.serving.instance import only_server, publish


def upgraded(data: Path, **env: str) -> Result:
    clean = {"REBOND_DATA": None, "REBOND_DATABASE_URL": None, "REBOND_PUBLIC_URL": None, "LANG": "en"}
    return CliRunner(env={**clean, **env}).invoke(main, ["db", "upgrade", "--data", str(data)])


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as database:
        return {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_a_new_database_gets_its_tables_and_a_second_time_changes_nothing(tmp_path: Path):
    file = tmp_path / "data" / "rebond.sqlite"
    for _ in range(2):
        result = upgraded(file.parent)
        assert result.exit_code == 0
        assert f"The database {file} is up to date" in result.stdout
        assert {"workshop", "round", "ballot"} <= tables(file)


def test_it_waits_for_the_server_to_be_stopped(tmp_path: Path):
    with only_server(tmp_path):
        publish(tmp_path, "http://127.0.0.1:8000")
        result = upgraded(tmp_path)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "http://127.0.0.1:8000" in result.stderr
    assert not (tmp_path / "rebond.sqlite").exists()


def test_a_database_from_a_newer_version_is_refused(tmp_path: Path):
    assert upgraded(tmp_path).exit_code == 0
    with closing(sqlite3.connect(tmp_path / "rebond.sqlite")) as database:
        database.execute("UPDATE alembic_version SET version_num = 'from_tomorrow'")
        database.commit()
    result = upgraded(tmp_path)
    assert result.exit_code == 1
    assert "from_tomorrow" in result.stderr


def test_a_password_is_never_shown(tmp_path: Path):
    result = upgraded(tmp_path, REBOND_DATABASE_URL="postgresql://ana:s3cret@127.0.0.1:9/rebond")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "s3cret" not in result.stderr
    assert "ana" in result.stderr


def test_either_kind_of_database_is_brought_up_to_date(tmp_path: Path, database_url: str):
    result = upgraded(tmp_path / "data", REBOND_DATABASE_URL=database_url)
    assert result.exit_code == 0, result.stderr
    assert "is up to date" in result.stdout
