"""One room on a server of its own, measured and checked; and whether that is enough, in one word."""

import asyncio
import gc
import tempfile
from dataclasses import dataclass
from pathlib import Path

from toolkit.config import Config
from toolkit.serving.files import allow_many_files
from toolkit.serving.load.checking import Checked, check
from toolkit.serving.load.process import HERE, rebond, running
from toolkit.serving.load.room import Measured, Plan, Room, Tell
from toolkit.serving.load.usage import Meter

JOINING_S = 0.06  # for each person: a thousand in a minute
# What a room does not notice, and what it puts up with, in milliseconds for the slowest but 5 %.
EASY_MS, BEARABLE_MS = 1000, 3000


@dataclass(frozen=True, slots=True)
class Bench:
    """What was measured, and what the database says of it."""

    measured: Measured
    checked: Checked

    @property
    def verdict(self) -> str:
        """``easy``, ``bearable``, ``slow``; ``broken`` when a ballot is not where it should be."""
        if not self.checked.agrees:
            return "broken"
        found = self.measured
        slowest = max(found.join.p95, found.ballots.p95, found.at_once.p95, found.reveal.p95)
        if slowest <= EASY_MS and not found.errors:
            return "easy"
        return "bearable" if slowest <= BEARABLE_MS else "slow"


def bench(plan: Plan, tell: Tell) -> Bench:
    """
    Measure *plan* on a server and a folder that go away; *tell* hears what begins.

    Raises: NotStarted; Unexpected, OSError, when the server gives up.
    """
    allow_many_files()
    with (
        tempfile.TemporaryDirectory(prefix="rebond-bench-", ignore_cleanup_errors=True) as folder,
        running(rebond(Path(folder))) as (pid, port, key),
    ):
        gc.freeze()  # what is there already is not looked through again while people wait
        measured = asyncio.run(Room(HERE, port, key, Meter(pid), tell).measure(plan))
        checked = check(Config(data_dir=Path(folder)).database, measured.acknowledged)
    return Bench(measured, checked)
