"""A phone keeps its connection open: there must be one for each of a big day's phones, and one more."""

import socket
from contextlib import ExitStack
from pathlib import Path

from tests.faults.machine import Machine
from toolkit.serving.files import allow_many_files

# More than the 1,024 a process holds when nothing is said.
PHONES = 1100
ASK = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def test_the_last_phone_of_a_big_day_is_answered(tmp_path: Path) -> None:
    allow_many_files()
    with Machine(tmp_path / "data") as machine, ExitStack() as kept:
        for number in range(PHONES):
            phone = kept.enter_context(socket.create_connection(("127.0.0.1", machine.port), timeout=20))
            phone.sendall(ASK)
            assert phone.recv(4096).startswith(b"HTTP/1.1 200"), f"phone {number + 1}"
