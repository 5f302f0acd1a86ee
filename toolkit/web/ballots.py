"""The ballots of revealed votes, for whoever knows the join code: the list, and how to find one's own."""

from flask import Blueprint, render_template, request

from toolkit.web.here import server
from toolkit.web.speaking import language, speak
from toolkit.workshop.finding import workshop_by_code
from toolkit.workshop.published import published, revealed_votes
from toolkit.workshop.showing import language_of

blueprint = Blueprint("ballots", __name__, url_prefix="/ballots/<join_code>")


@blueprint.get("")
def votes(join_code: str) -> str:
    """The votes revealed so far. Raises: 404."""
    with server().store.reading() as session:
        workshop = workshop_by_code(session, join_code)
        speak(language_of(workshop))
        return render_template(
            "ballots/votes.html", workshop=workshop, votes=revealed_votes(session, workshop)
        )


@blueprint.get("/<int:series>/<int:vote>")
def vote(join_code: str, series: int, vote: int) -> str:
    """Every ballot of a revealed vote, beside its fingerprint. Raises: 404."""
    return _page(join_code, series, vote)


@blueprint.post("/<int:series>/<int:vote>")
def find(join_code: str, series: int, vote: int) -> str:
    """The same, with the line of the receipt that was typed; sent in the body, it stays out of addresses."""
    return _page(join_code, series, vote, request.form.get("receipt", "")[:60])


def _page(join_code: str, series: int, vote: int, receipt: str = "") -> str:
    with server().store.reading() as session:
        workshop = workshop_by_code(session, join_code)
        speak(language_of(workshop))
        found = published(session, workshop, series, vote, language=language(), receipt=receipt)
        return render_template("ballots/vote.html", workshop=workshop, found=found, receipt=receipt)
