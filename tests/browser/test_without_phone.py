"""What only a browser shows: sheets that start blank, a device that forgets, hands half typed that stay."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, TABLET, Site
from tests.browser.phone import PARAMS, mark, reload
from tests.browser.room import LEADS, Room
from tests.browser.test_access import check

pytestmark = pytest.mark.browser


def paper(room: Room, page: str = "sheet") -> str:
    return f"{room.site.url}{room.desk}/rounds/{room.round_id}/paper/{page}"


def checked(page: Page) -> int:
    return page.locator("form[data-ballot] input:checked").count()


def device_of(room: Room) -> str:
    room.post(f"{room.desk}/expected", [("without_phone", "9")])
    found = re.search(r"/d/[\w-]+", room.get(room.desk))
    assert found
    return room.site.url + found[0]


def test_sheet_after_sheet_starts_blank(site: Site, open_page: Callable[..., Page]) -> None:
    room = Room(site)
    room.prepare("approval")
    room.act("opening")
    page = open_page(paper(room), PHONE)
    for number in (1, 2, 3):
        expect(page.locator(".sheet__number")).to_have_text(f"Feuille {number}")
        assert checked(page) == 0
        for card in LEADS[:number]:
            page.locator(f'input[value="{card}"]').check(force=True)
        page.locator("[data-do]").click()
    expect(page.locator(".sheet__number")).to_have_text("Feuille 4")
    page.locator(".sheet__undo button").click()
    expect(page.locator(".sheet__number")).to_have_text("Feuille 3")


@pytest.mark.parametrize("method", ["dots", "majority_judgment", "schulze", "placement"])
def test_every_ballot_can_be_passed_around(site: Site, open_page: Callable[..., Page], method: str) -> None:
    room = Room(site)
    address = device_of(room)
    room.prepare(method, **PARAMS[method])
    room.act("opening")
    device = open_page(address, TABLET)
    device.locator(".turn__go").click()
    mark(device, method, list(LEADS))
    device.locator("[data-do]").click()
    again = device.get_by_role("button", name="Enregistrer quand même")  # some cards are left without a mark
    expect(device.locator("#recorded").or_(again)).to_be_visible()
    if again.is_visible():
        again.click()
    expect(device.locator("#recorded")).to_be_visible()


def test_the_device_forgets_whoever_had_it(site: Site, open_page: Callable[..., Page]) -> None:
    room = Room(site)
    address = device_of(room)
    room.prepare("approval")
    room.act("opening")
    device = open_page(address, TABLET)
    device.locator(".turn__go").click()
    device.locator(f'input[value="{LEADS[0]}"]').check(force=True)
    device.locator("[data-do]").click()
    expect(device.locator("#recorded")).to_be_visible()
    assert device.evaluate("sessionStorage.getItem('rebond-ballot')") is None
    device.locator("[data-next]").click()
    expect(device.locator("#ready")).to_be_visible()

    # Somebody begins, and leaves: the next person finds a blank ballot.
    device.locator(".turn__go").click()
    device.locator(f'input[value="{LEADS[1]}"]').check(force=True)
    device.locator(".shared__leave a").click()
    device.locator(".turn__go").click()
    expect(device.locator("form[data-ballot]")).to_be_visible()
    assert checked(device) == 0

    # There is no page to go back to but the one before the device was opened.
    device.go_back()
    assert device.locator("form[data-ballot]").count() == 0
    assert "recorded" not in device.url


def test_without_a_script_the_device_shows_no_vote_either(site: Site, open_page: Callable[..., Page]) -> None:
    room = Room(site)
    address = device_of(room)
    room.prepare("approval")
    room.act("opening")
    device = open_page(address, TABLET, java_script_enabled=False)
    device.locator(".turn__go").click()
    device.locator(f'input[value="{LEADS[0]}"]').check(force=True)
    device.locator("[data-do]").click()
    expect(device.locator("#recorded")).to_be_visible()
    device.go_back()
    assert device.locator("form[data-ballot] input:checked").count() == 0


def test_hands_half_typed_outlive_the_closure(site: Site, open_page: Callable[..., Page]) -> None:
    room = Room(site)
    room.prepare("approval")
    room.act("opening")
    desk = open_page(site.url + room.desk, TABLET)
    desk.locator("#hands > summary").click()
    field = desk.locator(f'[name="mark.1.{LEADS[0]}"]')
    field.press_sequentially("12")  # and the thumb has not left the field yet
    room.act("closure")
    expect(desk.locator('[data-stage="closed"]')).to_be_visible()
    expect(field).to_have_value("12")
    field.press("Tab")
    expect(desk.locator("#hands-said")).to_contain_text("12")


def test_the_clock_counts_down_and_cuts_nobody_off(site: Site, open_page: Callable[..., Page]) -> None:
    room = Room(site)
    person = room.person()
    room.prepare("single_choice")
    room.act("opening")
    room.post(f"{room.desk}/rounds/{room.round_id}/timer", [("minutes", "1")])
    phone = open_page("about:blank", PHONE)
    phone.clock.install()
    phone.goto(site.url + person)
    clock = phone.locator("[data-clock]")
    expect(clock).to_have_class(re.compile("clock--runs"))
    phone.clock.run_for(52_000)
    expect(clock).to_have_class(re.compile("clock--last"))
    expect(phone.locator("#announcer")).to_contain_text("dix secondes")
    phone.clock.run_for(12_000)
    expect(clock).to_contain_text("terminez tranquillement")
    expect(phone.locator("#announcer")).to_contain_text("terminez tranquillement")
    phone.locator(f'input[value="{LEADS[0]}"]').check(force=True)
    phone.locator("[data-do]").click()
    phone.clock.run_for(1000)
    expect(phone.locator('[data-state="recorded"]')).to_be_visible()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_axe_finds_nothing_on_what_counts_people_without_a_phone(
    site: Site, open_page: Callable[..., Page], language: str
) -> None:
    room = Room(site, language)
    address, person = device_of(room), room.person()
    device = open_page(f"{address}?lang={language}", PHONE)
    check(device)
    room.prepare("majority_judgment", **PARAMS["majority_judgment"])
    room.act("opening")
    room.post(f"{room.desk}/rounds/{room.round_id}/timer", [("minutes", "5")])
    desk = open_page(f"{site.url}{room.desk}?lang={language}", TABLET)
    for way in ("hands", "paper", "shared"):
        desk.locator(f"#{way} > summary").click()
    pages = [
        desk,
        open_page(f"{paper(room, '')[:-1]}?lang={language}", TABLET),
        open_page(f"{paper(room)}?lang={language}", PHONE),
    ]
    reload(device)
    check(device)
    device.locator(".turn__go").click()
    room.post(f"{person}/observing", [("observing", "yes")])
    pages += [device, open_page(f"{site.url}{person}?lang={language}", PHONE)]
    for page in pages:
        check(page)
    mark(device, "majority_judgment", list(LEADS))
    device.locator("[data-do]").click()
    expect(device.locator("#recorded")).to_be_visible()
    check(device)
