"""axe-core finds nothing on any screen, in French and English."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import BIG_SCREEN, PHONE, TABLET, Site
from tests.browser.phone import reload
from tests.browser.room import Room
from toolkit.workshop.ways import WAYS

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# One way of each shape of outcome: the movement since the vote before comes beside it.
MOVED = ("approval", "majority_judgment", "gradients", "schulze", "stv", "placement")


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
    cards = ("/decks/reflexes", "/C/W7Q9", "/C/7DR9", "/decks/communs", "/C/N7RT", "/C/VKK6", "/C/WQ7N")
    for path in ("/about", *cards, "/decks/communs/booklet", "/print/reflexes", "/nothing-here"):
        page.goto(site.url + path)
        check(page)
    page.goto(f"{site.start}?lang={language}")
    check(page)


def screens_of(room: Room, person: str, language: str, open_page: Callable[..., Page]) -> list[Page]:
    url = room.site.url
    return [
        open_page(f"{url}/S/{room.code}", BIG_SCREEN),
        open_page(f"{url}{room.desk}?lang={language}", TABLET),
        open_page(f"{url}{person}?lang={language}", PHONE),
    ]


def check_all(screens: list[Page]) -> None:
    for page in screens:
        reload(page)
        check(page)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_stage_of_a_workshop_on_every_screen(
    site: Site, open_page: Callable[..., Page], language: str
) -> None:
    room = Room(site, language)
    people = [room.person() for _ in range(6)]
    screens = screens_of(room, people[0], language, open_page)
    check(open_page(f"{site.url}/J/{room.code}?lang={language}", PHONE))
    check_all(screens)
    room.prepare("approval")
    check_all(screens)
    room.act("opening")
    check_all(screens)
    for taste, person in enumerate(people):
        room.vote(person, "approval", taste)
    for verb in ("closure", "reveal", "revote"):
        room.act(verb)
        check_all(screens)
    room.end()
    check_all(screens)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("way", WAYS)
def test_the_ballot_and_the_outcome_of_every_way_of_voting(
    site: Site, open_page: Callable[..., Page], language: str, way: str
) -> None:
    room = Room(site, language)
    people = [room.person() for _ in range(6)]
    screens = screens_of(room, people[0], language, open_page)
    room.prepare(way)
    for vote in (1, 2) if way in MOVED else (1,):
        room.act("opening")
        for taste, person in enumerate(people):
            room.vote(person, way, taste + vote)
        if vote == 1:  # the two other screens show the same cards whatever the way
            check_all(screens[-1:])
        room.act("closure")
        room.act("reveal")
        check_all(screens)
        if vote == 1 and way in MOVED:
            room.act("revote")
