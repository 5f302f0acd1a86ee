"""
What a page, a vote and a count cost as ballots pile up: from ten to ten thousand in one round.

Processor milliseconds in one process, medians. A page that asks the database how many voted, or a count that
reads each ballot, grows with them; nothing else may.

    python benchmarks/growth.py [ROUNDS]
"""

import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import click
from flask.testing import FlaskClient
from sqlalchemy import insert

from toolkit.app import create_app
from toolkit.config import Config
from toolkit.serving.opinions import Paper, Person
from toolkit.store.models import Ballot, Participant
from toolkit.web.once import DRAWN
from toolkit.workshop.finding import current_round, workshop_by_desk
from toolkit.workshop.outcomes import count
from toolkit.workshop.phone import PHONES
from toolkit.workshop.showing import OUTCOMES

SIZES = (10, 100, 1_000, 10_000)
CARDS = tuple(f"orientation-{number}" for number in range(1, 8))
OPINIONS = 200  # different ballots, over and over
HTMX = {"HX-Request": "true"}
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Room:
    """One workshop with an open round, and as many ballots in it as asked."""

    client: FlaskClient
    desk: str
    code: str
    round_id: int
    tokens: list[str]

    @classmethod
    def with_ballots(cls, ballots: int) -> "Room":
        app = create_app(Config(data_dir=Path(tempfile.mkdtemp())))
        server = app.extensions["rebond"]
        client = app.test_client(use_cookies=False)
        fields = {"title": "Growth", "deck": "reflexes", "language": "fr"}
        desk = client.post(f"/start/{server.start_key}/workshops", data=fields).location
        code = re.search(r"/S/([A-Z0-9]+)", client.get(desk).text)[1]  # type: ignore[index]
        asked = {"question": "?", "method": "majority_judgment", "card": list(CARDS)}
        client.post(f"{desk}/rounds", data=asked)
        with server.store.writing() as session:
            workshop = workshop_by_desk(session, desk.rsplit("/", 1)[1])
            this_round = current_round(session, workshop)
            tokens = [f"t{number:021}" for number in range(ballots)]
            people = [{"workshop_id": workshop.id, "token": token, "joined_at": NOW} for token in tokens]
            ids = list(session.scalars(insert(Participant).returning(Participant.id), people))
            papers = [_content(number) for number in range(OPINIONS)]
            rows = [
                {"round_id": this_round.id, "participant_id": person, "content": papers[n % OPINIONS]}
                for n, person in enumerate(ids)
            ]
            session.execute(insert(Ballot), rows)
            round_id = this_round.id
        client.post(f"{desk}/rounds/{round_id}/opening")
        return cls(client, desk, code, round_id, tokens)

    def act(self, verb: str) -> None:
        assert self.client.post(f"{self.desk}/rounds/{self.round_id}/{verb}").status_code == 303

    def get(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path, headers=HTMX)
        assert answer.status_code == status, (path, answer.status)
        return answer.text


def _content(number: int) -> dict[str, dict[str, int]]:
    fields = Person("growth", number).fill(Paper("grade", CARDS, levels=5))
    return {"grades": {name.removeprefix("grade."): int(value) for name, value in fields}}


def measured(ballots: int, rounds: int) -> dict[str, float]:
    room = Room.with_ballots(ballots)
    phones = room.tokens[:10]
    fields = Person("growth", 3).fill(Paper("grade", CARDS, levels=5))
    version = re.search(r'data-version="([^"]*)"', room.get(f"/p/{phones[0]}"))[1]  # type: ignore[index]
    found = {
        "phone: nothing new": _each(phones, lambda t: room.get(f"/p/{t}/live?seen={version}", 204), rounds),
        "phone: a ballot recorded": _each(phones, lambda t: _cast(room, t, fields), rounds),
        "phone: the ballot to fill": _each(phones, lambda t: room.get(f"/p/{t}/live"), rounds),
        "desk, vote open": _each([room.desk], room.get, rounds),
        "room's screen, vote open": _each([f"/S/{room.code}"], room.get, rounds),
    }
    room.act("closure")
    room.act("reveal")

    def first(token: str) -> None:
        OUTCOMES.forget()
        PHONES.forget()
        DRAWN.forget()
        room.get(f"/p/{token}/live")

    found |= {
        "the count alone": _each([None], lambda _: _count(room), rounds),
        "phone: the outcome, first one": _each(phones[:1], first, rounds),
        "phone: the outcome, every other": _each(phones, lambda t: room.get(f"/p/{t}/live"), rounds),
        "desk, outcome": _each([room.desk], room.get, rounds),
    }
    return found


def _cast(room: Room, token: str, fields: Iterable[tuple[str, str]]) -> None:
    path = f"/p/{token}/rounds/{room.round_id}/ballot"
    assert room.client.post(path, data=dict(fields), headers=HTMX).status_code == 200


def _count(room: Room) -> None:
    with room.client.application.extensions["rebond"].store.reading() as session:
        workshop = workshop_by_desk(session, room.desk.rsplit("/", 1)[1])
        count(session, current_round(session, workshop))  # type: ignore[arg-type]


def _each(what: list, work: Callable[..., object], rounds: int) -> float:
    """The median processor milliseconds of *work* on one of *what*."""
    times = []
    for number in range(rounds):
        began = process_time()
        work(what[number % len(what)])
        times.append((process_time() - began) * 1000)
    return statistics.median(times)


def main(rounds: int) -> None:
    click.echo(f"\nCost as ballots pile up, processor milliseconds, median of {rounds}")
    columns = [measured(size, rounds) for size in SIZES]
    click.echo(f"{'':34}" + "".join(f"{size:>10,}" for size in SIZES) + "   x1000")
    for name in columns[0]:
        costs = [column[name] for column in columns]
        cells = "".join(f"{cost:10.2f}" for cost in costs)
        click.echo(f"{name:34}{cells}{costs[-1] / costs[0]:8.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
