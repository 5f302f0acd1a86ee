"""Writes that wait at the same moment share one transaction; each gets its own outcome."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest

from toolkit.store.together import MOST, Together


class Writer:
    """Stands for the database: keeps what was written unless the transaction failed."""

    def __init__(self) -> None:
        self.transactions: list[list[int]] = []
        self.kept: list[int] = []
        self.may_go_on = Event()
        self.has_begun = Event()

    @contextmanager
    def writing(self) -> Iterator[Any]:
        self.has_begun.set()
        self.may_go_on.wait(10)
        written: list[int] = []
        self.transactions.append(written)
        yield written
        self.kept += written

    def verb(self, written: list[int], jobs: Sequence[int]) -> list[str]:
        written += jobs
        for job in jobs:
            if job < 0:
                raise ValueError(job)
        return [f"kept {job}" for job in jobs]


def carried_out(writer: Writer, jobs: Sequence[int]) -> dict[int, object]:
    """What became of each job, when all but the first wait while the first is written."""
    together: Together[int, str] = Together(writer.writing, writer.verb)

    def do(job: int) -> object:
        try:
            return together(job)
        except ValueError as error:
            return error

    with ThreadPoolExecutor(len(jobs)) as threads:
        first = threads.submit(do, jobs[0])
        assert writer.has_begun.wait(10)
        others = [threads.submit(do, job) for job in jobs[1:]]
        while len(together._queue) < len(others):
            pass
        writer.may_go_on.set()
        return dict(zip(jobs, [first.result(20), *(each.result(20) for each in others)], strict=True))


def test_what_waits_is_written_in_one_transaction_and_each_hears_of_its_own():
    writer = Writer()
    became = carried_out(writer, range(20))
    assert became == {job: f"kept {job}" for job in range(20)}
    assert [len(jobs) for jobs in writer.transactions] == [1, 19]
    assert sorted(writer.kept) == list(range(20))


def test_one_that_fails_takes_nobody_with_it():
    writer = Writer()
    became = carried_out(writer, [1, 2, -3, 4])
    assert isinstance(became.pop(-3), ValueError)
    assert became == {1: "kept 1", 2: "kept 2", 4: "kept 4"}
    assert sorted(writer.kept) == [1, 2, 4], "nothing of a failed transaction, nothing twice"


def test_a_writer_that_is_away_is_told_to_everyone_and_the_next_may_try():
    def away() -> Any:
        raise ConnectionError

    verb = Writer().verb
    together: Together[int, str] = Together(away, verb)
    for _ in range(2):
        with pytest.raises(ConnectionError):
            together(1)


def test_nobody_waits_for_an_endless_transaction():
    writer = Writer()
    became = carried_out(writer, range(MOST + 50))
    assert len(became) == MOST + 50
    assert max(len(jobs) for jobs in writer.transactions) == MOST
