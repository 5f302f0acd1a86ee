"""A phone without script: the same ballots by plain forms, a page that asks again by itself when it may."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.phone import METHODS, PARAMS, reload
from tests.browser.room import LEADS, Room

pytestmark = pytest.mark.browser

A, B, C, D = LEADS
AGAIN = 'meta[http-equiv="refresh"]'


@pytest.fixture
def plain(site: Site, open_page: Callable[..., Page]) -> tuple[Room, Page]:
    """A phone waiting in the room."""
    room = Room(site)
    return room, open_page(site.url + room.person(), expect="status of 422", java_script_enabled=False)


TYPED = {
    "dots": {f"dots.{B}": "3"},
    "quadratic": {f"votes.{B}": "3"},
    "schulze": {f"rank.{card}": place for card, place in ((B, "1"), (A, "2"), (C, "2"))},
    "gradients": {f"reason.{B}": "Oui, à deux conditions."},
}
TOUCHED = {
    "majority_judgment": [f"-{card}-{6 if card == B else 2}" for card in LEADS],
    "score": [f"-{B}-5"],
    "gradients": [f"-{B}-2"],
}
LISTED = {"placement": {f"x.{B}": "2", f"y.{B}": "9"}}


def fill(page: Page, method: str) -> None:
    if method in ("single_choice", "approval"):
        name = "choice" if method == "single_choice" else "approve"
        page.locator(f'[name={name}][value="{B}"]').check(force=True)
    for end in TOUCHED.get(method, ()):
        page.locator(f'label[for$="{end}"]').click()
    for name, value in TYPED.get(method, {}).items():
        page.locator(f'[name="{name}"]').fill(value)
    for name, value in LISTED.get(method, {}).items():
        page.locator(f'[name="{name}"]').select_option(value)


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
    reload(page)
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
    reload(page)
    assert page.locator(AGAIN).count() == 0
