"""
The outcome for a thousand phones within a second: what one phone was answered, answered again to the others.

Once a view has drawn what phones have in common (``web.once``), what is left is to fill in what belongs to
each, which needs neither Flask nor a template. The headers are those the view's own answer had.
"""

import re
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from toolkit.content.cards import LANGUAGES, Deck, Language
from toolkit.store.session import Store
from toolkit.web.metrics import Metrics
from toolkit.web.once import just_sent, stage_again
from toolkit.workshop.errors import Refused
from toolkit.workshop.person import person_of
from toolkit.workshop.phone import participant_view

SEEN_ONLY = re.compile(r"seen=[0-9.]*")
CHOSEN = re.compile(r"(?:^|;)\s*lang=([^;]*)")
GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
# Headers of one answer only.
OWN_HEADERS = ("content-length", "content-encoding", "date", "etag", "set-cookie")

Environ = dict[str, Any]
Headers = list[tuple[str, str]]


class Again:
    """Answers ``/p/<token>/live`` from what is kept, as long as it can."""

    def __init__(self, store: Store, decks: Mapping[str, Deck], metrics: Metrics) -> None:
        self._store = store
        self._decks = decks
        self._metrics = metrics
        self._headers: Headers = []

    def answer(
        self, environ: Environ, token: str, start_response: Callable[..., Any]
    ) -> Iterable[bytes] | None:
        """The changed stage of this phone; None when a view must make it."""
        if not self._headers or not self._is_plain(environ):
            return None
        began = time.perf_counter()
        body = self._stage(environ, token)
        return self._sent(environ, body, start_response, "participant.live", began)

    @property
    def knows_how(self) -> bool:
        """Whether a view has answered before."""
        return bool(self._headers)

    def recorded(
        self, environ: Environ, token: str, start_response: Callable[..., Any], began: float
    ) -> Iterable[bytes] | None:
        """The stage of a phone whose ballot has just been recorded; None when a view must make it."""
        body = self._stage(environ, token, sent=True)
        return self._sent(environ, body, start_response, "participant.cast", began)

    def _sent(
        self,
        environ: Environ,
        body: bytes | None,
        start_response: Callable[..., Any],
        kind: str,
        began: float,
    ) -> Iterable[bytes] | None:
        if body is None:
            return None
        headers = list(self._headers)
        if _takes_gzip(environ):
            headers.append(("Content-Encoding", "gzip"))
        start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
        self._metrics.answered(kind, 200, time.perf_counter() - began)
        return [body]

    def learning(self, environ: Environ, start_response: Callable[..., Any]) -> Callable[..., Any]:
        """*start_response*, which also keeps the headers of a view's answer to a question like these."""
        if self._headers or not self._is_plain(environ):
            return start_response

        def learn(status: str, headers: Headers, *error: Any) -> Any:
            if status.startswith("200"):
                self._headers = [(name, value) for name, value in headers if name.lower() not in OWN_HEADERS]
            return start_response(status, headers, *error)

        return learn

    def _is_plain(self, environ: Environ) -> bool:
        """A question of our own script, with nothing in it that changes the answer."""
        asked = environ.get("QUERY_STRING", "")
        return environ.get("HTTP_HX_REQUEST") == "true" and SEEN_ONLY.fullmatch(asked) is not None

    def _stage(self, environ: Environ, token: str, *, sent: bool = False) -> bytes | None:
        try:
            person = person_of(self._store, token)
            spoken = _chosen(environ) or person.language
            view = participant_view(self._store, person, self._decks, language=spoken)
        except Refused:
            return None  # the view says why
        return stage_again(just_sent(view) if sent else view, spoken, is_packed=_takes_gzip(environ))


def _takes_gzip(environ: Environ) -> bool:
    return GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", "")) is not None


def _chosen(environ: Environ) -> Language | None:
    """The language this person asked for before (``web.speaking``)."""
    asked = CHOSEN.search(environ.get("HTTP_COOKIE", ""))
    return next((known for known in LANGUAGES if asked and asked[1] == known), None)
