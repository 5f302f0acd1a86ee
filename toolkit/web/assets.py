"""
The files every screen needs: styles, scripts, fonts, icons.

Read whole, because they are small and the room asks for all of them at the same minute; their
addresses carry a hash of their content, so that a browser asks once.
"""

import hashlib
import mimetypes
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request, url_for
from werkzeug.security import safe_join

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

FILE = re.compile(r"/static(?:/\w[\w.-]*)+")  # one address for each file: no "..", no "//"
PLAIN = re.compile(r"(?:v=[0-9a-f]*)?")  # what may follow the address of a file without changing the answer
ENCODINGS = ("zstd", "br", "gzip", "deflate")
FOLDER = Path(__file__).parent.parent / "static"
YEAR_S, MONTH_S = 365 * 24 * 3600, 30 * 24 * 3600


def register_assets(app: Flask) -> None:
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=static)
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """The address of a static file, with a hash of its content."""
    return url_for("static", filename=name, v=_digest(FOLDER / name))


def static(filename: str) -> Response:
    """Raises: 404, also for anything outside the folder."""
    found = safe_join(str(FOLDER), filename)
    if found is None or not _is_file(Path(found)):
        abort(404)
    response = Response(_content(Path(found)), mimetype=_kind(filename))
    response.cache_control.public = True
    response.cache_control.max_age = YEAR_S if "v" in request.args else MONTH_S
    response.cache_control.immutable = "v" in request.args
    return response


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long for any file
        return False


def _kind(filename: str) -> str:
    # What the system believes of file names differs between machines; these three must be right.
    known = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
    return known.get(Path(filename).suffix) or mimetypes.guess_type(filename)[0] or "application/octet-stream"


@cache
def _content(path: Path) -> bytes:
    return path.read_bytes()


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


class AssetsShortcut:
    """
    WSGI middleware that gives the files again as *application* gave them, compressed once.

    A phone that joins asks for a dozen of them, and phones join all at once.
    """

    def __init__(self, application: Application) -> None:
        self._application = application
        self._given: dict[tuple[str, ...], tuple[str, list[tuple[str, str]], bytes]] = {}

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not self._is_plain(environ):
            return self._application(environ, start_response)
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        versioned = "v" if environ.get("QUERY_STRING") else ""
        key = (environ["PATH_INFO"], versioned, *(name for name in ENCODINGS if name in accepted))
        given = self._given.get(key)
        if given is None:
            given = self._ask(environ)
            if given[0].startswith("200"):  # as many as there are files: no other address is kept
                self._given[key] = given
        start_response(given[0], list(given[1]))
        return [given[2]]

    def _is_plain(self, environ: Environ) -> bool:
        conditions = ("HTTP_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
        return (
            FILE.fullmatch(environ.get("PATH_INFO", "")) is not None
            and environ["REQUEST_METHOD"] == "GET"
            and PLAIN.fullmatch(environ.get("QUERY_STRING", "")) is not None
            and not any(name in environ for name in conditions)
        )

    def _ask(self, environ: Environ) -> tuple[str, list[tuple[str, str]], bytes]:
        head: list[Any] = []
        answer = self._application(
            environ, lambda status, headers, _error=None: head.extend((status, headers))
        )
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return head[0], head[1], body
