"""A real Chromium in front of the real server: one process serving, a browser context per person."""

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.needs import FLAGS as FLAGS

PHONE = {"width": 390, "height": 844}
TABLET = {"width": 820, "height": 1180}
BIG_SCREEN = {"width": 1920, "height": 1080}


@dataclass(frozen=True)
class Site:
    """A running server: its address, and the address of its start page."""

    url: str
    start: str
    data_dir: Path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """``rebond serve`` on a free port with an empty data folder."""
    with served_in(tmp_path_factory.mktemp("data")) as site:
        yield site


@contextmanager
def served_in(data_dir: Path) -> Iterator[Site]:
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "toolkit", "serve", "--port", str(port), "--data", str(data_dir)]
    running = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--public-url", "http://rebond.test"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    _wait(url, running)
    key = (data_dir / "start.key").read_text().strip()
    yield Site(url=url, start=f"{url}/start/{key}", data_dir=data_dir)
    running.terminate()
    running.communicate(timeout=15)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(url: str, running: subprocess.Popen[str]) -> None:
    for _ in range(600):
        if running.poll() is not None:
            raise RuntimeError(f"the server stopped: {running.communicate()[0]}")
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer within 60 s")


@pytest.fixture
def open_page(chromium_browser: Browser) -> Iterator[Callable[..., Page]]:
    """
    Open somebody's browser on an address. Whatever it logs as an error fails the test, but for lines
    the test expects (a lost connection makes noise).
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(url: str, size: dict[str, int] = PHONE, *, expect: str = "$^", **options: object) -> Page:
        context = chromium_browser.new_context(viewport=size, **{"locale": "fr-FR", **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)

        def complain(text: str) -> None:
            if not re.search(expect, text):
                complaints.append(f"{page.url}: {text}")

        page.on("console", lambda m: complain(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complain(str(error)))
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not complaints, complaints
