"""The shared device: one screen passed around, that forgets each person before the next."""

from flask import Blueprint, Response, g, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.web.ballot_form import read_ballot
from toolkit.web.here import now, server
from toolkit.web.respond import respond, wants_fragment
from toolkit.web.speaking import language, speak
from toolkit.workshop.finding import vote_of, workshop_by_device
from toolkit.workshop.sharing import SharedView, cast_shared, shared_view, undo_shared
from toolkit.workshop.showing import language_of

blueprint = Blueprint("shared", __name__, url_prefix="/d/<key>")


@blueprint.get("")
def screen(key: str) -> Response:
    """Neutral; with ``?step=vote``, a blank ballot. Raises: 404."""
    return _screen(key, voting=request.args.get("step") == "vote", recorded=request.args.get("recorded", ""))


@blueprint.get("/live")
def live(key: str) -> Response:
    """The same, or nothing when it is what the device shows. Raises: 404."""
    view = _view(key, voting=request.args.get("step") == "vote", recorded="")
    if request.args.get("seen") == view.version:
        return make_response("", 204)
    return respond("shared/screen.html", "shared/_stage.html", view=view)


@blueprint.post("/rounds/<int:round_id>/ballot")
def cast(key: str, round_id: int) -> AnyResponse:
    """Raises: 404; 409 when the round is not open, or everyone has voted; 422 for a refused ballot."""
    form, ticket = request.form, request.args.get("ticket", "")
    with server().store.writing() as session:
        workshop = workshop_by_device(session, key)
        speak(language_of(workshop))
        this_round = vote_of(session, workshop, round_id)
        g.option_titles = {option.key: option.title for option in this_round.options}
        content = read_ballot(this_round.method, form, this_round.keys)
        cast_shared(session, key, round_id, content, ticket=ticket, now=now())
    if wants_fragment():
        return _screen(key, voting=False, recorded=ticket)
    return redirect(url_for(".screen", key=key, recorded=ticket), 303)


@blueprint.post("/rounds/<int:round_id>/undoing")
def undoing(key: str, round_id: int) -> AnyResponse:
    """Take back what was just cast, and hand out a blank ballot. Raises: 404, 409."""
    with server().store.writing() as session:
        speak(language_of(workshop_by_device(session, key)))
        undo_shared(session, key, round_id, ticket=request.form.get("ticket", ""), now=now())
    if wants_fragment():
        return _screen(key, voting=True, recorded="")
    return redirect(url_for(".screen", key=key, step="vote"), 303)


def _screen(key: str, *, voting: bool, recorded: str) -> Response:
    view = _view(key, voting=voting, recorded=recorded)
    return respond("shared/screen.html", "shared/_stage.html", view=view)


def _view(key: str, *, voting: bool, recorded: str) -> SharedView:
    with server().store.reading() as session:
        speak(language_of(workshop_by_device(session, key)))
        return shared_view(
            session,
            key,
            server().decks,
            language=language(),
            voting=voting,
            recorded=recorded,
            now=now(),
        )
