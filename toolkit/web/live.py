"""
Answering "nothing has changed" before Flask wakes up.

Every screen asks again and again with the version it shows. While that is still the version, the
answer is an empty 204: no template, no routing, no session, one indexed look-up. What has changed for a
phone may have been drawn for another one (``web.again``). Anything else goes on to the view, which decides.
"""

import re
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from sqlalchemy.exc import DBAPIError

from toolkit.content.cards import Deck
from toolkit.store.session import Store
from toolkit.web.again import Again
from toolkit.web.casting import CastingShortcut
from toolkit.web.metrics import Metrics
from toolkit.workshop.codes import tidy_code
from toolkit.workshop.versions import version_for_desk, version_for_participant, version_for_projector

ASKING = re.compile(r"/(p|S|desk)/([A-Za-z0-9_-]+)/live")
BALLOT = re.compile(r"/p/([A-Za-z0-9_-]+)/rounds/([0-9]{1,10})/ballot")
MOST_A_SECOND = 3000  # questions one process is asked without asking back for patience

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class Crowding:
    """
    How many times slower screens should ask, by how many questions came in the second before: so that a
    hall of any size leaves the server time for its ballots. *clock* tells seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._second = 0
        self._count = 0
        self._slower = 1.0

    def asked(self) -> float:
        """One more question; returns 1 or more. Threads may miss one another's: it is an estimate."""
        second = int(self._clock())
        if second != self._second:
            rate = self._count if second == self._second + 1 else 0
            self._second, self._count = second, 0
            self._slower = max(1.0, rate / MOST_A_SECOND)
        self._count += 1
        return self._slower


class LiveShortcut:
    """WSGI middleware in front of *application*."""

    def __init__(
        self, application: Application, store: Store, decks: Mapping[str, Deck], metrics: Metrics
    ) -> None:
        self._application = application
        self._store = store
        self._metrics = metrics
        self._again = Again(store, decks, metrics)
        self._casting = CastingShortcut(store, self._again)
        self._crowding = Crowding()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] == "POST":
            return self._sent(environ, path, start_response)
        asked = ASKING.fullmatch(path)
        if asked and environ["REQUEST_METHOD"] == "GET":
            slower = self._crowding.asked()
            seen = parse_qs(environ.get("QUERY_STRING", "")).get("seen", [""])[0]
            if seen and seen == self._version(*asked.groups()):
                self._metrics.unchanged(slower)
                headers = [("Cache-Control", "no-store")]
                if slower > 1:
                    headers.append(("Rebond-Slower", f"{slower:.2f}"))
                start_response("204 No Content", headers)
                return []
            if asked[1] == "p":
                return self._phone(environ, asked[2], start_response)
        return self._application(environ, start_response)

    def _sent(self, environ: Environ, path: str, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if ballot := BALLOT.fullmatch(path):
            answer = self._casting.answer(environ, ballot[1], int(ballot[2]), start_response)
            if answer is not None:
                return answer
        return self._application(environ, start_response)

    def _phone(self, environ: Environ, token: str, start_response: Callable[..., Any]) -> Iterable[bytes]:
        with suppress(DBAPIError):  # the view will say what is wrong
            answer = self._again.answer(environ, token, start_response)
            if answer is not None:
                return answer
        return self._application(environ, self._again.learning(environ, start_response))

    def _version(self, screen: str, key: str) -> str | None:
        with suppress(DBAPIError):  # the view will say what is wrong
            return self._looked_up(screen, key)
        return None

    def _looked_up(self, screen: str, key: str) -> str | None:
        if screen == "p":
            return version_for_participant(self._store, key)
        with self._store.reading() as session:
            if screen == "S":
                return version_for_projector(session, tidy_code(key))
            return version_for_desk(session, key)
