"""What else a facilitator prints for a workshop: the way in, ballots, the run sheet, what the room chose."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from toolkit.content.cards import Deck
from toolkit.faces.layout import CannotSet
from toolkit.printing.agenda import agenda_pdf, parts_of
from toolkit.printing.leaves import Leaf
from toolkit.printing.options import UnknownChoice
from toolkit.printing.own_cards import MOST_CARDS, ideas_pdf, kept_of
from toolkit.printing.paper_ballot import MOST_COPIES, Asked, Choice, ballots_pdf
from toolkit.printing.poster import MOST_TABLES, Entrance, poster_pdf, tents_pdf
from toolkit.printing.refusals import Refused
from toolkit.voting.methods import METHODS
from toolkit.web.deck_prints import Unprintable, chosen_leaf, fronts_setting, printed_base
from toolkit.web.here import now, server
from toolkit.web.printing import attached, refused_on_page
from toolkit.web.speaking import speak
from toolkit.words import say
from toolkit.workshop.finding import workshop_by_desk
from toolkit.workshop.record import record
from toolkit.workshop.to_print import ToPrint, to_print

blueprint = Blueprint("table_prints", __name__)


@blueprint.get("/desk/<desk_key>/print/<item>.pdf")
def printed(desk_key: str, item: str) -> Response:
    """
    One thing to print, with what this workshop says.

    Raises: 404; 422, on the print page, with the reason.
    """
    make = ITEMS.get(item)
    if make is None:
        abort(404)
    with server().store.reading() as session:
        found = to_print(session, desk_key)
    speak(found.language)
    try:
        leaf = chosen_leaf()
        return attached(make(found, leaf), f"rebond-{item}-{found.join_code}.pdf")
    except UnknownChoice as unknown:
        return refused_on_page(desk_key, unknown.option, unknown.sentence(found.language))
    except Refused as refused:
        return refused_on_page(desk_key, "base_url", refused.sentence(found.language))
    except Unprintable as cannot:
        return refused_on_page(desk_key, item, say(found.language, cannot.key, **cannot.values))
    except CannotSet as cannot:
        sentence = say(found.language, "table.cannot_set", reason=str(cannot))
        return refused_on_page(desk_key, item, sentence)


def _entrance(found: ToPrint) -> Entrance:
    """Raises: AddressRefused."""
    base = printed_base()
    join = f"{base}/j/{found.join_code}"
    return Entrance(found.title, join, base.partition("://")[2], found.join_code, found.wifi)


OUT_OF_RANGE = {"tables": "table.bad_tables", "copies": "table.bad_copies"}


def _number(name: str, usual: int, most: int) -> int:
    """A number of the page. Raises: Unprintable."""
    typed = request.args.get(name, "").strip()
    if not typed:
        return usual
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 6 and 1 <= int(typed) <= most):
        raise Unprintable(OUT_OF_RANGE[name], most=most)
    return int(typed)


def _poster(found: ToPrint, leaf: Leaf) -> bytes:
    return poster_pdf(_entrance(found), leaf)


def _tents(found: ToPrint, leaf: Leaf) -> bytes:
    return tents_pdf(_entrance(found), leaf, _number("tables", 6, MOST_TABLES))


def _ballots(found: ToPrint, leaf: Leaf) -> bytes:
    """One set for each vote of the workshop."""
    deck = server().decks.get(found.deck_id)
    asked = [
        Asked(
            each.question,
            each.method,
            METHODS[each.method].complete(each.params, [key for key, _ in each.options]),
            [_choice(deck, n, *option) for n, option in enumerate(each.options, 1)],
        )
        for each in found.votes
    ]
    if not asked:
        raise Unprintable("table.no_votes")
    return ballots_pdf(asked, leaf, _number("copies", 1, MOST_COPIES))


def _choice(deck: Deck | None, number: int, key: str, title: str) -> Choice:
    cards = {card.id: card for card in deck.cards} if deck else {}
    return Choice(number, title, cards[key].orientation if key in cards else 0)


def _agenda(found: ToPrint, leaf: Leaf) -> bytes:
    results, _ = _results(leaf)
    return agenda_pdf(parts_of(results, leaf.language), found.title, leaf)


def _ideas(found: ToPrint, leaf: Leaf) -> bytes:
    """What came first in the votes revealed so far, then what the room wrote."""
    results, deck = _results(leaf)
    kept = kept_of(results, deck)[:MOST_CARDS]
    if not kept:
        raise Unprintable("print_page.no_ideas")
    return ideas_pdf(kept, deck, found.title, printed_base(), leaf, fronts_setting(leaf))


def _results(leaf: Leaf) -> tuple[Mapping[str, Any], Deck | None]:
    """The results file of the workshop that prints, and its deck."""
    with server().store.reading() as session:
        workshop = workshop_by_desk(session, (request.view_args or {})["desk_key"])
        deck = server().decks.get(workshop.deck_id)
        return record(session, workshop, deck, language=leaf.language, now=now()), deck


ITEMS: Mapping[str, Callable[[ToPrint, Leaf], bytes]] = {
    "poster": _poster,
    "tents": _tents,
    "ballots": _ballots,
    "agenda": _agenda,
    "ideas": _ideas,
}
