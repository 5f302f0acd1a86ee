"""The print page, and the deck as a PDF."""

from datetime import UTC, datetime

from flask import Blueprint, Response, abort, make_response, render_template, request

from toolkit.content.cards import LANGUAGES, Deck
from toolkit.faces.front import DRAWN
from toolkit.printing.address import base_address
from toolkit.printing.deck import deck_pdf
from toolkit.printing.refusals import AddressRefused, Refused
from toolkit.web.here import base_url, server
from toolkit.web.speaking import language

blueprint = Blueprint("printing", __name__)


@blueprint.get("/print/<deck_id>")
def options(deck_id: str) -> str:
    """Choose the language and the address printed in the codes. Raises: 404."""
    typed = request.args.get("base_url", "") or base_url()
    return _page(_deck(deck_id), typed)


@blueprint.get("/print/<deck_id>.pdf")
def pdf(deck_id: str) -> Response:
    """Raises: 404; 422, on the print page, for an address no code should carry."""
    deck = _deck(deck_id)
    typed = request.args.get("base_url", "") or base_url()
    spoken = next((known for known in LANGUAGES if known == request.args.get("lang")), language())
    try:
        made = deck_pdf(deck, spoken, typed, date=datetime.now(UTC).date())
    except Refused as refused:
        return make_response(_page(deck, typed, refused), 422)
    answer = make_response(made)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="rebond-{deck.id}-{spoken}.pdf"'
    return answer


def _deck(deck_id: str) -> Deck:
    """Raises: 404, also for a deck whose sides are not drawn."""
    deck = server().decks.get(deck_id)
    if deck is None or not all(card.kind in DRAWN for card in deck.cards):
        abort(404)
    return deck


def _page(deck: Deck, typed: str, error: Refused | None = None) -> str:
    address = None
    try:
        address = base_address(typed)
    except AddressRefused as refused:
        error = refused
    return render_template("printing/options.html", deck=deck, base_url=typed, address=address, error=error)
