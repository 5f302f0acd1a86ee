"""
Answering "nothing has changed" before Flask wakes up.

Every screen asks again and again with the version it shows. While that is still the version, the
answer is an empty 204: no template, no routing, no session, one indexed look-up. Anything else goes
on to the view, which decides.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from sqlalchemy.orm import Session

from toolkit.store.session import Store
from toolkit.workshop.codes import tidy_code
from toolkit.workshop.versions import version_for_desk, version_for_participant, version_for_projector

ASKING = re.compile(r"/(p|S|desk)/([A-Za-z0-9_-]+)/live")

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class LiveShortcut:
    """WSGI middleware in front of *application*."""

    def __init__(self, application: Application, store: Store) -> None:
        self._application = application
        self._store = store

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        asked = ASKING.fullmatch(environ.get("PATH_INFO", ""))
        if asked and environ["REQUEST_METHOD"] == "GET":
            seen = parse_qs(environ.get("QUERY_STRING", "")).get("seen", [""])[0]
            if seen and seen == self._version(*asked.groups()):
                start_response("204 No Content", [("Cache-Control", "no-store")])
                return []
        return self._application(environ, start_response)

    def _version(self, screen: str, key: str) -> str | None:
        with self._store.reading() as session:
            return _look_up(session, screen, key)


def _look_up(session: Session, screen: str, key: str) -> str | None:
    if screen == "p":
        return version_for_participant(session, key)
    if screen == "S":
        return version_for_projector(session, tidy_code(key))
    return version_for_desk(session, key)
