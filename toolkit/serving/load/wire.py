"""
HTTP/1.1 as a phone speaks it, on one connection kept open: as little as it takes to write a request and
to read an answer that says how long it is. Whoever measures a server must weigh less than the server.
"""

import asyncio
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

PATIENCE_S = 30.0
END_OF_HEAD = b"\r\n\r\n"

Fields = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """``head`` is the status line and the headers as they came; ``body`` as it came, packed or not."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        """The value of a header, empty without it."""
        found = self.head.lower().find(b"\r\n" + name.lower().encode() + b":")
        if found < 0:
            return ""
        start = found + len(name) + 3
        end = self.head.find(b"\r\n", start)
        return self.head[start : end if end >= 0 else None].strip().decode("latin-1")

    @property
    def text(self) -> str:
        packed = self.header("Content-Encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode("utf-8", "replace")


class Lost(OSError):
    """The connection ended before the answer did."""


class Line(asyncio.Protocol):
    """One connection to *host*: *port*, opened when it is needed; one question at a time."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._head = f"HTTP/1.1\r\nHost: {host}:{port}\r\n"
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[Answer] | None = None
        self._come = b""
        self._whole = 0  # bytes of the answer under way, once its head is there
        self._body_at = 0

    async def get(self, path: str, headers: str = "") -> Answer:
        """Raises: OSError (Lost, TimeoutError), when there is no answer."""
        return await self._ask(f"GET {path} {self._head}{headers}\r\n".encode())

    async def post(self, path: str, fields: Fields = (), headers: str = "") -> Answer:
        """Raises: OSError (Lost, TimeoutError), without an answer; it may have been heard all the same."""
        body = urlencode(list(fields))
        form = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        head = f"POST {path} {self._head}{form}{headers}\r\n"
        return await self._ask((head + body).encode())

    def close(self) -> None:
        if self._transport:
            self._transport.abort()

    async def _ask(self, request: bytes) -> Answer:
        loop = asyncio.get_running_loop()
        if self._transport is None:
            async with asyncio.timeout(PATIENCE_S):
                await loop.create_connection(lambda: self, self._host, self._port)
        assert self._transport
        waiting: asyncio.Future[Answer] = loop.create_future()
        self._waiting = waiting
        self._come, self._whole = b"", 0
        patience = loop.call_later(PATIENCE_S, self._give_up)
        self._transport.write(request)
        try:
            return await waiting
        finally:
            patience.cancel()

    def _give_up(self) -> None:
        self._fail(TimeoutError("no answer"))
        self.close()

    def _fail(self, error: OSError) -> None:
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(error)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, _error: Exception | None) -> None:
        self._transport = None
        self._fail(Lost("connection lost"))

    def data_received(self, data: bytes) -> None:
        self._come = self._come + data if self._come else data
        if not self._whole and not self._measure():
            return
        if len(self._come) < self._whole or not self._waiting or self._waiting.done():
            return
        head, body = self._come[: self._body_at], self._come[self._body_at : self._whole]
        self._waiting.set_result(Answer(int(head[9:12]), head, body))

    def _measure(self) -> bool:
        """Find how long the answer is, from its head; False while that has not all come."""
        end = self._come.find(END_OF_HEAD)
        if end < 0:
            return False
        self._body_at = end + len(END_OF_HEAD)
        at = self._come[:end].lower().find(b"content-length:")
        length = int(self._come[at + 15 : self._come.find(b"\r\n", at)]) if at >= 0 else 0
        self._whole = self._body_at + length
        return True
