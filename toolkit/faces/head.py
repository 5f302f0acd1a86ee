"""What heads a front, whatever its layout: the corner with number and icon, the name, the two texts."""

from collections.abc import Callable

from toolkit.faces.boxes import Box, Rect
from toolkit.faces.frame import MARGIN_MM, Frame
from toolkit.faces.icons import icon
from toolkit.faces.layout import Block, Composed, Style, moved
from toolkit.faces.look import look

BAND_MM = 17.0
TAB_MM = 20.5


def stacked(
    frame: Frame,
    title: Style,
    body: Style,
    place: Callable[[float], tuple[float, float]],
    *,
    x: float = MARGIN_MM,
    width: float = 0.0,
) -> Composed:
    """
    Title and gist, one under the other.

    Args: *place*, from the height they take together, gives their top and by how much they are too high.
    """
    width = width or frame.column
    head = frame.setter.block("title", frame.text.title, title, x, 0.0, width)
    gist_top = head.height + 0.9 * body.em_mm
    gist = frame.setter.block("gist", frame.text.gist, body, x, gist_top, width)
    height = gist_top + gist.height
    top, over = place(height)
    return Composed(moved(head, top).boxes + moved(gist, top).boxes, height, over)


def kicker(frame: Frame, top: float, *, x: float = MARGIN_MM, width: float = 0.0, colour: str = "") -> Block:
    """The name of the orientation above the title, when the deck has one."""
    number = frame.card.orientation
    names = [c.text(frame.language).title for c, _ in frame.deck.by_orientation() if c.orientation == number]
    if not names:
        return Block((), 0.0)
    style = Style("label", "bold", frame.sizes.label, colour or frame.tones.hue, 1.2, balance=True)
    return frame.setter.block("orientation", names[0], style, x, top, width or frame.column)


def fields(frame: Frame) -> tuple[tuple[str, str], ...]:
    return ("title", frame.text.title), ("gist", frame.text.gist)


def tab(frame: Frame, width: float = TAB_MM) -> tuple[Box, ...]:
    """The plain corner that carries number, kind, and the icon of an orientation."""
    tones = frame.tones
    great = Style("label", "display", 27, tones.on_tab)
    small = Style("label", "bold", frame.sizes.label, tones.on_tab)
    room = width - MARGIN_MM
    number = frame.setter.block("orientation", frame.card.rank, great, MARGIN_MM, 3.6, room)
    kind = frame.setter.block("kind", frame.say(f"kind_{frame.card.kind}"), small, MARGIN_MM, 12.2, room)
    orientation = frame.card.orientation
    drawn = (icon(look().orientation(orientation).icon, 11.2, 3.4, 6.8, tones.on_tab),) if orientation else ()
    return (
        Rect(-frame.bleed, -frame.bleed, width + frame.bleed, BAND_MM + frame.bleed, fill=tones.tab),
        *drawn,
        *number.boxes,
        *kind.boxes,
    )
