"""Two servers on one PostgreSQL, as on two machines: nothing between them but the database."""

import json
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cast import LEADS
from tests.commands.served import Served, serving
from toolkit.serving.browsing import Answer, Browser, Fields

KEY = "one-key-for-both-servers"
PEOPLE = 24

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.parametrize("database_url", ["postgresql"], indirect=True),
]


@pytest.fixture
def servers(database_url: str, tmp_path: Path) -> Iterator[tuple[Served, Served]]:
    """Started at the same moment on an empty database: one of them makes the tables."""
    shared = {"REBOND_DATABASE_URL": database_url, "REBOND_START_KEY": KEY}
    with (
        serving(tmp_path / "a", "--no-lan", **shared) as one,
        serving(tmp_path / "b", "--no-lan", "--workers", "2", **shared) as two,
    ):
        yield one, two


class Door:
    """One of the servers, each question on a connection of its own: a proxy keeps nobody to one server."""

    def __init__(self, served: Served) -> None:
        self._port = served.port

    def get(self, path: str) -> Answer:
        with Browser("127.0.0.1", self._port) as browser:
            return browser.get(path)

    def post(self, path: str, fields: Fields = ()) -> Answer:
        with Browser("127.0.0.1", self._port) as browser:
            return browser.post(path, fields)


def version(page: str) -> str:
    found = re.search(r'data-version="([^"]*)"', page)
    assert found
    return found[1]


def test_a_room_spread_over_two_servers_is_one_room(servers: tuple[Served, Served]) -> None:
    a, b = map(Door, servers)
    fields = [("title", "Deux machines"), ("deck", "reflexes"), ("language", "fr")]
    desk = a.post(f"/start/{KEY}/workshops", fields).path
    code = re.search(r"/S/([A-Z0-9]+)", b.get(desk).text)
    assert code, "the desk opens on the other server too"
    phones = [(a, b)[n % 2].post(f"/J/{code[1]}").path for n in range(PEOPLE)]
    asked = [("question", "?"), ("method", "approval"), *(("card", lead) for lead in LEADS)]
    assert b.post(f"{desk}/rounds", asked).status == 303
    number = re.search(r"/rounds/(\d+)/opening", a.get(desk).text)
    assert number
    round_path = f"{desk}/rounds/{number[1]}"
    a.post(f"{round_path}/opening")
    assert all("voting" in b.get(phone).text for phone in phones)

    # Everybody sends the same ballot to both servers at once, as through a proxy that asked again.
    def cast(phone: str) -> list[int]:
        path = f"{phone}/rounds/{number[1]}/ballot"
        return [Door(each).post(path, [("approve", LEADS[0])]).status for each in servers]

    with ThreadPoolExecutor(12) as room:
        statuses = list(room.map(cast, [*phones, *phones]))
    assert {status for each in statuses for status in each} == {303}

    waiting = {phone: version(a.get(phone).text) for phone in phones}
    b.post(f"{round_path}/closure")
    assert a.post(f"{phones[0]}/rounds/{number[1]}/ballot", [("approve", LEADS[1])]).status == 409
    b.post(f"{round_path}/reveal")
    for phone, seen in waiting.items():
        page = a.get(f"{phone}/live?seen={seen}")
        assert page.status == 200, "made on one server, seen on the other at the next question"
        assert 'data-stage="revealed"' in page.text
        assert a.get(f"{phone}/live?seen={version(page.text)}").status == 204
        assert b.get(f"{phone}/live?seen={version(page.text)}").status == 204

    files = [json.loads(each.get(f"{desk}/results.json").text)["rounds"] for each in (a, b)]
    assert files[0] == files[1]
    assert files[0][0]["outcome"]["cast"] == PEOPLE, "each person once, wherever they voted"
    assert len(files[0][0]["ballots"]) == PEOPLE


def test_a_closure_on_one_server_races_ballots_on_the_other(servers: tuple[Served, Served]) -> None:
    a, b = map(Door, servers)
    fields = [("title", "Course"), ("deck", "reflexes"), ("language", "fr")]
    desk = a.post(f"/start/{KEY}/workshops", fields).path
    code = re.search(r"/S/([A-Z0-9]+)", a.get(desk).text)
    assert code
    phones = [a.post(f"/J/{code[1]}").path for _ in range(PEOPLE)]
    for _ in range(3):
        asked = [
            ("question", "?"),
            ("method", "approval"),
            *(("card", lead) for lead in LEADS),
            ("start", "1"),
        ]
        a.post(f"{desk}/rounds", asked)
        number = max(re.findall(r"/rounds/(\d+)/closure", a.get(desk).text), key=int)

        def cast(phone: str, number: str = number) -> int:
            path = f"{phone}/rounds/{number}/ballot"
            return b.post(path, [("approve", LEADS[0])]).status

        with ThreadPoolExecutor(PEOPLE + 1) as room:
            sent = [room.submit(cast, phone) for phone in phones]
            time.sleep(0.03)
            closed = room.submit(a.post, f"{desk}/rounds/{number}/closure")
            statuses = [each.result() for each in sent]
            assert closed.result().status == 303
        assert set(statuses) <= {303, 409}
        a.post(f"{desk}/rounds/{number}/reveal")
        last = json.loads(b.get(f"{desk}/results.json").text)["rounds"][-1]
        assert last["outcome"]["cast"] == statuses.count(303), "accepted and counted are the same"
