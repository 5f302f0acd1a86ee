"""Where a facilitator begins: create a workshop, or go back to one."""

import hmac
from collections.abc import Mapping

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.content.cards import LANGUAGES, Deck
from toolkit.web.beside import book_of
from toolkit.web.here import now, server
from toolkit.workshop.errors import BadSetting, UnknownDeck
from toolkit.workshop.finding import latest_workshops
from toolkit.workshop.gathering import KEPT_DAYS, create_workshop

USUAL_DAYS = 90

blueprint = Blueprint("start", __name__, url_prefix="/start/<start_key>")


@blueprint.get("")
def home(start_key: str) -> str:
    """Raises: 404 for a key that is not this server's."""
    _require(start_key)
    return _page(start_key, {}, {})


@blueprint.post("/workshops")
def create(start_key: str) -> Response:
    """Raises: 404; 422 with the form as typed."""
    _require(start_key)
    form = request.form
    try:
        with server().store.writing() as session:
            workshop = create_workshop(
                session,
                title=form.get("title", ""),
                deck_id=form.get("deck", ""),
                decks=_decks(),
                language=next((known for known in LANGUAGES if known == form.get("language")), "fr"),
                anonymous=form.get("anonymous", "yes") != "no",
                keep_days=_days(form.get("keep", str(USUAL_DAYS))),
                now=now(),
            )
            desk_key = workshop.desk_key
    except BadSetting as bad:
        return make_response(_page(start_key, form, {str(bad.values["field"]): bad.values}), 422)
    except UnknownDeck:
        return make_response(_page(start_key, form, {"deck": {"reason": "unknown"}}), 422)
    return redirect(url_for("desk.screen", desk_key=desk_key), 303)


def _days(typed: str) -> int:
    """A number of days, -1 for what is none: the verb refuses it by name."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else -1


def _require(start_key: str) -> None:
    if not hmac.compare_digest(start_key.encode(), server().start_key.encode()):
        abort(404)


def _decks() -> Mapping[str, Deck]:
    """The decks a workshop votes on, the most usual first: all but the one that is played."""
    decks = [deck for deck in server().decks.values() if book_of(deck.id) is None]
    return {deck.id: deck for deck in sorted(decks, key=lambda deck: not deck.by_orientation())}


def _page(start_key: str, form: object, errors: object) -> str:
    with server().store.reading() as session:
        workshops = latest_workshops(session)
    return render_template(
        "facilitator/start.html",
        start_key=start_key,
        workshops=workshops,
        decks=_decks(),
        kept_days=KEPT_DAYS,
        usual_days=USUAL_DAYS,
        form=form,
        errors=errors,
    )
