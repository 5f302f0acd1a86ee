"""A name on the local network: heard by a neighbour, left to whoever has it, never waited for."""

import queue
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from zeroconf import ServiceInfo, Zeroconf

from toolkit.serving.naming import KIND, announced

HERE = "127.0.0.1"


@pytest.fixture
def names() -> "queue.Queue[str]":
    return queue.Queue()


def apart(look: Callable[[], None]) -> None:
    """In a thread of its own: the library refuses one that a browser's loop may be running in."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(look).result(60)


def test_a_neighbour_finds_the_computer_by_its_name(names: "queue.Queue[str]") -> None:
    def look() -> None:
        with announced(HERE, 8123, names.put):
            name = names.get(timeout=30)
            with Zeroconf(interfaces=[HERE]) as neighbour:
                found = ServiceInfo(KIND, f"{name.removesuffix('.local')}.{KIND}")
                assert found.request(neighbour, 10_000)
            assert found.server == f"{name}."
            assert found.port == 8123
            assert found.parsed_addresses() == [HERE]

    apart(look)


def test_a_name_another_computer_has_is_left_to_it(names: "queue.Queue[str]") -> None:
    def look() -> None:
        with Zeroconf(interfaces=[HERE]) as other:
            other.register_service(
                ServiceInfo(
                    KIND,
                    f"rebond.{KIND}",
                    addresses=[socket.inet_aton("192.0.2.9")],
                    port=80,
                    server="rebond.local.",
                )
            )
            with announced(HERE, 8123, names.put):
                assert names.get(timeout=30) != "rebond.local"

    apart(look)


def test_a_server_stopped_at_once_waits_for_no_name(names: "queue.Queue[str]") -> None:
    def look() -> None:
        with announced(HERE, 8123, names.put):
            pass
        assert names.qsize() <= 1

    apart(look)
