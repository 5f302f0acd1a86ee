"""The back of a card: the question to the room, what it takes, and who wrote what."""

from toolkit.content.cards import Card, Deck, Language
from toolkit.faces import provenance
from toolkit.faces.boxes import Box, Face, Rect
from toolkit.faces.frame import MARGIN_MM, Frame
from toolkit.faces.layout import Block, Composed, Style, fitted
from toolkit.faces.look import Format, Ink, look
from toolkit.faces.patterns import pattern

STRIP_MM, STRIP_REPEATS = 4.5, 14
FIELDS = ("situation", "monday", "cost", "caution")
# Between two parts: at most, and at least at the largest and at the smallest size of the body.
MOST_GAP_MM, LEAST_GAP_MM, FLOOR_GAP_MM = 3.2, 2.2, 1.0
# Around the rule above the fine print.
RULE_GAP_MM = 1.5


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
    fields = [(name, getattr(frame.text, name)) for name in ("question", *FIELDS)]
    text = fitted(lambda size_pt: _compose(frame, size_pt), frame.sizes, frame.setter, fields)
    strip = pattern(
        card.orientation, *frame.band(0, STRIP_MM), cell=frame.width / STRIP_REPEATS, origin=(0, 0), ink=ink
    )
    return frame.face((*text.boxes[:1], strip, *text.boxes[1:]))


def _compose(frame: Frame, size_pt: float) -> Composed:
    """The question on its hue, the fine print at the foot, the parts spread over what is left between."""
    panel, panel_bottom = _question(frame, size_pt)
    fine, fine_top = _fine_print(frame, size_pt)
    top, bottom = panel_bottom + 0.95 * RULE_GAP_MM + 1.2, fine_top - 2 * RULE_GAP_MM
    heights = [part.height for part in _parts(frame, size_pt, 0.0, 0.0)]
    gaps = len(heights) - 1
    free = bottom - top - sum(heights)
    parts = _parts(frame, size_pt, top, min(MOST_GAP_MM, free / max(1, gaps)))
    rule = Rect(MARGIN_MM, fine_top - RULE_GAP_MM, frame.column, 0.2, fill=frame.tones.hue)
    boxes = (*panel, *(box for part in parts for box in part.boxes), rule, *fine.boxes)
    least = frame.sizes.beside(size_pt, FLOOR_GAP_MM, LEAST_GAP_MM)
    return Composed(boxes, frame.height, least * gaps - free)


def _question(frame: Frame, size_pt: float) -> tuple[tuple[Box, ...], float]:
    """The panel, its question set large, and where the panel ends."""
    tones = frame.tones
    style = Style("title", "display", frame.sizes.question(size_pt), tones.on_ground, 1.13, balance=True)
    padding = 0.8 * style.em_mm
    top = STRIP_MM + padding
    question = frame.setter.block("question", frame.text.question, style, MARGIN_MM, top, frame.column)
    bottom = top + question.height + padding - 0.22 * style.em_mm
    line = () if frame.ink == "full" else (Rect(*frame.band(bottom, bottom + 0.5), fill=tones.hue),)
    return (Rect(*frame.band(0, bottom), fill=tones.ground), *line, *question.boxes), bottom


def _parts(frame: Frame, size_pt: float, y: float, gap: float) -> list[Block]:
    """Each part that has a text, under the last one."""
    body = Style("text", "regular", size_pt, frame.look.ink, 1.22, divide=True)
    parts: list[Block] = []
    for name in FIELDS:
        if text := getattr(frame.text, name):
            label, hue = frame.say(name), frame.tones.hue
            parts.append(frame.setter.labelled(name, label, text, body, MARGIN_MM, y, frame.column, hue))
            y += parts[-1].height + gap
    return parts


def _fine_print(frame: Frame, size_pt: float) -> tuple[Block, float]:
    """Provenance, credit and imprint at the foot of the safe zone, and their top."""
    style = Style("text", "regular", frame.sizes.fine(size_pt), frame.look.grey, 1.18)
    text = " ".join((provenance.sentence(frame), provenance.credit(frame), provenance.imprint(frame) + "."))
    bottom = frame.height - frame.safe - 0.3
    block = frame.setter.standing("provenance", text, style, MARGIN_MM, bottom, frame.column)
    return block, bottom - block.height
