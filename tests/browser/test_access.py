"""axe-core finds nothing on any screen, in French and English."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import BIG_SCREEN, PHONE, TABLET, Site
from tests.browser.room import Room

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
METHODS = ["single_choice", "approval", "dots", "majority_judgment", "schulze"]


def check(page: Page) -> None:
    page.wait_for_load_state("load")
    # Colours are measured at rest: a reveal in motion is not what people read.
    page.emulate_media(reduced_motion="reduce")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [PHONE, BIG_SCREEN], ids=["phone", "large"])
def test_public_pages(
    site: Site, open_page: Callable[..., Page], language: str, size: dict[str, int]
) -> None:
    page = open_page(f"{site.url}/?lang={language}", size, expect="404")
    check(page)
    for path in ("/about", "/decks/reflexes", "/C/W7Q9", "/C/7DR9", "/print/reflexes", "/nothing-here"):
        page.goto(site.url + path)
        check(page)
    page.goto(f"{site.start}?lang={language}")
    check(page)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("method", METHODS)
def test_every_stage_of_a_round_on_every_screen(
    site: Site, open_page: Callable[..., Page], language: str, method: str
) -> None:
    room = Room(site, language)
    phone = room.person()
    voters = [room.person() for _ in range(5)]
    screens = [
        open_page(f"{site.url}/S/{room.code}", BIG_SCREEN),
        open_page(f"{site.url}{room.desk}?lang={language}", TABLET),
        open_page(f"{site.url}/J/{room.code}?lang={language}", PHONE),
        open_page(f"{site.url}{phone}?lang={language}", PHONE),
    ]

    def check_all() -> None:
        for page in screens:
            page.reload()
            check(page)

    check_all()
    for vote in (1, 2):
        room.prepare(method) if vote == 1 else room.act("revote")
        check_all()
        room.act("opening")
        check_all()
        for place, voter in enumerate([phone, *voters]):
            room.vote(voter, method, place + vote)
        check_all()
        room.act("closure")
        check_all()
        room.act("reveal")
        check_all()
    room.end()
    check_all()
