"""Nobody waits for a slow phone: what it has not finished sending holds nothing."""

from collections.abc import Iterator
from io import BytesIO
from threading import Event, Thread
from typing import Any

import pytest

from toolkit.app import LONGEST_FORM
from toolkit.serving.patience import Patience


class Slow(BytesIO):
    """A body whose last bytes are still on their way."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.arrived = Event()

    def read(self, size: int | None = -1) -> bytes:
        assert self.arrived.wait(20)
        return super().read(size)


class Spoken:
    """An answer in parts, that says whether it was closed."""

    def __init__(self) -> None:
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield b"one, "
        yield b"two"

    def close(self) -> None:
        self.closed = True


def ask(application: Any, method: str, body: Any) -> list[bytes]:
    return list(application({"REQUEST_METHOD": method, "wsgi.input": body}, lambda *_: None))


def echo(environ: dict[str, Any], _start: Any) -> list[bytes]:
    return [environ["wsgi.input"].read()]


def test_a_body_still_on_its_way_holds_no_turn():
    patience, slow, said = Patience(echo, turns=1), Slow(b"late"), []
    waiting = Thread(target=lambda: said.extend(ask(patience, "POST", slow)))
    waiting.start()
    assert ask(patience, "POST", BytesIO(b"quick")) == [b"quick"]
    slow.arrived.set()
    waiting.join(20)
    assert said == [b"late"]


def test_no_more_than_the_turns_are_at_work_at_once():
    inside, highest, both = [], [], Event()

    def busy(environ: dict[str, Any], _start: Any) -> list[bytes]:
        inside.append(1)
        highest.append(len(inside))
        both.wait(0.05)
        inside.pop()
        return [b""]

    patience = Patience(busy, turns=2)
    people = [Thread(target=ask, args=(patience, "GET", BytesIO())) for _ in range(6)]
    for person in people:
        person.start()
    for person in people:
        person.join(20)
    assert len(highest) == 6
    assert max(highest) <= 2


def test_an_answer_is_handed_over_whole_and_closed():
    spoken = Spoken()
    assert ask(Patience(lambda *_: spoken, turns=1), "GET", BytesIO()) == [b"one, two"]
    assert spoken.closed


def test_a_turn_is_given_back_when_the_application_breaks():
    def broken(*_: Any) -> list[bytes]:
        raise RuntimeError("broken")

    patience = Patience(broken, turns=1)
    for _ in range(3):
        with pytest.raises(RuntimeError, match="broken"):
            ask(patience, "GET", BytesIO())


def test_no_more_is_read_than_the_application_needs_to_refuse_it():
    body = BytesIO(b"x" * (LONGEST_FORM + 1000))
    assert len(ask(Patience(echo, turns=1), "POST", body)[0]) == LONGEST_FORM + 1
