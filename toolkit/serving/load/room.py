"""One room measured from the first phone to the reveal, over HTTP, through the pages and forms people use."""

import asyncio
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from toolkit.serving.browsing import forms
from toolkit.serving.crowd import read_paper
from toolkit.serving.load.figures import Cost, Waits
from toolkit.serving.load.phone import BROWSER, Phone, Unexpected
from toolkit.serving.load.usage import Meter
from toolkit.serving.load.wire import Fields, Line
from toolkit.serving.opinions import Person

DECK = "reflexes"
CARDS = tuple(f"orientation-{number}" for number in range(1, 8))
METHOD = "majority_judgment"
JOIN = re.compile(r"/S/([A-Z0-9]+)", re.IGNORECASE)
VERB = re.compile(r"/rounds/(\d+)/(?:opening|closure|reveal|revote)\b")
PATIENCE_S = 30.0

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a phone was told is recorded: whose, in which round, the fields of its form."""

    token: str
    round_id: int
    fields: Fields


@dataclass(frozen=True, slots=True)
class Plan:
    """
    How a room is measured: ``people`` join within ``joining_s``, then nobody does anything for ``idle_s``;
    a question is prepared, which the facilitator reads once more for ``reading_s``; then they vote within
    ``voting_s``, see the outcome, and vote again all at the same instant.
    """

    people: int
    joining_s: float
    idle_s: float = 10.0
    reading_s: float = 2.0
    voting_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured; ``acknowledged`` are the ballots to be found in the database."""

    plan: Plan
    join: Waits
    joining: Cost
    idle: Cost
    asked: int
    opened: Waits
    ballots: Waits
    voting: Cost
    at_once: Waits
    reveal: Waits
    revealing: Cost
    memory_mb: float
    errors: int
    acknowledged: Sequence[Ballot]


class Room:
    """The facilitator's desk and the phones, on the server of *port*."""

    def __init__(self, host: str, port: int, start_key: str, meter: Meter, tell: Tell) -> None:
        self._host, self._port = host, port
        self._start_key = start_key
        self._meter = meter
        self._tell = tell
        self._random = Random("rebond")
        self._desk_line = Line(host, port)
        self._desk = ""
        self._phones: list[Phone] = []
        self._acknowledged: list[Ballot] = []

    async def measure(self, plan: Plan) -> Measured:
        """Raises: Unexpected; OSError, when the server is gone."""
        code = await self._create()
        try:
            return await self._measure(plan, code)
        finally:
            for phone in self._phones:
                phone.leave()
            self._desk_line.close()

    async def _measure(self, plan: Plan, code: str) -> Measured:
        self._tell("join")
        self._meter.restart()
        joined = await self._join(plan, code)
        joining = self._meter.cost()
        await asyncio.sleep(1)

        self._tell("idle")
        asked = self._asked()
        self._meter.restart()
        await asyncio.sleep(plan.idle_s)
        idle, asked = self._meter.cost(), self._asked() - asked

        self._tell("vote")
        round_id = await self._prepare()
        await asyncio.sleep(plan.reading_s)
        opened = await self._act(round_id, "opening", "voting")
        papers = self._papers(first=True)
        self._meter.restart()
        ballots = await self._vote(round_id, papers, within_s=plan.voting_s)
        voting = self._meter.cost()

        self._tell("reveal")
        await self._act(round_id, "closure", "closed")
        await asyncio.sleep(1)
        self._meter.restart()
        reveal = await self._act(round_id, "reveal", "revealed")
        revealing = self._meter.cost()

        self._tell("again")
        again = await self._again(round_id)
        await self._act(again, "opening", "voting")
        at_once = await self._vote(again, self._papers(first=False), within_s=0)
        await self._act(again, "closure", "closed")
        return Measured(
            plan=plan,
            join=Waits.of(joined),
            joining=joining,
            idle=idle,
            asked=asked,
            opened=Waits.of(opened),
            ballots=Waits.of(ballots),
            voting=voting,
            at_once=Waits.of(at_once),
            reveal=Waits.of(reveal),
            revealing=revealing,
            memory_mb=self._meter.memory_mb(),
            errors=sum(phone.errors for phone in self._phones),
            acknowledged=self._acknowledged,
        )

    async def _create(self) -> str:
        fields = {"title": "Rebond bench", "deck": DECK, "language": "fr"}
        answer = await self._desk_line.post(f"/start/{self._start_key}/workshops", fields.items(), BROWSER)
        self._desk = answer.header("Location")
        code = JOIN.search(await self._look())
        if answer.status != 303 or code is None:
            raise Unexpected(f"POST workshops: {answer.status}")
        return code[1]

    async def _look(self) -> str:
        return (await self._desk_line.get(self._desk, BROWSER)).text

    async def _join(self, plan: Plan, code: str) -> list[float]:
        """People come in one after the other, at a steady pace with its accidents."""
        step = plan.joining_s / plan.people

        async def come(number: int) -> float:
            await asyncio.sleep(step * (number + self._random.random()))
            phone = Phone(Line(self._host, self._port), f"/J/{code}", Random(number))
            await phone.scan()
            took = await phone.join()
            phone.follow()
            self._phones.append(phone)
            return took

        return await _all(come(number) for number in range(plan.people))

    def _asked(self) -> int:
        return sum(phone.asked for phone in self._phones)

    async def _prepare(self) -> str:
        fields = [("question", "Que vaut chaque orientation ?"), ("method", METHOD)]
        fields += [("card", card) for card in CARDS]
        return await self._do("/rounds", fields)

    async def _again(self, round_id: str) -> str:
        return await self._do(f"/rounds/{round_id}/revote")

    async def _do(self, path: str, fields: Fields = ()) -> str:
        """One verb of the desk; returns the round it leaves there."""
        answer = await self._desk_line.post(self._desk + path, fields, BROWSER)
        if answer.status != 303:
            raise Unexpected(f"POST desk{path}: {answer.status}")
        numbers = [int(number) for number in VERB.findall(await self._look())]
        return str(max(numbers, default=0))

    async def _act(self, round_id: str, verb: str, stage: str) -> list[float]:
        """Do it, and wait until every phone shows it; returns the seconds each of them took."""
        began = time.perf_counter()
        await self._do(f"/rounds/{round_id}/{verb}")
        while time.perf_counter() - began < PATIENCE_S:
            if all(phone.stage == stage for phone in self._phones):
                return [phone.shown - began for phone in self._phones]
            await asyncio.sleep(0.05)
        missing = sum(phone.stage != stage for phone in self._phones)
        raise Unexpected(f"{missing} phones do not show the stage {stage} after {PATIENCE_S:.0f} s")

    def _papers(self, *, first: bool) -> list[Fields]:
        """A filled ballot for each phone, by the form of its page."""
        paper = next(filter(None, map(read_paper, forms(self._phones[0].page))))
        people = [Person("rebond", number) for number in range(len(self._phones))]
        return [person.fill(paper, hesitates=first) for person in people]

    async def _vote(self, round_id: str, papers: Sequence[Fields], *, within_s: float) -> list[float]:
        async def cast(phone: Phone, fields: Fields) -> float:
            await asyncio.sleep(within_s * self._random.random())
            took = await phone.cast(round_id, fields)
            self._acknowledged.append(Ballot(phone.token, int(round_id), fields))
            return took

        return await _all(map(cast, self._phones, papers))


async def _all(waits: Iterable[object]) -> list[float]:
    return await asyncio.gather(*waits)  # type: ignore[call-overload, no-any-return]
