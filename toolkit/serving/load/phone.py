"""A simulated phone: it joins through the room's code, follows what its screen shows, votes with its form."""

import asyncio
import re
import time
from random import Random

from toolkit.serving.load.wire import Answer, Fields, Line

# What a phone's browser says of itself, and what its script adds (static/js/live.js).
BROWSER = "Accept: text/html\r\nAccept-Language: fr\r\nAccept-Encoding: gzip, deflate\r\n"
SCRIPT = BROWSER + "HX-Request: true\r\n"

ASSET = re.compile(r'(?:href|src)="(/static/[^"]+)"')
STAGE = re.compile(r'<div id="stage"[^>]*>')
EVERY_MS = 1000
HURRY_S = 20.0  # after a change
PATIENCE_OF_SCREEN = 0.85, 0.3  # the script's own chance in its waits: 85 % to 115 %
SLOWEST_MS = 8000


class Unexpected(Exception):
    """The server answered something else than what a phone needs; says what, and the status."""


class Phone:
    """
    One phone. What it shows: a ``page``, its ``stage`` (waiting, voting, …) and its ``version``, since
    ``shown``; ``asked`` counts its questions, ``errors`` those without an answer.
    """

    def __init__(self, line: Line, join_path: str, random: Random) -> None:
        self._line = line
        self._join_path = join_path
        self._random = random
        self._every_ms = self._calm_ms = EVERY_MS
        self._slower = 1.0
        self._turn = asyncio.Lock()  # one connection: one question at a time
        self._following: asyncio.Task[None] | None = None
        self._kept: set[str] = set()  # addresses its browser need not ask again
        self.token = ""
        self.page = ""
        self.stage = ""
        self.version = ""
        self.shown = 0.0
        self.asked = 0
        self.errors = 0

    async def scan(self) -> None:
        """Open the room's code: the join page, with all it needs."""
        page = await self._read(self._join_path)
        await self._fetch(page)

    async def join(self) -> float:
        """Press the button; returns the seconds until its own screen has come."""
        began = time.perf_counter()
        answer = await self._line.post(self._join_path, (), BROWSER)
        path = answer.header("Location")
        if answer.status != 303 or not path.startswith("/p/"):
            raise Unexpected(f"POST {self._join_path}: {answer.status}")
        self.token = path.removeprefix("/p/")
        page = await self._read(path)
        self.shown = time.perf_counter()
        took = self.shown - began
        self._take(page)
        await self._fetch(page)
        return took

    def follow(self) -> None:
        """From now on, ask as its script does."""
        self._following = asyncio.create_task(self._follow())

    async def cast(self, round_id: str, fields: Fields) -> float:
        """Press until it is recorded; returns the seconds it took. Raises: Unexpected, when refused."""
        began = time.perf_counter()
        path = f"/p/{self.token}/rounds/{round_id}/ballot"
        tries = 0
        while True:
            try:
                async with self._turn:
                    answer = await self._line.post(path, fields, self._script())
            except OSError:
                self.errors += 1
                tries += 1
                await asyncio.sleep(0.5 * 2**tries)
                continue
            if answer.status >= 300:
                raise Unexpected(f"POST ballot: {answer.status}")
            return time.perf_counter() - began

    def leave(self) -> None:
        if self._following:
            self._following.cancel()
        self._line.close()

    async def _follow(self) -> None:
        failures = 0
        while self.stage != "ended":
            is_calm = time.perf_counter() - self.shown > HURRY_S
            every_ms = self._calm_ms if is_calm else self._every_ms
            wait = min(SLOWEST_MS, every_ms * self._slower * 2**failures)
            least, chance = PATIENCE_OF_SCREEN
            await asyncio.sleep(wait / 1000 * (least + chance * self._random.random()))
            try:
                async with self._turn:
                    await self._ask()
                failures = 0
            except (OSError, Unexpected):
                failures += 1
                self.errors += 1

    async def _ask(self) -> None:
        self.asked += 1
        answer = await self._line.get(f"/p/{self.token}/live?seen={self.version}", self._script())
        self._slower = float(answer.header("Rebond-Slower") or 1)
        if answer.status == 204:
            return
        if answer.status != 200:
            raise Unexpected(f"GET live: {answer.status}")
        self.shown = time.perf_counter()
        self._take(answer.text)

    def _take(self, page: str) -> None:
        """Show *page*: read what its stage says of itself, as the script does."""
        stage = STAGE.search(page)
        if stage is None:
            raise Unexpected("a page without a stage")
        self.page = page
        self.stage = _attribute(stage[0], "data-stage")
        self.version = _attribute(stage[0], "data-version")
        self._every_ms = _milliseconds(stage[0], "data-every", EVERY_MS)
        self._calm_ms = _milliseconds(stage[0], "data-calm", self._every_ms)

    async def _read(self, path: str) -> str:
        answer = await self._line.get(path, self._browser())
        return _whole(path, answer)

    async def _fetch(self, page: str) -> None:
        """What the browser fetches once: styles, scripts, fonts."""
        for path in ASSET.findall(page):
            if path not in self._kept:
                self._kept.add(path)
                await self._line.get(path, self._browser())

    def _browser(self) -> str:
        return BROWSER + (f"Cookie: rebond={self.token}\r\n" if self.token else "")

    def _script(self) -> str:
        return SCRIPT + f"Cookie: rebond={self.token}\r\n"


def _milliseconds(tag: str, name: str, otherwise: int) -> int:
    written = _attribute(tag, name)
    return int(written) if written.isdecimal() else otherwise


def _attribute(tag: str, name: str) -> str:
    found = re.search(f' {name}="([^"]*)"', tag)
    return found[1] if found else ""


def _whole(path: str, answer: Answer) -> str:
    if answer.status != 200:
        raise Unexpected(f"GET {path}: {answer.status}")
    return answer.text
