"""The front of a card: what it is, what it says in one breath, and where to go on."""

from collections.abc import Callable

from toolkit.content.cards import Card, Deck, Language
from toolkit.faces.boxes import Box, Face, Rect
from toolkit.faces.foot import QR_MM, Colours, foot
from toolkit.faces.frame import MARGIN_MM, Frame
from toolkit.faces.icons import icon
from toolkit.faces.layout import Block, Composed, Style, fitted, moved
from toolkit.faces.look import Format, Ink, look
from toolkit.faces.patterns import pattern

# The kinds of card whose two sides are drawn.
DRAWN = ("orientation", "lead")
BAND_MM = 17.0
TAB_MM = 20.5
PANEL_PADDING_MM = 5.0
# The least height of the pattern of an orientation, at the smallest size of the body and at the largest.
LEAST_PATTERN_MM = (19.0, 29.0)
# How many repeats of a pattern there are across a band, and across a whole card.
BAND_REPEATS, CARD_REPEATS = 5, 7


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


def _lead(frame: Frame, base_url: str) -> tuple[Box, ...]:
    """A band on white, then the text from the top."""
    top, bottom = BAND_MM + 4.4, frame.height - frame.safe - QR_MM - 0.8
    ink = frame.look.ink

    def compose(size_pt: float) -> Composed:
        kicker = _kicker(frame, top)
        title_top = top + kicker.height + (2.0 if kicker.boxes else 0.0)
        return _stacked(
            frame,
            Style("title", "display", frame.sizes.title(size_pt), ink, 1.06, balance=True),
            Style("text", "regular", size_pt, ink, 1.3, divide=True),
            lambda height: (title_top, title_top + height - bottom),
        ).under(kicker)

    text = fitted(compose, frame.sizes, frame.setter, _fields(frame))
    cell = (frame.width - TAB_MM) / BAND_REPEATS
    band = pattern(
        frame.card.orientation, *frame.band(0, BAND_MM), cell=cell, origin=(TAB_MM, 0), ink=frame.ink
    )
    colours = Colours(mark=frame.tones.hue, code=ink, quiet=frame.look.grey)
    return band, *_underline(frame, BAND_MM), *_tab(frame), *text.boxes, *foot(frame, base_url, colours)


def _orientation(frame: Frame, base_url: str) -> tuple[Box, ...]:
    """Colour all over: the pattern, and a plain panel that the text stands at the foot of."""
    bottom = frame.height - frame.safe - QR_MM - 2.4
    colour = frame.tones.on_ground
    body_colour = colour if frame.ink == "full" else frame.look.ink

    def compose(size_pt: float) -> Composed:
        least = frame.sizes.beside(size_pt, *LEAST_PATTERN_MM) + PANEL_PADDING_MM
        return _stacked(
            frame,
            Style("title", "display", frame.sizes.great_title(size_pt), colour, 1.04, balance=True),
            Style("text", "regular", size_pt, body_colour, 1.3, divide=True),
            lambda height: (bottom - height, least + height - bottom),
        )

    text = fitted(compose, frame.sizes, frame.setter, _fields(frame))
    cell = frame.width / CARD_REPEATS
    panel_top = round(bottom - text.height - PANEL_PADDING_MM, 3)
    return (
        pattern(
            frame.card.orientation,
            *frame.band(0, panel_top + 1),
            cell=cell,
            origin=(0, panel_top),
            ink=frame.ink,
        ),
        Rect(*frame.band(panel_top, frame.height), fill=frame.tones.ground),
        *_underline(frame, panel_top),
        *_tab(frame),
        *text.boxes,
        *foot(frame, base_url, Colours(mark=colour, code=colour, quiet=colour), on_colour=True),
    )


def _stacked(
    frame: Frame, title: Style, body: Style, place: Callable[[float], tuple[float, float]]
) -> Composed:
    """
    Title and gist, one under the other.

    Args: *place*, from the height they take together, gives their top and by how much they are too high.
    """
    head = frame.setter.block("title", frame.text.title, title, MARGIN_MM, 0.0, frame.column)
    gist_top = head.height + 0.9 * body.em_mm
    gist = frame.setter.block("gist", frame.text.gist, body, MARGIN_MM, gist_top, frame.column)
    height = gist_top + gist.height
    top, over = place(height)
    return Composed(moved(head, top).boxes + moved(gist, top).boxes, height, over)


def _kicker(frame: Frame, top: float) -> Block:
    """The name of the orientation above the title, when the deck has one."""
    number = frame.card.orientation
    names = [c.text(frame.language).title for c, _ in frame.deck.by_orientation() if c.orientation == number]
    if not names:
        return Block((), 0.0)
    style = Style("label", "bold", frame.sizes.label, frame.tones.hue, 1.2, balance=True)
    return frame.setter.block("orientation", names[0], style, MARGIN_MM, top, frame.column)


def _fields(frame: Frame) -> tuple[tuple[str, str], ...]:
    return ("title", frame.text.title), ("gist", frame.text.gist)


def _underline(frame: Frame, y: float) -> tuple[Box, ...]:
    """Light printing has no coloured ground: a line says where the band ends."""
    if frame.ink == "full":
        return ()
    return (Rect(*frame.band(y, y + 0.5), fill=frame.tones.hue),)


def _tab(frame: Frame) -> tuple[Box, ...]:
    """The plain corner that carries number, icon and kind."""
    tones = frame.tones
    great = Style("label", "display", 27, tones.on_ground)
    small = Style("label", "bold", frame.sizes.label, tones.on_ground)
    width = TAB_MM - MARGIN_MM
    number = frame.setter.block("orientation", str(frame.card.orientation), great, MARGIN_MM, 3.6, width)
    kind = frame.setter.block("kind", frame.say(f"kind_{frame.card.kind}"), small, MARGIN_MM, 12.2, width)
    name = frame.look.orientation(frame.card.orientation).icon
    return (
        Rect(-frame.bleed, -frame.bleed, TAB_MM + frame.bleed, BAND_MM + frame.bleed, fill=tones.ground),
        icon(name, 11.2, 3.4, 6.8, tones.on_ground),
        *number.boxes,
        *kind.boxes,
    )
