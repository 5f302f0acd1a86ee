"""The desk in a real browser: by hand, by keyboard alone, without JavaScript, on two tablets."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import TABLET, Site
from tests.browser.room import Room

pytestmark = pytest.mark.browser

FLAT = {"width": 1180, "height": 820}
DEAF_MS = 800  # a button that changed under the finger is deaf for a moment (js/desk.js)


@pytest.fixture
def room(site: Site) -> Room:
    return Room(site)


def stage(desk: Page, name: str) -> None:
    expect(desk.locator(f'#stage[data-stage="{name}"]')).to_be_visible()


def press(desk: Page, key: str) -> None:
    desk.wait_for_timeout(DEAF_MS)
    desk.locator("body").press(key)


def test_a_whole_round_without_javascript(site: Site, open_page: Callable[..., Page]) -> None:
    desk = open_page(site.start, TABLET, java_script_enabled=False)
    desk.locator('[name="title"]').fill("Sans script")
    desk.locator('form[action$="/workshops"] button').first.click()
    desk.locator('input[name="method"][value="dots"]').check(force=True)
    for lead in ("lead-data-labs", "lead-failure-hour"):
        desk.locator(f'input[name="card"][value="{lead}"]').check(force=True)
    desk.locator("#next-thing").click()
    for verb, then in (
        ("opening", "open"),
        ("closure", "closed"),
        ("reveal", "revealed"),
        ("revote", "draft"),
    ):
        desk.locator(f'form[action$="/{verb}"] button').first.click()
        stage(desk, then)
    desk.locator('details:has(form[action$="/ending"]) summary').first.click()
    desk.locator('form[action$="/ending"] button').click()
    stage(desk, "ended")


def test_a_whole_round_with_the_keyboard_alone(
    site: Site, room: Room, open_page: Callable[..., Page]
) -> None:
    room.prepare("approval")
    desk = open_page(site.url + room.desk, TABLET)
    for key, then in ((" ", "open"), (" ", "closed"), ("Enter", "revealed"), ("r", "draft"), (" ", "open")):
        press(desk, key)
        stage(desk, then)


def test_n_goes_to_the_next_question_and_j_puts_the_code_on_the_projector(
    site: Site, room: Room, open_page: Callable[..., Page]
) -> None:
    room.prepare("approval")
    for verb in ("opening", "closure", "reveal"):
        room.act(verb)
    desk = open_page(site.url + room.desk, TABLET)
    projector = open_page(f"{site.url}/S/{room.code}", FLAT)
    expect(projector.locator(".outcome, .outcome__nothing").first).to_be_visible()
    press(desk, "j")
    expect(projector.locator("svg.qr").first).to_be_visible()
    press(desk, "n")
    stage(desk, "preparing")


def test_the_keys_are_listed_on_a_question_mark_and_close_on_escape(
    site: Site, room: Room, open_page: Callable[..., Page]
) -> None:
    desk = open_page(site.url + room.desk, TABLET)
    expect(desk.locator("#keys")).to_be_hidden()
    press(desk, "?")
    expect(desk.locator("#keys")).to_be_visible()
    assert desk.locator("#keys kbd").count() >= 6
    press(desk, "Escape")
    expect(desk.locator("#keys")).to_be_hidden()


def test_keys_are_letters_while_typing(site: Site, room: Room, open_page: Callable[..., Page]) -> None:
    desk = open_page(site.url + room.desk, TABLET)
    question = desk.locator("#question")
    question.fill("")
    question.press_sequentially("jour n ?")
    expect(question).to_have_value("jour n ?")
    expect(desk.locator("#keys")).to_be_hidden()


def test_two_desks_follow_each_other(site: Site, room: Room, open_page: Callable[..., Page]) -> None:
    upright, flat = (open_page(site.url + room.desk, size) for size in (TABLET, FLAT))
    room.prepare("approval")
    for desk in (upright, flat):
        stage(desk, "draft")
    press(upright, " ")
    stage(flat, "open")
    press(flat, " ")
    stage(upright, "closed")


def test_a_whole_orientation_is_taken_at_a_touch(
    site: Site, room: Room, open_page: Callable[..., Page]
) -> None:
    desk = open_page(site.url + room.desk, TABLET)
    desk.locator('[data-take="none"]').click()
    desk.locator("#group-4 [data-whole-box]").check()
    assert desk.locator("#group-4 .pick__input:checked").count() == 4
    desk.locator("#next-thing").click()
    stage(desk, "draft")
    assert len(room_options(room)) == 4
    expect(desk.locator("#stage")).to_contain_text("micro-mobilité")


@pytest.mark.parametrize(
    "size", [TABLET, FLAT, {"width": 390, "height": 844}], ids=["upright", "flat", "phone"]
)
@pytest.mark.parametrize("cards", ["few", "all"])
def test_the_desk_never_scrolls_sideways(
    site: Site, room: Room, open_page: Callable[..., Page], size: dict[str, int], cards: str
) -> None:
    desk = open_page(site.url + room.desk, size)

    def check() -> None:
        wide = desk.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0

    check()
    if cards == "all":
        desk.locator('[data-take="all"]').click()
    desk.locator("#next-thing").click()
    stage(desk, "draft")
    check()
    for verb, then in (("opening", "open"), ("closure", "closed"), ("reveal", "revealed")):
        room.act(verb)
        stage(desk, then)
        check()


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1024, 768)])
@pytest.mark.parametrize("method", ["approval", "majority_judgment", "schulze"])
def test_the_projector_never_scrolls_even_with_27_cards(
    site: Site, room: Room, open_page: Callable[..., Page], size: tuple[int, int], method: str
) -> None:
    projector = open_page(f"{site.url}/S/{room.code}", {"width": size[0], "height": size[1]})
    people = [room.person() for _ in range(6)]

    def check(name: str) -> None:
        expect(projector.locator(f"#stage.poster--{name}")).to_be_visible()
        for way in ("Width", "Height"):
            over = projector.evaluate(
                f"document.documentElement.scroll{way} - document.documentElement.client{way}"
            )
            assert over <= 0, (name, way, over)

    check("join")
    room.prepare(method, every_card())
    check("draft")
    for vote in (1, 2):
        room.act("opening")
        for taste, person in enumerate(people):
            room.vote(person, method, taste + vote)
        check("open")
        room.act("closure")
        check("closed")
        room.act("reveal")
        check("revealed")
        if vote == 1:
            room.act("revote")


def room_options(room: Room) -> set[str]:
    """The cards a phone is offered once the vote opens."""
    room.act("opening")
    return set(re.findall(r'name="approve" value="([^"]+)"', room.get(room.person())))


def every_card() -> tuple[str, ...]:
    from toolkit.content.load import load_deck
    from toolkit.paths import folder

    return tuple(card.id for card in load_deck(folder("cards") / "reflexes").cards)
