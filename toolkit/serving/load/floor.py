"""What no server of this kind can beat: the one that serves the room, always answering the same few bytes."""

import sys
from collections.abc import Callable, Iterable
from typing import Any

from toolkit.serving.load.process import HERE
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
