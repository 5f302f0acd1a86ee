"""The face of an idea: what somebody wrote in the room, as a card of the same family."""

from dataclasses import dataclass

from toolkit.content.cards import Card, CardText, Deck, Language
from toolkit.faces.boxes import Box, Face, Rect
from toolkit.faces.drawable import LACKING, drawable
from toolkit.faces.frame import MARGIN_MM, Frame
from toolkit.faces.front import BAND_REPEATS
from toolkit.faces.head import BAND_MM, TAB_MM
from toolkit.faces.icons import icon
from toolkit.faces.layout import Block, Composed, Style, TextDoesNotFit, fitted, moved
from toolkit.faces.look import DEFAULT_FORMAT, Format, Theme, look, theme
from toolkit.faces.metrics import MM_PER_PT, drawn
from toolkit.faces.patterns import pattern

# What a title or a sentence loses at a time while the face is still too full.
SHORTENING = 0.9
LEAST_TITLE = 4
# The size of a number of one digit, of two, and so on.
NUMBER_PT = (27.0, 20.0, 13.0, 13.0, 9.0)


@dataclass(frozen=True, slots=True)
class Idea:
    """What is written on the card: the idea, its ``number``, and the title of its workshop."""

    title: str
    sentence: str
    number: int
    workshop: str


def idea_face(
    idea: Idea, language: Language, *, format_: Format | None = None, drawn: Theme | None = None
) -> Face:
    """
    The face of *idea*, poker size when no format is given. Any text makes a face: what the typefaces lack
    is replaced by ×, and said; what is too long at the smallest size ends in an ellipsis.
    """
    number = look().room.number
    said = CardText(drawable(idea.title, "display"), drawable(idea.sentence, "regular"), "", "", "", "")
    card = Card(f"idea-{idea.number}", "", "idea", number, "toolkit", "own", (), {language: said})
    deck = Deck("room", "", (), {})
    frame = Frame(card, deck, language, format_ or look().formats[DEFAULT_FORMAT], drawn or theme())
    cell = (frame.width - TAB_MM) / BAND_REPEATS
    band = pattern(number, *frame.band(0, BAND_MM), cell=cell, origin=(TAB_MM, 0), drawn=frame.theme)
    foot = _foot(frame, idea)
    text = _text(frame, frame.height - frame.safe - foot.height - 2.4)
    return frame.face((band, *frame.rule(BAND_MM), *_tab(frame, idea.number), *text, *foot.boxes))


def _text(frame: Frame, bottom: float) -> tuple[Box, ...]:
    title, sentence = frame.text.title, frame.text.gist
    while True:
        try:
            return _set(frame, title, sentence, bottom)
        except TextDoesNotFit:
            if len(sentence) > len(title):
                sentence = _shorter(sentence)
            elif len(title) > LEAST_TITLE:
                title = _shorter(title)
            else:
                raise


def _shorter(text: str) -> str:
    return text.removesuffix("…")[: int(len(text) * SHORTENING) - 1].rstrip() + "…"


def _set(frame: Frame, title: str, sentence: str, bottom: float) -> tuple[Box, ...]:
    top, ink = BAND_MM + 4.4, frame.ink

    def compose(size_pt: float) -> Composed:
        head_style = Style("title", "display", frame.sizes.title(size_pt), ink, 1.06, balance=True)
        body_style = Style("text", "regular", size_pt, ink, 1.3, divide=True)
        head = _block(frame, "title", title, head_style)
        gist = _block(frame, "gist", sentence, body_style)
        gist_top = top + head.height + 0.9 * body_style.em_mm
        height = gist_top + gist.height - top
        return Composed(moved(head, top).boxes + moved(gist, gist_top).boxes, height, top + height - bottom)

    return fitted(compose, frame.sizes, frame.setter, (("title", title), ("gist", sentence))).boxes


def _block(frame: Frame, field: str, text: str, style: Style) -> Block:
    """*text* from y = 0; a word wider than the column is cut where the column ends."""
    return frame.setter.block(field, cut(text, style, frame.column), style, MARGIN_MM, 0.0, frame.column)


def cut(text: str, style: Style, width_mm: float) -> str:
    """*text* with a space inside every word that is wider than a column."""
    most = width_mm / (style.size_pt * MM_PER_PT)
    pieces = []
    for word in text.split(" "):
        piece, room = "", most
        for character in word:
            width = drawn(character, style.font)[1]
            if width > room and piece:
                pieces.append(piece)
                piece, room = "", most
            piece += character
            room -= width
        pieces.append(piece)
    return " ".join(pieces)


def _foot(frame: Frame, idea: Idea) -> Block:
    """Where it comes from; and what the sign of what is missing means, if there is one."""
    style = Style("label", "regular", frame.sizes.label, frame.grey, 1.2)
    said = frame.say("idea_of", title=drawable(idea.workshop, "regular"))
    if LACKING in frame.text.title + frame.text.gist:
        said = f"{said}. {frame.say('idea_lacks', sign=LACKING)}"
    bottom = frame.height - frame.safe
    return frame.setter.standing(
        "origin", cut(said, style, frame.column), style, MARGIN_MM, bottom, frame.column
    )


def _tab(frame: Frame, number: int) -> tuple[Box, ...]:
    """The plain corner that carries number, icon and kind."""
    tones = frame.tones
    width = TAB_MM - MARGIN_MM
    shown = str(number)
    great = Style("label", "display", NUMBER_PT[min(len(shown), len(NUMBER_PT)) - 1], tones.on_tab)
    small = Style("label", "bold", frame.sizes.label, tones.on_tab)
    own = frame.setter.standing("number", shown, great, MARGIN_MM, 11.2, width)
    kind = frame.setter.block("kind", frame.say("kind_idea"), small, MARGIN_MM, 12.2, width)
    pencil = (icon(look().room.icon, 13.4, 3.4, 5.6, tones.on_tab),) if len(shown) < 3 else ()
    return (
        Rect(-frame.bleed, -frame.bleed, TAB_MM + frame.bleed, BAND_MM + frame.bleed, fill=tones.tab),
        *pencil,
        *own.boxes,
        *kind.boxes,
    )
