"""A phone without script: the same ballots by plain forms, a page that asks again by itself when it may."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.phone import METHODS, PARAMS
from tests.browser.room import LEADS, Room

pytestmark = pytest.mark.browser

A, B, C, D = LEADS
AGAIN = 'meta[http-equiv="refresh"]'


@pytest.fixture
def plain(site: Site, open_page: Callable[..., Page]) -> tuple[Room, Page]:
    """A phone waiting in the room."""
    room = Room(site)
    return room, open_page(site.url + room.person(), expect="status of 422", java_script_enabled=False)


def fill(page: Page, method: str) -> None:
    if method == "single_choice":
        page.locator(f'[name=choice][value="{B}"]').check(force=True)
    elif method == "approval":
        page.locator(f'[name=approve][value="{B}"]').check(force=True)
    elif method == "dots":
        page.locator(f'[name="dots.{B}"]').fill("3")
    elif method == "majority_judgment":
        for card in LEADS:
            page.locator(f'label[for$="-{card}-{6 if card == B else 2}"]').click()
    else:
        for card, place in ((B, "1"), (A, "2"), (C, "2")):
            page.locator(f'[name="rank.{card}"]').fill(place)


@pytest.mark.parametrize("method", METHODS)
def test_a_whole_vote(plain: tuple[Room, Page], method: str) -> None:
    room, page = plain
    room.prepare(method, **PARAMS[method])
    room.act("opening")
    page.get_by_role("link", name="Actualiser").click()
    assert page.locator(AGAIN).count() == 0, "a page that reloads would lose what is being filled in"
    expect(page.locator(".needs-js:visible")).to_have_count(0)
    fill(page, method)
    page.get_by_role("button", name="Enregistrer mon vote").click()
    expect(page.locator("[data-say]")).to_contain_text("Vote enregistré. Vous pouvez le changer")
    room.act("closure")
    page.get_by_role("link", name="Actualiser").click()
    expect(page.locator(".yours .own").first).to_contain_text(re.compile("data labs?", re.IGNORECASE))
    assert page.locator(AGAIN).get_attribute("content") == "5"
    room.act("reveal")
    page.get_by_role("link", name="Actualiser").click()
    expect(page.locator(".outcome")).to_be_visible()


def test_a_refused_ballot_says_what_to_change(plain: tuple[Room, Page]) -> None:
    room, page = plain
    room.prepare("dots", **PARAMS["dots"])
    room.act("opening")
    page.reload()
    page.locator(f'[name="dots.{A}"]').fill("4")
    page.locator(f'[name="dots.{B}"]').fill("4")
    page.get_by_role("button", name="Enregistrer mon vote").click()
    expect(page.locator("main")).to_contain_text("8")
    expect(page.locator("main")).to_contain_text("5")


def test_the_wait_ends_without_a_touch(plain: tuple[Room, Page]) -> None:
    room, page = plain
    assert page.locator(AGAIN).get_attribute("content") == "5"
    room.prepare("approval")
    room.act("opening")
    expect(page.locator("form[data-ballot]")).to_be_visible(timeout=15_000)
    room.end()
    page.reload()
    assert page.locator(AGAIN).count() == 0
