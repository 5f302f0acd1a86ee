"""The time, for what cannot be undone: a clock put forward while the server runs is not believed."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def _clock() -> datetime:
    return datetime.now(UTC)


class SteadyTime:
    """
    Never later than this process began plus what has passed since. A laptop that finds the right date in the
    middle of a workshop must not delete it for having been kept for months; what is due goes later, at a next
    start. *passed* tells seconds and never goes back.
    """

    def __init__(
        self, clock: Callable[[], datetime] = _clock, passed: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock, self._passed = clock, passed
        self._began, self._began_at = clock(), passed()

    def now(self) -> datetime:
        since = timedelta(seconds=self._passed() - self._began_at)
        return min(self._clock(), self._began + since)
