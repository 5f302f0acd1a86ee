"""
Nothing is asked of the outside, and a phone that may keep nothing still has its place.

Every request of every screen is seen by the browser that makes it.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Site
from tests.browser.room import Room

pytestmark = pytest.mark.browser

PUBLIC = ("/", "/about", "/network", "/decks/reflexes", "/C/W7Q9", "/print/reflexes", "/nothing-here")
# As in the window some phones open on a network without internet: nothing may be kept there.
FORGETFUL = """
for (const store of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, store, { get() { throw new DOMException("denied", "SecurityError"); } });
Object.defineProperty(document, "cookie", { get: () => "", set() {} });
"""


def test_no_request_ever_leaves_for_the_outside(site: Site, chromium_browser: Browser) -> None:
    room = Room(site)
    person = room.person()
    asked: set[str] = set()
    context = chromium_browser.new_context(viewport=PHONE)
    context.on("request", lambda request: asked.add(request.url))
    page = context.new_page()

    def look(*paths: str) -> None:
        for path in paths:
            page.goto(site.url + path)
            page.wait_for_timeout(150)

    look(*PUBLIC, site.start.removeprefix(site.url))
    screens = (room.desk, f"{room.desk}/people", f"{room.desk}/network", f"/S/{room.code}", person)
    look(*screens)
    room.prepare("majority_judgment")
    for verb in ("opening", "closure", "reveal"):
        room.act(verb)
        look(*screens)
    room.end()
    look(*screens)
    context.close()
    elsewhere = {url for url in asked if not url.startswith(f"{site.url}/") and not url.startswith("data:")}
    assert elsewhere == set()
    assert len(asked) > 30


def test_a_phone_that_may_keep_nothing_keeps_its_place(site: Site, chromium_browser: Browser) -> None:
    room = Room(site)
    room.prepare("approval")
    room.act("opening")
    context = chromium_browser.new_context(viewport=PHONE)
    context.add_init_script(FORGETFUL)
    page = context.new_page()
    page.goto(f"{site.url}/J/{room.code}")
    page.get_by_role("button").last.click()
    page.wait_for_url("**/p/*")
    mine = urlsplit(page.url).path
    vote_for_the_first(page)
    context.clear_cookies()
    page.goto(site.url + mine)
    assert page.locator("#stage").get_attribute("data-stage") == "voting"
    expect(page.locator("input[name=approve]:checked")).to_have_count(1)
    assert room.get(room.desk).count("sur 1") >= 1, "still one person"
    context.close()


def vote_for_the_first(page: Page) -> None:
    page.locator("input[name=approve]").first.check(force=True)
    page.locator(
        "form[action*=ballot] button[type=submit], form[action*=ballot] button:not([type])"
    ).last.click()
    expect(page.locator("body")).to_contain_text("enregistré")


def test_put_out_then_let_back_the_phone_is_where_it_was(site: Site, open_page: Callable[..., Page]) -> None:
    room = Room(site)
    page = open_page(site.url + room.person(), expect="410")
    stage = page.locator("#stage")
    expect(stage).to_have_attribute("data-stage", "waiting")
    room.post(f"{room.desk}/people/1/removal")
    expect(page.locator("#removed")).to_be_visible(timeout=15_000)
    room.post(f"{room.desk}/people/1/return")
    expect(stage).to_have_attribute("data-stage", "waiting", timeout=15_000)
