"""What else a facilitator prints for a workshop: the way in, for the door and the tables; paper ballots."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from toolkit.content.cards import LANGUAGES, Deck
from toolkit.faces.layout import CannotSet
from toolkit.printing.address import base_address
from toolkit.printing.leaves import Leaf
from toolkit.printing.options import UnknownChoice, studio
from toolkit.printing.paper_ballot import MOST_COPIES, Asked, Choice, ballots_pdf
from toolkit.printing.poster import MOST_TABLES, Entrance, poster_pdf, tents_pdf
from toolkit.printing.refusals import Refused
from toolkit.voting.methods import METHODS
from toolkit.web.here import base_url, server
from toolkit.web.printing import attached, refused_on_page
from toolkit.web.speaking import speak
from toolkit.words import say
from toolkit.workshop.to_print import ToPrint, to_print

blueprint = Blueprint("table_prints", __name__)


class Unprintable(ValueError):
    """What was asked cannot be printed. Attribute ``key``: its sentence among the words."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


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
        leaf = _leaf(found)
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


def _leaf(found: ToPrint) -> Leaf:
    """Paper, drawing and language as chosen on the page. Raises: UnknownChoice."""
    query, known = request.args, studio(server().config.look_dir)
    asked = query.get("cards_in", "")
    spoken = next((each for each in LANGUAGES if each == asked), found.language)
    day = datetime.now(UTC).date()
    return Leaf(known.sheet(query.get("sheet", "a4")), known.theme(query.get("theme", "colour")), spoken, day)


def _entrance(found: ToPrint) -> Entrance:
    """Raises: AddressRefused."""
    base = base_address(request.args.get("base_url", "") or base_url()).url
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


ITEMS: Mapping[str, Callable[[ToPrint, Leaf], bytes]] = {
    "poster": _poster,
    "tents": _tents,
    "ballots": _ballots,
}
