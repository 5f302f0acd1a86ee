"""
A whole workshop in real browsers: one facilitator, one projector, five phones, from "create" to "export",
with a phone that loses its connection in the middle.
"""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BIG_SCREEN, TABLET, Site
from tests.browser.phone import reload
from toolkit.workshop.recount import recount

pytestmark = pytest.mark.browser

LEADS = ("lead-micro-mobility", "lead-data-labs", "lead-failure-hour", "lead-first-night-rule")
DEAF_MS = 800  # a button that changed under the finger is deaf for a moment (js/desk.js)
NETWORK = r"ERR_INTERNET_DISCONNECTED|Failed to (fetch|load)|net::|NetworkError"


class Desk:
    """The tablet."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def act(self, verb: str) -> None:
        """Tap the button that sends the form of *verb*, at the pace of a person."""
        button = self.page.locator(f'form[action$="/{verb}"] button').first
        expect(button).to_be_visible()
        self.page.wait_for_timeout(DEAF_MS)
        button.click()

    def stage(self, state: str) -> None:
        expect(self.page.locator(f'[data-stage="{state}"]')).to_be_visible()

    def prepare(self, method: str, question: str) -> None:
        page = self.page
        page.locator(f'input[name="method"][value="{method}"]').check(force=True)
        page.locator('[name="question"]').fill(question)
        for box in page.locator('input[name="card"]').all():
            box.set_checked(box.get_attribute("value") in LEADS, force=True)
        page.locator("#chooser #next-thing").click()


@pytest.fixture
def desk(site: Site, open_page: Callable[..., Page]) -> Desk:
    page = open_page(site.start, TABLET)
    page.locator('[name="title"]').fill("Un mardi à la mairie")
    page.locator('form[action$="/workshops"] button').first.click()
    page.wait_for_url("**/desk/*")
    return Desk(page)


def join_code(desk: Desk) -> str:
    found = re.search(r"/J/([A-Z0-9]{6})", desk.page.content())
    assert found
    return found[1]


def in_the_room(site: Site, open_page: Callable[..., Page], code: str, **options: Any) -> Page:
    phone = open_page(f"{site.url}/J/{code}", **options)
    phone.locator('form[action*="/J/"] button').first.click()
    phone.wait_for_url("**/p/*")
    return phone


def approve(phone: Page, *leads: str) -> None:
    for box in phone.locator('input[name="approve"]').all():
        wanted = box.get_attribute("value") in leads
        if box.is_checked() != wanted:
            box.set_checked(wanted, force=True)
    phone.locator('form[action$="/ballot"] button[type="submit"]').first.click()


def recorded(phone: Page) -> None:
    expect(phone.locator('[data-state="recorded"]').first).to_be_visible()


def test_a_whole_workshop(site: Site, desk: Desk, open_page: Callable[..., Page]) -> None:
    code = join_code(desk)
    projector = open_page(f"{site.url}/S/{code}", BIG_SCREEN)
    expect(projector.get_by_text(f"{code[:3]} {code[3:]}").first).to_be_visible()

    first = in_the_room(site, open_page, code, expect=NETWORK)
    phones = [first, *(in_the_room(site, open_page, code) for _ in range(4))]

    # First vote: approval, on four leads.
    desk.prepare("approval", "Par quoi commencer lundi ?")
    desk.act("opening")
    for phone in (*phones, projector):
        expect(phone.get_by_text("Par quoi commencer lundi").first).to_be_visible()
    for place, phone in enumerate(phones):
        approve(phone, LEADS[0], LEADS[place % 4])
        recorded(phone)
    expect(projector.locator("#stage")).to_contain_text("5")

    # A change of mind before the closure.
    approve(phones[1], LEADS[1])
    recorded(phones[1])

    # The first phone loses its connection, changes its vote, and is told so; the earlier vote stays.
    first.context.set_offline(True)
    approve(first, LEADS[2])
    expect(first.locator('[data-state="recorded"]')).to_have_count(0)
    first.context.set_offline(False)
    recorded(first)

    desk.act("closure")
    for screen in (*phones, projector):
        assert screen.locator(".outcome").count() == 0
    desk.act("reveal")
    for screen in (*phones, projector, desk.page):
        expect(screen.locator(".outcome").first).to_be_visible()

    # Vote again on the same cards: everyone moves to the second lead.
    desk.act("revote")
    desk.act("opening")
    for phone in phones:
        expect(phone.locator('form[action$="/ballot"]')).to_be_visible()
        approve(phone, LEADS[1])
        recorded(phone)
    # A reload, as after a locked screen, comes back to the recorded ballot.
    reload(phones[2])
    recorded(phones[2])
    assert phones[2].locator(f'input[name="approve"][value="{LEADS[1]}"]').is_checked()
    desk.act("closure")
    desk.act("reveal")
    expect(projector.locator(".movement").first).to_be_visible()

    # A late arrival sees the result, and the next round from its start.
    late = in_the_room(site, open_page, code)
    expect(late.locator(".outcome").first).to_be_visible()

    # Export, and count again.
    answer = desk.page.request.get(f"{desk.page.url.split('?')[0]}/results.json")
    found = recount(json.loads(answer.body()))
    assert (found.rounds, found.ballots, found.disagreements) == (2, 10, ())
    rounds = json.loads(answer.body())["rounds"]
    assert rounds[0]["outcome"]["scores"] == {LEADS[0]: 3, LEADS[1]: 1, LEADS[2]: 2, LEADS[3]: 1}
    assert rounds[1]["outcome"]["winners"] == [LEADS[1]]

    desk.page.locator("details:has(form[action$='/ending']) summary").first.click()
    desk.act("ending")
    for phone in (*phones, late):
        expect(phone.locator('form[action$="/ballot"]')).to_have_count(0)
