"""The network of the room: its Wi-Fi as a code, and plain advice for phones, hotspots and access points."""

from collections.abc import Mapping

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.web.here import addresses, server
from toolkit.web.speaking import speak
from toolkit.workshop.errors import BadSetting
from toolkit.workshop.finding import workshop_by_desk
from toolkit.workshop.network import set_wifi
from toolkit.workshop.showing import language_of

blueprint = Blueprint("network", __name__)


@blueprint.get("/network")
def advice() -> str:
    """For anybody whose phone does not get in."""
    return render_template("pages/network.html")


@blueprint.get("/desk/<desk_key>/network")
def screen(desk_key: str) -> Response:
    """Raises: 404."""
    return _page(desk_key)


@blueprint.post("/desk/<desk_key>/network")
def change(desk_key: str) -> Response:
    """Raises: 404, 409; 422 with the form as typed."""
    form = request.form
    try:
        with server().store.writing() as session:
            speak(language_of(workshop_by_desk(session, desk_key)))
            set_wifi(
                session,
                desk_key,
                name=form.get("wifi_name", ""),
                password=form.get("wifi_password", ""),
            )
    except BadSetting as bad:
        return _page(desk_key, form, {str(bad.values["field"]): bad.values})
    return redirect(url_for(".screen", desk_key=desk_key), 303)


def _page(
    desk_key: str, typed: Mapping[str, str] | None = None, errors: Mapping[str, object] | None = None
) -> Response:
    with server().store.reading() as session:
        workshop = workshop_by_desk(session, desk_key)
        speak(language_of(workshop))
    kept = {"wifi_name": workshop.wifi_name, "wifi_password": workshop.wifi_password}
    page = render_template(
        "facilitator/network.html",
        workshop=workshop,
        join_url=addresses(workshop.join_code).join,
        typed={name: (typed or {}).get(name, kept[name]) for name in kept},
        errors=errors or {},
    )
    return make_response(page, 422 if errors else 200)
