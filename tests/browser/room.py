"""A room moved from outside the browser, by the same forms: quick to bring to any state."""

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence

from tests.browser.conftest import Site

LEADS = ("lead-micro-mobility", "lead-data-labs", "lead-failure-hour", "lead-first-night-rule")
Form = Sequence[tuple[str, str]]


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:  # type: ignore[override]
        return None


class Room:
    """A workshop on *site*: the addresses of its screens, and its verbs."""

    def __init__(self, site: Site, language: str = "fr", **settings: str) -> None:
        self.site = site
        start = site.start.removeprefix(site.url)
        form = {"title": "Un mardi à la mairie", "deck": "reflexes", "language": language, "anonymous": "yes"}
        self.desk = self.post(f"{start}/workshops", tuple((form | settings).items()))
        found = re.search(r"/J/([A-Z0-9]{6})", self.get(self.desk))
        assert found
        self.code = found[1]

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.site.url + path, timeout=10) as answer:
            text: str = answer.read().decode()
            return text

    def post(self, path: str, form: Form = ()) -> str:
        """Send a form; returns where the answer leads."""
        opener = urllib.request.build_opener(_Stay)
        data = urllib.parse.urlencode(list(form)).encode()
        try:
            opener.open(self.site.url + path, data, timeout=10)
        except urllib.error.HTTPError as answer:  # a redirection that is not followed comes as an error
            if answer.code != 303:
                raise AssertionError(f"{path}: {answer.code}\n{answer.read().decode()[:2000]}") from None
            return urllib.parse.urlsplit(answer.headers["Location"]).path
        raise AssertionError(f"{path} led nowhere")

    def person(self, name: str = "") -> str:
        """Someone joins; returns the path of their screen."""
        return self.post(f"/J/{self.code}", [("name", name)])

    def prepare(self, method: str, cards: Sequence[str] = LEADS, **params: str) -> None:
        form = [("question", "Par quoi commencer lundi ?"), ("method", method), *params.items()]
        self.post(f"{self.desk}/rounds", [*form, *(("card", card) for card in cards)])
        self.cards = cards

    def act(self, verb: str) -> None:
        self.post(f"{self.desk}/rounds/{self.round_id}/{verb}")

    @property
    def round_id(self) -> str:
        return max(re.findall(r"/rounds/(\d+)/", self.get(self.desk)), key=int)

    def end(self) -> None:
        self.post(f"{self.desk}/ending")

    def vote(self, person: str, method: str, taste: int) -> None:
        """A ballot that depends on *taste*, so that a crowd disagrees."""
        self.post(f"{person}/rounds/{self.round_id}/ballot", ballot(method, self.cards, taste))


def ballot(method: str, cards: Sequence[str], taste: int) -> Form:
    """A plausible ballot: the same taste always gives the same one."""
    n = len(cards)
    liking = [(taste * (7 + place) + place * place) % 11 for place in range(n)]
    if method == "single_choice":
        return [("choice", cards[liking.index(max(liking))])]
    if method == "approval":
        return [("approve", card) for card, like in zip(cards, liking, strict=True) if like > 4]
    if method == "dots":
        best = liking.index(max(liking))
        given = {cards[best]: 3, cards[(best + taste) % n]: 2}
        return [(f"dots.{card}", str(dots)) for card, dots in given.items()]
    if method == "majority_judgment":
        return [(f"grade.{card}", str(min(4, like // 2))) for card, like in zip(cards, liking, strict=True)]
    if method == "gradients":
        return [(f"stance.{card}", str(8 - min(7, like))) for card, like in zip(cards, liking, strict=True)]
    if method == "placement":
        places = [(f"x.{card}", str(10 - like)) for card, like in zip(cards, liking, strict=True)]
        return [*places, *((f"y.{card}", str(like)) for card, like in zip(cards, liking, strict=True))]
    if method in ("score", "fist_to_five"):
        return [(f"score.{card}", str(like // 2)) for card, like in zip(cards, liking, strict=True)]
    if method == "quadratic":
        return [(f"votes.{card}", str(like // 5)) for card, like in zip(cards, liking, strict=True)]
    order = sorted(range(n), key=lambda place: -liking[place])
    return [(f"rank.{cards[place]}", str(rank)) for rank, place in enumerate(order, 1)]
