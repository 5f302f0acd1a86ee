"""A disk that fills up, another program that holds the database, two desks at once, an older version."""

import resource
import sqlite3
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.machine import Machine, Room
from toolkit.store.session import Store
from toolkit.store.upgrade import upgrade


@pytest.mark.skipif(sys.platform == "win32", reason="a process there has no limit on the size of a file")
def test_a_full_disk_is_said_and_what_was_recorded_stays(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "data")
    with machine:
        room = Room(machine)
        phones = [room.phone() for _ in range(40)]
        room.open()
        assert room.cast(phones[0], Room.CARDS[0]) == 303
        machine.kill()
        full = (machine.data / "rebond.sqlite-wal").stat().st_size + 30_000
        machine.start(
            before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (full, resource.RLIM_INFINITY))
        )
        told = [phone for phone in phones if room.cast(phone, Room.CARDS[1]) == 303]
        refused = [phone for phone in phones if phone not in told]
        assert refused, "the disk was never full"
        page = machine.send(
            "POST",
            f"{refused[0]}/rounds/{room.round_id}/ballot",
            {"approve": Room.CARDS[1]},
            headers={"HX-Request": "true"},
        )
        assert page[0] == 503
        assert "n’a pas été enregistré" in page[1]
        assert machine.status("GET", phones[0]) == 200, "reading goes on"
        kept = machine.rows("SELECT content FROM ballot")
        assert len(kept) >= len(told)
        # Room is made: the next try passes.
        machine.kill()
        machine.start()
        assert all(room.cast(phone, Room.CARDS[1]) == 303 for phone in phones)
        assert machine.rows("SELECT count(*) FROM ballot") == [(40,)]
        assert machine.rows("PRAGMA integrity_check") == [("ok",)]


def test_a_ballot_waits_for_another_program_to_let_go(tmp_path: Path) -> None:
    with Machine(tmp_path / "data") as machine:
        room = Room(machine)
        phone = room.phone()
        room.open()
        with closing(sqlite3.connect(machine.data / "rebond.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE").close()
            answers: list[int] = []
            sending = threading.Thread(target=lambda: answers.append(room.cast(phone, Room.CARDS[0])))
            sending.start()
            time.sleep(1.5)
            assert answers == [], "nothing is said before it is written"
            other.execute("ROLLBACK").close()
            sending.join()
        assert answers == [303]
        assert machine.rows("SELECT count(*) FROM ballot") == [(1,)]


def test_two_desks_opening_and_closing_at_the_same_instant(tmp_path: Path) -> None:
    with Machine(tmp_path / "data") as machine:
        room = Room(machine)
        phone = room.phone()
        for _turn in range(5):
            room.open()
            barrier = threading.Barrier(8)

            def act(verb: str, barrier: threading.Barrier = barrier) -> int:
                barrier.wait(20)
                return room.cast(phone, Room.CARDS[0]) if verb == "cast" else room.act(verb)

            verbs = ["opening", "closure", "opening", "closure", "cast", "cast", "closure", "cast"]
            with ThreadPoolExecutor(8) as pool:
                answers = list(pool.map(act, verbs))
            assert set(answers) <= {303, 409}
            assert 303 in (answers[1], answers[3], answers[6])
            accepted = any(answers[place] == 303 for place in (4, 5, 7))
            count = machine.rows("SELECT count(*) FROM ballot WHERE round_id = ?", room.round_id)
            assert count == [(int(accepted),)]
            assert room.act("reveal") == 303


def test_the_same_form_five_times_and_an_hour_late(tmp_path: Path) -> None:
    with Machine(tmp_path / "data") as machine:
        room = Room(machine)
        phone = room.phone()
        room.open()
        assert [room.cast(phone, Room.CARDS[0]) for _ in range(5)] == [303] * 5
        assert machine.rows("SELECT count(*) FROM ballot") == [(1,)]
        form = {"approve": Room.CARDS[1]}
        late = f"{phone}/rounds/{room.round_id}/ballot"
        assert room.act("closure") == 303
        status, text, _ = machine.send("POST", late, form)
        assert status == 409
        assert "Votre vote d’avant" in text
        assert room.act("reveal") == 303
        room.open()
        assert machine.status("POST", late, form) == 409, "a late form never falls into the next vote"
        assert machine.rows("SELECT count(*) FROM ballot") == [(1,)]


def test_a_newer_version_takes_over_in_the_middle_of_a_vote(tmp_path: Path) -> None:
    """The database as the first release left it, a vote open: the server brings it up to date and goes on."""
    data = tmp_path / "data"
    data.mkdir()
    store = Store(f"sqlite:///{data / 'rebond.sqlite'}")
    upgrade(store.engine, "0001")
    store.close()
    with closing(sqlite3.connect(data / "rebond.sqlite")) as old:
        old.executescript(
            """
            INSERT INTO workshop (id, join_code, desk_key, title, deck_id, language, anonymous, version,
                                  showing, created_at)
            VALUES (1, 'ACDEFH', 'the-desk', 'Un mardi', 'reflexes', 'fr', 1, 3,
                    'round', '2026-11-27 09:00:00');
            INSERT INTO participant (id, workshop_id, token, name, joined_at)
            VALUES (1, 1, 'bo', '', '2026-11-27 09:01:00'), (2, 1, 'chi', '', '2026-11-27 09:01:00');
            INSERT INTO round (id, workshop_id, series, vote, question, method, params, created_at, opened_at)
            VALUES (1, 1, 1, 1, 'Par quoi commencer ?', 'approval', '{"max": null}',
                    '2026-11-27 09:02:00', '2026-11-27 09:03:00');
            INSERT INTO option (round_id, position, key, title)
            VALUES (1, 1, 'lead-micro-mobility', 'A'), (1, 2, 'lead-data-labs', 'B');
            INSERT INTO ballot (round_id, participant_id, source, content, cast_at)
            VALUES (1, 1, 'phone', '{"approve": ["lead-data-labs"]}', '2026-11-27 09:04:00');
            """
        )
    with Machine(data) as machine:
        assert "checked" in machine.send("GET", "/p/bo")[1]
        cast = {"approve": "lead-micro-mobility"}
        assert machine.status("POST", "/p/chi/rounds/1/ballot", cast) == 303
        for verb in ("closure", "reveal"):
            assert machine.status("POST", f"/desk/the-desk/rounds/1/{verb}") == 303
        assert '"cast": 2' in machine.send("GET", "/desk/the-desk/results.json")[1]
