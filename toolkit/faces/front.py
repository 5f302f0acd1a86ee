"""The front of a card: what it is, what it says in one breath, and where to go on."""

from toolkit.content.cards import Card, Deck, Language
from toolkit.faces import provenance
from toolkit.faces.boxes import Box, Face, Qr, Rect
from toolkit.faces.frame import MARGIN_MM, QR_MM, QUIET_MM, Frame
from toolkit.faces.icons import icon
from toolkit.faces.layout import Composed, Style, fitted
from toolkit.faces.look import Format, Ink, look
from toolkit.faces.patterns import pattern

BAND_MM = 17.0
TAB_MM = 20.0
SMALLEST_PATTERN_MM = 21.0
TITLE_RATIO, GREAT_TITLE_RATIO = 1.75, 2.0
GAP_MM = 3.0


def front(
    card: Card,
    deck: Deck,
    language: Language,
    base_url: str,
    *,
    format_: Format | None = None,
    ink: Ink = "full",
) -> Face:
    """
    The front of *card*, poker size when no format is given.

    Args: *base_url*, where ``/C/<CODE>`` answers; *ink* ``light`` for white grounds.
    Raises: TextDoesNotFit; CharacterNotInFont.
    """
    frame = Frame(card, deck, language, format_ or look().formats["poker"], ink)
    compose = _orientation if card.kind == "orientation" else _lead
    return frame.face(compose(frame, base_url))


def card_url(card: Card, base_url: str) -> str:
    """The address a card's code is printed with: upper case, because it makes a smaller QR code."""
    return f"{base_url.rstrip('/')}/C/{card.code}".upper()


def short_address(card: Card, base_url: str) -> str:
    """The same address as a person types it, without the scheme."""
    host = base_url.rstrip("/").partition("://")[2] or base_url
    return f"{host}/C/{card.code}"


def _lead(frame: Frame, base_url: str) -> tuple[Box, ...]:
    top, bottom = BAND_MM + 4.0, frame.height - frame.safe - QR_MM - 0.5

    def compose(size_pt: float) -> Composed:
        kicker = _kicker(frame, top)
        title = Style("title", "display", size_pt * TITLE_RATIO, frame.look.ink, 1.06, balance=True)
        body = Style("text", "regular", size_pt, frame.look.ink, 1.3, divide=True)
        y = top + kicker.height
        set_title = frame.setter.block("title", frame.text.title, title, MARGIN_MM, y, frame.column)
        y += set_title.height + 2.2
        gist = frame.setter.block("gist", frame.text.gist, body, MARGIN_MM, y, frame.column)
        height = y + gist.height - top
        return Composed(kicker.boxes + set_title.boxes + gist.boxes, height, top + height - bottom)

    text = fitted(compose, frame.sizes, frame.setter, _fields(frame))
    return (
        *_band(frame),
        *text.boxes,
        *_foot(frame, base_url, frame.tones.hue, frame.look.ink, frame.look.grey),
    )


def _kicker(frame: Frame, top: float) -> Composed:
    """The name of the orientation above the title, when the deck has one."""
    names = [
        c.text(frame.language).title
        for c, _ in frame.deck.by_orientation()
        if c.orientation == frame.card.orientation
    ]
    if not names:
        return Composed((), 0.0, 0.0)
    style = Style("label", "bold", frame.sizes.label, frame.tones.hue, 1.2)
    block = frame.setter.block("title", names[0], style, MARGIN_MM, top, frame.column)
    return Composed(block.boxes, block.height + 2.0, 0.0)


def _orientation(frame: Frame, base_url: str) -> tuple[Box, ...]:
    bottom = frame.height - frame.safe - QR_MM - 2.0

    def compose(size_pt: float) -> Composed:
        return _panel_text(frame, size_pt, bottom)

    text = fitted(compose, frame.sizes, frame.setter, _fields(frame))
    panel_top = bottom - text.height - 4.5
    panel = Rect(*frame.band(panel_top, frame.height), fill=frame.tones.ground)
    colour = frame.tones.on_ground
    return (
        pattern(frame.card.orientation, *frame.band(0, panel_top), cell=12.0, ink=frame.ink),
        panel,
        *_tab(frame, TAB_MM),
        *text.boxes,
        *_foot(frame, base_url, colour, colour, colour),
    )


def _panel_text(frame: Frame, size_pt: float, bottom: float) -> Composed:
    """Kind, title and gist standing on *bottom*."""
    colour = frame.tones.on_ground
    title = Style("title", "display", size_pt * GREAT_TITLE_RATIO, colour, 1.04, balance=True)
    body = Style("text", "regular", size_pt, colour, 1.3, divide=True)
    set_title = frame.setter.block("title", frame.text.title, title, MARGIN_MM, 0, frame.column)
    gist = frame.setter.block("gist", frame.text.gist, body, MARGIN_MM, 0, frame.column)
    height = set_title.height + 2.4 + gist.height
    y = bottom - height
    set_title = frame.setter.block("title", frame.text.title, title, MARGIN_MM, y, frame.column)
    gist = frame.setter.block("gist", frame.text.gist, body, MARGIN_MM, bottom - gist.height, frame.column)
    over = SMALLEST_PATTERN_MM + 4.5 - y
    return Composed(set_title.boxes + gist.boxes, height, over)


def _fields(frame: Frame) -> tuple[tuple[str, str], ...]:
    return ("title", frame.text.title), ("gist", frame.text.gist)


def _band(frame: Frame) -> tuple[Box, ...]:
    return (
        pattern(frame.card.orientation, *frame.band(0, BAND_MM), cell=8.5, ink=frame.ink),
        *_tab(frame, BAND_MM),
    )


def _tab(frame: Frame, height: float) -> tuple[Box, ...]:
    """The plain corner that carries number, icon and kind."""
    tones = frame.tones
    style = Style("label", "display", 26, tones.on_ground)
    kind = Style("label", "bold", frame.sizes.label, tones.on_ground)
    number = frame.setter.block("orientation", str(frame.card.orientation), style, MARGIN_MM, 3.4, TAB_MM)
    word = frame.setter.block(
        "kind", frame.say(f"kind_{frame.card.kind}"), kind, MARGIN_MM, height - 4.0, TAB_MM
    )
    name = frame.look.orientation(frame.card.orientation).icon
    return (
        Rect(-frame.bleed, -frame.bleed, TAB_MM + frame.bleed + 2.0, height + frame.bleed, fill=tones.ground),
        icon(name, 11.5, 3.0, 7.0, tones.on_ground),
        *number.boxes,
        *word.boxes,
    )


def _foot(
    frame: Frame, base_url: str, mark_colour: str, code_colour: str, quiet_colour: str
) -> tuple[Box, ...]:
    """Provenance, code and address, and the QR code that holds the same address."""
    x, y = frame.width - frame.safe - QR_MM, frame.height - frame.safe - QR_MM
    qr = Qr(
        x,
        y,
        QR_MM,
        card_url(frame.card, base_url),
        frame.say("qr", address=short_address(frame.card, base_url)),
    )
    width = x - MARGIN_MM - 0.5
    seen_top, seen_bottom = y + QUIET_MM, y + QR_MM - QUIET_MM
    label = Style("label", "bold", frame.sizes.label, mark_colour, 1.2)
    quiet = Style("label", "regular", frame.sizes.label, quiet_colour, 1.2)
    code = Style("label", "display", 13, code_colour)
    setter = frame.setter
    mark = setter.block("provenance", provenance.mark(frame), label, MARGIN_MM, seen_top, width)
    boxes: tuple[Box, ...] = mark.boxes
    if codes := provenance.codes(frame):
        boxes += setter.block("sources", codes, quiet, MARGIN_MM, seen_top + mark.height + 0.6, width).boxes
    address = setter.block("address", short_address(frame.card, base_url), quiet, MARGIN_MM, 0, width)
    address_top = seen_bottom + 0.58 - address.height
    address = setter.block(
        "address", short_address(frame.card, base_url), quiet, MARGIN_MM, address_top, width
    )
    own = setter.block("code", frame.card.code, code, MARGIN_MM, address_top - 4.8, width)
    plate = Rect(x, y, QR_MM, QR_MM, fill=frame.look.white, radius=1.2)
    return (*boxes, *own.boxes, *address.boxes, plate, qr)
