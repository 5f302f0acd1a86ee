"""The language of a page, and what every template can say and draw."""

from datetime import datetime
from functools import partial

from babel.dates import format_time
from flask import Flask, Response, g, request

from toolkit.content.cards import LANGUAGES, Language
from toolkit.faces.breaking import softened
from toolkit.pictures.pen import written
from toolkit.web import drawing
from toolkit.web.here import base_url, now
from toolkit.web.ids import dom_id
from toolkit.words import LOCALES, listed, speaker
from toolkit.workshop.codes import grouped
from toolkit.workshop.pace import pace

COOKIE = "lang"
YEAR_S = 365 * 24 * 3600


def register_speaking(app: Flask) -> None:
    app.context_processor(_words)
    app.after_request(_remember)
    app.jinja_env.globals.update(
        base_url=base_url,
        clock=clock,
        dom_id=dom_id,
        face_svg=drawing.face,
        grouped=grouped,
        has_face=drawing.has_face,
        icon_svg=drawing.icon,
        most_drawn=drawing.MOST_ON_A_POSTER,
        idea_svg=drawing.idea,
        languages=LANGUAGES,
        left_ms=left_ms,
        pace=pace,
        pattern_svg=drawing.pattern,
        qr_svg=drawing.qr,
        softened=softened,
        speaker=speaker,
        symbol_svg=drawing.symbol,
        board_svg=drawing.game_board,
        cube_at=drawing.cube_at,
        track_svg=drawing.track,
        wifi_svg=drawing.wifi,
    )


def clock(moment: datetime) -> str:
    """The time of day on this computer's clock, as the language writes it."""
    return str(format_time(moment.astimezone(), "short", locale=LOCALES[language()]))


def left_ms(moment: datetime) -> int:
    """Milliseconds until *moment*, 0 once it is past."""
    return max(0, round((moment - now()).total_seconds() * 1000))


def speak(language: Language) -> None:
    """Settle the language of this request: the workshop's, unless this person chose one."""
    g.language = chosen() or language


def speak_only(language: Language) -> None:
    """Settle the language whatever this browser chose: the projector belongs to the room."""
    g.language = language


def language() -> Language:
    """What ``speak`` settled; else this person's choice, else their browser's, else French."""
    if "language" not in g:
        g.language = chosen() or request.accept_languages.best_match(LANGUAGES) or "fr"
    settled: Language = g.language
    return settled


def chosen() -> Language | None:
    """The language this person asked for, now (``?lang=``) or before (cookie)."""
    for asked in (request.args.get("lang"), request.cookies.get(COOKIE)):
        for known in LANGUAGES:
            if asked == known:
                return known
    return None


def _remember(response: Response) -> Response:
    asked = request.args.get("lang")
    if asked in LANGUAGES and request.method == "GET" and request.endpoint != "printing.pdf":
        response.set_cookie(
            COOKIE, asked, max_age=YEAR_S, httponly=True, samesite="Lax", secure=request.is_secure
        )
    return response


def _words() -> dict[str, object]:
    spoken = language()
    return {
        "language": spoken,
        "t": speaker(spoken),
        "listed": partial(listed, spoken),
        "outcome_svg": partial(drawing.outcome, language=spoken),
        "flows_svg": partial(drawing.flows, language=spoken),
        "votes_written": partial(written, language=spoken),
    }
