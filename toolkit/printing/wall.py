"""The cards of a deck for the wall: one to a page, title, gist and question to be read from two metres."""

from collections.abc import Sequence

from toolkit.content.cards import Card, Deck
from toolkit.faces import provenance
from toolkit.faces.boxes import Box, Face, Qr, Rect
from toolkit.faces.foot import card_url, short_address
from toolkit.faces.frame import Frame
from toolkit.faces.icons import icon
from toolkit.faces.layout import Block, Style, TextDoesNotFit, moved
from toolkit.faces.look import DEFAULT_FORMAT, look, tones
from toolkit.faces.patterns import pattern
from toolkit.printing.leaves import A4_LONG, A4_SHORT, Leaf, leaves_pdf, whole

# The kinds of card there are for the wall: those that have the colour of an orientation.
HUNG = ("orientation", "lead")
MARGIN = 16.0
COLUMN = A4_SHORT - 2 * MARGIN
BAND, TAB, CELL = 54.0, 66.0, 36.0
QR = 46.0
# Points of title, gist and question where there is room. At two metres, 20 points is the least that most
# people read with ease: lower-case letters of 3.5 mm, twelve minutes of arc.
SIZES = (60.0, 31.0, 27.0)
LEAST_PT = 20.0
GAPS = 9.0, 12.0


def wall_pdf(cards: Sequence[Card], deck: Deck, base_url: str, leaf: Leaf) -> bytes:
    """
    A page for each of *cards*.

    Args: *base_url*, what the codes open.
    Returns: the same bytes for the same arguments.
    Raises: UrlTooLong; CannotSet.
    """
    pages = [
        whole(wall_face(card, deck, base_url, leaf), leaf.sheet, part=place)
        for place, card in enumerate(cards)
    ]
    return leaves_pdf(pages, leaf, deck.text(leaf.language).title, leaf.say("table.wall"))


def wall_face(card: Card, deck: Deck, base_url: str, leaf: Leaf) -> Face:
    """The page of *card*, on A4. Raises: TextDoesNotFit."""
    frame = Frame(card, deck, leaf.language, look().formats[DEFAULT_FORMAT], leaf.theme)
    colours = tones(card.orientation, leaf.theme)
    boxes: list[Box] = [
        pattern(card.orientation, 0.0, 0.0, A4_SHORT, BAND, cell=CELL, origin=(TAB, 0.0), drawn=leaf.theme)
    ]
    if leaf.theme.is_white:
        boxes.append(Rect(0.0, BAND, A4_SHORT, 0.8, fill=colours.hue))
    boxes += _tab(frame, leaf)
    boxes += _texts(frame, leaf)
    boxes += _foot(frame, base_url, leaf)
    return leaf.face(boxes, frame.text.title)


def _tab(frame: Frame, leaf: Leaf) -> Sequence[Box]:
    """Number, icon and kind, in the corner as on the card."""
    colours = tones(frame.card.orientation, leaf.theme)
    great = Style("label", "display", 84.0, colours.on_tab, 1.0)
    small = Style("label", "bold", 17.0, colours.on_tab)
    room = TAB - MARGIN
    number = leaf.block("orientation", str(frame.card.orientation), great, MARGIN, 12.0, room)
    kind = leaf.block("kind", frame.say(f"kind_{frame.card.kind}"), small, MARGIN, 40.0, room)
    name = look().orientation(frame.card.orientation).icon
    return (
        Rect(0.0, 0.0, TAB, BAND, fill=colours.tab),
        *number.boxes,
        icon(name, MARGIN + 23.0, 11.0, 22.0, colours.on_tab),
        *kind.boxes,
    )


def _texts(frame: Frame, leaf: Leaf) -> Sequence[Box]:
    """The name of the orientation, then title, gist and question, as large as the page holds."""
    hue, ink = tones(frame.card.orientation, leaf.theme).hue, leaf.theme.ink
    above = [
        each.text(leaf.language).title
        for each, _ in frame.deck.by_orientation()
        if each.orientation == frame.card.orientation and each.id != frame.card.id
    ]
    label = Style("label", "bold", 17.0, hue)
    kicker = leaf.block("orientation", above[0], label, MARGIN, 0.0, COLUMN) if above else Block((), 0.0)
    top = BAND + 13.0
    room = A4_LONG - 12.0 - QR - 6.0 - top
    ratio = 1.0
    while True:
        title, gist, question = (max(LEAST_PT, size * ratio) for size in SIZES)
        styles = (
            Style("title", "display", title, ink, 1.04, balance=True),
            Style("text", "regular", gist, ink, 1.25),
            Style("text", "bold", question, hue, 1.2, balance=True),
        )
        boxes, height = _stacked(frame, leaf, styles, kicker, top)
        if height <= room:
            return boxes
        if title <= LEAST_PT:
            raise TextDoesNotFit(frame.card.id, leaf.language, "gist", height - room, LEAST_PT)
        ratio *= 0.97


def _stacked(
    frame: Frame, leaf: Leaf, styles: Sequence[Style], kicker: Block, top: float
) -> tuple[list[Box], float]:
    """The boxes of the texts from *top*, and the height they take."""
    boxes: list[Box] = [*moved(kicker, top).boxes]
    down = kicker.height + (6.0 if kicker.boxes else 0.0)
    texts = frame.text.title, frame.text.gist, frame.text.question
    end = down
    for field, text, style, gap in zip(
        ("title", "gist", "question"), texts, styles, (*GAPS, 0.0), strict=True
    ):
        if not text:
            continue
        block = leaf.block(field, text, style, MARGIN, top + down, COLUMN)
        boxes += block.boxes
        end = down + block.height
        down = end + gap
    return boxes, end


def _foot(frame: Frame, base_url: str, leaf: Leaf) -> Sequence[Box]:
    """Where to go on, and who wrote the card."""
    x, y = A4_SHORT - MARGIN - QR + 5.0, A4_LONG - 12.0 - QR
    address = short_address(frame.card, base_url)
    width = x - MARGIN - 6.0
    mark = Style("label", "bold", 13.0, tones(frame.card.orientation, leaf.theme).hue)
    code = Style("label", "display", 30.0, leaf.theme.ink, 1.0)
    quiet = Style("label", "regular", 13.0, leaf.theme.grey, 1.2)
    bottom = y + QR - 5.0
    lines = leaf.largest("address", address, quiet, MARGIN, 0.0, width, 11.0, least_pt=7.0)
    own = leaf.block("code", frame.card.code, code, MARGIN, 0.0, width)
    said = leaf.block("provenance", provenance.mark(frame), mark, MARGIN, y + 5.0, width)
    return (
        *said.boxes,
        *moved(own, bottom - lines.height - 3.0 - own.height).boxes,
        *moved(lines, bottom - lines.height).boxes,
        Qr(x, y, QR, card_url(frame.card, base_url), frame.say("qr", address=address)),
    )
