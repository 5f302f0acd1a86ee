"""
Everyone counted: five phones, one shared device, a photo of 27 cards, a show of hands, and two votes, in real
browsers on the real deck.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BIG_SCREEN, PHONE, TABLET, Site
from tests.browser.phone import reload
from tests.browser.room import Room
from tests.browser.test_access import check
from tests.photos.table import jpeg, photo, printed_cards
from toolkit.content.load import load_deck
from toolkit.paths import folder
from toolkit.workshop.recount import recount

pytestmark = [pytest.mark.browser, pytest.mark.pdf]

CARDS = [card.id for card in load_deck(folder("cards") / "reflexes").cards]
FIRST, SECOND = CARDS[0], CARDS[1]
PATIENCE_MS = 120_000  # a photo takes seconds to read, minutes on a machine that does ten other things


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty-seven cards on one photo, turned, tilted, a little blurred, as a phone sends it."""
    path = tmp_path_factory.mktemp("table") / "cards.jpg"
    path.write_bytes(jpeg(photo(printed_cards(), turn=20, tilt=0.08, blur=1.8), orientation=6))
    return path


def choose(page: Page, card: str) -> None:
    page.locator(f'input[name="choice"][value="{card}"]').check(force=True)
    page.locator("[data-do]").click()


def hands(desk: Page, card: str, people: int) -> None:
    """Count raised hands with the thumb; what is touched is recorded by itself."""
    if desk.locator("#hands").get_attribute("open") is None:
        desk.locator("#hands > summary").click()
    more = desk.locator(f'#hands [data-stepper]:has([name="mark.1.{card}"]) [data-step="1"]')
    for _ in range(people):
        more.click()
    expect(desk.locator("#hands-said")).to_contain_text(str(people))


def pass_around(device: Page, card: str) -> None:
    device.locator(".turn__go").click()
    choose(device, card)
    expect(device.locator("#recorded")).to_be_visible()
    assert device.locator("input:checked").count() == 0
    device.locator("[data-next]").click()


def test_everyone_is_counted_and_the_room_votes_again(
    site: Site, open_page: Callable[..., Page], table: Path
) -> None:
    room = Room(site, title="Tout le monde compte")
    desk = open_page(site.url + room.desk, TABLET)
    projector = open_page(f"{site.url}/S/{room.code}", BIG_SCREEN)
    phones = [open_page(site.url + room.person(), PHONE) for _ in range(5)]

    # Thirty-eight people have no phone: the turnout knows it, and a device goes round for two of them.
    desk.locator("#without-phone").fill("38")
    desk.locator("#without-phone").press("Enter")
    expect(desk.locator(".desk__present")).to_contain_text("43")
    link = re.search(r"/d/[\w-]+", room.get(room.desk))
    assert link
    device = open_page(site.url + link[0], TABLET)
    expect(device.locator("#waiting")).to_be_visible()

    # First vote, on all 27 cards, with a clock on every screen.
    room.prepare("single_choice", CARDS)
    room.act("opening")
    reload(desk)
    room.post(f"{room.desk}/rounds/{room.round_id}/timer", [("minutes", "2")])
    for screen in (desk, projector, *phones[:1]):
        expect(screen.locator("[data-clock].clock--runs")).to_contain_text(re.compile(r"1:\d\d|2:00"))
    for phone in phones:
        choose(phone, FIRST)
        expect(phone.locator('[data-state="recorded"]')).to_be_visible()
    for _ in range(2):
        pass_around(device, FIRST)
    hands(desk, SECOND, 9)
    expect(projector.locator(".turnout")).to_contain_text("16")

    # The cards of 27 people, photographed; the facilitator corrects a number, and sends it.
    desk.locator("#paper > summary").click()
    desk.locator("#paper a").click()
    desk.locator('.photograph input[type="file"]').last.set_input_files(table)
    expect(desk.locator(".seen")).to_be_visible(timeout=PATIENCE_MS)
    assert desk.locator(".seen__card").count() == 27
    assert desk.locator(".seen__card--other").count() == 0
    check(desk)
    assert (
        desk.locator("svg.seen__picture image")
        .evaluate("image => image.href.baseVal")
        .startswith("data:image/jpeg")
    )
    add = desk.locator("form:has([name='digest']) button.button--primary")
    add.click()
    expect(desk.locator(".entries__one")).to_have_count(1)
    desk.locator(".paper__back").click()
    expect(projector.locator(".turnout")).to_contain_text("43")
    for screen in (projector, *phones, device):
        assert screen.locator(".outcome").count() == 0
    room.act("closure")
    room.act("reveal")
    for screen in (projector, desk, *phones):
        expect(screen.locator(".outcome").first).to_be_visible()
        expect(screen.locator(".steps__cast").first).to_contain_text("27 sur papier")
    expect(device.locator("#waiting")).to_be_visible()

    # They talk, and vote again: the five phones change their mind; the hands go up once more.
    room.act("revote")
    room.act("opening")
    for phone in phones:
        expect(phone.locator("form[data-ballot]")).to_be_visible()
        choose(phone, SECOND)
        expect(phone.locator('[data-state="recorded"]')).to_be_visible()
    expect(desk.locator("#hands")).to_be_visible()
    hands(desk, SECOND, 6)
    room.act("closure")
    room.act("reveal")
    expect(projector.locator(".movement")).to_contain_text("5 personnes")

    # Anyone can count both votes again from the file; sources are kept, and name nobody.
    file = json.loads(room.get(f"{room.desk}/results.json"))
    found = recount(file)
    assert (found.rounds, found.ballots, found.disagreements) == (2, 43 + 11, ())
    first, second = file["rounds"]
    assert first["sources"] == {"phone": 5, "shared": 2, "hands": 9, "paper": 27}
    assert first["outcome"]["scores"][FIRST] == 5 + 2 + 1
    assert first["outcome"]["scores"][SECOND] == 9 + 1
    assert {ballot["source"] for ballot in first["ballots"]} == {"hands", "paper", "several"}
    assert second["outcome"]["winners"] == [SECOND]
