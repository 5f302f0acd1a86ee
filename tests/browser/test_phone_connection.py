"""What the phone promises when the Wi-Fi, the browser or the room does something else."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Site
from tests.browser.phone import METHODS, NOISE, PARAMS, ballot, mark, press, reload, row, state
from tests.browser.room import LEADS, Room

pytestmark = pytest.mark.browser

A, B, C, _D = LEADS
BALLOT = re.compile(r"/ballot$")
LIVE = re.compile(r"/live\?")


@pytest.fixture
def voting(site: Site, open_page: Callable[..., Page]) -> Callable[..., tuple[Room, Page]]:
    """A phone in front of an open vote, on a connection that may fail."""

    def voting_(method: str = "single_choice", **options: Any) -> tuple[Room, Page]:
        room = Room(site)
        person = room.person()
        room.prepare(method, **PARAMS[method])
        room.act("opening")
        return room, open_page(site.url + person, expect=NOISE, **options)

    return voting_


def choose(page: Page, card: str) -> None:
    row(page, card).locator("label").click()


def waiting_to_be_sent(page: Page) -> None:
    state(page, "unsent")
    expect(page.locator("[data-say]")).to_contain_text("Pas de connexion")


def test_a_press_without_connection_goes_by_itself_when_it_is_back(
    voting: Callable[..., tuple[Room, Page]],
) -> None:
    _room, page = voting()
    choose(page, A)
    page.context.set_offline(True)
    press(page)
    waiting_to_be_sent(page)
    page.context.set_offline(False)
    state(page, "recorded")
    reload(page)
    assert ballot(page) == [("choice", A)]


def test_what_goes_is_what_was_pressed(voting: Callable[..., tuple[Room, Page]]) -> None:
    _room, page = voting()
    choose(page, A)
    page.context.set_offline(True)
    press(page)
    waiting_to_be_sent(page)
    choose(page, B)
    page.context.set_offline(False)
    state(page, "changed")
    assert ballot(page) == [("choice", B)]
    page.evaluate("sessionStorage.clear()")
    reload(page)
    assert ballot(page) == [("choice", A)]


@pytest.mark.parametrize(
    "answer",
    [{"status": 500}, {"status": 503}, {"status": 200, "body": "<h1>Wi-Fi gratuit</h1>"}],
    ids=["failure", "overload", "wifi-gate"],
)
def test_nothing_but_our_own_answer_is_recorded(
    voting: Callable[..., tuple[Room, Page]], answer: dict[str, Any]
) -> None:
    _room, page = voting()

    def gate(route: Route) -> None:
        route.fulfill(content_type="text/html", **answer)

    page.route(BALLOT, gate)
    choose(page, A)
    press(page)
    waiting_to_be_sent(page)
    expect(page.locator("text=Wi-Fi gratuit")).to_have_count(0)
    page.unroute(BALLOT)
    state(page, "recorded")


def test_a_lost_answer_is_asked_again_and_counts_once(
    voting: Callable[..., tuple[Room, Page]], site: Site
) -> None:
    room, page = voting()

    def swallow(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(BALLOT, swallow, times=1)
    choose(page, A)
    press(page)
    state(page, "recorded")
    room.act("closure")
    room.act("reveal")
    expect(page.locator(".revealed")).to_contain_text("1 bulletin")


def test_one_press_at_a_time(voting: Callable[..., tuple[Room, Page]]) -> None:
    _room, page = voting()
    sent = []
    page.on("request", lambda request: sent.append(request) if BALLOT.search(request.url) else None)

    def slow(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route(BALLOT, slow)
    choose(page, A)
    page.locator("[data-do]").evaluate("button => { button.click(); button.click(); button.click() }")
    state(page, "recorded")
    assert len(sent) == 1


def test_a_second_thought_goes_after_the_first(voting: Callable[..., tuple[Room, Page]]) -> None:
    _room, page = voting()
    held: list[Route] = []
    page.route(BALLOT, lambda route: held.append(route), times=1)
    choose(page, A)
    press(page)
    state(page, "sending")
    choose(page, B)
    page.locator("form[data-ballot]").evaluate("form => form.requestSubmit()")
    assert len(held) == 1
    held[0].continue_()
    state(page, "recorded")
    reload(page)
    assert ballot(page) == [("choice", B)]


@pytest.mark.parametrize("method", METHODS)
def test_a_choice_not_sent_survives_a_reload(voting: Callable[..., tuple[Room, Page]], method: str) -> None:
    _room, page = voting(method)
    mark(page, method, list(LEADS))
    half_made = ballot(page)
    reload(page)
    state(page, "chosen")
    assert ballot(page) == half_made
    press(page)
    if method == "majority_judgment":
        expect(page.locator(".is-folded")).to_have_count(4)
    state(page, "recorded")


def test_a_press_not_answered_survives_a_reload(voting: Callable[..., tuple[Room, Page]]) -> None:
    _room, page = voting()
    page.route(BALLOT, lambda route: route.abort())
    choose(page, A)
    press(page)
    waiting_to_be_sent(page)
    page.unroute(BALLOT)
    reload(page)
    state(page, "recorded")


def test_a_kept_choice_does_not_cross_into_the_next_round(
    voting: Callable[..., tuple[Room, Page]],
) -> None:
    room, page = voting()
    choose(page, A)
    room.act("closure")
    room.act("reveal")
    room.act("revote")
    room.act("opening")
    expect(page.locator("form[data-ballot]")).to_be_visible()
    state(page, "blank")
    reload(page)
    assert ballot(page) == []


REFUSED_STORAGE = "Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('refused') }})"


def test_a_browser_that_keeps_nothing_still_votes(
    site: Site, open_page: Callable[..., Page], voting: Callable[..., tuple[Room, Page]]
) -> None:
    _room, page = voting()
    page.add_init_script(REFUSED_STORAGE)
    reload(page)
    choose(page, A)
    press(page)
    state(page, "recorded")


def test_a_half_made_choice_lives_through_changes_around_it(
    voting: Callable[..., tuple[Room, Page]],
) -> None:
    room, page = voting("schulze")
    row(page, B).locator("[data-pick]").click()
    row(page, C).locator("summary").click()
    row(page, B).locator("[data-handle]").focus()
    page.evaluate("scrollTo(0, 120)")
    version = page.locator("#stage").get_attribute("data-version")
    assert version
    room.post(f"{room.desk}/showing", [("showing", "join")])
    expect(page.locator("#stage")).not_to_have_attribute("data-version", version)
    assert ballot(page) == [(f"rank.{B}", "1")]
    expect(row(page, C).locator("details")).to_have_attribute("open", "")
    expect(row(page, B).locator("[data-handle]")).to_be_focused()
    assert page.evaluate("scrollY") == 120


def test_a_vote_that_closes_before_the_choice_arrives_is_said(
    voting: Callable[..., tuple[Room, Page]],
) -> None:
    room, page = voting()
    choose(page, A)
    press(page)
    state(page, "recorded")
    page.route(BALLOT, lambda route: route.abort())
    choose(page, B)
    press(page)
    waiting_to_be_sent(page)
    room.act("closure")
    expect(page.locator("[data-when-unsent]")).to_be_visible()
    expect(page.locator(".yours")).to_contain_text(re.compile("micro-mobilités|mobilité", re.I))


def test_a_refusal_says_why_and_keeps_the_earlier_vote(
    voting: Callable[..., tuple[Room, Page]],
) -> None:
    room, page = voting()
    page.route(LIVE, lambda route: route.abort())
    choose(page, A)
    room.act("closure")
    press(page)
    expect(page.locator("#notice")).to_contain_text("Le vote est clos")


def test_no_connection_is_said_after_two_misses_and_taken_back(
    voting: Callable[..., tuple[Room, Page]],
) -> None:
    _room, page = voting()
    choose(page, A)
    press(page)
    state(page, "recorded")
    note = page.locator("[data-when-lost]")
    expect(note).to_be_hidden()
    page.context.set_offline(True)
    expect(note).to_be_visible()
    expect(note).to_contain_text(re.compile(r"Votre vote enregistré à \d\d:\d\d est en sécurité"))
    page.context.set_offline(False)
    expect(note).to_be_hidden()


def test_one_miss_is_not_worth_a_word(voting: Callable[..., tuple[Room, Page]]) -> None:
    room, page = voting()
    page.route(LIVE, lambda route: route.abort(), times=1)
    room.act("closure")
    seen = page.evaluate(
        """() => new Promise(resolve => {
            const note = document.querySelector("[data-when-lost]");
            let seen = false;
            const look = () => { seen = seen || !note.hidden;
                document.querySelector(".closed") ? resolve(seen) : setTimeout(look, 20) };
            look();
        })"""
    )
    assert seen is False


def test_a_hidden_page_does_not_ask_and_asks_at_once_on_return(
    voting: Callable[..., tuple[Room, Page]],
) -> None:
    room, page = voting()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if LIVE.search(request.url) else None)
    page.evaluate(
        """() => { window.away = true;
            Object.defineProperty(document, "hidden", { get: () => window.away });
            document.dispatchEvent(new Event("visibilitychange")); }"""
    )
    page.wait_for_timeout(300)
    asked.clear()
    page.wait_for_timeout(2500)
    assert asked == []
    room.act("closure")
    page.evaluate("() => { window.away = false; document.dispatchEvent(new Event('visibilitychange')) }")
    expect(page.locator(".closed")).to_be_visible(timeout=700)


def test_an_address_that_leads_nowhere_any_more_stops_asking(
    voting: Callable[..., tuple[Room, Page]],
) -> None:
    _room, page = voting()

    def gone(route: Route) -> None:
        route.fulfill(
            status=404,
            content_type="text/html; charset=utf-8",
            body="<h1>Cette adresse ne mène plus à l’atelier</h1>",
        )

    page.route(re.compile(r"/p/"), gone)
    expect(page.locator("h1")).to_have_text("Cette adresse ne mène plus à l’atelier")


def test_an_ended_workshop_is_not_asked_any_more(voting: Callable[..., tuple[Room, Page]]) -> None:
    room, page = voting()
    room.end()
    expect(page.locator("#ended")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(2500)
    assert asked == []
    page.locator("#ended a").click()
    page.wait_for_url("**/decks/reflexes")
