"""
Nobody waits for a slow phone.

On bad Wi-Fi a phone may take minutes to send the few bytes of a ballot, or never send the last ones.
What it sends is read whole before anything else is done, so that it holds neither the database nor one
of the few turns; what it is sent is handed over whole, so that nothing waits while it reads.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from threading import Semaphore
from typing import Any

from toolkit.app import LONGEST_FORM

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class Patience:
    """WSGI middleware: requests are read in any number, *turns* at a time are answered."""

    def __init__(self, application: Application, turns: int) -> None:
        self._application = application
        self._turns = Semaphore(turns)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            # One byte more than is allowed is enough for the application to refuse it.
            environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(LONGEST_FORM + 1))
        with self._turns:
            answer = self._application(environ, start_response)
            try:
                return [b"".join(answer)]
            finally:
                if hasattr(answer, "close"):
                    answer.close()
