"""A deck becomes sheets to print: its faces imposed and painted, its outline, its edition in the margin."""

from collections.abc import Iterator, Sequence
from datetime import date

from toolkit.content.cards import Card, Deck, Language
from toolkit.faces.back import back
from toolkit.faces.boxes import Face
from toolkit.faces.front import DRAWN, front
from toolkit.faces.layout import CannotSet
from toolkit.faces.look import look
from toolkit.printing.address import base_address
from toolkit.printing.furniture import furniture
from toolkit.printing.imposition import Side, Window, impose
from toolkit.printing.pdf import About, Bookmark, Drawing, document
from toolkit.printing.refusals import NoCards, NotDrawn, UrlTooLong
from toolkit.printing.sheet import Sheet, Size, sheets, slots

AUTHOR = "Rebond"
FORMAT = "poker"

Faces = tuple[Face, Face]


def deck_pdf(
    deck: Deck,
    language: Language,
    base_url: str,
    *,
    date: date,
    cards: Sequence[Card] | None = None,
    paper: str = "a4",
) -> bytes:
    """
    *deck*, or some of its *cards* (one given twice is printed twice), on sheets to print and cut.

    Args: *base_url*, what the codes open; *date*, of this edition, printed in the margin.
    Returns: the same bytes for the same arguments.
    Raises: Refused, for no card, one that is not drawn, or an address that cannot be printed; CannotSet,
    for a text too long.
    """
    address = base_address(base_url)
    chosen = deck.cards if cards is None else tuple(cards)
    if not chosen:
        raise NoCards("no_cards")
    if not all(card.kind in DRAWN for card in chosen):
        raise NotDrawn("not_drawn")
    faces = [_faces(card, deck, language, address.url) for card in chosen]
    return sheets_pdf(chosen, faces, deck, language, on=date, sheet=sheets()[paper])


def _faces(card: Card, deck: Deck, language: Language, base_url: str) -> Faces:
    format_ = look().formats[FORMAT]
    try:
        front_face = front(card, deck, language, base_url, format_=format_)
    except CannotSet as cannot:
        if cannot.field != "address":
            raise
        raise UrlTooLong("url_wide", n=len(base_url), url=base_url) from None
    return front_face, back(card, deck, language, format_=format_)


def sheet_count(cards: int, paper: str = "a4") -> int:
    """How many sheets hold that many cards."""
    format_ = look().formats[FORMAT]
    size = Size(format_.name, format_.width, format_.height)
    return -(-cards // len(slots(sheets()[paper], size)))


def sheets_pdf(
    cards: Sequence[Card], faces: Sequence[Faces], deck: Deck, language: Language, *, on: date, sheet: Sheet
) -> bytes:
    """
    The file to print from the front and back of each of *cards*, all of one size.

    Returns: the same bytes for the same arguments.
    Raises: CardTooLarge, UrlTooLong.
    """
    front = faces[0][0]
    size = Size(deck.id, front.width_mm, front.height_mm)
    sides = impose(faces, sheet, size)
    pages = [
        [*_drawings(side), _whole(furniture(side, deck, language, on, sheet, size), sheet)] for side in sides
    ]
    text = deck.text(language)
    about = About(text.title, AUTHOR, text.subtitle, language, on)
    return document(pages, sheet.width_mm, sheet.height_mm, about, tuple(_outline(cards, sides, language)))


def _drawings(side: Side[Face]) -> Iterator[Drawing]:
    for placed in side.placed:
        yield Drawing(placed.face, placed.slot.x, placed.slot.y, placed.window, part=placed.index)


def _whole(face: Face, sheet: Sheet) -> Drawing:
    return Drawing(face, 0.0, 0.0, Window(0.0, 0.0, sheet.width_mm, sheet.height_mm))


def _outline(cards: Sequence[Card], sides: Sequence[Side[Face]], language: Language) -> Iterator[Bookmark]:
    """Each orientation, and under it the leads that follow it."""
    head = 0
    for page, side in enumerate(sides):
        for placed in () if side.is_back else side.placed:
            card = cards[placed.index]
            if card.kind == "orientation":
                head = card.orientation
            level = int(card.kind != "orientation" and card.orientation == head)
            yield Bookmark(card.text(language).title, level, page, placed.slot.y)
