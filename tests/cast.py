"""The cast: Ana facilitates, Bo and Chi participate, Eve is outside, each with a browser."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Self

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

HTMX = {"HX-Request": "true"}
LEADS = ("lead-micro-mobility", "lead-data-labs", "lead-failure-hour")
XHTML = "{http://www.w3.org/1999/xhtml}"


class Page:
    """An HTML answer, checked as every page and fragment must be."""

    def __init__(self, answer: TestResponse) -> None:
        self.answer = answer
        self.status = answer.status_code
        self.text = answer.get_data(as_text=True)
        if answer.mimetype == "text/html" and self.text:
            self._check()

    def _check(self) -> None:
        whole = self.text.lstrip().lower().startswith("<!doctype")
        self.tree = html5lib.parse(self.text) if whole else html5lib.parseFragment(self.text)
        assert "{{" not in self.text
        assert "{%" not in self.text
        assert not re.search(r"&amp;[a-z#0-9]+;", self.text), "escaped twice"
        ids = Counter(e.get("id") for e in self.elements() if e.get("id"))
        assert not [key for key, times in ids.items() if times > 1], ids.most_common(3)
        for form in self.elements("form"):
            assert form.get("action") or form.get("method") == "dialog", (
                "a form without action does not work without a script"
            )
        for element in self.elements():
            loud = [name for name in element.attrib if name == "style" or name.startswith("on")]
            assert not loud, f"the policy refuses {loud} on {element.tag}"
        if whole:
            html = self.tree if self.tree.tag == f"{XHTML}html" else self.tree.find(f"{XHTML}html")
            assert html.get("lang") in ("fr", "en")
            assert len(list(self.elements("title"))) >= 1
            assert len(list(self.elements("h1"))) == 1, "one h1 on a page"
        else:
            roots = [child for child in self.tree if isinstance(child.tag, str)]
            assert len(roots) == 1, "a fragment has one root"
            assert roots[0].get("id"), "a fragment's root has an id"

    def elements(self, tag: str = "") -> Any:
        for element in self.tree.iter():
            if isinstance(element.tag, str) and (not tag or element.tag == f"{XHTML}{tag}"):
                yield element

    def element(self, element_id: str) -> Any:
        return next((e for e in self.elements() if e.get("id") == element_id), None)

    @property
    def words(self) -> str:
        """What a person reads."""
        return re.sub(r"\s+", " ", "".join(self.tree.itertext()))


class Visitor:
    """Somebody with a browser, cookies included."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()

    def get(self, path: str, *, htmx: bool = False, **kw: Any) -> Page:
        return Page(self.client.get(path, headers=HTMX if htmx else {}, **kw))

    def post(
        self, path: str, form: Mapping[str, Any] | None = None, *, htmx: bool = False, **kw: Any
    ) -> Page:
        return Page(self.client.post(path, data=form or {}, headers=HTMX if htmx else {}, **kw))


class Facilitator(Visitor):
    """Ana, at her desk."""

    desk_key: str
    join_code: str

    @classmethod
    def create(cls, app: Flask, **settings: str) -> Self:
        ana = cls(app)
        form = {"title": "Un mardi à la mairie", "deck": "reflexes", "language": "fr", "anonymous": "yes"}
        key = app.extensions["rebond"].start_key
        answer = ana.post(f"/start/{key}/workshops", form | settings)
        assert answer.status == 303, answer.text
        ana.desk_key = answer.answer.location.rsplit("/", 1)[1]
        found = re.search(r"/J/([A-Z0-9]{6})", ana.get(ana.desk).text)
        assert found
        ana.join_code = found[1]
        return ana

    @property
    def desk(self) -> str:
        return f"/desk/{self.desk_key}"

    def welcome(self, **form: str) -> "Participant":
        """One more person in the room, on a phone of their own."""
        return Participant.join(self.app, self.join_code, **form)

    def prepare(self, method: str = "approval", cards: Sequence[str] = LEADS, **form: str) -> int:
        """A draft round; returns its id."""
        fields: dict[str, Any] = {"question": "Par quoi commencer ?", "method": method, "card": list(cards)}
        answer = self.post(f"{self.desk}/rounds", fields | form)
        assert answer.status == 303, answer.text
        return self.round_id()

    def round_id(self) -> int:
        from toolkit.workshop.finding import current_round, workshop_by_desk

        with self.app.extensions["rebond"].store.reading() as session:
            this_round = current_round(session, workshop_by_desk(session, self.desk_key))
            assert this_round is not None
            return this_round.id

    def act(self, verb: str, round_id: int | None = None, **kw: Any) -> Page:
        """opening, closure, reveal, revote or discard, on the current round unless told."""
        return self.post(f"{self.desk}/rounds/{round_id or self.round_id()}/{verb}", **kw)

    def open(self, method: str = "approval", cards: Sequence[str] = LEADS, **form: str) -> int:
        """A round open to ballots; returns its id."""
        round_id = self.prepare(method, cards, **form)
        assert self.act("opening", round_id).status == 303
        return round_id

    def finish(self) -> None:
        """Close and reveal the current round."""
        assert self.act("closure").status == 303
        assert self.act("reveal").status == 303


class Participant(Visitor):
    """Bo, or Chi, with a phone."""

    token: str

    @classmethod
    def join(cls, app: Flask, join_code: str, **form: str) -> Self:
        person = cls(app)
        answer = person.post(f"/J/{join_code}", form)
        assert answer.status == 303, answer.text
        person.token = answer.answer.location.rsplit("/", 1)[1]
        return person

    @property
    def screen(self) -> str:
        return f"/p/{self.token}"

    def cast(self, round_id: int, form: Mapping[str, Any], **kw: Any) -> Page:
        return self.post(f"{self.screen}/rounds/{round_id}/ballot", form, **kw)
