"""
Writes that wait for the writer at the same moment, carried out in one transaction.

A whole room votes within a second. Each ballot is told "recorded" only once it is on disk, and a disk is
slow to say so: what waits meanwhile goes together, and waits for it once.
"""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from threading import Event, Lock
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

Job = TypeVar("Job")
Done = TypeVar("Done")

Verb = Callable[[Session, Sequence[Job]], Sequence[Done]]
MOST = 256  # in one transaction, so that nobody waits for more than a moment


class Waiting(Generic[Job, Done]):
    """A job, until somebody has carried it out; ``turn`` wakes its thread: it is done, or it is to lead."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.turn = Event()
        self.is_done = False
        self.error: Exception | None = None
        self.done: Any = None

    def outcome(self) -> Done:
        if self.error:
            raise self.error
        done: Done = self.done
        return done


class Together(Generic[Job, Done]):
    """
    *verb* for many callers at once, each in its own thread: the first leads, the others wait to be done.

    The verb takes the jobs in the order they came and returns what became of each, refusals included; when
    it raises, nothing is kept and each job is carried out on its own.
    """

    def __init__(self, writing: Callable[[], AbstractContextManager[Session]], verb: Verb[Job, Done]) -> None:
        self._writing = writing
        self._verb = verb
        self._mutex = Lock()
        self._queue: deque[Waiting[Job, Done]] = deque()
        self._is_led = False

    def __call__(self, job: Job) -> Done:
        """What became of *job*, once it is kept. Raises: whatever *verb* raises for it alone."""
        mine: Waiting[Job, Done] = Waiting(job)
        with self._mutex:
            self._queue.append(mine)
            leads, self._is_led = not self._is_led, True
        if not leads:
            mine.turn.wait()
        if not mine.is_done:
            self._lead()
        return mine.outcome()

    def _lead(self) -> None:
        with self._mutex:
            group = [self._queue.popleft() for _ in range(min(len(self._queue), MOST))]
        try:
            self._carry_out(group)
        finally:
            with self._mutex:
                following = self._queue[0] if self._queue else None
                self._is_led = following is not None
            for each in group:
                each.is_done = True
                each.turn.set()
            if following:
                following.turn.set()

    def _carry_out(self, group: Sequence[Waiting[Job, Done]]) -> None:
        try:
            with self._writing() as session:
                done = list(self._verb(session, [each.job for each in group]))
        except Exception as error:
            if len(group) == 1:
                group[0].error = error
            else:
                for each in group:
                    self._carry_out([each])
            return
        for each, became in zip(group, done, strict=True):
            each.done = became
