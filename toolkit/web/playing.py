"""The board game on every screen: its own desk, poster and phone, in the place of those of a workshop."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, Response, abort, g, make_response, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from toolkit.game import moves
from toolkit.game.journal import journal
from toolkit.playing.acting import act
from toolkit.playing.clocks import wind
from toolkit.playing.debriefing import show_part
from toolkit.playing.errors import GameUnderWay, VoteGone, VoteWaits
from toolkit.playing.exporting import FORMATS, written
from toolkit.playing.logs import find_game, game_of, read_log
from toolkit.playing.material import Material
from toolkit.playing.noting import KINDS, take_seat, write_note
from toolkit.playing.practice import practise
from toolkit.playing.showing import game_desk, game_phone, game_projector
from toolkit.playing.telling import named
from toolkit.printing.journal import journal_pdf
from toolkit.store.models import Workshop
from toolkit.web.beside import book_of, words_of
from toolkit.web.here import addresses, now, server
from toolkit.web.journal import played
from toolkit.web.respond import respond, wants_fragment
from toolkit.web.speaking import language, speak, speak_only
from toolkit.workshop.errors import RoundNotOpen, UnknownDeck, UnknownRound
from toolkit.workshop.finding import participant_by_token, workshop_by_code, workshop_by_desk
from toolkit.workshop.showing import language_of
from toolkit.workshop.typed import tidy
from toolkit.workshop.views import ParticipantView

blueprint = Blueprint("playing", __name__)

Form = MultiDict[str, str]

# What the desk of a workshop does and the desk of a game does not: there the game opens and reveals.
NOT_IN_A_GAME = {
    "desk.prepare",
    "desk.opening",
    "desk.closure",
    "desk.reveal",
    "desk.revote",
    "desk.discard",
    "desk_ideas.ask",
}
LONGEST_NUMBER = 6


def _text(form: Form, name: str) -> str:
    return tidy(form.get(name, "")[:2000])


def _number(form: Form, name: str) -> int:
    """A whole number, -1 for what is none: the rules refuse it by name."""
    typed = form.get(name, "").strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER else -1


def _counts(form: Form, _name: str) -> dict[str, int]:
    """Fields ``count.PAR``; an empty one is nobody."""
    fields = [name for name in form if name.startswith("count.") and form[name].strip()]
    return {name.removeprefix("count."): _number(form, name) for name in fields}


READ: Mapping[str, Callable[[Form, str], Any]] = {
    "situation": _text,
    "posture": _text,
    "text": _text,
    "vote": _number,
    "table": _number,
    "vigilance": _number,
    "people": _number,
    "tables": _number,
    "counts": _counts,
}
# Moves that a form makes; ``reveal`` takes its counts from the vote under way, ``begin`` from the start page.
MADE = {kind: move for kind, move in moves.KINDS.items() if kind not in ("begin", "reveal")}


@blueprint.before_app_request
def guard() -> None:
    """Raises: 409, for a step of an ordinary workshop where a game is played."""
    if request.endpoint in NOT_IN_A_GAME and request.view_args:
        with server().store.reading() as session:
            workshop = workshop_by_desk(session, request.view_args["desk_key"])
            if find_game(session, workshop) is not None:
                speak(language_of(workshop))
                raise GameUnderWay


@blueprint.post("/desk/<desk_key>/game/<kind>")
def step(desk_key: str, kind: str) -> AnyResponse:
    """
    One step of the game; ``at`` is how many lines its log had on the screen that asks.

    Raises: 404, also for a step that does not exist; 409 when the game went on meanwhile, or when the
    rules do not allow it.
    """
    if kind not in MADE and kind != "reveal":
        abort(404)
    form = request.form
    with server().store.writing() as session:
        workshop = workshop_by_desk(session, desk_key)
        speak(language_of(workshop))
        material = material_of(workshop)
        g.game_names = named(material.deck, language())
        move = None if kind == "reveal" else _move(kind, form)
        act(session, desk_key, move, at=_number(form, "at"), material=material, now=now())
    return _back_to_desk(desk_key)


@blueprint.post("/desk/<desk_key>/game/clock/<any(stop, go, more):verb>")
def wind_clock(desk_key: str, verb: str) -> AnyResponse:
    """The clock of this step: stopped, going on, or 30 seconds more. Raises: 404, 409."""
    with _at_desk(desk_key) as (session, material):
        wind(session, desk_key, verb, at=_number(request.form, "at"), book=material.book, now=now())
    return _back_to_desk(desk_key)


@blueprint.post("/desk/<desk_key>/game/practice/<any(open, reveal):verb>")
def practice(desk_key: str, verb: str) -> AnyResponse:
    """The vote for nothing, before the first season. Raises: 404, 409 afterwards."""
    with _at_desk(desk_key) as (session, material):
        practise(
            session,
            desk_key,
            verb,
            book=material.book,
            deck=material.deck,
            language=language(),
            now=now(),
        )
    return _back_to_desk(desk_key)


@blueprint.post("/desk/<desk_key>/game/part")
def debrief_part(desk_key: str) -> AnyResponse:
    """The debrief at its part ``part``, from 0. Raises: 404, 409 outside the debrief, 422."""
    with _at_desk(desk_key) as (session, material):
        show_part(session, desk_key, _number(request.form, "part"), material=material, now=now())
    return _back_to_desk(desk_key)


@contextmanager
def _at_desk(desk_key: str) -> Iterator[tuple[Session, Material]]:
    """Writing, in the language of the workshop. Raises: UnknownDesk, UnknownDeck."""
    with server().store.writing() as session:
        workshop = workshop_by_desk(session, desk_key)
        speak(language_of(workshop))
        yield session, material_of(workshop)


def _back_to_desk(desk_key: str) -> AnyResponse:
    if wants_fragment():
        return desk(desk_key)
    return redirect(url_for("desk.screen", desk_key=desk_key), 303)


def _move(kind: str, form: Form) -> moves.Move:
    made = MADE[kind]
    return made(**{name: READ[name](form, name) for name in made.__dataclass_fields__})


@blueprint.get("/desk/<desk_key>/journal.<extension>")
def journal_file(desk_key: str, extension: str) -> Response:
    """What happened in the game, as a file. Raises: 404."""
    with server().store.reading() as session:
        workshop = workshop_by_desk(session, desk_key)
        speak(language_of(workshop))
        material = material_of(workshop)
        log = read_log(session, game_of(session, workshop))
        title, day = workshop.title, workshop.created_at.date()
    if extension == "pdf":
        told = played(journal(material.book, log), material, title, day, language())
        answer = make_response(journal_pdf(told))
    elif extension in FORMATS:
        about = {"title": title, "day": day.isoformat(), "credit": material.deck.text(language()).credit}
        answer = make_response(written(extension, material, log, about, language()))
    else:
        abort(404)
    answer.headers["Content-Type"] = FORMATS.get(extension, "application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{day}-{material.deck.id}.{extension}"'
    return answer


@blueprint.post("/p/<token>/game/notes/<kind>")
def note(token: str, kind: str) -> AnyResponse:
    """What a person writes on their phone. Raises: 404, 409 when nothing of the kind is asked, 422."""
    if kind not in KINDS:
        abort(404)
    with server().store.writing() as session:
        person = participant_by_token(session, token)
        speak(language_of(person.workshop))
        book = material_of(person.workshop).book
        write_note(session, token, kind, request.form.get("text", ""), book=book)
    return _back_to_phone(token)


@blueprint.post("/p/<token>/game/seat")
def seat(token: str) -> AnyResponse:
    """At which table a person sits. Raises: 404, 422."""
    with server().store.writing() as session:
        person = participant_by_token(session, token)
        speak(language_of(person.workshop))
        take_seat(session, token, _number(request.form, "seat"), book=material_of(person.workshop).book)
    return _back_to_phone(token)


def _back_to_phone(token: str) -> AnyResponse:
    address = "participant.live" if wants_fragment() else "participant.screen"
    return redirect(url_for(address, token=token), 303)


def material_of(workshop: Workshop) -> Material:
    """Raises: UnknownDeck, when what the game is played with is not here."""
    deck = server().decks.get(workshop.deck_id)
    book, words = book_of(workshop.deck_id), words_of(workshop.deck_id)
    if deck is None or book is None or words is None:
        raise UnknownDeck(deck=workshop.deck_id)
    return Material(book, deck, words)


def plays(session: Session, workshop: Workshop) -> bool:
    """Whether the screens of this workshop are those of a game."""
    return find_game(session, workshop) is not None


def desk(desk_key: str) -> Response:
    """The facilitator's screen. Raises: 404."""
    with server().store.reading() as session:
        workshop = workshop_by_desk(session, desk_key)
        speak(language_of(workshop))
        view = game_desk(
            session,
            desk_key,
            server().decks,
            material_of(workshop),
            addresses(workshop.join_code, desk_key),
            language=language(),
            now=now(),
        )
    return respond("playing/desk.html", "playing/_desk.html", view=view)


def poster(session: Session, join_code: str) -> Response:
    """The room's screen. Raises: 404."""
    workshop = workshop_by_code(session, join_code)
    speak_only(language_of(workshop))
    view = game_projector(
        session, join_code, server().decks, material_of(workshop), addresses(join_code), now=now()
    )
    return respond("playing/poster.html", "playing/_poster.html", view=view)


def gone(token: str, became: Exception) -> VoteGone | VoteWaits | None:
    """
    Why a ballot of a game came to nothing, when it was on its way while the facilitator went a step back;
    None for any other refusal.
    """
    waits = isinstance(became, RoundNotOpen) and became.values["state"] == "draft"
    if not waits and not isinstance(became, UnknownRound):
        return None
    with server().store.reading() as session:
        person = participant_by_token(session, token)
        if find_game(session, person.workshop) is None:
            return None
        speak(language_of(person.workshop))
    return VoteWaits() if waits else VoteGone()


def phone(view: ParticipantView) -> Response | None:
    """The phone of *view* in a game; None when its workshop plays none."""
    if book_of(view.deck_id) is None:
        return None
    with server().store.reading() as session:
        workshop = workshop_by_code(session, view.join_code)
        if find_game(session, workshop) is None:
            return None
        seen = game_phone(session, view, material_of(workshop), now=now())
    late = request.args.get("late", "")
    return respond("playing/phone.html", "playing/_phone.html", game_view=seen, view=view, late=late)
