"""Ballots under the thumb and the keyboard, and what the phone says of each."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.phone import (
    METHODS,
    PARAMS,
    TOUCH,
    ballot,
    mark,
    pin,
    press,
    put,
    reload,
    row,
    spot,
    state,
)
from tests.browser.room import LEADS, Room

pytestmark = pytest.mark.browser

A, B, C, D = LEADS
WANTED = {
    "single_choice": [("choice", A)],
    "approval": [("approve", A), ("approve", B)],
    "dots": [(f"dots.{B}", "1"), (f"dots.{A}", "2")],
    "majority_judgment": [(f"grade.{card}", str(g)) for card, g in zip(LEADS, (6, 5, 1, 0), strict=True)],
    "schulze": [(f"rank.{A}", "1"), (f"rank.{B}", "2")],
    "quadratic": [(f"votes.{B}", "1"), (f"votes.{A}", "2")],
    "score": [(f"score.{card}", str(n)) for card, n in zip(LEADS, (5, 4, 1, 0), strict=True)],
    "gradients": [(f"stance.{card}", str(n)) for card, n in zip(LEADS, (1, 2, 7, 8), strict=True)],
    "placement": [
        (f"{axis}.{card}", str(step))
        for card, place in zip(LEADS, ((2, 8), (8, 8), (2, 2), (8, 2)), strict=True)
        for axis, step in zip("xy", place, strict=True)
    ],
}


@pytest.fixture
def voting(site: Site, open_page: Callable[..., Page]) -> Callable[..., tuple[Room, Page]]:
    """A phone in front of an open vote."""

    def voting_(method: str, *, params: dict[str, str] | None = None, **options: object) -> tuple[Room, Page]:
        room = Room(site)
        person = room.person()
        room.prepare(method, **(PARAMS[method] if params is None else params))
        room.act("opening")
        return room, open_page(site.url + person, **options)

    return voting_


@pytest.mark.parametrize("method", METHODS)
def test_a_ballot_is_marked_recorded_changed_and_recorded_again(
    voting: Callable[..., tuple[Room, Page]], method: str
) -> None:
    _room, page = voting(method, **TOUCH)
    state(page, "blank")
    mark(page, method, list(LEADS))
    state(page, "chosen")
    press(page)
    state(page, "recorded")
    expect(page.locator("[data-say]")).to_contain_text(re.compile(r"enregistré à \d\d:\d\d"))
    assert ballot(page) == sorted(WANTED[method])

    reload(page)
    state(page, "recorded")
    assert ballot(page) == sorted(WANTED[method])

    change(page, method)
    state(page, "changed")
    press(page)
    state(page, "recorded")
    changed = ballot(page)
    reload(page)
    assert ballot(page) == changed != sorted(WANTED[method])


def change(page: Page, method: str) -> None:
    if method == "single_choice":
        row(page, C).locator("label").click()
    elif method == "approval":
        row(page, A).locator("label").click()
    elif method in ("dots", "quadratic"):
        row(page, A).locator("[data-step='-1']").click()
    elif method == "score":
        page.locator(f'label[for$="-{A}-2"]').click()
    elif method == "gradients":
        row(page, A).locator("[data-unfold]").click()
        page.locator(f'label[for$="-{A}-4"]').click()
    elif method == "placement":
        pin(page, A).focus()
        page.keyboard.press("ArrowLeft")
    elif method == "majority_judgment":
        row(page, A).locator("[data-unfold]").click()
        page.locator(f'label[for$="-{A}-2"]').click()
    else:
        row(page, B).locator("[data-move=up]").click()


@pytest.mark.parametrize("method", METHODS)
def test_the_keyboard_alone_is_enough(voting: Callable[..., tuple[Room, Page]], method: str) -> None:
    _room, page = voting(method)
    marks = {
        "single_choice": ["input[type=radio]", "Space"],
        "approval": ["input[type=checkbox]", "Space"],
        "dots": ["[data-step='1']", "Enter"],
        "majority_judgment": ["input[type=radio]", "Space"],
        "schulze": ["[data-pick]", "Enter"],
        "quadratic": ["[data-step='1']", "Enter"],
        "score": ["input[type=radio]", "Space"],
        "gradients": ["input[type=radio]", "Space"],
        "placement": ["[data-pin]", "ArrowRight"],
    }
    selector, key = marks[method]
    walk(page, selector)
    page.keyboard.press(key)
    state(page, "chosen")
    walk(page, "[data-do]")
    page.keyboard.press("Enter")
    if method in ("majority_judgment", "score", "gradients", "placement"):
        page.keyboard.press("Enter")  # three cards without a grade: said once, recorded as it is
    state(page, "recorded")


def walk(page: Page, selector: str) -> None:
    """Press Tab until the focus is on *selector*, and see that it is not hidden under the bar."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            break
    else:
        raise AssertionError(f"{selector} is out of the keyboard's reach")
    assert page.evaluate(
        """() => { const box = document.activeElement.getBoundingClientRect();
            const bar = document.querySelector('.ballot-bar');
            return bar.contains(document.activeElement) || box.bottom <= bar.getBoundingClientRect().top }"""
    )


def test_nothing_chosen_is_said_and_not_sent(voting: Callable[..., tuple[Room, Page]]) -> None:
    _room, page = voting("single_choice")
    press(page)
    expect(page.locator("[data-say]")).to_have_text("Choisissez d’abord une carte.")
    state(page, "blank")


def test_a_blank_ballot_takes_two_presses(voting: Callable[..., tuple[Room, Page]]) -> None:
    _room, page = voting("approval")
    press(page)
    expect(page.locator("[data-say]")).to_contain_text("vote blanc")
    state(page, "blank")
    press(page)
    state(page, "recorded")


def test_missing_grades_are_said_before_they_are_recorded(voting: Callable[..., tuple[Room, Page]]) -> None:
    _room, page = voting("majority_judgment")
    page.locator(f'label[for$="-{A}-6"]').click()
    expect(page.locator("[data-count]")).to_have_text("1/4")
    press(page)
    expect(page.locator("[data-say]")).to_contain_text(
        "Cartes sans mention : 3. Elles compteront « À rejeter »"
    )
    press(page)
    state(page, "recorded")


def test_no_more_cards_than_allowed(voting: Callable[..., tuple[Room, Page]]) -> None:
    _room, page = voting("approval")
    for card in (A, B, C):
        row(page, card).locator("label").click()
    assert ballot(page) == [("approve", B), ("approve", A)]
    expect(page.locator("[data-say]")).to_contain_text("maximum")


def test_dots_never_exceed_the_budget(voting: Callable[..., tuple[Room, Page]]) -> None:
    _room, page = voting("dots")
    more = row(page, A).locator("[data-step='1']")
    for _ in range(7):
        more.click(force=True)
    assert ballot(page) == [(f"dots.{A}", "5")]
    expect(page.locator("[data-count]")).to_have_text("0/5")
    field = row(page, B).locator("input")
    field.fill("9")
    field.blur()
    assert ballot(page) == [(f"dots.{A}", "5")]


def test_dots_stack_no_higher_than_allowed(voting: Callable[..., tuple[Room, Page]]) -> None:
    _room, page = voting("dots", params={"params.budget": "5", "params.max_per_option": "2"})
    for _ in range(4):
        row(page, A).locator("[data-step='1']").click(force=True)
    assert ballot(page) == [(f"dots.{A}", "2")]


def order(page: Page) -> list[str]:
    """Cards ranked, best first, each with its place."""
    return page.locator("[data-rank].is-on").evaluate_all(
        """rows => rows.map(row =>
            row.querySelector('[data-place]').textContent + ' ' + row.querySelector('input').name)"""
    )


def places(*cards: str) -> list[str]:
    return [f"{place} rank.{card}" for place, card in enumerate(cards, 1)]


def test_a_ranking_by_taps_buttons_and_arrows(voting: Callable[..., tuple[Room, Page]]) -> None:
    _room, page = voting("schulze", **TOUCH)
    for card in (A, B, C):
        row(page, card).locator("[data-pick]").tap()
    assert order(page) == places(A, B, C)
    row(page, C).locator("[data-move=up]").tap()
    assert order(page) == places(A, C, B)
    row(page, A).locator("[data-pick]").tap()
    assert order(page) == places(C, B)
    handle = row(page, C).locator("[data-handle]")
    handle.focus()
    page.keyboard.press("ArrowDown")
    assert order(page) == places(B, C)
    expect(handle).to_be_focused()
    expect(page.locator("#announcer")).to_contain_text("place 2 sur 2")


def test_level_cards_share_a_place(voting: Callable[..., tuple[Room, Page]]) -> None:
    _room, page = voting("schulze")
    for card in (A, B, C):
        row(page, card).locator("[data-pick]").click()
    row(page, B).locator("[data-move=tie]").click()
    assert order(page) == [f"1 rank.{A}", f"1 rank.{B}", f"3 rank.{C}"]
    press(page)
    state(page, "recorded")
    reload(page)
    assert order(page) == [f"1 rank.{B}", f"1 rank.{A}", f"3 rank.{C}"]
    # A card taken from between two others leaves no tie that nobody asked for.
    row(page, A).locator("[data-move=out]").click()
    assert order(page) == places(B, C)


def test_a_card_is_dragged_by_its_handle(voting: Callable[..., tuple[Room, Page]]) -> None:
    _room, page = voting("schulze")
    for card in (A, B, C):
        row(page, card).locator("[data-pick]").click()
    page.wait_for_timeout(250)
    box = row(page, C).locator("[data-handle]").bounding_box()
    top = row(page, A).bounding_box()
    assert box
    assert top
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 10, top["y"] - 10, steps=12)
    page.wait_for_timeout(100)
    page.mouse.up()
    assert order(page) == places(C, A, B)
    state(page, "chosen")


def test_votes_cost_their_square_and_never_more_than_the_credits(
    voting: Callable[..., tuple[Room, Page]],
) -> None:
    _room, page = voting("quadratic")
    more = row(page, A).locator("[data-step='1']")
    for _ in range(6):
        more.click(force=True)
    assert ballot(page) == [(f"votes.{A}", "5")]
    expect(row(page, A).locator("[data-cost]")).to_have_text("25 crédits")
    expect(page.locator("[data-count]")).to_have_text("0/25")
    row(page, B).locator("[data-step='1']").click(force=True)
    assert ballot(page) == [(f"votes.{A}", "5")]
    expect(page.locator("[data-say]")).to_contain_text("maximum")
    row(page, A).locator("[data-step='-1']").click()
    field = row(page, B).locator("input")
    field.fill("9")
    field.blur()
    assert ballot(page) == sorted([(f"votes.{A}", "4"), (f"votes.{B}", "3")])


def test_a_card_is_dragged_onto_the_map_moved_by_arrows_and_taken_off(
    voting: Callable[..., tuple[Room, Page]],
) -> None:
    _room, page = voting("placement")
    start, end = pin(page, A).bounding_box(), spot(page, 7, 9)
    assert start
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end[0], end[1], steps=10)
    page.mouse.up()
    assert ballot(page) == [(f"x.{A}", "7"), (f"y.{A}", "9")]
    expect(page.locator("#announcer")).to_contain_text("7 sur 10")
    expect(page.locator("[data-count]")).to_have_text("1/4")
    pin(page, A).focus()
    for key in ("ArrowUp", "ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
    assert ballot(page) == [(f"x.{A}", "8"), (f"y.{A}", "10")]
    expect(pin(page, A)).to_be_focused()
    page.keyboard.press("Delete")
    assert ballot(page) == []
    expect(pin(page, A)).to_be_focused()
    state(page, "blank")


def test_a_place_chosen_in_the_lists_shows_on_the_map_and_half_a_place_is_refused_in_words(
    site: Site, open_page: Callable[..., Page]
) -> None:
    room = Room(site)
    person = room.person()
    room.prepare("placement", **{"params.placement.x": "Temps", "params.placement.y": "Chaleur"})
    room.act("opening")
    page = open_page(site.url + person, expect="status of 422")
    page.locator(f'[name="x.{B}"]').select_option("3")
    assert pin(page, B).evaluate("pin => pin.parentNode.matches('[data-tray]')")
    press(page)
    press(page)
    expect(page.locator("#notice")).to_contain_text("Il manque un des deux axes")
    page.locator(f'[name="y.{B}"]').select_option("6")
    assert pin(page, B).evaluate("pin => pin.parentNode.matches('[data-pad]')")
    expect(page.locator(".map__name").first).to_have_text("Chaleur")
    put(page, 5, 5)  # no pin is waiting for its place: a tap changes nothing
    assert ballot(page) == [(f"x.{B}", "3"), (f"y.{B}", "6")]


def test_a_reason_goes_with_its_stance_and_is_kept(voting: Callable[..., tuple[Room, Page]]) -> None:
    _room, page = voting("gradients", **TOUCH)
    reason = page.locator(f'[name="reason.{A}"]')
    expect(reason).not_to_be_visible()
    page.locator(f'label[for$="-{A}-5"]').tap()
    reason.fill("Pas avant l’été.")
    state(page, "chosen")
    press(page)
    expect(page.locator("[data-say]")).to_contain_text("Cartes sans avis\u00a0: 3")
    press(page)
    state(page, "recorded")
    reload(page)
    expect(reason).to_have_value("Pas avant l’été.")
    state(page, "recorded")


def test_a_hand_is_read_in_words(voting: Callable[..., tuple[Room, Page]]) -> None:
    _room, page = voting("fist_to_five", params={})
    page.locator(f'label[for$="-{A}-5"]').click()
    assert ballot(page) == [(f"score.{A}", "5")]
    expect(row(page, A)).to_contain_text("la main ouverte")


def test_a_scanned_card_comes_first_with_its_control(site: Site, open_page: Callable[..., Page]) -> None:
    room = Room(site)
    person = room.person()
    room.prepare("dots", **PARAMS["dots"])
    page = open_page(f"{site.url}{person}?card=P7NT")  # waiting: the vote is not open yet
    room.act("opening")
    first = page.locator(".option").first
    expect(first.locator("svg").first).to_be_visible()
    expect(first.locator("input")).to_have_attribute("name", "dots.lead-data-labs")
    first.locator("[data-step='1']").click()
    press(page)
    state(page, "recorded")


# Two cards tell little that a whole deck does not, once a few methods have shown it.
@pytest.mark.parametrize(
    ("method", "cards"), [*((method, 27) for method in METHODS), ("approval", 2), ("placement", 2)]
)
def test_everything_fits_on_the_smallest_phone(
    site: Site, open_page: Callable[..., Page], method: str, cards: int
) -> None:
    room = Room(site)
    deck = re.findall(r'value="((?:lead|orientation)-[\w-]+)"', room.get(room.desk))
    assert len(set(deck)) == 27
    person = room.person()
    room.prepare(method, list(dict.fromkeys(deck))[:cards], **PARAMS[method])
    room.act("opening")
    page = open_page(site.url + person, {"width": 320, "height": 640}, **TOUCH)
    if method == "schulze":
        page.locator("[data-pick]").first.tap()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.locator(".ballot button:visible, .ballot label:visible").evaluate_all(
        """all => all.map(one => one.getBoundingClientRect())
            .filter(box => box.height < 24 || box.width < 24).length"""
    )
    assert small == 0
