"""The report of a workshop, from its desk: a PDF file to send the same evening."""

from flask import Blueprint, Response, make_response, url_for

from toolkit.printing.refusals import UrlTooLong
from toolkit.printing.report import Where, report_pdf
from toolkit.web.here import base_url, now, server
from toolkit.web.speaking import language, speak
from toolkit.workshop.export import file_name
from toolkit.workshop.finding import workshop_by_desk
from toolkit.workshop.record import record
from toolkit.workshop.retelling import Retold, retold
from toolkit.workshop.showing import language_of

blueprint = Blueprint("report", __name__, url_prefix="/desk/<desk_key>")


@blueprint.get("/report.pdf")
def report(desk_key: str) -> Response:
    """Everything revealed so far, told and drawn. Raises: 404."""
    with server().store.reading() as session:
        workshop = workshop_by_desk(session, desk_key)
        speak(language_of(workshop))
        deck = server().decks.get(workshop.deck_id)
        found = record(session, workshop, deck, language=language(), now=now())
    answer = make_response(_pdf(retold(found, deck, language()), file_name(found, "json")))
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(found, "pdf")}"'
    return answer


def _pdf(told: Retold, file: str) -> bytes:
    page = base_url() + url_for("ballots.votes", join_code=told.join_code)
    try:
        return report_pdf(told, Where(file, page))
    except UrlTooLong:  # an address no code could hold is left out
        return report_pdf(told, Where(file))
