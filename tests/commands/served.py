"""A ``rebond`` of its own, as a person starts it: another process, its own data folder, no environment."""

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from urllib.parse import urlencode

PATIENCE_S = 60
LAST_LINE = re.compile(r"Ctrl\+C")
HERE = re.compile(r"http://127\.0\.0\.1:(\d+)")
AS_ON_MACOS = (
    "import multiprocessing; multiprocessing.set_start_method('spawn');"
    "from toolkit.cli import main; main(prog_name='rebond')"
)


@dataclass
class Served:
    """A running server; once left, its exit code and all it said."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    errors: str = ""
    port: int = 0

    @property
    def text(self) -> str:
        return "".join(self.lines)

    @property
    def start(self) -> str:
        """The path of the facilitator's page."""
        found = re.search(r"/start/\S+", self.text)
        assert found, self.text
        return found[0]


def environment(**changes: str) -> dict[str, str]:
    # Compiled modules are kept, as on a person's machine: a start is several times faster.
    left_out = ("REBOND_", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return kept | {"LANG": "fr_FR.UTF-8", "PYTHONIOENCODING": "utf-8"} | changes


def rebond(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "toolkit", *words],
        env=environment(**env),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_S,
        check=False,
    )


@contextmanager
def serving(
    data: Path,
    *words: str,
    python: str = sys.executable,
    start: tuple[str, ...] = ("-m", "toolkit"),
    cwd: Path | None = None,
    **env: str,
) -> Iterator[Served]:
    """``rebond serve`` on *data*, from the moment it says it is ready; stopped with Ctrl-C on leaving."""
    command = [python, *start, "serve", "--data", str(data), "--port", "0", *words]
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=environment(**env),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    served = Served(process)
    assert process.stdout
    with _patience(process):
        for line in process.stdout:
            served.lines.append(line)
            if LAST_LINE.search(line):
                break
        if found := HERE.search(served.text):
            served.port = int(found[1])
        try:
            yield served
        finally:
            _interrupt(process)
            out, served.errors = process.communicate()
            served.lines.append(out)


def get(port: int, path: str) -> tuple[int, str]:
    """The status and the text of an answer."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")


def post(port: int, path: str, **fields: str) -> int:
    """The status of the answer to a form."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, urlencode(fields), form)
        return connection.getresponse().status


@contextmanager
def _patience(process: subprocess.Popen[str]) -> Iterator[None]:
    """A process that hangs is killed, and the test fails on what it said."""
    timer = Timer(PATIENCE_S, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _interrupt(process: subprocess.Popen[str]) -> None:
    """As a terminal does: to every process of the session."""
    try:
        os.killpg(process.pid, signal.SIGINT)
    except ProcessLookupError:
        return
