"""The server's own small parts: what it logs, how it waits, when it answers."""

import socket
import threading
import time
from contextlib import closing

from toolkit.serving.running import Interruptible, listens, reachable


def test_waiting_ends_when_it_happens_in_another_thread():
    event = Interruptible()
    threading.Timer(0.05, event.set).start()
    assert event.wait(10)
    assert event.is_set()
    event.clear()
    assert not event.is_set()


def test_waiting_ends_when_time_is_up():
    began = time.monotonic()
    assert not Interruptible().wait(0.15)
    assert time.monotonic() - began < 5


def test_a_server_listens_or_does_not():
    with closing(socket.socket()) as server:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
        assert not listens("0.0.0.0", port)
        server.listen()
        assert listens("0.0.0.0", port)
        assert listens("127.0.0.1", port)


def test_a_server_that_listens_everywhere_is_reached_here():
    assert reachable("0.0.0.0") == "127.0.0.1"
    assert reachable("::") == "::1"
    assert reachable("192.168.1.20") == "192.168.1.20"
