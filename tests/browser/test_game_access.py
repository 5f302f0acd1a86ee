"""axe-core finds nothing on any screen of a game, at any kind of step, in French and English."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import BIG_SCREEN, PHONE, TABLET, Site
from tests.browser.room import Room
from tests.browser.test_access import check
from toolkit.content.game import load_book
from toolkit.game.play import FORWARD
from toolkit.paths import folder

pytestmark = pytest.mark.browser

BOOK = load_book(folder("cards") / "communs")
CARDS = {key: posture.card for key, posture in BOOK.postures.items()}


class Game(Room):
    """A game on *site*: ten people at two tables, two of them with a phone."""

    def __init__(self, site: Site, language: str) -> None:
        self.site = site
        form = {"deck": "communs", "title": "Pas de côté", "minutes": "70", "people": "10", "tables": "2"}
        form |= {"difficulty": "gentle", "language": language}
        start = site.start.removeprefix(site.url)
        self.desk = self.post(f"{start}/games", tuple(form.items()))
        found = re.search(r"/J/([A-Z0-9]{6})", self.get(self.desk))
        assert found
        self.code = found[1]
        self.people = [self.person() for _ in range(2)]

    @property
    def phase(self) -> str:
        found = re.search(r'data-stage="([a-z_0-9]+)"', self.get(self.desk))
        assert found
        return found[1]

    def do(self, path: str, **fields: str) -> None:
        found = re.search(r'name="at" value="(\d+)"', self.get(self.desk))
        at = found[1] if found else "0"
        self.post(f"{self.desk}/game/{path}", [("at", at), *fields.items()])

    def ballots(self, *keys: str, **hands: int) -> None:
        for person, key in zip(self.people, keys, strict=False):
            self.post(f"{person}/rounds/{self.round_id}/ballot", [("choice", CARDS[key])])
        marks = [(f"mark.1.{CARDS[key]}", str(n)) for key, n in hands.items()]
        self.post(f"{self.desk}/rounds/{self.round_id}/hands", marks)

    def forward(self, key: str) -> None:
        """The step that carries the game on, by the posture *key*; a crisis meets a tie."""
        page, phase = self.get(self.desk), self.phase

        def offered(name: str) -> dict[str, str]:
            found = re.search(rf'name="{name}" value="([^"]+)"', page)
            assert found
            return {name: found[1]}

        if phase in ("vote_1", "vote_2", "crisis_vote"):
            self.ballots(key, "GAR", **{key: 2}, GAR=2 if phase == "crisis_vote" else 0)
            self.do("reveal")
        elif phase in ("tie", "crisis_tie"):
            self.do("break_tie", **offered("posture"))
        elif phase == "choice":
            self.do("choose_situation", **offered("situation"))
        elif phase == "crisis_damage":
            self.do("face_crisis", vigilance="0")
        else:
            move = FORWARD[phase][0].__name__  # type: ignore[index]
            self.do(re.sub(r"(?<!^)(?=[A-Z])", "_", move).lower())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_of_step_on_every_screen(
    site: Site, open_page: Callable[..., Page], language: str
) -> None:
    game = Game(site, language)
    pages = [
        open_page(f"{site.url}/S/{game.code}", BIG_SCREEN),
        open_page(f"{site.url}{game.desk}?lang={language}", TABLET),
        open_page(f"{site.url}{game.people[0]}?lang={language}", PHONE),
    ]

    def look() -> None:
        for page in pages:
            page.goto(page.url)
            check(page)

    look()
    game.do("practice/open")
    game.ballots("PAR", "OPE")
    look()
    game.do("practice/reveal")
    look()
    seen = set()
    while (phase := game.phase) != "debrief":
        if phase == "vote_1" and phase not in seen:
            game.ballots("GAR", "OPE")
            game.do("clock/stop")
        if phase not in seen:
            look()
        if phase == "closing" and "reserve" not in seen and 'id="reserve-text"' in game.get(game.desk):
            seen.add("reserve")
            game.do("write_reserve", text="Et la rivière ?")
            game.do("object", text="La carte exagère", table="2")
            look()
        seen.add(phase)
        game.forward("LAC" if "crisis" in seen else "FAC")  # the second, again and again, breaks something
    assert seen >= {"season", "choice", "reading", "vote_1", "talk", "vote_2", "card", "closing", "crisis"}
    assert seen >= {"crisis_reading", "crisis_vote", "crisis_tie", "crisis_damage", "assembly", "reserve"}
    for part in range(5):
        game.do("part", part=str(part))
        look()
    game.do("commit", text="Passer voir au lieu de convoquer")
    game.do("close_game")
    look()
