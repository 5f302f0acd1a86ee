"""The phone: join, follow, vote."""

from flask import Blueprint, Response, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.playing.errors import VoteWaits
from toolkit.web import casting, playing
from toolkit.web.here import now, server
from toolkit.web.once import just_sent, stage
from toolkit.web.phones import joined_tokens, remember
from toolkit.web.respond import wants_fragment
from toolkit.web.speaking import language, speak
from toolkit.workshop.codes import tidy_code
from toolkit.workshop.errors import UnknownWorkshop
from toolkit.workshop.finding import participant_by_token, vote_of, workshop_by_code
from toolkit.workshop.gathering import join as join_workshop
from toolkit.workshop.gathering import observe
from toolkit.workshop.person import person_of
from toolkit.workshop.phone import participant_view
from toolkit.workshop.showing import language_of
from toolkit.workshop.views import ParticipantView

blueprint = Blueprint("participant", __name__)


@blueprint.post("/join")
def find() -> AnyResponse:
    """
    From a typed code to the room: straight in, or to the join page where a name may be given.

    Raises: 404 with the code kept in its field, for a code no workshop has.
    """
    typed = request.form.get("code", "")[:40]
    code = tidy_code(typed)
    with server().store.reading() as session:
        try:
            workshop = workshop_by_code(session, code)
        except UnknownWorkshop:
            page = render_template("pages/home.html", error="unknown_code" if code else "no_code", code=typed)
            return make_response(page, 404 if code else 422)
    if not workshop.anonymous or workshop.ended_at:
        return redirect(url_for(".welcome", join_code=code), 303)
    return join(code)


@blueprint.get("/j/<join_code>")
@blueprint.get("/J/<join_code>")
def welcome(join_code: str) -> str:
    """The join page. Raises: 404."""
    with server().store.reading() as session:
        workshop = workshop_by_code(session, join_code)
    speak(language_of(workshop))
    return render_template(
        "participant/welcome.html", workshop=workshop, error="ended" if workshop.ended_at else None
    )


@blueprint.post("/j/<join_code>")
@blueprint.post("/J/<join_code>")
def join(join_code: str) -> AnyResponse:
    """Raises: 404; 409 once the workshop has ended."""
    name = request.form.get("name", "")
    with server().store.writing() as session:
        participant = join_workshop(session, join_code, name=name, known=joined_tokens(), now=now())
        token = participant.token
    answer = redirect(url_for(".screen", token=token), 303)
    return remember(make_response(answer), token)


@blueprint.get("/p/<token>")
def screen(token: str) -> Response:
    """Raises: 404."""
    return remember(_screen(token), token)


@blueprint.get("/p/<token>/live")
def live(token: str) -> Response:
    """The stage as it is now; the unchanged answer was given before (``web.live``). Raises: 404."""
    return _screen(token)


@blueprint.post("/p/<token>/rounds/<int:round_id>/ballot")
def cast(token: str, round_id: int) -> AnyResponse:
    """Raises: 404; 409 when the round is not open; 422 for a ballot the method refuses."""
    form = request.form  # all of it has arrived before anything is held
    became = casting.became_of(request.environ, lambda: casting.cast(server().store, token, round_id, form))
    if isinstance(became, Exception):
        if gone := playing.gone(token, became):
            if wants_fragment():
                raise gone
            late = "waits" if isinstance(gone, VoteWaits) else "gone"
            return redirect(url_for(".screen", token=token, late=late), 303)
        _explain(token, round_id)
        raise became
    # Committed: only now may the phone say "recorded".
    if not wants_fragment():
        return redirect(url_for(".screen", token=token), 303)
    view = _view(token)
    if game := playing.phone(view):
        return game
    return make_response(stage(just_sent(view)))


def _explain(token: str, round_id: int) -> None:
    """Settle the language and the titles a refusal is told with."""
    with server().store.reading() as session:
        participant = participant_by_token(session, token)
        speak(language_of(participant.workshop))
        this_round = vote_of(session, participant.workshop, round_id)
        g.option_titles = {option.key: option.title for option in this_round.options}


@blueprint.post("/p/<token>/observing")
def observing(token: str) -> AnyResponse:
    """``observing=yes``: follow without voting; anything else: take part. Raises: 404, 409."""
    asked = request.form.get("observing") == "yes"
    with server().store.writing() as session:
        speak(language_of(participant_by_token(session, token).workshop))
        observe(session, token, asked)
    if wants_fragment():
        return _screen(token)
    return redirect(url_for(".screen", token=token), 303)


def _screen(token: str) -> Response:
    view = _view(token)
    if game := playing.phone(view):
        return game
    if wants_fragment():
        return make_response(stage(view))
    return make_response(render_template("participant/screen.html", view=view))


def _view(token: str) -> ParticipantView:
    store = server().store
    person = person_of(store, token)
    speak(person.language)
    focus = request.args.get("card", "")
    return participant_view(store, person, server().decks, language=language(), focus=focus)
