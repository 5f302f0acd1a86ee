"""A ballot pressed at the instant its vote is taken back: the phone says so kindly, and casts it later."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE, Site
from tests.browser.test_game_access import CARDS, Game

pytestmark = pytest.mark.browser


def test_a_ballot_pressed_while_its_vote_is_taken_back_goes_when_it_opens_again(
    site: Site, open_page: Callable[..., Page]
) -> None:
    game = Game(site, "fr")
    for _ in range(3):  # season, situation, vote
        game.forward("FAC")
    phone = open_page(f"{site.url}{game.people[0]}", PHONE, expect="Failed to load|409")

    def lost(route: Route) -> None:
        route.abort()

    phone.route("**/live*", lost)  # it does not know yet
    phone.locator(f'label[for$="{CARDS["GAR"]}"]').click()
    game.do("take_back")
    phone.locator(".ballot-bar [data-do]").click()
    expect(phone.locator("#notice")).to_contain_text("n’est pas perdu")
    phone.unroute("**/live*")
    expect(phone.locator('#stage[data-stage="reading"]')).to_be_visible(timeout=20_000)
    expect(phone.locator("#notice")).to_contain_text("n’est pas perdu")
    game.do("open_vote")
    expect(phone.locator('form[data-ballot][data-state="recorded"]')).to_be_visible(timeout=20_000)
    assert 'count-in__cast">1<' in game.get(game.desk)
