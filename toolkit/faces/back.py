"""The back of a card: the question to the room, what it takes, and who wrote what."""

from toolkit.content.cards import Card, Deck, Language
from toolkit.faces import provenance
from toolkit.faces.boxes import Face, Rect
from toolkit.faces.frame import MARGIN_MM, Frame
from toolkit.faces.layout import Block, Composed, Style, fitted
from toolkit.faces.look import Format, Ink, look
from toolkit.faces.patterns import pattern

STRIP_MM = 4.5
FIELDS = ("situation", "monday", "cost", "caution")
QUESTION_RATIO = 1.36


def back(
    card: Card,
    deck: Deck,
    language: Language,
    base_url: str = "",
    *,
    format_: Format | None = None,
    ink: Ink = "full",
) -> Face:
    """
    The back of *card*, poker size when no format is given.

    Args: as for ``front``, so that either side can be asked for; nothing here depends on *base_url*.
    Raises: TextDoesNotFit; CharacterNotInFont.
    """
    frame = Frame(card, deck, language, format_ or look().formats["poker"], ink)
    fine = _fine_print(frame)
    floor = frame.height - frame.safe - 0.4 - fine.height

    def compose(size_pt: float) -> Composed:
        return _compose(frame, size_pt, floor - 2.0)

    fields = [(name, getattr(frame.text, name)) for name in ("question", *FIELDS)]
    text = fitted(compose, frame.sizes, frame.setter, fields)
    rule = Rect(MARGIN_MM, floor - 1.0, frame.column, 0.2, fill=frame.tones.hue)
    strip = pattern(card.orientation, *frame.band(0, STRIP_MM), cell=5.0, ink=ink)
    return frame.face((*text.boxes, strip, rule, *fine.boxes))


def _compose(frame: Frame, size_pt: float, bottom: float) -> Composed:
    """The question on its hue, then the parts, spread over what is left above *bottom*."""
    tones = frame.tones
    large = Style("title", "display", size_pt * QUESTION_RATIO, tones.on_ground, 1.14, balance=True)
    question = frame.setter.block(
        "question", frame.text.question, large, MARGIN_MM, STRIP_MM + 3.4, frame.column
    )
    panel_bottom = STRIP_MM + 3.4 + question.height + 2.6
    panel = Rect(*frame.band(STRIP_MM, panel_bottom), fill=tones.ground)
    heights = [part.height for part in _parts(frame, size_pt, 0.0, 0.0)]
    free = bottom - panel_bottom - 3.2 - sum(heights)
    gap = min(3.4, free / max(1, len(heights) - 1))
    parts = _parts(frame, size_pt, panel_bottom + 3.2, gap)
    boxes = tuple(box for part in parts for box in part.boxes)
    return Composed((panel, *question.boxes, *boxes), bottom - free, 1.2 * (len(heights) - 1) - free)


def _parts(frame: Frame, size_pt: float, y: float, gap: float) -> list[Block]:
    body = Style("text", "regular", size_pt, frame.look.ink, 1.22, divide=True)
    parts = []
    for name in FIELDS:
        if text := getattr(frame.text, name):
            part = frame.setter.labelled(
                name, frame.say(name), text, body, MARGIN_MM, y, frame.column, frame.tones.hue
            )
            parts.append(part)
            y += part.height + gap
    return parts


def _fine_print(frame: Frame) -> Block:
    """Provenance, credit and imprint, standing at the foot of the safe zone."""
    style = Style("text", "regular", frame.sizes.fine, frame.look.grey, 1.2, divide=True)
    text = " ".join((provenance.sentence(frame), provenance.credit(frame), provenance.imprint(frame) + "."))
    block = frame.setter.block("provenance", text, style, MARGIN_MM, 0, frame.column)
    top = frame.height - frame.safe - 0.4 - block.height
    return frame.setter.block("provenance", text, style, MARGIN_MM, top, frame.column)
