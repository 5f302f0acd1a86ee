"""The back of a card: the question to the room, what it takes, and who wrote what."""

from collections.abc import Iterator

from toolkit.content.cards import Card, Deck, Language
from toolkit.faces import provenance
from toolkit.faces.boxes import Box, Face, Rect
from toolkit.faces.frame import MARGIN_MM, PLAYED, Frame
from toolkit.faces.layout import DESCENDERS, Block, Composed, Style, fitted, moved
from toolkit.faces.look import DEFAULT_FORMAT, Format, Theme, look, theme
from toolkit.faces.patterns import pattern

STRIP_MM, STRIP_REPEATS = 3.5, 18
FIELDS = ("sign", "situation", "monday", "cost", "caution")
# Spaces, at the smallest size of the body and at the largest.
QUESTION_PADDING_EM = (0.52, 0.95)
LEADING_EM = (1.14, 1.25)
PARTS_PADDING_MM = (2.0, 3.2)
LEAST_GAP_MM = (0.7, 3.6)
MOST_GAP_MM = 3.6
MOST_QUESTION_LINES = 4
RULE_GAP_MM = (1.0, 1.7)


def back(
    card: Card,
    deck: Deck,
    language: Language,
    base_url: str = "",
    *,
    format_: Format | None = None,
    drawn: Theme | None = None,
) -> Face:
    """
    The back of *card*, poker size when no format is given.

    Args: as for ``front``, so that either side can be asked for; nothing here depends on *base_url*.
    Raises: TextDoesNotFit; CharacterNotInFont.
    """
    frame = Frame(card, deck, language, format_ or look().formats[DEFAULT_FORMAT], drawn or theme())
    if card.kind in PLAYED:
        from toolkit.faces.played import played_back  # slow to import, and few decks are games

        return frame.face(played_back(frame))
    fields = [(name, getattr(frame.text, name)) for name in ("question", *FIELDS)]
    text = fitted(lambda size_pt: _compose(frame, size_pt), frame.sizes, frame.setter, fields)
    strip = pattern(
        frame.number,
        *frame.band(0, STRIP_MM),
        cell=frame.width / STRIP_REPEATS,
        origin=(0, 0),
        drawn=frame.theme,
    )
    return frame.face((*text.boxes[:1], strip, *text.boxes[1:]))


def _compose(frame: Frame, size_pt: float) -> Composed:
    """The question on its hue, the fine print at the foot, the parts spread over what is left between."""
    panel, panel_bottom = _question(frame, size_pt)
    fine, fine_top = _fine_print(frame, size_pt)
    rule_gap = frame.sizes.beside(size_pt, *RULE_GAP_MM)
    top, bottom = panel_bottom + frame.sizes.beside(size_pt, *PARTS_PADDING_MM), fine_top - 2 * rule_gap
    parts = _parts(frame, size_pt)
    gaps = len(parts) - 1
    free = bottom - top - sum(part.height for part in parts)
    spread = _spread(parts, top, min(MOST_GAP_MM, free / max(1, gaps)))
    rule = Rect(MARGIN_MM, fine_top - rule_gap, frame.column, 0.2, fill=frame.tones.hue)
    boxes = (*panel, *spread, rule, *fine.boxes)
    return Composed(boxes, frame.height, frame.sizes.beside(size_pt, *LEAST_GAP_MM) * gaps - free)


def _question(frame: Frame, size_pt: float) -> tuple[tuple[Box, ...], float]:
    """The panel with its question set large, and where the panel ends."""
    question, em = _large(frame, size_pt)
    padding = frame.sizes.beside(size_pt, *QUESTION_PADDING_EM) * em
    top = STRIP_MM + padding
    bottom = top + question.height + padding - DESCENDERS * em
    panel = Rect(*frame.band(0, bottom), fill=frame.tones.ground)
    return (panel, *frame.rule(bottom), *moved(question, top).boxes), bottom


def _large(frame: Frame, size_pt: float) -> tuple[Block, float]:
    """The question from y = 0, as large as its body allows and four lines hold; and its em in millimetres."""
    largest = frame.sizes.question(size_pt)
    while True:
        style = Style("title", "display", largest, frame.tones.on_ground, 1.13, balance=True)
        question = frame.setter.block("question", frame.text.question, style, MARGIN_MM, 0.0, frame.column)
        if question.lines <= MOST_QUESTION_LINES or largest <= frame.sizes.question_min:
            return question, style.em_mm
        largest = max(largest - frame.sizes.step, frame.sizes.question_min)


def _parts(frame: Frame, size_pt: float) -> list[Block]:
    """Each part that has a text, from y = 0."""
    leading = frame.sizes.beside(size_pt, *LEADING_EM)
    body = Style("text", "regular", size_pt, frame.ink, leading, divide=True)
    return [
        frame.setter.labelled(
            name, frame.say(name), text, body, MARGIN_MM, 0.0, frame.column, frame.tones.hue
        )
        for name in FIELDS
        if (text := getattr(frame.text, name))
    ]


def _spread(parts: list[Block], top: float, gap: float) -> Iterator[Box]:
    """The parts one under the other from *top*."""
    for part in parts:
        yield from moved(part, top).boxes
        top += part.height + gap


def _fine_print(frame: Frame, size_pt: float) -> tuple[Block, float]:
    """Provenance, credit and imprint at the foot of the safe zone, and their top."""
    style = Style("text", "regular", frame.sizes.fine(size_pt), frame.grey, 1.15)
    text = " ".join((provenance.sentence(frame), provenance.credit(frame), provenance.imprint(frame) + "."))
    bottom = frame.height - frame.safe - 0.3
    block = frame.setter.standing("provenance", text, style, MARGIN_MM, bottom, frame.column)
    return block, bottom - block.height
