"""Everyone counted: what the facilitator enters at the desk for people without a phone."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from toolkit.voting.ballot import BadBallot
from toolkit.voting.hands import MOST_PEOPLE
from toolkit.web.ballot_form import Form, read_ballot
from toolkit.web.here import server
from toolkit.web.respond import respond, wants_fragment
from toolkit.web.speaking import language, speak
from toolkit.workshop.booth import paper_view
from toolkit.workshop.entering import enter_hands, enter_pile, enter_sheet, take_back
from toolkit.workshop.errors import BadSetting
from toolkit.workshop.finding import vote_of, workshop_by_desk
from toolkit.workshop.gathering import MOST_WITHOUT_PHONE, expect, hide_turnout
from toolkit.workshop.showing import language_of

blueprint = Blueprint("counting", __name__, url_prefix="/desk/<desk_key>")

Marks = dict[str, dict[int, int]]


@blueprint.post("/expected")
def expected(desk_key: str) -> AnyResponse:
    """How many people are there without a phone. Raises: 404, 409, 422."""
    typed = request.form.get("without_phone", "").strip()
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 6):
        raise BadSetting(field="without_phone", reason="out_of_range", least=0, most=MOST_WITHOUT_PHONE)
    return _act(desk_key, lambda session: expect(session, desk_key, int(typed)))


@blueprint.post("/turnout")
def turnout(desk_key: str) -> AnyResponse:
    """Whether the projector says how many have voted. Raises: 404, 409."""
    hidden = request.form.get("hidden") == "yes"
    return _act(desk_key, lambda session: hide_turnout(session, desk_key, hidden))


@blueprint.post("/rounds/<int:round_id>/hands")
def hands(desk_key: str, round_id: int) -> AnyResponse:
    """The show of hands, in place of the one before. Raises: 404, 409, 422."""
    form = request.form
    with server().store.writing() as session:
        marks = _marks(form, _titles(session, desk_key, round_id))
        people = enter_hands(session, desk_key, round_id, marks, _people(form))
    if wants_fragment():
        return make_response(render_template("counting/_hands_said.html", people=people))
    return redirect(url_for("desk.screen", desk_key=desk_key), 303)


@blueprint.get("/rounds/<int:round_id>/paper")
def paper(desk_key: str, round_id: int) -> AnyResponse:
    """Count paper: photograph cards, type counts, or type sheets one by one. Raises: 404."""
    return respond("counting/paper.html", "counting/_paper.html", view=_view(desk_key, round_id))


@blueprint.post("/rounds/<int:round_id>/paper/pile")
def pile(desk_key: str, round_id: int) -> AnyResponse:
    """Paper counted card by card, added to what is there. Raises: 404, 409, 422."""
    form = request.form
    with server().store.writing() as session:
        marks = _marks(form, _titles(session, desk_key, round_id))
        enter_pile(
            session,
            desk_key,
            round_id,
            marks,
            _people(form),
            key=form.get("key", "")[:40],
            digest=form.get("digest", "")[:64],
            again=form.get("again") == "yes",
        )
    return _back_to_paper(desk_key, round_id)


@blueprint.post("/rounds/<int:round_id>/paper/<int:batch_id>/removal")
def removal(desk_key: str, round_id: int, batch_id: int) -> AnyResponse:
    """Take an entry back. Raises: 404, 409."""
    with server().store.writing() as session:
        _titles(session, desk_key, round_id)
        take_back(session, desk_key, round_id, batch_id)
    if request.form.get("from") == "sheet":
        return redirect(url_for(".sheet", desk_key=desk_key, round_id=round_id), 303)
    return _back_to_paper(desk_key, round_id)


@blueprint.get("/rounds/<int:round_id>/paper/sheet")
def sheet(desk_key: str, round_id: int) -> AnyResponse:
    """A blank ballot to copy one sheet into. Raises: 404."""
    return respond("counting/sheet.html", "counting/_sheet.html", view=_view(desk_key, round_id))


@blueprint.post("/rounds/<int:round_id>/paper/sheet")
def next_sheet(desk_key: str, round_id: int) -> AnyResponse:
    """Record one sheet, and hand out the next blank one. Raises: 404, 409, 422."""
    form = request.form
    key = request.args.get("key", "")[:40]
    with server().store.writing() as session:
        keys = _titles(session, desk_key, round_id)
        workshop = workshop_by_desk(session, desk_key)
        content = read_ballot(vote_of(session, workshop, round_id).method, form, keys)
        enter_sheet(session, desk_key, round_id, content, key=key)
    if wants_fragment():
        return sheet(desk_key, round_id)
    return redirect(url_for(".sheet", desk_key=desk_key, round_id=round_id), 303)


def _act(desk_key: str, verb: Callable[[Session], object]) -> AnyResponse:
    with server().store.writing() as session:
        speak(language_of(workshop_by_desk(session, desk_key)))
        verb(session)
    address = url_for("desk.screen", desk_key=desk_key)
    if wants_fragment():
        # What changed is on the desk, which asks again at once.
        return make_response("", 204)
    return redirect(address, 303)


def _back_to_paper(desk_key: str, round_id: int) -> AnyResponse:
    if wants_fragment():
        return paper(desk_key, round_id)
    return redirect(url_for(".paper", desk_key=desk_key, round_id=round_id), 303)


def _view(desk_key: str, round_id: int) -> Any:
    with server().store.reading() as session:
        speak(language_of(workshop_by_desk(session, desk_key)))
        return paper_view(session, desk_key, round_id, server().decks, language=language())


def _titles(session: Session, desk_key: str, round_id: int) -> list[str]:
    """The options of the round; a refusal will call them by their titles."""
    workshop = workshop_by_desk(session, desk_key)
    speak(language_of(workshop))
    this_round = vote_of(session, workshop, round_id)
    g.option_titles = {option.key: option.title for option in this_round.options}
    return this_round.keys


def _marks(form: Form, keys: list[str]) -> Marks:
    """
    Fields ``mark.level.key``, each a number of people; an empty one is nobody.

    Raises: BadBallot.
    """
    marks: Marks = {}
    for field, typed in form.items():
        kind, _, rest = field.partition(".")
        level, _, key = rest.partition(".")
        if kind != "mark" or not typed.strip():
            continue
        if key not in keys:
            raise BadBallot("unknown_option", option=key)
        if not level.removeprefix("-").isdecimal() or len(level) > 4:
            raise BadBallot("bad_shape")
        n = _whole(typed.strip(), key)
        if n:
            marks.setdefault(key, {})[int(level)] = n
    return marks


def _people(form: Form) -> int | None:
    typed = form.get("people", "").strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 6):
        raise BadSetting(field="people", reason="out_of_range", least=0, most=MOST_PEOPLE)
    return int(typed)


def _whole(typed: str, key: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 6):
        raise BadBallot("not_whole", option=key)
    return int(typed)
