"""The front of a card: what it is, what it says in one breath, and where to go on."""

from toolkit.content.cards import Card, Deck, Language
from toolkit.faces.boxes import Box, Face, Rect
from toolkit.faces.foot import QR_MM, Colours, foot
from toolkit.faces.frame import PLAYED, Frame
from toolkit.faces.head import BAND_MM, TAB_MM, fields, kicker, stacked, tab
from toolkit.faces.layout import Composed, Style, fitted
from toolkit.faces.look import DEFAULT_FORMAT, Format, Theme, look, theme
from toolkit.faces.patterns import pattern
from toolkit.faces.side import beside

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
    drawn: Theme | None = None,
) -> Face:
    """
    The front of *card*, poker size when no format is given.

    Args: *base_url*, where ``/C/<CODE>`` answers; *drawn*, the theme, in full colour when not given.
    Raises: TextDoesNotFit; CharacterNotInFont.
    """
    frame = Frame(card, deck, language, format_ or look().formats[DEFAULT_FORMAT], drawn or theme())
    if card.kind in PLAYED:
        from toolkit.faces.played import played_front  # slow to import, and few decks are games

        return frame.face(played_front(frame, base_url))
    if frame.layout == "side":
        return frame.face(beside(frame, base_url))
    compose = _orientation if card.kind == "orientation" else _lead
    return frame.face(compose(frame, base_url))


def _lead(frame: Frame, base_url: str) -> tuple[Box, ...]:
    """A band on white, then the text from the top."""
    top, bottom = BAND_MM + 4.4, frame.height - frame.safe - QR_MM - 0.8
    ink = frame.ink

    def compose(size_pt: float) -> Composed:
        above = kicker(frame, top)
        title_top = top + above.height + (2.0 if above.boxes else 0.0)
        return stacked(
            frame,
            Style("title", "display", frame.sizes.title(size_pt), ink, 1.06, balance=True),
            Style("text", "regular", size_pt, ink, 1.3, divide=True),
            lambda height: (title_top, title_top + height - bottom),
        ).under(above)

    text = fitted(compose, frame.sizes, frame.setter, fields(frame))
    cell = (frame.width - TAB_MM) / BAND_REPEATS
    band = pattern(frame.number, *frame.band(0, BAND_MM), cell=cell, origin=(TAB_MM, 0), drawn=frame.theme)
    colours = Colours(mark=frame.tones.hue, code=ink, quiet=frame.grey)
    return band, *frame.rule(BAND_MM), *tab(frame), *text.boxes, *foot(frame, base_url, colours)


def _orientation(frame: Frame, base_url: str) -> tuple[Box, ...]:
    """Colour all over: the pattern, and a plain panel that the text stands at the foot of."""
    bottom = frame.height - frame.safe - QR_MM - 2.4
    colour = frame.tones.on_ground
    body_colour = frame.ink if frame.theme.is_white else colour

    def compose(size_pt: float) -> Composed:
        least = frame.sizes.beside(size_pt, *LEAST_PATTERN_MM) + PANEL_PADDING_MM
        return stacked(
            frame,
            Style("title", "display", frame.sizes.great_title(size_pt), colour, 1.04, balance=True),
            Style("text", "regular", size_pt, body_colour, 1.3, divide=True),
            lambda height: (bottom - height, least + height - bottom),
        )

    text = fitted(compose, frame.sizes, frame.setter, fields(frame))
    cell = frame.width / CARD_REPEATS
    panel_top = round(bottom - text.height - PANEL_PADDING_MM, 3)
    return (
        pattern(
            frame.card.orientation,
            *frame.band(0, panel_top + 1),
            cell=cell,
            origin=(0, panel_top),
            drawn=frame.theme,
        ),
        Rect(*frame.band(panel_top, frame.height), fill=frame.tones.ground),
        *frame.rule(panel_top),
        *tab(frame),
        *text.boxes,
        *foot(frame, base_url, Colours(mark=colour, code=colour, quiet=colour), on_colour=True),
    )
