"""The big screen: what the whole room sees."""

from flask import Blueprint, Response

from toolkit.web import playing
from toolkit.web.here import addresses, server
from toolkit.web.respond import respond
from toolkit.web.speaking import speak_only
from toolkit.workshop.codes import tidy_code
from toolkit.workshop.finding import workshop_by_code
from toolkit.workshop.showing import projector_view

blueprint = Blueprint("projector", __name__)


@blueprint.get("/s/<join_code>")
@blueprint.get("/S/<join_code>")
def screen(join_code: str) -> Response:
    """Raises: 404."""
    code = tidy_code(join_code)
    with server().store.reading() as session:
        if playing.plays(session, workshop_by_code(session, code)):
            return playing.poster(session, code)
        view = projector_view(session, code, server().decks, addresses(code))
    speak_only(view.language)
    return respond("projector/screen.html", "projector/_stage.html", view=view)


@blueprint.get("/S/<join_code>/live")
def live(join_code: str) -> Response:
    """Raises: 404."""
    return screen(join_code)
