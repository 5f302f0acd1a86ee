"""``rebond backup``, ``export``, ``import`` and ``purge``, as a person types them."""

import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.cast import LEADS, Facilitator, Participant
from toolkit.app import create_app
from toolkit.cli import main
from toolkit.config import Config

CLEAN = {"REBOND_DATA": None, "REBOND_DATABASE_URL": None, "REBOND_PUBLIC_URL": None, "LANG": "en"}


def run(*words: object, answer: str = "") -> Result:
    return CliRunner(env=CLEAN).invoke(main, [str(word) for word in words], input=answer)


def room(data: Path) -> Facilitator:
    ana = Facilitator.create(create_app(Config(data_dir=data, public_url="http://rebond.test", testing=True)))
    ana.welcome().cast(ana.open(), {"approve": [LEADS[0]]})
    return ana


def count(database: Path, table: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_backup_taken_while_the_room_votes_is_whole(tmp_path: Path) -> None:
    ana = room(tmp_path / "data")
    round_id, people = ana.round_id(), [ana.welcome() for _ in range(20)]
    go_on = threading.Event()

    def vote() -> None:
        for person in people * 3:
            person.cast(round_id, {"approve": [LEADS[1]]})
            go_on.set()

    voting = threading.Thread(target=vote)
    voting.start()
    go_on.wait(10)
    result = run("backup", tmp_path / "copy.sqlite", "--data", tmp_path / "data")
    voting.join()
    assert result.exit_code == 0, result.output
    assert 2 <= count(tmp_path / "copy.sqlite", "ballot") <= 21
    assert count(tmp_path / "copy.sqlite", "participant") == 21
    assert stat.S_IMODE((tmp_path / "copy.sqlite").stat().st_mode) == 0o600
    assert not list(tmp_path.glob("*.part*"))
    # put in place of the other, it is a database a server opens
    (tmp_path / "again").mkdir()
    (tmp_path / "copy.sqlite").rename(tmp_path / "again" / "rebond.sqlite")
    again = Facilitator(create_app(Config(data_dir=tmp_path / "again", testing=True)))
    assert again.get(ana.desk).status == 200


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["backup", "{tmp}/copy", "--data", "{tmp}/nowhere"], 1, "no database"),
        (["backup", "{tmp}/no/such/folder/copy", "--data", "{tmp}/data"], 1, "cannot write"),
        (["export", "AAAAAA", "-o", "{tmp}/x", "--data", "{tmp}/data"], 1, "AAAAAA"),
        (["export", "-o", "{tmp}/x", "--data", "{tmp}/data"], 2, "join CODE"),
        (["import", "{tmp}/data/start.key", "--data", "{tmp}/new"], 1, "not JSON"),
        (["purge", "--data", "{tmp}/data"], 2, "join CODE"),
        (["purge", "AAAAAA", "--data", "{tmp}/data"], 1, "AAAAAA"),
    ],
)
def test_what_cannot_be_is_said_on_one_line(tmp_path: Path, words: list[str], code: int, said: str) -> None:
    room(tmp_path / "data")
    result = run(*(word.format(tmp=tmp_path) for word in words))
    assert result.exit_code == code, result.output
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_damaged_database_is_not_copied_over_a_good_copy(tmp_path: Path) -> None:
    room(tmp_path / "data").app.extensions["rebond"].store.close()
    database, copy = tmp_path / "data" / "rebond.sqlite", tmp_path / "copy.sqlite"
    run("backup", copy, "--data", tmp_path / "data")
    good = copy.read_bytes()
    with database.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xa5" * 40_000)
    assert run("backup", copy, "--data", tmp_path / "data").exit_code == 1
    assert copy.read_bytes() == good


def test_exported_and_imported_it_goes_on(tmp_path: Path) -> None:
    ana = room(tmp_path / "data")
    file = tmp_path / "out" / "mardi.json"
    result = run("export", ana.join_code.lower(), "-o", file, "--data", tmp_path / "data")
    assert result.exit_code == 0, result.output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    result = run("import", file, "--data", tmp_path / "new")
    assert result.exit_code == 0, result.output
    assert ana.join_code in result.stdout
    elsewhere = Facilitator(create_app(Config(data_dir=tmp_path / "new", testing=True)))
    assert elsewhere.get(ana.desk).status == 200
    elsewhere.desk_key = ana.desk_key
    elsewhere.finish()
    assert Participant(elsewhere.app).get(f"/S/{ana.join_code}").status == 200
    again = run("import", file, "--data", tmp_path / "new")
    assert again.exit_code == 1
    assert "already here" in again.stderr


def test_all_of_them_one_file_each(tmp_path: Path) -> None:
    codes = {room(tmp_path / "data").join_code for _ in range(2)}
    assert run("export", "--all", "-o", tmp_path / "out", "--data", tmp_path / "data").exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"rebond-{code}.json" for code in codes}


def test_a_purge_asks_first(tmp_path: Path) -> None:
    ana = room(tmp_path / "data")
    database = tmp_path / "data" / "rebond.sqlite"
    assert run("purge", ana.join_code, "--data", tmp_path / "data", answer="n\n").exit_code == 1
    assert count(database, "workshop") == 1
    assert run("purge", ana.join_code, "--data", tmp_path / "data", answer="y\n").exit_code == 0
    assert count(database, "workshop") == count(database, "ballot") == 0


def test_a_purge_by_age_leaves_what_is_recent(tmp_path: Path) -> None:
    room(tmp_path / "data")
    database = tmp_path / "data" / "rebond.sqlite"
    for words in (["--older-than", 1], ["--due"]):
        result = run("purge", *words, "--yes", "--data", tmp_path / "data")
        assert result.exit_code == 0
        assert count(database, "workshop") == 1
    assert run("purge", "--older-than", 0, "--yes", "--data", tmp_path / "data").exit_code == 0
    assert count(database, "workshop") == 0
