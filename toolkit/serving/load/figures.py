"""Figures out of what was measured: how long people waited, what it cost."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waits:
    """How long people waited, in milliseconds: half of them at most ``p50``, 95 % at most ``p95``."""

    count: int
    p50: float
    p95: float
    max: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Waits":
        """NaN everywhere when nobody waited."""
        if not seconds:
            return cls(0, math.nan, math.nan, math.nan)
        ordered = sorted(1000 * each for each in seconds)
        return cls(len(ordered), _rank(ordered, 0.5), _rank(ordered, 0.95), ordered[-1])


def _rank(ordered: Sequence[float], part: float) -> float:
    """The nearest-rank percentile: a wait that somebody really had."""
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of the server (NaN if unknown) and of the simulated phones, over ``seconds``."""

    seconds: float
    server: float
    phones: float

    @property
    def cores(self) -> float:
        """Processors the server kept busy."""
        return self.server / self.seconds if self.seconds else math.nan

    @property
    def phones_cores(self) -> float:
        return self.phones / self.seconds if self.seconds else math.nan
