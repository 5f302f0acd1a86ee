"""What no server of this kind can beat: the one that serves the room, always answering the same few bytes."""

import asyncio
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

from toolkit.serving.load.figures import Waits
from toolkit.serving.load.process import HERE, floor, running
from toolkit.serving.load.usage import Meter
from toolkit.serving.load.wire import Line
from toolkit.serving.preparing import free_port
from toolkit.serving.running import run_application

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def constant(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "3")])
    return [b"ok\n"]


def load() -> Application:
    return constant


def main() -> None:
    """Until stopped; says where it answers as ``rebond serve`` does."""
    port = free_port(HERE, 0)

    def on_ready(_stop: Callable[[], None]) -> None:
        sys.stdout.write(f"http://{HERE}:{port}\nCtrl+C\n")
        sys.stdout.flush()

    run_application(load, HERE, port, on_ready)


@dataclass(frozen=True, slots=True)
class Floor:
    """Processor milliseconds of one answer, and how long people wait when all ask ``at_once``."""

    answer_ms: float
    at_once: Waits


def measured_floor(people: int, seconds: float) -> Floor:
    """The floor for *people* phones, each asking once a second for *seconds*. Raises: NotStarted."""
    with running(floor()) as (pid, port, _key):
        return asyncio.run(_measure(people, seconds, port, Meter(pid)))


async def _measure(people: int, seconds: float, port: int, meter: Meter) -> Floor:
    lines = [Line(HERE, port) for _ in range(people)]
    random = Random("floor")
    for line in lines:
        await line.get("/")

    async def ask(line: Line) -> int:
        until, asked = time.perf_counter() + seconds, 0
        await asyncio.sleep(random.random())
        while time.perf_counter() < until:
            await line.get("/")
            asked += 1
            await asyncio.sleep(0.85 + 0.3 * random.random())
        return asked

    async def once(line: Line) -> float:
        began = time.perf_counter()
        await line.post("/", [("a", "b")])
        return time.perf_counter() - began

    meter.restart()
    asked = sum(await asyncio.gather(*map(ask, lines)))
    cost = meter.cost()
    waits = await asyncio.gather(*map(once, lines))
    for line in lines:
        line.close()
    return Floor(1000 * cost.server / asked, Waits.of(waits))
