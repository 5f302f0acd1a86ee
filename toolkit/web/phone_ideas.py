"""The phone, for ideas: write one, say it better, take it back."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from toolkit.web import participant
from toolkit.web.here import now, server
from toolkit.web.respond import wants_fragment
from toolkit.web.speaking import speak
from toolkit.workshop.errors import BadSetting, EnoughIdeas
from toolkit.workshop.finding import participant_by_token
from toolkit.workshop.ideas import change_idea, withdraw_idea, write_idea
from toolkit.workshop.showing import language_of

blueprint = Blueprint("phone_ideas", __name__, url_prefix="/p/<token>")


@blueprint.post("/rounds/<int:round_id>/ideas")
def write(token: str, round_id: int) -> Response:
    """Raises: 404; 409 once closed, beyond the limit or observing; 422 for a text that cannot be."""
    return _act(token, lambda session: write_idea(session, token, round_id, **_typed(), now=now()))


@blueprint.post("/ideas/<int:number>")
def change(token: str, number: int) -> Response:
    """Raises: 404, also for somebody else's; 409 once closed or observing; 422 for a text that cannot be."""
    return _act(token, lambda session: change_idea(session, token, number, **_typed()), number)


@blueprint.post("/ideas/<int:number>/withdrawal")
def withdraw(token: str, number: int) -> Response:
    """Raises: 404, also for somebody else's; 409 once closed."""
    return _act(token, lambda session: withdraw_idea(session, token, number, now=now()), number)


def _typed() -> dict[str, str]:
    return {"title": request.form.get("title", ""), "sentence": request.form.get("sentence", "")}


def _act(token: str, verb: Callable[[Any], object], number: int = 0) -> Response:
    """Carry out *verb*; a page without script gets back what was typed, with what is wrong about it."""
    try:
        with server().store.writing() as session:
            speak(language_of(participant_by_token(session, token).workshop))
            verb(session)
    except (BadSetting, EnoughIdeas) as refused:
        if wants_fragment():
            raise
        g.refused_idea = {**_typed(), "number": number, "why": refused}
        page = participant.screen(token)
        page.status_code = 422
        return page
    if wants_fragment():
        return participant.live(token)
    return redirect(url_for("participant.screen", token=token), 303)
