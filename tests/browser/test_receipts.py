"""A receipt in real browsers: shown with the vote, kept by the phone, found after the reveal."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.room import LEADS, Room

pytestmark = pytest.mark.browser


def test_a_phone_keeps_its_receipt_and_finds_its_ballot(site: Site, open_page: Callable[..., Page]) -> None:
    room = Room(site)
    people = [room.person() for _ in range(6)]
    room.prepare("approval")
    room.act("opening")
    phone = open_page(site.url + people[0])
    phone.locator(f"label[for$='-{LEADS[1]}']").click()
    phone.locator("form[data-ballot] [data-do]").click()
    expect(phone.locator("[data-state='recorded']")).to_be_visible()
    code = phone.locator("[data-receipt]").get_attribute("data-receipt")
    expect(phone.locator(".receipt__code")).to_be_visible()
    for taste, person in enumerate(people[1:]):
        room.vote(person, "approval", taste)
    room.act("closure")
    room.act("reveal")
    phone.get_by_role("link", name="Retrouver mon bulletin").click()
    own = phone.locator("tr:target")
    expect(own).to_contain_text("data lab")
    expect(own).to_be_in_viewport()

    # The next question opens: the server forgets whose it was, the phone does not.
    room.prepare("approval")
    room.act("opening")
    phone.goto(site.url + people[0])
    assert code
    expect(phone.locator("#kept")).to_contain_text(" ".join(code[i : i + 3] for i in range(0, 12, 3)))
    phone.locator("#kept a").click()
    phone.locator("#receipt").fill(code.lower())
    phone.get_by_role("button", name="Retrouver mon bulletin").click()
    expect(phone.locator(".ballots__own")).to_contain_text("data lab")


def test_without_script_the_receipt_is_shown_and_the_ballot_found(
    site: Site, open_page: Callable[..., Page]
) -> None:
    room = Room(site)
    people = [room.person() for _ in range(5)]
    room.prepare("single_choice")
    room.act("opening")
    for taste, person in enumerate(people):
        room.vote(person, "single_choice", taste)
    phone = open_page(site.url + people[0], java_script_enabled=False)
    code = phone.locator(".receipt__code").inner_text()
    room.act("closure")
    room.act("reveal")
    phone.goto(f"{site.url}/ballots/{room.code}")
    phone.locator(".ballots__vote").click()
    phone.locator("#receipt").fill(code)
    phone.get_by_role("button", name="Retrouver mon bulletin").click()
    expect(phone.locator(".ballots__own")).to_be_visible()
    expect(phone.locator("tr.is-own")).to_have_count(1)
