"""
The one cookie of a participant's phone: which workshops it joined, latest first.

It only brings a phone back to itself when it scans the room's code again or a printed card. The
address of their screen works without it.
"""

from flask import Response, request

from toolkit.workshop.codes import may_be_secret

COOKIE = "rebond"
MOST = 5
MONTH_S = 30 * 24 * 3600


def joined_tokens() -> list[str]:
    """Tokens this phone holds, latest first; nothing here is trusted before it is found in the store."""
    return [token for token in request.cookies.get(COOKIE, "").split(".") if may_be_secret(token)][:MOST]


def remember(response: Response, token: str) -> Response:
    tokens = [token, *(known for known in joined_tokens() if known != token)][:MOST]
    response.set_cookie(
        COOKIE,
        ".".join(tokens),
        max_age=MONTH_S,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return response
