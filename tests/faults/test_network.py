"""A network that loses answers, and a phone in front of a server that dies."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import PHONE
from tests.faults.machine import Machine, Room

pytestmark = pytest.mark.browser

# What a phone sends and asks.
TOLD = re.compile(r"/ballot$|/live\?")


class Losing:
    """A network that carries every question to the server, and loses every third answer on the way back."""

    def __init__(self) -> None:
        self.asked = 0
        self.lost = 0

    def __call__(self, route: Route) -> None:
        self.asked += 1
        answer = route.fetch(max_redirects=0)
        if self.asked % 3:
            route.fulfill(response=answer)
        else:
            self.lost += 1
            route.abort("connectionreset")


def tap(page: Page, place: int) -> None:
    """Once the script of the page is there to follow."""
    expect(page.locator("html")).to_have_class(re.compile("js"))
    box = page.locator("input[name=approve]").nth(place)
    box.press("Space")
    expect(box).to_be_checked()


def test_answers_lost_on_the_way_are_asked_again_and_count_once(
    tmp_path: Path, chromium_browser: Browser
) -> None:
    losing = Losing()
    with Machine(tmp_path / "data") as machine:
        room = Room(machine)
        phones = [room.phone() for _ in range(4)]
        room.open()
        for phone in phones:
            context = chromium_browser.new_context(viewport=PHONE, locale="fr-FR")
            context.route(TOLD, losing)
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{machine.port}{phone}")
            tap(page, 0)
            page.locator("[data-do]").evaluate("button => button.click()")
            form = page.locator("form[data-ballot]")
            expect(form).to_have_attribute("data-state", "recorded", timeout=20_000)
            context.unroute_all(behavior="wait")
            context.close()
        assert losing.lost > 0
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
