"""The cards on their own: a deck to browse, and the permanent page of each card."""

from flask import Blueprint, abort, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from toolkit.content.cards import Card, Deck
from toolkit.content.game_tables import cubes_of, filled
from toolkit.store.models import Participant
from toolkit.web.beside import book_of, words_of
from toolkit.web.here import server
from toolkit.web.phones import joined_tokens
from toolkit.web.speaking import speak
from toolkit.workshop.finding import current_round, running_participant, workshop_by_code
from toolkit.workshop.ideas import shown_idea
from toolkit.workshop.showing import idea_view, language_of

blueprint = Blueprint("cards", __name__)


@blueprint.get("/decks/<deck_id>")
def deck(deck_id: str) -> str:
    """Raises: 404."""
    found = server().decks.get(deck_id) or abort(404)
    others = [deck for deck in server().decks.values() if deck.id != found.id]
    return render_template(
        "cards/deck.html", deck=found, others=others, is_played=words_of(found.id) is not None
    )


@blueprint.get("/decks/<deck_id>/booklet")
def booklet(deck_id: str) -> str:
    """The rules of the game played with a deck, to read and to print from the browser. Raises: 404."""
    found = server().decks.get(deck_id) or abort(404)
    words, book = words_of(found.id), book_of(found.id)
    if words is None or book is None:
        abort(404)
    sections = [
        (section, [filled(block, book, found) for block in section.blocks]) for section in words.booklet
    ]
    return render_template("cards/booklet.html", deck=found, words=words, sections=sections)


@blueprint.get("/c/<code>")
@blueprint.get("/C/<code>")
def card(code: str) -> Response | str:
    """
    The page of a card, in any letter case, for as long as paper lasts (the lower rule is the one printed).

    On a phone that is voting on this card, the way into that vote. Raises: 404.
    """
    found, found_in = _by_code(code)
    with server().store.reading() as session:
        person = running_participant(session, joined_tokens())
        joined = {"token": person.token, "title": person.workshop.title} if person else None
        if person and _is_voting_on(session, person, found):
            return redirect(url_for("participant.screen", token=person.token, card=found.code), 303)
    place = found_in.cards.index(found)
    neighbours = (
        found_in.cards[place - 1] if place else None,
        found_in.cards[place + 1] if place + 1 < len(found_in.cards) else None,
    )
    return render_template(
        "cards/card.html",
        deck=found_in,
        card=found,
        neighbours=neighbours,
        joined=joined,
        cubes=cubes_of(book_of(found_in.id), found),
    )


@blueprint.get("/ideas/<join_code>/<int:number>")
def idea(join_code: str, number: int) -> str:
    """The page of an idea that the room may see. Raises: 404."""
    with server().store.reading() as session:
        workshop = workshop_by_code(session, join_code)
        speak(language_of(workshop))
        found = shown_idea(session, workshop, number)
        return render_template(
            "cards/idea.html", workshop=workshop, idea=idea_view(found), source=found.source
        )


def _by_code(code: str) -> tuple[Card, Deck]:
    for each in server().decks.values():
        for one in each.cards:
            if one.code == code.upper():
                return one, each
    abort(404)


def _is_voting_on(session: Session, person: Participant, found: Card) -> bool:
    this_round = current_round(session, person.workshop)
    return this_round is not None and this_round.state == "open" and found.id in this_round.keys
