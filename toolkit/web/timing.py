"""The clock of a vote, set from the desk."""

from flask import Blueprint, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.web.here import now, server
from toolkit.web.respond import wants_fragment
from toolkit.web.speaking import speak
from toolkit.workshop import timing
from toolkit.workshop.errors import BadSetting
from toolkit.workshop.finding import workshop_by_desk
from toolkit.workshop.showing import language_of

blueprint = Blueprint("timing", __name__, url_prefix="/desk/<desk_key>/rounds/<int:round_id>/timer")


@blueprint.post("")
def start(desk_key: str, round_id: int) -> AnyResponse:
    """``minutes`` from now; ``more``: one minute more; ``stop``. Raises: 404, 409, 422."""
    form = request.form
    with server().store.writing() as session:
        speak(language_of(workshop_by_desk(session, desk_key)))
        if "stop" in form:
            timing.stop_timer(session, desk_key, round_id)
        elif "more" in form:
            timing.extend_timer(session, desk_key, round_id, now=now())
        else:
            timing.start_timer(session, desk_key, round_id, _minutes(form.get("minutes", "")), now=now())
    if wants_fragment():
        # The desk asks again at once, and shows the clock.
        return make_response("", 204)
    return redirect(url_for("desk.screen", desk_key=desk_key), 303)


def _minutes(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 4):
        raise BadSetting(field="minutes", reason="out_of_range", least=1, most=timing.MOST_MINUTES)
    return int(typed)
