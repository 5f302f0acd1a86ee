"""
The files every screen needs: styles, scripts, fonts, icons.

Read whole, because they are small and the room asks for all of them at the same minute; their
addresses carry a hash of their content, so that a browser asks once.
"""

import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, request, url_for
from werkzeug.security import safe_join

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
