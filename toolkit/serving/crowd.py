"""
A room of simulated people on simulated phones: they join, follow what the desk does, vote, hesitate.

They know nothing but what their pages show, so they vote in whatever round anybody opens. One thread,
one connection and an agenda move them all.
"""

import heapq
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from random import Random

from toolkit.serving.browsing import Browser, Form, forms
from toolkit.serving.opinions import Paper, Person, argument

BALLOT = re.compile(r"/rounds/(\d+)/ballot$")
VERSION = re.compile(r'data-version="([^"]*)"')
LOOKING_S = 0.25  # between two looks at a phone
JOINING_S, VOTING_S = 6.0, 10.0
SLOW_TO_JOIN, ABSTAIN, HESITATE = 0.1, 0.06, 0.2
DOTS = 5  # for a ballot that does not say how many


class Crowd:
    """
    *people* simulated people for the workshop of *join_code*; *pace* stretches time, 0 leaves none.

    ``about``: the matter in hand, where the same options come back for one after the other.
    """

    about = ""

    def __init__(self, browser: Browser, join_code: str, people: int, *, seed: str, pace: float) -> None:
        self._browser = browser
        self._join_path = f"/J/{join_code}"
        self._people = [Person(seed, number) for number in range(people)]
        self._random = Random(f"{seed}/time")
        self._pace = pace
        self._agenda: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()
        self._tokens: dict[int, str] = {}
        self._seen = ""
        self._round = ""
        self._question: object = None
        for person in self._people:
            slow = 4 if self._random.random() < SLOW_TO_JOIN else 1
            self._later(slow * self._random.random() * JOINING_S, partial(self._join, person))

    def live(self, seconds: float) -> None:
        """
        Let time pass in the room, and all that is due in it be done.

        Raises: OSError, HTTPException, when the server no longer answers.
        """
        until = time.monotonic() + seconds * self._pace
        while True:
            self._do_what_is_due()
            self._look()
            self._do_what_is_due()
            left = until - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(left, LOOKING_S))

    def _later(self, seconds: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._agenda, (time.monotonic() + seconds * self._pace, next(self._order), act))

    def _do_what_is_due(self) -> None:
        while self._agenda and self._agenda[0][0] <= time.monotonic():
            heapq.heappop(self._agenda)[2]()

    def _join(self, person: Person) -> None:
        answer = self._browser.post(self._join_path)
        if answer.path.startswith("/p/"):
            self._tokens[person.number] = answer.path.removeprefix("/p/")

    def _look(self) -> None:
        """One phone is looked at for all: what it shows, every phone of the room shows."""
        token = next(iter(self._tokens.values()), None)
        if token is None:
            return
        if self._seen and self._browser.get(f"/p/{token}/live?seen={self._seen}").status == 204:
            return
        page = self._browser.get(f"/p/{token}").text
        version = VERSION.search(page)
        self._seen = version[1] if version else ""
        for form in forms(page):
            ballot = BALLOT.search(form.action)
            if ballot and ballot[1] != self._round:
                self._round = ballot[1]
                self._take_up(form)

    def _take_up(self, form: Form) -> None:
        """A new round: everybody will vote when they are ready, and some will think again."""
        paper = read_paper(form)
        if paper is None:
            return
        paper = replace(paper, about=self.about)
        question = paper.kind, tuple(paper.keys), paper.about
        argued = argument(self._people, paper.keys, paper.about) if question == self._question else ()
        self._question = question
        for person in self._people:
            drawn = self._random.random()
            if drawn < ABSTAIN:
                continue
            ready = self._when_ready()
            if drawn < ABSTAIN + HESITATE:
                self._cast_later(0.4 * ready, person, paper, argued, hesitates=True)
            self._cast_later(ready, person, paper, argued)

    def _when_ready(self) -> float:
        """Most people are quick; a few are not."""
        return float(min(VOTING_S, 1 + self._random.gammavariate(2, 1.7)))

    def _cast_later(
        self, seconds: float, person: Person, paper: Paper, argued: Sequence[str], *, hesitates: bool = False
    ) -> None:
        this_round = self._round

        def cast() -> None:
            token = self._tokens.get(person.number)
            if token:  # too late, or refused, is part of life in a room: the page would say so
                fields = person.fill(paper, argued, hesitates=hesitates)
                self._browser.post(f"/p/{token}/rounds/{this_round}/ballot", fields)

        self._later(seconds, cast)


def read_paper(form: Form) -> Paper | None:
    """The ballot of a form, by the names of its fields; None for one of an unknown kind."""
    for name in ("choice", "approve"):
        if name in form.values:
            return Paper(name, form.values[name], most=_number(form.settings, "data-most"))
    for name in ("dots", "votes", "grade", "score", "stance", "rank", "x"):
        prefix = f"{name}."
        found = [field for field in form.values if field.startswith(prefix)]
        if len(found) > 1:
            return Paper(
                name,
                [field.removeprefix(prefix) for field in found],
                levels=len(form.values[found[0]]),
                scale=form.values[found[0]],
                budget=_number(form.settings, "data-budget")
                or _number(form.settings, "data-credits")
                or DOTS,
                most=_number(form.settings, "data-stack") or form.maxima.get(found[0], 0),
            )
    return None


def _number(settings: dict[str, str], name: str) -> int:
    typed = settings.get(name, "")
    return int(typed) if typed.isdecimal() else 0
