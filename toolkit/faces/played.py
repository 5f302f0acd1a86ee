"""
The cards of the game: what happens and what is at stake on the front, what comes of it on the back.

A situation or a crisis is ink, whatever its number: no posture seems to own it. The numbers of a back are
those of the game, so that words and cubes cannot disagree.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from toolkit.content.cards import POSTURES
from toolkit.content.game_tables import signed
from toolkit.faces import provenance
from toolkit.faces.boxes import Box, Rect
from toolkit.faces.drawable import drawable
from toolkit.faces.foot import QR_MM, Colours, foot
from toolkit.faces.frame import MARGIN_MM, Frame
from toolkit.faces.layout import CAPITALS, Block, Composed, Style, fitted, moved
from toolkit.faces.look import tones
from toolkit.faces.metrics import metrics
from toolkit.faces.moves import CHIP_MM, chips, cubes, cubes_height, track_heads
from toolkit.faces.patterns import pattern
from toolkit.faces.symbols import symbol
from toolkit.faces.tracks import track_hue, track_icon
from toolkit.game.book import Book, Damage

BAND_MM, TAB_MM = 12.0, 15.0
HELD_MM, GROUND_MARGIN_MM = 40.0, 4.5
STRIP_MM, STRIP_REPEATS, BAND_REPEATS = 3.5, 18, 6
POSTURE_FIELDS = ("gesture", "gives", "costs", "wear", "example")
CRISIS_FIELDS = ("hits", "helps", "harms")
GAP_EM = (0.28, 1.1)
MOST_GAP_MM = 4.2
LEADING = (1.16, 1.28)
UNDER_CHIPS = 0.22  # of the space between two of them, what goes under the cubes
CLOSE = (1.13, 1.28)  # of six short texts, each of them apart
ROW_RULE_MM = 0.15
HEADS_MM, DAMAGE_MM, FITS_MM = 4.6, 9.6, 15.4
# A back of what happens: its bar, beyond the safe zone, and margins as narrow as that zone lets them be.
BAR_MM, BAR_TOP_MM, BAR_PT, EDGE_MM = 4.5, 0.5, 12.0, 3.2


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
    compose = {"situation": _consequences, "posture": _parts, "crisis": _damages}[frame.card.kind]
    text = fitted(lambda size_pt: compose(frame, size_pt), frame.sizes, frame.setter, _named(frame))
    return (*(_strip(frame) if frame.card.kind == "posture" else _bar(frame)), *text.boxes)


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
    return frame.setter.block("key", frame.card.rank, great, MARGIN_MM, frame.safe + 0.45, frame.column).boxes


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
    """A posture: what it moves by itself, then each part."""
    body = _body(frame, size_pt)
    blocks = [_at_top(frame, "title", frame.text.title, _title(frame, size_pt))]
    blocks += [
        _label(frame, name, text, body) for name in POSTURE_FIELDS[1:] if (text := getattr(frame.text, name))
    ]
    fine, fine_top = _fine_print(frame, size_pt)
    top, signature = STRIP_MM + 3.4, _book(frame).postures[frame.card.key].signature
    moves = cubes(frame, signature, size_pt + 1.5, frame.ink, x=MARGIN_MM, y=top)
    under = top + cubes_height(size_pt + 1.5) + 3.0
    made = _stacked(frame, blocks, under, fine_top - 1.6, size_pt)
    return Composed((*moves, *made.boxes, *fine.boxes), made.height, made.over_mm)


def _damages(frame: Frame, size_pt: float) -> Composed:
    """A crisis: its two damages, told apart; what it hits and what helps; the fit of each posture."""
    book, body = _book(frame), _body(frame, size_pt)
    crisis = book.crises[frame.card.id]
    blocks = [
        _label(frame, name, text, body) for name in CRISIS_FIELDS if (text := getattr(frame.text, name))
    ]
    top, half = _bar_mm(frame) + 3.0, frame.column / 2
    shown: list[Box] = []
    for place, (name, damage) in enumerate((("main", crisis.main), ("second", crisis.second))):
        shown += _damage(frame, name, damage, MARGIN_MM + place * half, top)
    fine, fine_top = _fine_print(frame, size_pt)
    fits_top = fine_top - 2.4 - FITS_MM
    shown += _fits(frame, crisis.fits, size_pt, fits_top)
    made = _stacked(frame, blocks, top + DAMAGE_MM + 3.0, fits_top - 2.4, size_pt)
    return Composed((*shown, *made.boxes, *fine.boxes), made.height, made.over_mm)


def _damage(frame: Frame, name: str, damage: Damage, x: float, y: float) -> Iterator[Box]:
    """Which damage it is, and under that the track it takes from and how much, as large as can be."""
    small = Style("label", "bold", frame.sizes.label, frame.ink)
    great = Style("label", "display", 20.0, frame.ink)
    half = frame.column / 2
    said = frame.setter.block(name, frame.say(f"damage_{name}"), small, x, y, half)
    yield from said.boxes
    under = y + said.height + 1.8
    yield track_icon(damage.track, x, under - 1.0, 6.6, track_hue(damage.track, frame.theme))
    yield from frame.setter.block("moves", signed(-damage.damage), great, x + 8.2, under, half).boxes


def _fits(frame: Frame, fits: Mapping[str, int], size_pt: float, y: float) -> Iterator[Box]:
    """Six columns: the sign of a posture, and what it takes off the main damage."""
    named = Style("label", "bold", size_pt, frame.ink)
    number = Style("label", "bold", size_pt + 2.5, frame.ink)
    yield Rect(MARGIN_MM, y, frame.column, ROW_RULE_MM, fill=frame.grey)
    yield from frame.setter.block("fits", frame.say("fits"), named, MARGIN_MM, y + 1.8, frame.column).boxes
    step = frame.column / len(fits)
    for place, (key, fit) in enumerate(fits.items()):
        x = MARGIN_MM + place * step
        hue = tones(POSTURES.index(key) + 1, frame.theme).hue
        yield symbol(key, x, y + 6.4, 4.2, hue)
        yield from frame.setter.block("moves", signed(fit), number, x, y + 12.2, step).boxes


def _consequences(frame: Frame, size_pt: float) -> Composed:
    """For each posture its sign and name, the cubes it moves as they lie on the board, what comes of it."""
    book, body = _book(frame), replace(_body(frame, size_pt), leading=frame.sizes.beside(size_pt, *CLOSE))
    effects = book.situations[frame.card.id].effects
    named = Style("heading", "bold", size_pt + 0.5, frame.ink)
    fine, fine_top = _fine_print(frame, size_pt, _edge(frame))
    first, bottom = _bar_mm(frame) + 1.7, fine_top - 1.2
    inner = frame.sizes.beside(size_pt, 0.6, 1.2)
    rows = [
        (key, _name(frame, key, named), _wide(frame, "situation", said, body))
        for key, said in frame.text.consequences.items()
    ]
    free = bottom - first - HEADS_MM - sum(CHIP_MM + inner + text.height for _, _, text in rows)
    gap = min(MOST_GAP_MM, free / len(rows))
    boxes: list[Box] = [*track_heads(frame, first, frame.width - _edge(frame))]
    y = first + HEADS_MM
    for key, name, text in rows:
        hue = tones(POSTURES.index(key) + 1, frame.theme).hue
        boxes.append(symbol(key, _edge(frame), y - 0.1, CHIP_MM + 0.2, hue))
        boxes += moved(name, y + (CHIP_MM - CAPITALS * named.em_mm) / 2).boxes
        boxes += chips(frame, effects[key], y, frame.width - _edge(frame))
        y += CHIP_MM + inner + UNDER_CHIPS * gap
        boxes += moved(text, y).boxes
        y += text.height + (1 - UNDER_CHIPS) * gap
    least = frame.sizes.beside(size_pt, 0.9, 2.6) * len(rows)
    return Composed((*boxes, *fine.boxes), y - gap - first, least - free)


def _name(frame: Frame, key: str, style: Style) -> Block:
    title = frame.deck.card(_book(frame).postures[key].card).text(frame.language).title
    return frame.setter.block("title", title, style, _edge(frame) + CHIP_MM + 1.2, 0.0, frame.column)


def _wide(frame: Frame, field: str, text: str, style: Style) -> Block:
    return frame.setter.block(field, text, style, _edge(frame), 0.0, frame.width - 2 * _edge(frame))


def _bar_mm(frame: Frame) -> float:
    return frame.safe + BAR_MM


def _edge(frame: Frame) -> float:
    return max(EDGE_MM, frame.safe)


def _bar(frame: Frame) -> Iterator[Box]:
    """The head of a back: its title on one line, as large as it holds."""
    yield Rect(*frame.band(0, _bar_mm(frame)), fill=frame.tones.tab)
    yield from frame.rule(_bar_mm(frame))
    size_pt = BAR_PT
    while size_pt > frame.sizes.body_min and (
        metrics().width_mm(drawable(frame.text.title, "display"), "display", size_pt)
        > frame.width - 2 * _edge(frame)
    ):
        size_pt -= 0.25
    style = Style("title", "display", size_pt, frame.tones.on_tab)
    top = frame.safe + BAR_TOP_MM
    yield from moved(_wide(frame, "title", frame.text.title, style), top).boxes


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


def _fine_print(frame: Frame, size_pt: float, edge: float = MARGIN_MM) -> tuple[Block, float]:
    """What the sources attest, who wrote the scene, the deck and the card; and the top of it."""
    style = Style("text", "regular", frame.sizes.fine(size_pt), frame.grey, 1.15)
    text = " ".join(
        filter(None, (frame.text.theme, provenance.sentence(frame), provenance.imprint(frame) + "."))
    )
    bottom = frame.height - frame.safe - 0.3
    block = frame.setter.standing("provenance", text, style, edge, bottom, frame.width - 2 * edge)
    return block, bottom - block.height
