"""Killed without warning, twenty times in the middle of a thousand votes: what was told recorded is there."""

import json
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.machine import Machine, Room

PHONES, VOTES_EACH, KILLS = 50, 20, 20


@pytest.fixture
def machine(tmp_path: Path):
    with Machine(tmp_path / "data") as machine:
        yield machine


def test_twenty_kills_in_a_thousand_votes_lose_nothing_and_count_nothing_twice(machine: Machine) -> None:
    room = Room(machine)
    phones = [room.phone() for _ in range(PHONES)]
    room.open()
    round_id = room.round_id
    voted, over = threading.Semaphore(0), threading.Event()
    dice = random.Random(27)
    told: set[str] = set()
    kept: list[bool] = []

    def vote(phone: str) -> tuple[int, int]:
        """Change one's mind again and again, each time until told "recorded". Returns: times told, missed."""
        again = 0
        for turn in range(VOTES_EACH):
            form = [("approve", card) for card in chosen(turn)]
            while machine.status("POST", f"{phone}/rounds/{round_id}/ballot", form) != 303:
                again += 1
                time.sleep(0.05)
            told.add(phone)
            voted.release()
        return VOTES_EACH, again

    def kill() -> None:
        """At any moment: a little after some more votes, until all are in."""
        for _kill in range(KILLS):
            for _ in range(dice.randint(1, PHONES * VOTES_EACH // KILLS - 5)):
                voted.acquire(timeout=10)
            time.sleep(dice.random() * 0.02)
            known = len(told)
            machine.kill()
            kept.append(int(str(machine.rows("SELECT count(*) FROM ballot")[0][0])) >= known)
            machine.start()
        over.set()

    killing = threading.Thread(target=kill)
    killing.start()
    with ThreadPoolExecutor(PHONES) as pool:
        done = list(pool.map(vote, phones))
    killing.join()
    assert over.is_set()
    assert kept == [True] * KILLS, "whoever was told is in the database the moment after"
    assert machine.starts == KILLS + 1
    assert sum(times for times, _ in done) == PHONES * VOTES_EACH
    assert sum(again for _, again in done) > 0, "the kills were felt"
    ballots = machine.rows("SELECT participant_id, content FROM ballot")
    assert len(ballots) == len({who for who, _ in ballots}) == PHONES
    assert {tuple(json.loads(str(content))["approve"]) for _, content in ballots} == {chosen(VOTES_EACH - 1)}
    assert machine.rows("PRAGMA integrity_check") == [("ok",)]
    for phone in phones[:5]:
        assert machine.send("GET", phone)[1].count("checked") >= len(chosen(VOTES_EACH - 1))


def chosen(turn: int) -> tuple[str, ...]:
    """A ballot that tells which turn it is of, the last one unlike those before."""
    return Room.CARDS[: 1 + turn % 2] if turn < VOTES_EACH - 1 else (Room.CARDS[2],)


def test_a_journal_cut_short_opens_at_an_earlier_moment(machine: Machine) -> None:
    """What a power cut may leave of the last pages of the journal: never a broken database."""
    room = Room(machine)
    phones = [room.phone() for _ in range(12)]
    room.open()
    for phone in phones:
        assert room.cast(phone, Room.CARDS[0]) == 303
    machine.kill()
    journal = machine.data / "rebond.sqlite-wal"
    whole, base = journal.read_bytes(), (machine.data / "rebond.sqlite").read_bytes()
    assert len(whole) > 20_000
    counts = []
    for length in (len(whole) - 1, len(whole) * 2 // 3, len(whole) // 3, 33, 0):
        (machine.data / "rebond.sqlite").write_bytes(base)
        journal.write_bytes(whole[:length])
        (machine.data / "rebond.sqlite-shm").unlink(missing_ok=True)
        assert machine.rows("PRAGMA integrity_check") == [("ok",)]
        tables = machine.rows("SELECT name FROM sqlite_master WHERE name = 'ballot'")
        counts.append(int(str(machine.rows("SELECT count(*) FROM ballot")[0][0])) if tables else 0)
    assert counts == sorted(counts, reverse=True), "a shorter journal never knows more"
    # And the server goes on from there.
    (machine.data / "rebond.sqlite").write_bytes(base)
    journal.write_bytes(whole[: len(whole) * 2 // 3])
    (machine.data / "rebond.sqlite-shm").unlink(missing_ok=True)
    machine.start()
    assert machine.status("GET", "/healthz") == 200
