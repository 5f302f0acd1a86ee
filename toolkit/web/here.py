"""The server behind the current request, the addresses it gives out, the time."""

from datetime import UTC, datetime

from flask import current_app, request, url_for

from toolkit.server import Server
from toolkit.workshop.showing import Addresses


def server() -> Server:
    found: Server = current_app.extensions["rebond"]
    return found


def now() -> datetime:
    return datetime.now(UTC)


def base_url() -> str:
    """The address people reach this server at, without a final slash."""
    return server().config.public_url or request.host_url.rstrip("/")


def addresses(join_code: str, desk_key: str = "") -> Addresses:
    """Full addresses of a workshop's screens. Upper case where it is printed or typed: smaller QR codes."""
    return Addresses(
        join=base_url() + url_for("participant.welcome", join_code=join_code),
        screen=base_url() + url_for("projector.screen", join_code=join_code),
        desk=base_url() + url_for("desk.screen", desk_key=desk_key) if desk_key else "",
    )
