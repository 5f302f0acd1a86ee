"""
The cards of the game: what happens and what is at stake on the front, what comes of it on the back.

A situation or a crisis is ink, whatever its number: no posture seems to own it. The numbers of a back are
those of the game, so that words and cubes cannot disagree.
"""

from collections.abc import Iterator, Sequence

from toolkit.content.cards import POSTURES
from toolkit.faces import provenance
from toolkit.faces.boxes import Box, Rect
from toolkit.faces.foot import QR_MM, Colours, foot
from toolkit.faces.frame import MARGIN_MM, Frame
from toolkit.faces.layout import Block, Composed, Style, fitted, moved
from toolkit.faces.look import tones
from toolkit.faces.moves import cubes, cubes_height
from toolkit.faces.patterns import pattern
from toolkit.faces.symbols import symbol
from toolkit.game.book import TRACKS, Book

KINDS = ("posture", "situation", "crisis")
BAND_MM, TAB_MM = 12.0, 15.0
HELD_MM, GROUND_MARGIN_MM = 40.0, 4.5
STRIP_MM, STRIP_REPEATS, BAND_REPEATS = 3.5, 18, 6
SIGN_MM = 8.6
POSTURE_FIELDS = ("gesture", "gives", "costs", "wear", "example")
CRISIS_FIELDS = ("hits", "helps", "harms")
GAP_EM = (0.28, 1.1)
MOST_GAP_MM = 4.2
LEADING = (1.16, 1.28)
ROW_RULE_MM = 0.15


def played_front(frame: Frame, base_url: str) -> tuple[Box, ...]:
    """Raises: TextDoesNotFit; CharacterNotInFont."""
    colours = Colours(mark=frame.tones.hue, code=frame.ink, quiet=frame.grey)
    bottom = frame.height - frame.safe - QR_MM - 0.6
    held_up = frame.card.kind == "posture"
    top = HELD_MM if held_up else BAND_MM
    text = fitted(
        lambda size_pt: _front_text(frame, size_pt, top + 4.0, bottom),
        frame.sizes,
        frame.setter,
        _named(frame),
    )
    band = _held_up(frame) if held_up else _band(frame)
    return (*band, *text.boxes, *foot(frame, base_url, colours))


def played_back(frame: Frame) -> tuple[Box, ...]:
    """Raises: TextDoesNotFit; CharacterNotInFont."""
    compose = _consequences if frame.card.kind == "situation" else _parts
    text = fitted(lambda size_pt: compose(frame, size_pt), frame.sizes, frame.setter, _named(frame))
    return (*_strip(frame), *text.boxes)


def _named(frame: Frame) -> tuple[tuple[str, str], ...]:
    """The long texts, to name the one at fault when a face overflows."""
    text = frame.text
    return (
        ("title", text.title),
        ("gist", text.gist),
        ("situation", text.story),
        ("question", text.question),
    )


def _band(frame: Frame) -> tuple[Box, ...]:
    """The pattern, and a plain corner with the sign or the figure, and the kind under it."""
    drawn, card = frame.tones, frame.card
    small = Style("label", "bold", frame.sizes.label, drawn.on_tab)
    kind = frame.setter.standing(
        "kind", frame.say(f"kind_{card.kind}"), small, MARGIN_MM, BAND_MM - 0.9, frame.column
    )
    cell = (frame.width - TAB_MM) / BAND_REPEATS
    band = pattern(frame.number, *frame.band(0, BAND_MM), cell=cell, origin=(TAB_MM, 0), drawn=frame.theme)
    width = max(TAB_MM, MARGIN_MM + kind.boxes[0].lines[0].width_mm + 2.0)
    corner = Rect(-frame.bleed, -frame.bleed, width + frame.bleed, BAND_MM + frame.bleed, fill=drawn.tab)
    return (band, *frame.rule(BAND_MM), corner, *_mark(frame, drawn.on_tab), *kind.boxes)


def _mark(frame: Frame, colour: str) -> tuple[Box, ...]:
    great = Style("label", "display", 20, colour)
    return frame.setter.block("key", frame.card.rank, great, MARGIN_MM, 3.1, frame.column).boxes


def _held_up(frame: Frame) -> tuple[Box, ...]:
    """A posture is shown to the room: its sign large, on a plain ground amid its pattern."""
    drawn, ground = frame.tones, HELD_MM - 2 * GROUND_MARGIN_MM
    left = (frame.width - ground) / 2
    edge = (Rect(left, GROUND_MARGIN_MM, ground, ground, stroke=drawn.hue, stroke_mm=0.4),)
    band = pattern(
        frame.number,
        *frame.band(0, HELD_MM),
        cell=frame.width / BAND_REPEATS,
        origin=(0, 0),
        drawn=frame.theme,
    )
    plain = Rect(left, GROUND_MARGIN_MM, ground, ground, fill=drawn.tab)
    inset = ground * 0.19
    sign = symbol(frame.card.key, left + inset, GROUND_MARGIN_MM + inset, ground - 2 * inset, drawn.on_tab)
    return (band, *frame.rule(HELD_MM), plain, *(edge if frame.theme.is_white else ()), sign)


def _front_text(frame: Frame, size_pt: float, top: float, bottom: float) -> Composed:
    """Title, then what happens; the question, or the gesture, closes."""
    text, colour = frame.text, frame.tones.hue
    leading = frame.sizes.beside(size_pt, *LEADING)
    head = Style("title", "display", frame.sizes.title(size_pt), frame.ink, 1.05, balance=True)
    body = Style("text", "regular", size_pt, frame.ink, leading, divide=True)
    ask = Style("heading", "display", size_pt + 1.5, colour, 1.12, balance=True)
    blocks = [_at_top(frame, "title", text.title, head)]
    if frame.card.kind == "posture":
        blocks.append(_at_top(frame, "gist", text.gist, Style("text", "bold", size_pt + 1, frame.ink, 1.25)))
        blocks.append(_label(frame, "gesture", text.gesture, body))
    else:
        blocks.append(_at_top(frame, "situation", text.story, body))
        if text.stakes:
            blocks.append(_label(frame, "stakes", text.stakes, body))
        if text.question:
            blocks.append(_at_top(frame, "question", text.question, ask))
    return _stacked(frame, blocks, top, bottom, size_pt)


def _parts(frame: Frame, size_pt: float) -> Composed:
    """A posture: what it moves, then each part; a crisis: what it hits, then what helps."""
    body = _body(frame, size_pt)
    fields = POSTURE_FIELDS[1:] if frame.card.kind == "posture" else CRISIS_FIELDS
    blocks = [_at_top(frame, "title", frame.text.title, _title(frame, size_pt))]
    blocks += [_label(frame, name, text, body) for name in fields if (text := getattr(frame.text, name))]
    fine, fine_top = _fine_print(frame, size_pt)
    top = STRIP_MM + 3.4
    moves = cubes(frame, _own_moves(frame), size_pt + 1.5, frame.ink, x=MARGIN_MM, y=top)
    under = top + cubes_height(size_pt + 1.5) + 3.0
    made = _stacked(frame, blocks, under, fine_top - 1.6, size_pt)
    return Composed((*moves, *made.boxes, *fine.boxes), made.height, made.over_mm)


def _own_moves(frame: Frame) -> Sequence[int]:
    """What a posture brings by itself; what a crisis takes before anything softens it."""
    book = _book(frame)
    if frame.card.kind == "posture":
        return book.postures[frame.card.key].signature
    crisis = book.crises[frame.card.id]
    damage = {found.track: -found.damage for found in (crisis.main, crisis.second)}
    return [damage.get(track, 0) for track in TRACKS]


def _consequences(frame: Frame, size_pt: float) -> Composed:
    """For each posture its sign, what comes of it, and how the cubes move."""
    book, body = _book(frame), _body(frame, size_pt)
    effects = book.situations[frame.card.id].effects
    x = MARGIN_MM + SIGN_MM
    head = _at_top(frame, "title", frame.text.title, _title(frame, size_pt))
    fine, fine_top = _fine_print(frame, size_pt)
    top, bottom = STRIP_MM + 3.2, fine_top - 1.6
    rows = [
        (key, frame.setter.block("situation", said, body, x, 0.0, frame.width - MARGIN_MM - x))
        for key, said in frame.text.consequences.items()
    ]
    inner, line = frame.sizes.beside(size_pt, 0.9, 1.6), cubes_height(size_pt)
    gaps = len(rows)
    free = bottom - top - head.height - sum(text.height + inner + line for _, text in rows)
    gap = min(MOST_GAP_MM, free / gaps)
    boxes: list[Box] = [*moved(head, top).boxes]
    y = top + head.height
    for key, text in rows:
        boxes.append(Rect(MARGIN_MM, y + gap / 2, frame.column, ROW_RULE_MM, fill=frame.grey))
        y += gap + 0.35
        boxes.append(symbol(key, MARGIN_MM, y + 0.4, 5.2, tones(POSTURES.index(key) + 1, frame.theme).hue))
        boxes += moved(text, y).boxes
        y += text.height + inner
        boxes += cubes(frame, effects[key], size_pt, frame.ink, x=x, y=y)
        y += line - 0.35
    least = frame.sizes.beside(size_pt, 1.1, 3.0) * gaps
    return Composed((*boxes, *fine.boxes), y - top, least - free)


def _book(frame: Frame) -> Book:
    if frame.deck.book is None:
        raise ValueError(f"{frame.deck.id} has cards of a game and no numbers")
    return frame.deck.book


def _body(frame: Frame, size_pt: float) -> Style:
    leading = frame.sizes.beside(size_pt, *LEADING)
    return Style("text", "regular", size_pt, frame.ink, leading, divide=True)


def _title(frame: Frame, size_pt: float) -> Style:
    return Style("title", "display", size_pt + 3, frame.tones.hue, 1.05, balance=True)


def _at_top(frame: Frame, field: str, text: str, style: Style) -> Block:
    return frame.setter.block(field, text, style, MARGIN_MM, 0.0, frame.column)


def _label(frame: Frame, name: str, text: str, style: Style) -> Block:
    return frame.setter.labelled(
        name, frame.say(name), text, style, MARGIN_MM, 0.0, frame.column, frame.tones.hue
    )


def _stacked(frame: Frame, blocks: Sequence[Block], top: float, bottom: float, size_pt: float) -> Composed:
    """One under the other, the space left shared between them."""
    em = size_pt * 0.3528
    gaps = len(blocks) - 1
    free = bottom - top - sum(block.height for block in blocks)
    gap = min(MOST_GAP_MM, free / max(1, gaps))
    boxes: list[Box] = []
    y = top
    for block in blocks:
        boxes += moved(block, y).boxes
        y += block.height + gap
    least = frame.sizes.beside(size_pt, *GAP_EM) * em
    return Composed(tuple(boxes), y - gap - top, least * gaps - free)


def _strip(frame: Frame) -> Iterator[Box]:
    yield pattern(
        frame.number,
        *frame.band(0, STRIP_MM),
        cell=frame.width / STRIP_REPEATS,
        origin=(0, 0),
        drawn=frame.theme,
    )
    yield from frame.rule(STRIP_MM)


def _fine_print(frame: Frame, size_pt: float) -> tuple[Block, float]:
    """What the sources attest, who wrote the scene, the deck and the card; and the top of it."""
    style = Style("text", "regular", frame.sizes.fine(size_pt), frame.grey, 1.15)
    text = " ".join(
        filter(None, (frame.text.theme, provenance.sentence(frame), provenance.imprint(frame) + "."))
    )
    bottom = frame.height - frame.safe - 0.3
    block = frame.setter.standing("provenance", text, style, MARGIN_MM, bottom, frame.column)
    return block, bottom - block.height
