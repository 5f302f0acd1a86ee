"""The facilitator's desk, for ideas: ask for them, and sort what arrives."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from toolkit.web import desk
from toolkit.web.here import now, server
from toolkit.web.respond import wants_fragment
from toolkit.web.speaking import speak
from toolkit.workshop import curating
from toolkit.workshop.finding import workshop_by_desk
from toolkit.workshop.rounds import open_round
from toolkit.workshop.showing import language_of

blueprint = Blueprint("desk_ideas", __name__, url_prefix="/desk/<desk_key>/ideas")


@blueprint.post("")
def ask(desk_key: str) -> Response:
    """Raises: 404; 409 while a vote is under way; 422 for settings that cannot be."""
    form = request.form

    def verb(session: Any) -> None:
        typed = form.get("most", "")
        this_round = curating.ask_for_ideas(
            session,
            desk_key,
            question=form.get("question", ""),
            most=int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 3 else typed,
            moderated=form.get("moderated") == "yes",
            now=now(),
        )
        if form.get("start"):
            open_round(session, desk_key, this_round.id, now=now())

    return _act(desk_key, verb)


@blueprint.post("/<int:number>/showing")
def showing(desk_key: str, number: int) -> Response:
    """Raises: 404, 409."""
    return _act(desk_key, lambda session: curating.let_through(session, desk_key, number, now=now()))


@blueprint.post("/<int:number>/hiding")
def hiding(desk_key: str, number: int) -> Response:
    """Raises: 404, 409."""
    return _act(desk_key, lambda session: curating.hide(session, desk_key, number, now=now()))


@blueprint.post("/<int:number>/correction")
def correction(desk_key: str, number: int) -> Response:
    """Raises: 404, 409; 422 for a text that cannot be."""
    form = request.form
    return _act(
        desk_key,
        lambda session: curating.correct(
            session, desk_key, number, title=form.get("title", ""), sentence=form.get("sentence", "")
        ),
    )


@blueprint.post("/merging")
def merging(desk_key: str) -> Response:
    """Raises: 404, 409; 422 for fewer than two ideas, or a text that cannot be."""
    form = request.form
    return _act(
        desk_key,
        lambda session: curating.merge(
            session,
            desk_key,
            form.getlist("idea"),
            title=form.get("title", ""),
            sentence=form.get("sentence", ""),
            now=now(),
        ),
    )


@blueprint.post("/<int:number>/parting")
def parting(desk_key: str, number: int) -> Response:
    """Raises: 404, 409."""
    return _act(desk_key, lambda session: curating.part(session, desk_key, number, now=now()))


def _act(desk_key: str, verb: Callable[[Any], object]) -> Response:
    with server().store.writing() as session:
        speak(language_of(workshop_by_desk(session, desk_key)))
        verb(session)
    if wants_fragment():
        return desk.screen(desk_key)
    return redirect(url_for("desk.screen", desk_key=desk_key), 303)
