"""Where a facilitator begins: create a workshop, or go back to one."""

import hmac
from collections.abc import Mapping

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.content.cards import LANGUAGES, Deck
from toolkit.game.book import Book
from toolkit.playing.acting import create_game, usual_tables
from toolkit.web.beside import book_of
from toolkit.web.errors import sentence_of
from toolkit.web.here import now, server
from toolkit.workshop.errors import BadSetting, Refused, UnknownDeck
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
    if book_of(form.get("deck", "")) is not None:
        title, language = form.get("title", ""), form.get("language", "")
        address = url_for(
            ".new_game", start_key=start_key, deck=form["deck"], title=title[:200], language=language[:8]
        )
        return redirect(address, 303)
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


@blueprint.get("/game")
def new_game(start_key: str) -> str:
    """The settings of a game. Raises: 404, also for a deck that is not played."""
    _require(start_key)
    return _game_page(start_key, request.args, "")


@blueprint.post("/games")
def begin_game(start_key: str) -> Response:
    """Raises: 404; 422 with the form as typed."""
    _require(start_key)
    form = request.form
    deck, book = _played(form)
    people = _days(form.get("people", ""))
    try:
        with server().store.writing() as session:
            workshop = create_game(
                session,
                title=form.get("title", ""),
                deck=deck,
                book=book,
                language=next((known for known in LANGUAGES if known == form.get("language")), "fr"),
                minutes=_days(form.get("minutes", "")),
                people=people,
                tables=_days(form["tables"]) if form.get("tables") else usual_tables(book, people),
                difficulty=form.get("difficulty", ""),
                keep_days=USUAL_DAYS,
                now=now(),
            )
            desk_key = workshop.desk_key
    except Refused as refused:
        return make_response(_game_page(start_key, form, sentence_of(refused)), 422)
    return redirect(url_for("desk.screen", desk_key=desk_key), 303)


def _played(form: Mapping[str, str]) -> tuple[Deck, Book]:
    deck = server().decks.get(form.get("deck", "communs"))
    book = book_of(deck.id) if deck else None
    if deck is None or book is None:
        abort(404)
    return deck, book


def _game_page(start_key: str, form: Mapping[str, str], refused: str) -> str:
    deck, book = _played(form)
    return render_template(
        "facilitator/game.html", start_key=start_key, deck=deck, book=book, form=form, refused=refused
    )


def _days(typed: str) -> int:
    """A number of days, -1 for what is none: the verb refuses it by name."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else -1


def _require(start_key: str) -> None:
    if not hmac.compare_digest(start_key.encode(), server().start_key.encode()):
        abort(404)


def _decks() -> Mapping[str, Deck]:
    """The decks a workshop votes on, the most usual first, then the one that is played."""
    decks = server().decks.values()
    order = sorted(decks, key=lambda deck: (book_of(deck.id) is not None, not deck.by_orientation()))
    return {deck.id: deck for deck in order}


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
