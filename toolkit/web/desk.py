"""The facilitator's desk: every verb of the room, one address each."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.keeping.purging import purge
from toolkit.web import playing
from toolkit.web.here import addresses, now, server
from toolkit.web.respond import respond, wants_fragment
from toolkit.web.speaking import language, speak
from toolkit.workshop import rounds
from toolkit.workshop.errors import UnknownDeck, WrongMoment
from toolkit.workshop.export import FORMATS, export, file_name
from toolkit.workshop.finding import workshop_by_desk
from toolkit.workshop.gathering import end_workshop, show
from toolkit.workshop.record import record
from toolkit.workshop.rounds import MOST_OPTIONS
from toolkit.workshop.showing import desk_view, language_of
from toolkit.workshop.views import DeskView
from toolkit.workshop.ways import WAYS

# What the desk shows in place of a round that waits: the card chooser, or the question that asks for ideas.
STEPS = ("prepare", "ideas")
# How many options go on to the next vote, unless the facilitator says otherwise.
USUAL_TOP = 5

blueprint = Blueprint("desk", __name__, url_prefix="/desk/<desk_key>")


@blueprint.get("")
def screen(desk_key: str) -> Response:
    """Raises: 404."""
    with server().store.reading() as session:
        played = playing.plays(session, workshop_by_desk(session, desk_key))
    if played:
        return playing.desk(desk_key)
    return respond("facilitator/desk.html", "facilitator/_stage.html", view=_view(desk_key))


@blueprint.get("/live")
def live(desk_key: str) -> Response:
    """Raises: 404."""
    return screen(desk_key)


@blueprint.post("/rounds")
def prepare(desk_key: str) -> AnyResponse:
    """Raises: 404; 409 while a vote is under way; 422 for cards or settings that cannot be."""
    form = request.form
    with server().store.writing() as session:
        workshop = workshop_by_desk(session, desk_key)
        speak(language_of(workshop))
        deck = server().decks.get(workshop.deck_id)
        if deck is None:
            raise UnknownDeck(deck=workshop.deck_id)
        prepared = rounds.prepare_round(
            session,
            desk_key,
            deck=deck,
            card_ids=form.getlist("card"),
            question=form.get("question", ""),
            method=form.get("method", ""),
            params=_params(form),
            pasted=form.get("pasted", ""),
            now=now(),
        )
        if form.get("start"):
            rounds.open_round(session, desk_key, prepared.id, now=now())
    return _back(desk_key)


@blueprint.post("/rounds/<int:round_id>/opening")
def opening(desk_key: str, round_id: int) -> AnyResponse:
    """Raises: 404, 409."""
    return _act(desk_key, lambda session: rounds.open_round(session, desk_key, round_id, now=now()))


@blueprint.post("/rounds/<int:round_id>/closure")
def closure(desk_key: str, round_id: int) -> AnyResponse:
    """Raises: 404, 409."""
    return _act(desk_key, lambda session: rounds.close_round(session, desk_key, round_id, now=now()))


@blueprint.post("/rounds/<int:round_id>/reveal")
def reveal(desk_key: str, round_id: int) -> AnyResponse:
    """Raises: 404, 409."""
    return _act(desk_key, lambda session: rounds.reveal_round(session, desk_key, round_id, now=now()))


@blueprint.post("/rounds/<int:round_id>/revote")
def revote(desk_key: str, round_id: int) -> AnyResponse:
    """Raises: 404, 409."""
    return _act(desk_key, lambda session: rounds.vote_again(session, desk_key, round_id, now=now()))


@blueprint.post("/rounds/<int:round_id>/rule")
def rule(desk_key: str, round_id: int) -> AnyResponse:
    """The same rankings under another rule, on the projector. Raises: 404; 409 before the reveal; 422."""
    asked = request.form.get("rule", "")
    return _act(desk_key, lambda session: rounds.show_rule(session, desk_key, round_id, asked))


@blueprint.post("/rounds/<int:round_id>/discard")
def discard(desk_key: str, round_id: int) -> AnyResponse:
    """Raises: 404; 409 once opened: ballots are never thrown away."""
    return _act(desk_key, lambda session: rounds.discard_round(session, desk_key, round_id))


@blueprint.post("/rounds/<int:round_id>/comparison")
def comparison(desk_key: str, round_id: int) -> AnyResponse:
    """Which earlier ``vote`` this one is compared with, on every screen. Raises: 404, 409, 422."""
    vote = _number_or_none(request.form.get("vote")) or 0
    return _act(desk_key, lambda session: rounds.compare(session, desk_key, round_id, vote))


@blueprint.post("/rounds/<int:round_id>/flows")
def flows(desk_key: str, round_id: int) -> AnyResponse:
    """Who went where, on the projector, or the outcome again. Raises: 404; 409 before the reveal; 422."""
    asked = request.form.get("flows", "")
    return _act(desk_key, lambda session: rounds.show_flows(session, desk_key, round_id, asked))


@blueprint.post("/showing")
def showing(desk_key: str) -> AnyResponse:
    """Raises: 404, 409, 422."""
    asked = request.form.get("showing", "")
    return _act(desk_key, lambda session: show(session, desk_key, asked))


@blueprint.post("/ending")
def ending(desk_key: str) -> AnyResponse:
    """Raises: 404."""
    return _act(desk_key, lambda session: end_workshop(session, desk_key, now=now()))


@blueprint.post("/deletion")
def deletion(desk_key: str) -> AnyResponse:
    """Delete the workshop for good. Raises: 404; 409 while it runs."""
    with server().store.writing() as session:
        workshop = workshop_by_desk(session, desk_key, lock=True)
        speak(language_of(workshop))
        if not workshop.ended_at:
            raise WrongMoment(state="running")
        purge(session, workshop)
    return redirect(url_for("pages.home"), 303)


@blueprint.get("/results.<extension>")
def results(desk_key: str, extension: str) -> Response:
    """Everything revealed so far, as a file. Raises: 404."""
    with server().store.reading() as session:
        workshop = workshop_by_desk(session, desk_key)
        speak(language_of(workshop))
        if extension not in FORMATS:
            abort(404)
        deck = server().decks.get(workshop.deck_id)
        found = record(session, workshop, deck, language=language(), now=now())
    answer = make_response(export(found, extension, language()))
    answer.headers["Content-Type"] = FORMATS[extension]
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(found, extension)}"'
    return answer


def _act(desk_key: str, verb: Callable[[Any], object]) -> AnyResponse:
    with server().store.writing() as session:
        speak(language_of(workshop_by_desk(session, desk_key)))
        verb(session)
    return _back(desk_key)


def _back(desk_key: str) -> AnyResponse:
    if wants_fragment():
        return screen(desk_key)
    return redirect(url_for(".screen", desk_key=desk_key), 303)


def _view(desk_key: str) -> DeskView:
    asked = request.args if request.method == "GET" else {"rule": request.form.get("rule", "")}
    step = asked.get("step", "")
    with server().store.reading() as session:
        workshop = workshop_by_desk(session, desk_key)
        speak(language_of(workshop))
        return desk_view(
            session,
            desk_key,
            server().decks,
            addresses(workshop.join_code, desk_key),
            language=language(),
            preparing=step if step in STEPS else "",
            past=_number_or_none(asked.get("round")),
            rule=asked.get("rule", ""),
            preset=_preset(asked) if step == "prepare" else None,
        )


def _preset(asked: Mapping[str, str]) -> tuple[int, int] | None:
    """The round to take options from, and how many of the first of them."""
    source, top = _number_or_none(asked.get("from")), _number_or_none(asked.get("top"))
    return None if source is None else (source, max(1, min(top or USUAL_TOP, MOST_OPTIONS)))


def _params(form: Mapping[str, str]) -> dict[str, int | str]:
    """
    The settings of the chosen way of voting; those of the others, shown on the same form, are left out.

    Fields are ``params.<way>.<setting>``, for two ways may have settings of the same name, or
    ``params.<setting>`` from whoever fills in no chooser.
    """
    way = WAYS.get(form.get("method", ""))
    settled: dict[str, int | str] = {}
    if way is None:
        return settled
    for one in way.settings:
        typed = form.get(f"params.{way.name}.{one.name}") or form.get(f"params.{one.name}")
        if typed:
            settled[one.name] = typed if one.kind == "text" else _number(typed)
    return settled


def _number(typed: str) -> int | str:
    """A whole number if it is one; the rules refuse anything else by name."""
    digits = typed.removeprefix("-")
    return int(typed) if digits.isascii() and digits.isdecimal() and len(digits) <= 6 else typed


def _number_or_none(typed: str | None) -> int | None:
    number = _number(typed) if typed else None
    return number if isinstance(number, int) else None
