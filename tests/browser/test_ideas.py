"""Ideas in real browsers: a desk, the room's screen and three phones, from the question to the vote."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BIG_SCREEN, TABLET, Site
from tests.browser.phone import NOISE, reload
from tests.browser.room import Room

pytestmark = pytest.mark.browser

DEAF_MS = 800  # a button that changed under the finger is deaf for a moment (js/desk.js)


def send(phone: Page, title: str, sentence: str = "") -> None:
    form = phone.locator("form[id^='idea-new-']")
    form.locator("[name='title']").fill(title)
    form.locator("[name='sentence']").fill(sentence)
    form.locator("[data-do]").click()
    expect(phone.locator(".idea__title", has_text=title)).to_be_visible()


def test_three_phones_write_and_the_room_votes_on_what_they_wrote(
    site: Site, open_page: Callable[..., Page]
) -> None:
    room = Room(site)
    phones = [open_page(site.url + room.person()) for _ in range(3)]
    desk, wall = open_page(site.url + room.desk, TABLET), open_page(f"{site.url}/S/{room.code}", BIG_SCREEN)

    desk.get_by_role("link", name="Demander plutôt des idées").click()
    desk.locator("[name='question']").fill("Que tenter lundi ?")
    desk.locator("[name='start']").click()
    for screen in (*phones, wall):
        expect(screen.get_by_text("Que tenter lundi").first).to_be_visible()

    send(phones[0], "Un banc", "Devant chaque école.")
    send(phones[1], "Des bancs")
    send(phones[2], "مكتبة في الحي")
    send(phones[0], "Un vélo")
    expect(phones[0].locator("form[id^='idea-new-'] [name='title']")).to_have_value("")
    expect(wall.get_by_text("Un banc", exact=True)).to_have_count(0)

    # What is being typed stays while others write and the desk sorts.
    phones[1].locator("form[id^='idea-new-'] [name='title']").fill("Pas encore fini")
    for number in (1, 2, 3, 4):
        row = desk.locator(f"[id^='idea-{number}-']").first
        row.get_by_role("button", name="Montrer à la salle").click()
        expect(desk.locator(f".idea--shown[id^='idea-{number}-']")).to_be_visible()
    expect(wall.get_by_text("Devant chaque école.")).to_be_visible()
    expect(phones[1].locator("form[id^='idea-new-'] [name='title']")).to_have_value("Pas encore fini")

    for number in (1, 2):
        desk.locator(f"[id^='idea-{number}-'] [name='idea']").check()
    desk.locator("#merged-title").fill("S’asseoir dehors")
    desk.get_by_role("button", name="Réunir les idées cochées").click()
    expect(wall.get_by_text("S’asseoir dehors")).to_be_visible()
    expect(wall.get_by_text("Des bancs")).to_have_count(0)

    desk.wait_for_timeout(DEAF_MS)
    desk.locator("form[action$='/closure'] button").click()
    for phone in phones:
        expect(phone.get_by_text("S’asseoir dehors")).to_be_visible()
    desk.wait_for_timeout(DEAF_MS)
    desk.get_by_role("link", name=re.compile("Voter sur ces")).click()
    assert desk.locator("[name='card']:checked").count() == 3
    desk.locator("#chooser [name='start']").click()
    for phone in phones:
        phone.locator("label[for$='-idea-5']").click()
        phone.locator("form[data-ballot] [data-do]").click()
        expect(phone.locator("[data-state='recorded']")).to_be_visible()
    for verb in ("closure", "reveal"):
        desk.wait_for_timeout(DEAF_MS)
        desk.locator(f"form[action$='/{verb}'] button").click()
    expect(wall.get_by_text("En tête")).to_contain_text("S’asseoir dehors")


def test_what_is_typed_survives_a_lost_connection_and_a_reload(
    site: Site, open_page: Callable[..., Page]
) -> None:
    room = Room(site)
    room.post(f"{room.desk}/ideas", [("question", "Que tenter ?"), ("most", "3"), ("start", "yes")])
    phone = open_page(site.url + room.person(), expect=NOISE)
    phone.locator("[name='title']").fill("Un banc")
    phone.context.set_offline(True)
    phone.locator("[data-do]").click()
    expect(phone.locator("[data-lost]")).to_contain_text("rien n’est parti")
    phone.context.set_offline(False)
    reload(phone)
    expect(phone.locator("[name='title']")).to_have_value("Un banc")
    phone.locator("[name='sentence']").fill("x" * 250)
    expect(phone.locator("[data-room]")).to_contain_text("10")
    phone.locator("[name='sentence']").fill("")
    phone.locator("[data-do]").click()
    expect(phone.locator(".idea__title", has_text="Un banc")).to_be_visible()
    reload(phone)
    expect(phone.locator("form[id^='idea-new-'] [name='title']")).to_have_value("")
