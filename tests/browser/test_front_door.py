"""What anybody can open without a workshop: light, and readable without JavaScript."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Site
from tests.browser.phone import reload
from tests.browser.room import Room

pytestmark = pytest.mark.browser

LIGHT = 60_000  # bytes over the wire


@pytest.fixture
def room(site: Site) -> Room:
    return Room(site)


@pytest.mark.parametrize("path", ["/", "/J/{code}"])
def test_the_join_page_weighs_under_60_kb_fonts_included(
    site: Site, room: Room, chromium_browser: Browser, path: str
) -> None:
    context = chromium_browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[int] = []
    session.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    page.goto(site.url + path.format(code=room.code), wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    context.close()
    assert len(received) >= 3, "the page, its style and its fonts"
    assert sum(received) < LIGHT


@pytest.mark.parametrize("path", ["/", "/decks/reflexes", "/C/W7Q9", "/print/reflexes", "/about"])
@pytest.mark.parametrize("width", [320, 390, 820, 1920])
def test_a_page_never_scrolls_sideways(
    site: Site, open_page: Callable[..., Page], path: str, width: int
) -> None:
    page = open_page(site.url + path, {"width": width, "height": 900}, java_script_enabled=True)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0


def test_the_deck_and_a_card_need_no_javascript(site: Site, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{site.url}/decks/reflexes", java_script_enabled=False)
    expect(page.locator('a[href*="/C/"]').first).to_be_visible()
    page.goto(f"{site.url}/c/w7q9")
    expect(page.locator("h1")).to_be_visible()


def test_a_whole_vote_needs_no_javascript(site: Site, room: Room, open_page: Callable[..., Page]) -> None:
    phone = open_page(f"{site.url}/J/{room.code}", java_script_enabled=False)
    phone.locator('form[action*="/J/"] button').first.click()
    expect(phone).to_have_url(re.compile("/p/"))
    room.prepare("approval")
    room.act("opening")
    reload(phone)
    phone.locator('input[name="approve"]').first.check(force=True)
    phone.locator('form[action$="/ballot"] button[type="submit"]').first.click()
    expect(phone.locator('input[name="approve"]').first).to_be_checked()


def test_no_request_leaves_for_elsewhere(site: Site, room: Room, chromium_browser: Browser) -> None:
    context = chromium_browser.new_context()
    page = context.new_page()
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    for path in (
        "/",
        f"/J/{room.code}",
        f"/S/{room.code}",
        "/decks/reflexes",
        "/C/W7Q9",
        "/print/reflexes",
        site.start,
    ):
        page.goto(path if path.startswith("http") else site.url + path, wait_until="networkidle")
    context.close()
    assert hosts == {site.url.split("/")[2]}
