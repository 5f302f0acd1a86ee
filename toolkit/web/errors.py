"""The only table from what was refused to a status and a sentence."""

from flask import Flask, Response, current_app, g, make_response, render_template, request
from sqlalchemy.exc import DBAPIError, OperationalError
from werkzeug.exceptions import BadHost, HTTPException, InternalServerError

from toolkit.playing import errors as played
from toolkit.voting.ballot import BadBallot
from toolkit.web.respond import wants_fragment
from toolkit.web.speaking import language
from toolkit.words import say
from toolkit.workshop import errors as refused

STATUSES: dict[type[refused.Refused], int] = {
    refused.UnknownWorkshop: 404,
    refused.UnknownDesk: 404,
    refused.UnknownParticipant: 404,
    refused.RemovedParticipant: 410,
    refused.UnknownPerson: 404,
    refused.UnknownRound: 404,
    refused.UnknownDeck: 404,
    refused.UnknownBatch: 404,
    refused.UnknownDevice: 404,
    refused.UnknownCard: 422,
    refused.NothingToChoose: 422,
    refused.BadSetting: 422,
    refused.RoundNotOpen: 409,
    refused.WrongMoment: 409,
    refused.WorkshopEnded: 409,
    refused.DoorsClosed: 409,
    refused.WorkshopFull: 409,
    refused.AlreadyEntered: 409,
    refused.DeviceFull: 409,
    refused.Observing: 409,
    refused.NoVoteToRepeat: 409,
    refused.UnknownIdea: 404,
    refused.IdeasClosed: 409,
    refused.EnoughIdeas: 409,
    refused.NothingToMerge: 422,
    played.NoGame: 404,
    played.GameMoved: 409,
    played.MoveRefused: 409,
    played.GameUnderWay: 409,
    played.NotTheMoment: 409,
    played.VoteGone: 409,
    played.VoteWaits: 409,
}

WORDED_STATUSES = (400, 403, 404, 405, 409, 413, 422, 429, 500)


def register_errors(app: Flask) -> None:
    app.jinja_env.globals["refusal_of"] = sentence_of
    app.register_error_handler(refused.Refused, on_refused)
    app.register_error_handler(BadBallot, on_bad_ballot)
    app.register_error_handler(DBAPIError, on_database)
    app.register_error_handler(HTTPException, on_http)


def on_refused(error: refused.Refused) -> Response:
    if isinstance(error, refused.RemovedParticipant) and request.method == "GET":
        # A page that asks again by itself: once let back in, the phone is where it was.
        return make_response(render_template("participant/removed.html"), STATUSES[type(error)])
    response = answer(STATUSES[type(error)], sentence_of(error))
    if isinstance(error, played.VoteWaits):
        response.headers["Rebond-Waits"] = "yes"
    return response


def sentence_of(error: refused.Refused) -> str:
    spoken, values = language(), error.values
    if isinstance(error, refused.BadSetting) and "param" in values:
        # A setting of the voting method is refused in the words of that method.
        return say(
            spoken, "refusals.setting_param", why=say(spoken, f"voting.reject_{values['reason']}", **values)
        )
    if isinstance(error, refused.BadSetting):
        return say(spoken, f"refusals.setting_{values['reason']}", **values)
    if isinstance(error, played.MoveRefused):
        return _move_refused(error)
    name = f"refusals.{_snake(type(error).__name__)}"
    if isinstance(error, refused.RoundNotOpen | refused.WrongMoment):
        name = f"{name}_{values['state']}"
    return say(spoken, name, **values)


def _move_refused(error: played.MoveRefused) -> str:
    """In the words of the rules, with the titles of cards in the place of their ids and keys."""
    names, details = g.get("game_names", {}), error.values["details"]
    values = {}
    for name, value in dict(details).items():  # type: ignore[call-overload]
        if isinstance(value, list):
            values[name] = ", ".join(str(names.get(each, each)) for each in value)
        else:
            values[name] = names.get(value, value)
    if error.values["reason"] == "out_of_turn":
        return say(language(), "playing.refused_out_of_turn")
    sentence = say(language(), f"game.refused_{error.values['reason']}", **values)
    return sentence[:1].upper() + sentence[1:] + "."


def on_bad_ballot(error: BadBallot) -> Response:
    titles = g.get("option_titles", {})
    values = dict(error.values)
    if "option" in values:
        values["option"] = titles.get(values["option"], values["option"])
    return answer(422, say(language(), f"voting.reject_{error.reason}", **values))


def on_database(error: DBAPIError) -> Response:
    """
    The database could not write, or not answer: nothing was recorded, and the phone tries again by itself.

    What is wrong with the request or the program is no such thing: it goes on as an error of ours.
    """
    reason = _out_of_reach(error)
    if reason is None:
        raise error
    current_app.logger.error("The database does not follow: %s", error.orig)
    g.failsafe = True
    response = answer(503, say(language(), f"refusals.database_{reason}"))
    response.headers["Retry-After"] = "2"
    return response


def _out_of_reach(error: DBAPIError) -> str | None:
    said = str(error.orig).lower()
    if not isinstance(error, OperationalError):
        return None
    if any(words in said for words in ("disk is full", "disk i/o error", "no space left", "readonly")):
        return "full"
    return "busy" if "locked" in said or error.connection_invalidated or "connect" in said else None


def on_http(error: HTTPException) -> Response:
    if isinstance(error, InternalServerError):
        # Whatever broke must not break the page that says so.
        g.failsafe = True
    code = error.code or 500
    # Without a host that could be one, no page can name its style sheets.
    if error.response is not None or 300 <= code < 400 or isinstance(error, BadHost):
        return make_response(error.get_response())
    return answer(code, say(language(), f"refusals.status_{code if code in WORDED_STATUSES else 400}"))


def answer(status: int, message: str) -> Response:
    """A sentence in the notice of the screen that asked, or a page of its own."""
    if wants_fragment():
        response = make_response(render_template("components/_notice.html", message=message), status)
        response.headers["HX-Retarget"] = "#notice"
        response.headers["HX-Reswap"] = "innerHTML"  # the live region itself must stay to be heard
        return response
    return make_response(
        render_template([f"errors/{status}.html", "errors/error.html"], status=status, message=message),
        status,
    )


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
