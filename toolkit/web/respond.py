"""Page or fragment: decided here, for every screen."""

from flask import Response, make_response, render_template, request


def wants_fragment() -> bool:
    """True for an htmx swap; a boosted link or a history restore needs the whole page."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx and not (htmx.boosted or htmx.history_restore_request))


def respond(page: str, fragment: str, **context: object) -> Response:
    """Render *fragment* for an htmx swap, *page* for everything else."""
    return make_response(render_template(fragment if wants_fragment() else page, **context))
