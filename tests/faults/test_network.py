"""A network that loses answers, and a phone in front of a server that dies."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.faults.machine import Machine, Room

pytestmark = pytest.mark.browser

# What a phone sends and asks; the page itself arrives, or there would be no phone to try.
TOLD = re.compile(rb"POST \S+/ballot |GET \S+/live\?")


@contextmanager
def losing_every_third(port: int) -> Iterator[int]:
    """A relay in front of *port* that cuts every third connection once it was asked, before the answer."""
    served = 0
    listening = socket.create_server(("127.0.0.1", 0))

    def relay(client: socket.socket, number: int) -> None:
        with closing(client), closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as server:
            asked = client.recv(65536)
            server.sendall(asked.replace(b"keep-alive", b"close"))
            answer = _all_of(server)
            if number % 3 or (b"/ballot" not in asked and b"/live" not in asked):
                client.sendall(answer)

    def serve() -> None:
        nonlocal served
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            served += 1
            threading.Thread(target=_quietly, args=(relay, client, served), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()


def _all_of(server: socket.socket) -> bytes:
    """Until the server has said all, or says nothing more."""
    answer = b""
    server.settimeout(2)
    with suppress(TimeoutError):
        while more := server.recv(65536):
            answer += more
    return answer


def _quietly(relay: Callable[[socket.socket, int], None], client: socket.socket, number: int) -> None:
    try:
        relay(client, number)
    except OSError:
        client.close()


def tap(page: Page, place: int) -> None:
    """Once the script of the page is there to follow."""
    expect(page.locator("html")).to_have_class(re.compile("js"))
    box = page.locator("input[name=approve]").nth(place)
    box.press("Space")
    expect(box).to_be_checked()


def test_answers_lost_on_the_way_are_asked_again_and_count_once(
    tmp_path: Path, chromium_browser: Browser
) -> None:
    with Machine(tmp_path / "data") as machine, losing_every_third(machine.port) as port:
        room = Room(machine)
        phones = [room.phone() for _ in range(4)]
        room.open()
        for phone in phones:
            context = chromium_browser.new_context(viewport=PHONE, locale="fr-FR")
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{port}{phone}")
            tap(page, 0)
            page.locator("[data-do]").evaluate("button => button.click()")
            expect(page.locator("form[data-ballot]")).to_have_attribute(
                "data-state", "recorded", timeout=20_000
            )
            context.close()
        assert machine.rows("SELECT count(*), count(DISTINCT participant_id) FROM ballot") == [(4, 4)]


def test_a_phone_finds_its_vote_again_when_the_server_comes_back(
    tmp_path: Path, chromium_browser: Browser
) -> None:
    with Machine(tmp_path / "data") as machine:
        room = Room(machine)
        phone = room.phone()
        room.open()
        context = chromium_browser.new_context(viewport=PHONE, locale="fr-FR")
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{machine.port}{phone}")
        tap(page, 0)
        page.locator("[data-do]").evaluate("button => button.click()")
        form = page.locator("form[data-ballot]")
        expect(form).to_have_attribute("data-state", "recorded")
        machine.kill()
        lost = page.locator("[data-when-lost]")
        expect(lost).to_be_visible(timeout=30_000)
        expect(lost).to_contain_text(re.compile("enregistré"))
        tap(page, 1)
        page.locator("[data-do]").evaluate("button => button.click()")
        expect(form).to_have_attribute("data-state", "unsent", timeout=15_000)
        machine.start()
        expect(lost).to_be_hidden(timeout=30_000)
        expect(form).to_have_attribute("data-state", "recorded", timeout=30_000)
        context.close()
        (ballot,) = machine.rows("SELECT content FROM ballot")
        assert str(ballot[0]).count("lead-") == 2
