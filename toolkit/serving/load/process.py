"""A server of its own to measure: the real command, in another process, on a folder that goes away."""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

HERE = "127.0.0.1"
PORT = re.compile(r"http://127\.0\.0\.1:(\d+)")
START = re.compile(r"/start/(\S+)")
STARTING_S, STOPPING_S = 60.0, 15.0


class NotStarted(Exception):
    """The server said something else than that it is ready."""


@contextmanager
def running(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """
    A server started by Python with *words*: its process, its port, the key of its start page if it has one.

    Raises: NotStarted, with the last it said.
    """
    process = subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    try:
        yield process.pid, *_greeting(process)
    finally:
        process.terminate()
        try:
            process.communicate(timeout=STOPPING_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def rebond(data: Path) -> Sequence[str]:
    """``rebond serve`` on *data*, for this computer only, on a free port."""
    return ["-m", "toolkit", "serve", "--data", str(data), "--port", "0", "--no-lan", "--lang", "en"]


def floor() -> Sequence[str]:
    """The same server answering the same few bytes whatever it is asked."""
    return ["-c", "from toolkit.serving.load.floor import main; main()"]


def _greeting(process: subprocess.Popen[str]) -> tuple[int, str]:
    patience = Timer(STARTING_S, process.kill)
    patience.start()
    said = ""
    assert process.stdout
    for line in process.stdout:
        said += line
        if "Ctrl" in line:
            break
    patience.cancel()
    port, key = PORT.search(said), START.search(said)
    if port is None:
        assert process.stderr
        raise NotStarted(said + process.stderr.read())
    return int(port[1]), key[1] if key else ""
