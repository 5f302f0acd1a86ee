"""The page of people: close the doors, remove someone, let them back, change the facilitator's link."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.web.here import now, server
from toolkit.web.speaking import speak
from toolkit.workshop import doors
from toolkit.workshop.finding import workshop_by_desk
from toolkit.workshop.showing import language_of

LISTED = 200

blueprint = Blueprint("people", __name__, url_prefix="/desk/<desk_key>/people")


@blueprint.get("")
def screen(desk_key: str) -> str:
    """Everyone who joined, the latest first; ``?number=12`` for one of them. Raises: 404."""
    asked = request.args.get("number", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 8 else None
    with server().store.reading() as session:
        workshop = workshop_by_desk(session, desk_key)
        speak(language_of(workshop))
        found = doors.doors_view(session, desk_key, most=LISTED, number=number)
    return render_template("facilitator/people.html", workshop=workshop, doors=found, number=asked[:8])


@blueprint.post("/doors")
def close(desk_key: str) -> Response:
    """``doors=closed`` or ``open``. Raises: 404, 409."""
    if request.form.get("doors") == "closed":
        return _act(desk_key, lambda session: doors.close_doors(session, desk_key, now=now()))
    return _act(desk_key, lambda session: doors.open_doors(session, desk_key))


@blueprint.post("/<int:number>/removal")
def remove(desk_key: str, number: int) -> Response:
    """Raises: 404, 409."""
    return _act(desk_key, lambda session: doors.remove_person(session, desk_key, number, now=now()))


@blueprint.post("/<int:number>/return")
def let_back(desk_key: str, number: int) -> Response:
    """Raises: 404, 409."""
    return _act(desk_key, lambda session: doors.let_back(session, desk_key, number))


@blueprint.post("/<int:number>/observing")
def observe(desk_key: str, number: int) -> Response:
    """``observing=yes`` or not, in a workshop with names. Raises: 404, 409."""
    observing = request.form.get("observing") == "yes"
    return _act(desk_key, lambda session: doors.mark_observing(session, desk_key, number, observing))


@blueprint.post("/link")
def new_link(desk_key: str) -> Response:
    """A new facilitator's link; whoever holds the old one is out. Raises: 404."""
    with server().store.writing() as session:
        desk_key = doors.new_desk_link(session, desk_key)
    return redirect(url_for("desk.screen", desk_key=desk_key), 303)


def _act(desk_key: str, verb: Callable[[Any], object]) -> Response:
    with server().store.writing() as session:
        speak(language_of(workshop_by_desk(session, desk_key)))
        verb(session)
    return redirect(url_for(".screen", desk_key=desk_key), 303)
