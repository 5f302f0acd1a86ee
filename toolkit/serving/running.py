"""
Running the application: a process answers, or several, with a few threads each, and says nothing of who asks.

Addresses of phones and desks are secrets, so there is no access log, and an error is written without them.
"""

import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from typing import Any

from flask import Flask
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from sqlalchemy.exc import DBAPIError

from toolkit.app import create_app
from toolkit.config import Config
from toolkit.keeping.purging import forget_due
from toolkit.serving.files import ENOUGH, allow_many_files
from toolkit.serving.journal import settings
from toolkit.serving.patience import Patience
from toolkit.serving.steady import SteadyTime
from toolkit.store.session import Store

# A thread may be held by a phone that went away in the middle of a sentence: there are plenty. Two work at a
# time, since more only take the interpreter from one another; but ballots wait for the disk, and those that
# wait together are written together.
THREADS = 64
TURNS = 2
BALLOTS = 32
BACKLOG = 4096  # connections that may come at the same instant
SPARE_FILES = 256  # kept for the database, the log and what is read from disk
STOPPING_S = 5
STARTING_S = 30
HOUR_S = 3600


def run(
    config: Config, host: str, port: int, on_ready: Callable[[Callable[[], None]], None], *, workers: int = 1
) -> None:
    """
    Serve until Ctrl-C; *on_ready* is called once the port answers, with what stops the server.

    Raises: SystemExit, when a process that answers cannot be kept alive.
    """
    load = partial(application, config)
    run_application(load, host, port, on_ready, workers=workers, log=config.hosting.log)


def run_application(
    load: Callable[[], Any],
    host: str,
    port: int,
    on_ready: Callable[[Callable[[], None]], None],
    *,
    workers: int = 1,
    log: str = "text",
) -> None:
    """The same for whatever WSGI application *load* makes in the process that answers."""
    files = allow_many_files() or ENOUGH
    server = RoomServer(
        target="toolkit",  # what it would import; the loader below is handed over instead
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=workers,
        blocking_threads=THREADS,
        # What granian calls backpressure is how many connections a process holds: by default 1,024, and the
        # phone after the last one waits until somebody leaves. Each phone keeps its own.
        backlog=BACKLOG,
        backpressure=max(BACKLOG, files - SPARE_FILES),
        respawn_failed_workers=True,
        workers_kill_timeout=STOPPING_S,
        log_level=LogLevels.error,
        log_dictconfig=settings(log),
    )
    server.on_ready = partial(on_ready, server.signal_handler_interrupt)
    server.serve(target_loader=partial(_loaded, load), wrap_loader=False)


class RoomServer(Granian):  # type: ignore[misc, valid-type]  # chosen at import among two classes
    """Granian, which tells when it answers and can be interrupted on every system."""

    on_ready: Callable[[], None]

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.main_loop_interrupt = Interruptible()

    def signal_handler_interrupt(self, *args: Any, **kwargs: Any) -> None:
        """Ctrl-C reaches every process of a terminal at once: the one that answers may well end first."""
        for worker in self.wrks:
            worker.interrupt_by_parent = True
        super().signal_handler_interrupt(*args, **kwargs)

    def startup(self, spawn_target: Any, target_loader: Any) -> None:
        super().startup(spawn_target, target_loader)
        if self._answers():
            self.on_ready()

    def _answers(self) -> bool:
        """Wait for the first answer; False when stopped before it."""
        deadline = time.monotonic() + STARTING_S
        while not self.main_loop_interrupt.is_set() and time.monotonic() < deadline:
            if listens(self.bind_addr, self.bind_port):
                return True
            time.sleep(0.05)
        return False


class Interruptible(threading.Event):
    """
    An event to wait for without holding a lock: a signal may set it at any moment, and on Windows
    Ctrl-C does not interrupt the wait for a lock.
    """

    def __init__(self) -> None:
        super().__init__()
        self._happened = False

    def set(self) -> None:
        self._happened = True

    def clear(self) -> None:
        self._happened = False

    def is_set(self) -> bool:
        return self._happened

    def wait(self, timeout: float | None = None) -> bool:
        deadline = None if timeout is None else time.monotonic() + timeout
        while not self._happened and (deadline is None or time.monotonic() < deadline):
            time.sleep(0.1)
        return self._happened


def application(config: Config) -> Flask:
    """The application, made in the process that answers."""
    app = create_app(config)
    threading.Thread(target=_keep_forgetting, args=(app.extensions["rebond"].store,), daemon=True).start()
    app.wsgi_app = Patience(app.wsgi_app, TURNS, BALLOTS)  # type: ignore[method-assign]
    return app


def _keep_forgetting(store: Store) -> None:
    """
    At start and every hour, delete the workshops whose time has come, and cut the links of those left without
    an end; a busy database waits an hour.
    """
    steady = SteadyTime()
    while True:
        with suppress(DBAPIError):
            forget_due(store, now=steady.now())
        time.sleep(HOUR_S)


def _loaded(load: Callable[[], Any]) -> Any:
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    return load()


def listens(host: str, port: int) -> bool:
    """Something accepts connections there."""
    with closing(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)) as trying:
        trying.settimeout(1)
        return trying.connect_ex((reachable(host), port)) == 0


def reachable(host: str) -> str:
    """The address to write to on this computer for a server that listens on *host*."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def _stop_with_parent() -> None:
    """Killing the command must not leave a server behind, holding the port."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
