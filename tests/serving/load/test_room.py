"""A small room measured for real: the command's own server, its pages and forms, its database."""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from toolkit.serving.files import allow_many_files
from toolkit.serving.load.bench import bench
from toolkit.serving.load.checking import check
from toolkit.serving.load.floor import measured_floor
from toolkit.serving.load.process import HERE, NotStarted, floor, rebond, running
from toolkit.serving.load.room import Measured, Plan, Room
from toolkit.serving.load.usage import Meter
from toolkit.serving.load.wire import Line

PEOPLE = 12
Found = TypeVar("Found")


def apart(measure: Callable[[], Found]) -> Found:
    """In a thread of its own: a browser's loop may be running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(measure).result()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def measured(data: Path) -> Measured:
    with running(rebond(data)) as (pid, port, key):
        room = Room(HERE, port, key, Meter(pid), lambda _phase: None)
        plan = Plan(PEOPLE, joining_s=0.5, idle_s=1, voting_s=0.2)
        return apart(lambda: asyncio.run(room.measure(plan)))


def test_everybody_joins_votes_and_sees(measured: Measured):
    assert measured.join.count == measured.ballots.count == measured.at_once.count == PEOPLE
    assert measured.opened.count == measured.reveal.count == PEOPLE
    assert 0 < measured.join.p50 <= measured.join.p95 <= measured.join.max
    assert measured.asked > 0
    assert measured.errors == 0


def test_every_acknowledged_ballot_is_in_the_database(measured: Measured, data: Path):
    checked = check(f"sqlite:///{data / 'rebond.sqlite'}", measured.acknowledged)
    assert checked.acknowledged == 2 * PEOPLE
    assert checked.agrees


def test_a_ballot_lost_or_changed_is_found_out(measured: Measured, data: Path):
    url = f"sqlite:///{data / 'rebond.sqlite'}"
    first, second, *others = measured.acknowledged
    other = [(name, "0" if value != "0" else "1") for name, value in first.fields]
    assert check(url, [replace(first, fields=other), second, *others]).changed == 1
    assert check(url, [replace(first, token="nobody"), second, *others]).lost == 1
    assert check(url, [second, *others]).stray == 1


def test_the_floor_answers_the_same_whatever_it_is_asked():
    async def ask(port: int) -> list[bytes]:
        line = Line(HERE, port)
        answers = [await line.get("/"), await line.post("/p/x/rounds/1/ballot", [("a", "b")])]
        line.close()
        return [answer.body for answer in answers]

    with running(floor()) as (_pid, port, _key):
        assert apart(lambda: asyncio.run(ask(port))) == [b"ok\n"] * 2


def test_a_server_that_does_not_start_says_why(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(NotStarted, match="file"), running(rebond(tmp_path / "file")):
        pass


def test_a_whole_bench_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    phases: list[str] = []
    found = apart(lambda: bench(Plan(5, joining_s=0.1, idle_s=0.2, voting_s=0.1), phases.append))
    assert found.checked.agrees
    assert found.checked.acknowledged == 10
    assert phases == ["join", "idle", "vote", "reveal", "again"]
    assert list(tmp_path.iterdir()) == []


def test_the_floor_is_measured_the_same_way():
    found = apart(lambda: measured_floor(5, 0.5))
    assert found.at_once.count == 5
    assert found.answer_ms >= 0


def test_a_server_may_hold_a_connection_for_each_phone():
    assert sys.platform == "win32" or allow_many_files() > 0
    assert allow_many_files() == allow_many_files()
