"""
A thousand ballots within a second: recorded, and answered from what is kept, without Flask.

What is not plain, refused, or not drawn yet goes on to the view, which finds here what became of the ballot:
no ballot is cast twice.
"""

import time
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl

from sqlalchemy.exc import DBAPIError
from werkzeug.datastructures import MultiDict

from toolkit.store.session import Store
from toolkit.voting.ballot import BadBallot
from toolkit.web.again import Again
from toolkit.web.ballot_form import Form, read_ballot
from toolkit.web.here import now
from toolkit.web.security import is_foreign
from toolkit.workshop.ballots import Casting, cast_ballots
from toolkit.workshop.errors import Refused

BECAME = "rebond.became"
FORM = "application/x-www-form-urlencoded"
LONGEST = 64 * 1024  # bytes; a longer ballot is no usual one, and the view has its own limit

Environ = dict[str, Any]
Became = Refused | BadBallot | None


def cast(store: Store, token: str, round_id: int, form: Form) -> Became:
    """Record this ballot together with those that wait; why it was refused, if it was."""
    reads = Casting(token, round_id, lambda method, keys: read_ballot(method, form, keys), now())
    return store.together(cast_ballots, reads)


def became_of(environ: Environ, cast_now: Callable[[], Became]) -> Became:
    """What became of the ballot of this request, cast before the view or else *now*. Raises: DBAPIError."""
    if BECAME not in environ:
        return cast_now()
    became = environ[BECAME]
    if isinstance(became, DBAPIError):
        raise became
    found: Became = became
    return found


class CastingShortcut:
    """Answers ``POST /p/<token>/rounds/<number>/ballot`` when it can."""

    def __init__(self, store: Store, again: Again) -> None:
        self._store = store
        self._again = again

    def answer(
        self, environ: Environ, token: str, round_id: int, start_response: Callable[..., Any]
    ) -> Iterable[bytes] | None:
        """The stage of this phone once its ballot is recorded; None when the view must answer."""
        if not self._again.knows_how or not _is_plain(environ):
            return None
        form = _form(environ)
        if form is None:
            return None
        began = time.perf_counter()
        try:
            environ[BECAME] = cast(self._store, token, round_id, form)
            if environ[BECAME] is None:
                return self._again.recorded(environ, token, start_response, began)
        except DBAPIError as error:
            environ.setdefault(BECAME, error)
        return None


def _is_plain(environ: Environ) -> bool:
    """Sent by our own script, from our own page, with nothing in it that changes the answer."""
    asked = environ.get
    return (
        asked("HTTP_HX_REQUEST") == "true"
        and not asked("HTTP_HX_BOOSTED")
        and not asked("HTTP_HX_HISTORY_RESTORE_REQUEST")
        and not asked("QUERY_STRING")
        and asked("CONTENT_TYPE", "").partition(";")[0].strip() == FORM
        and not is_foreign(asked("HTTP_SEC_FETCH_SITE"), asked("HTTP_ORIGIN"), asked("HTTP_HOST", ""))
    )


def _form(environ: Environ) -> Form | None:
    """The fields sent, as Flask would read them, and will if it must."""
    length = environ.get("CONTENT_LENGTH", "")
    if not (length.isascii() and length.isdecimal() and len(length) < 9 and int(length) <= LONGEST):
        return None
    sent = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(sent)
    if len(sent) < int(length):  # the connection broke: the view refuses what is left
        return None
    try:
        return MultiDict(parse_qsl(sent.decode(), keep_blank_values=True, errors="werkzeug.url_quote"))
    except ValueError:
        return None
