"""A server that may be killed and started again at the same place, and phones that do not give up."""

import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

from tests.commands.served import environment

PATIENCE_S = 60
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
Form = dict[str, str] | list[tuple[str, str]]


class Machine:
    """``rebond serve`` on *data*, on one port for the whole test."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = _free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.starts = 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self, before: Callable[[], None] | None = None) -> None:
        """Returns once it answers. *before* runs in the new process, to narrow what it may do."""
        words = ("serve", "--data", str(self.data), "--port", str(self.port), "--host", "127.0.0.1")
        with (self.data.parent / "said").open("ab") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "toolkit", *words],
                env=environment(),
                stdout=said,
                stderr=said,
                start_new_session=True,
                preexec_fn=before,
            )
        deadline = time.monotonic() + PATIENCE_S
        while self.status("GET", "/healthz") != 200:
            assert self.process.poll() is None, (self.data.parent / "said").read_text()
            assert time.monotonic() < deadline, "the server did not answer"
            time.sleep(0.02)
        self.starts += 1

    def kill(self) -> None:
        """As a power cut does it: every process at once, nothing said, nothing finished."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def send(
        self, method: str, path: str, form: Form = (), *, headers: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Status, text, and where it leads. Raises: OSError or HTTPException without an answer."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            body = urlencode(form) if method == "POST" else None
            connection.request(method, path, body, (FORM if body is not None else {}) | (headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), answer.headers.get("Location", "")

    def status(self, method: str, path: str, form: Form = ()) -> int:
        """0 without an answer."""
        try:
            return self.send(method, path, form)[0]
        except (OSError, http.client.HTTPException):
            return 0

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Read the database beside the server."""
        with closing(sqlite3.connect(self.data / "rebond.sqlite", timeout=20)) as connection:
            return connection.execute(query, values).fetchall()


class Room:
    """A workshop on a machine: its desk, its phones, a vote by approval on three leads."""

    CARDS = ("lead-micro-mobility", "lead-data-labs", "lead-failure-hour")

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        key = (machine.data / "start.key").read_text().strip()
        form = {"title": "Un mardi", "deck": "reflexes", "language": "fr", "anonymous": "yes"}
        self.desk = _path(machine.send("POST", f"/start/{key}/workshops", form)[2])
        found = re.search(r"/J/([A-Z0-9]{6})", machine.send("GET", self.desk)[1])
        assert found
        self.code = found[1]

    def phone(self) -> str:
        """Someone joins; the path of their screen."""
        return _path(self.machine.send("POST", f"/J/{self.code}")[2])

    def open(self) -> None:
        form = [("question", "Par quoi commencer ?"), ("method", "approval"), ("start", "yes")]
        sent = self.machine.send(
            "POST", f"{self.desk}/rounds", form + [("card", card) for card in self.CARDS]
        )
        assert sent[0] == 303

    @property
    def round_id(self) -> int:
        (found,) = self.machine.rows("SELECT max(id) FROM round")
        return int(str(found[0]))

    def act(self, verb: str) -> int:
        return self.machine.status("POST", f"{self.desk}/rounds/{self.round_id}/{verb}")

    def cast(self, phone: str, *cards: str) -> int:
        return self.machine.status(
            "POST", f"{phone}/rounds/{self.round_id}/ballot", [("approve", card) for card in cards]
        )


def _path(address: str) -> str:
    return re.sub(r"^https?://[^/]+", "", address)


def _free_port() -> int:
    with closing(socket.socket()) as trying:
        trying.bind(("127.0.0.1", 0))
        return int(trying.getsockname()[1])
