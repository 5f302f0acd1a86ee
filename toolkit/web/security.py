"""
Headers of every answer, and refusal of forms sent from another site.

No token in forms: a form is refused when the browser says it comes from elsewhere
(``Sec-Fetch-Site``, or ``Origin`` where a plain-http address makes browsers leave it out).
Source of the approach: "Cross-Site Request Forgery", Filippo Valsorda, 2025.
"""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from werkzeug.exceptions import BadHost

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)


# RFC 1035, section 2.3.4, and a port.
LONGEST_HOST = 255 + len(":65535")


def register_security(app: Flask) -> None:
    app.before_request(refuse_no_host)
    app.before_request(refuse_foreign_forms)
    app.after_request(harden)


def refuse_foreign_forms() -> None:
    """Raises: 403 for a form that another site sent."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    asked = request.headers.get
    if is_foreign(asked("Sec-Fetch-Site"), asked("Origin"), request.host):
        abort(403)


def is_foreign(site: str | None, origin: str | None, host: str) -> bool:
    """Whether a form sent to *host* comes from elsewhere, by ``Sec-Fetch-Site``, or ``Origin`` without it."""
    if site is not None:
        return site not in ("same-origin", "none")
    return origin is not None and _host_of(origin) != host


def refuse_no_host() -> None:
    """Raises: 400 for a host longer than any: no code to scan could hold the addresses made of it."""
    if len(request.host) > LONGEST_HOST:
        raise BadHost


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def harden(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    # same-origin, not no-referrer: the latter turns Origin into "null" on our own forms.
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    if request.endpoint != "static":
        headers["Cache-Control"] = "no-store"
        response.vary.add("HX-Request")
        response.vary.add("Accept-Language")
        response.vary.add("Cookie")
    return response
