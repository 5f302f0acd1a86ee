"""
Nobody waits for a slow phone.

On bad Wi-Fi a phone may take minutes to send the few bytes of a ballot, or never send the last ones.
What it sends is read whole before anything else is done, so that it holds neither the database nor one
of the few turns; what it is sent is handed over whole, so that nothing waits while it reads.

A photo of cards is large and takes seconds to read: photos wait for each other, never the room for them.
"""

import re
from collections.abc import Callable, Iterable
from io import BytesIO
from queue import SimpleQueue
from typing import Any

from toolkit.app import LONGEST_FORM, LONGEST_PHOTO

PHOTO = re.compile(r"/desk/[A-Za-z0-9_-]+/rounds/[0-9]+/paper/photo")
PHOTOS_ARRIVING = 4

BALLOT = re.compile(r"/p/[^/]+/rounds/\d+/ballot")

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class Turns:
    """
    As many as *most* hold one at a time, the others wait. A semaphore written in C: where a thousand phones
    pass within a second, the one of the library made each answer a third dearer.
    """

    def __init__(self, most: int) -> None:
        self._free: SimpleQueue[None] = SimpleQueue()
        for _ in range(most):
            self._free.put(None)

    def __enter__(self) -> None:
        self._free.get()

    def __exit__(self, *_: object) -> None:
        self._free.put(None)


class Patience:
    """
    WSGI middleware: requests are read in any number, *turns* at a time are answered.

    Ballots have turns of their own, *together*, because they wait for the disk and not for one another:
    those that wait at the same moment are written at once.
    """

    def __init__(self, application: Application, turns: int, together: int = 1) -> None:
        self._application = application
        self._turns = Turns(turns)
        self._ballot_turns = Turns(together)
        self._photos_arriving = Turns(PHOTOS_ARRIVING)
        self._photo_turns = Turns(1)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return self._answer(environ, start_response, self._turns)
        if PHOTO.fullmatch(environ.get("PATH_INFO", "")):
            with self._photos_arriving:
                _read_whole(environ, LONGEST_PHOTO)
                return self._answer(environ, start_response, self._photo_turns)
        _read_whole(environ, LONGEST_FORM)
        turns = self._ballot_turns if BALLOT.fullmatch(environ.get("PATH_INFO", "")) else self._turns
        return self._answer(environ, start_response, turns)

    def _answer(self, environ: Environ, start_response: StartResponse, turns: Turns) -> Iterable[bytes]:
        with turns:
            answer = self._application(environ, start_response)
            try:
                return [b"".join(answer)]
            finally:
                if hasattr(answer, "close"):
                    answer.close()


def _read_whole(environ: Environ, longest: int) -> None:
    # One byte more than is allowed is enough for the application to refuse it.
    environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(longest + 1))
