"""
Photographing cards to count them: the photo is read, shown back with what was found on it, and forgotten.

It goes from the request to the reader and into the one answer, in memory only: no file, no row.
"""

import io
from collections import Counter
from dataclasses import dataclass

from flask import Blueprint, make_response, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import parse_form_data
from werkzeug.wrappers import Response as AnyResponse

from toolkit.photos.limits import MOST_BYTES
from toolkit.photos.reading import Photo, PhotoRefused, Seen, read_photo
from toolkit.web.errors import answer
from toolkit.web.here import server
from toolkit.web.respond import wants_fragment
from toolkit.web.speaking import language, speak
from toolkit.words import say
from toolkit.workshop.booth import PaperView, paper_view
from toolkit.workshop.entering import knows_photo, require_taking
from toolkit.workshop.finding import vote_of, workshop_by_desk
from toolkit.workshop.showing import language_of

AROUND = 64 * 1024  # bytes of a form around its photo
LONGEST = MOST_BYTES + AROUND
IN_HAND = 1024 * 1024  # bytes the parser may hold of what is no file

blueprint = Blueprint("photographing", __name__, url_prefix="/desk/<desk_key>")


@dataclass(frozen=True, slots=True)
class Outline:
    """A code on the picture: ``number`` of its card in the round, 0 for any other; an SVG ``points`` list."""

    number: int
    points: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Found:
    """
    What a photo shows of a round. ``marks``: cards of the round, by option as ``voting.hands`` reads them;
    ``cards`` how many they are; ``elsewhere``: titles of cards of the deck that are not in this round;
    ``others``: codes that are no card of this deck; ``known``: this very photo is counted already.
    """

    photo: Photo
    outlines: tuple[Outline, ...]
    marks: dict[str, dict[int, int]]
    cards: int
    elsewhere: tuple[str, ...]
    others: int
    known: bool


@blueprint.post("/rounds/<int:round_id>/paper/photo")
def photo(desk_key: str, round_id: int) -> AnyResponse:
    """
    What a photo shows, to be confirmed. Nothing is counted yet.

    Raises: 404; 409 once the vote takes nothing more; 413 for a photo too heavy, 422 for one that cannot
    be read or shows no card of this deck.
    """
    with server().store.reading() as session:
        workshop = workshop_by_desk(session, desk_key)
        speak(language_of(workshop))
        require_taking(vote_of(session, workshop, round_id))
    try:
        read = read_photo(_sent())
    except PhotoRefused as refused:
        return _refuse(refused.reason)
    with server().store.reading() as session:
        view = paper_view(session, desk_key, round_id, server().decks, language=language())
        known = knows_photo(session, round_id, read.digest)
        deck = server().decks.get(workshop_by_desk(session, desk_key).deck_id)
    titles = {card.code: card.text(language()).title for card in deck.cards} if deck else {}
    if not any(seen.code in titles for seen in read.seen):
        return _refuse("other_deck" if read.seen else "no_code")
    found = _found(read, view, titles, known)
    page = "counting/_photo.html" if wants_fragment() else "counting/photo.html"
    return make_response(render_template(page, view=view, found=found))


def _sent() -> bytes:
    """
    The photo of the form, kept in memory: by default a large part of a form goes through a file.

    Raises: PhotoRefused.
    """
    try:
        _, _, files = parse_form_data(
            request.environ,
            stream_factory=lambda *_args, **_kw: io.BytesIO(),
            max_form_memory_size=IN_HAND,
            max_content_length=LONGEST,
            max_form_parts=10,
            silent=False,
        )
    except RequestEntityTooLarge:
        raise PhotoRefused("too_heavy") from None
    except ValueError:
        raise PhotoRefused("empty") from None
    contents = [sent.stream.read() for sent in files.getlist("photo")]
    return next((content for content in contents if content), b"")


def _refuse(reason: str) -> AnyResponse:
    status = 413 if reason == "too_heavy" else 503 if reason == "busy" else 422
    return answer(status, say(language(), f"counting.photo_{reason}"))


def _found(read: Photo, view: PaperView, titles: dict[str, str], known: bool) -> Found:
    options = {option.card.code: option for option in view.round.options if option.card}
    times = Counter(seen.code for seen in read.seen if seen.code in options)
    return Found(
        photo=read,
        outlines=tuple(
            _outline(seen, options[seen.code].number if seen.code in options else 0) for seen in read.seen
        ),
        marks={options[code].key: {1: n} for code, n in times.items()},
        cards=times.total(),
        elsewhere=tuple(titles[s.code] for s in read.seen if s.code in titles and s.code not in options),
        others=sum(seen.code not in titles for seen in read.seen),
        known=known,
    )


def _outline(seen: Seen, number: int) -> Outline:
    return Outline(
        number=number,
        points=" ".join(f"{x},{y}" for x, y in seen.corners),
        x=sum(x for x, _ in seen.corners) / 4,
        y=sum(y for _, y in seen.corners) / 4,
    )
