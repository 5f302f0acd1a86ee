"""Large print: one size of type for a whole card, which takes as many faces as its text needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from toolkit.faces import provenance
from toolkit.faces.boxes import Box, Face, Qr, Rect, Text
from toolkit.faces.foot import card_url, short_address, written
from toolkit.faces.frame import Frame
from toolkit.faces.icons import icon
from toolkit.faces.layout import CAPITALS, DESCENDERS, Block, Style, TextDoesNotFit, moved
from toolkit.faces.look import look
from toolkit.faces.patterns import pattern
from toolkit.faces.symbols import symbol
from toolkit.faces.told import told

TAB_MM = 44.0
REPEATS = 6
STRIP_MM = 8.0  # of a strip, beside the safe margin
HEAD_MM = 19.0  # idem, of the band of a front
QR_MM = 30.0
NUMBER_PT, STRIP_NUMBER_PT, CODE_PT = 40.0, 22.0, 24.0
LEADING_EM = 1.3
LEAST_GAP_MM, MOST_GAP_MM = 4.2, 9.0
MOST_CARDS = 5  # that one card of the deck may take
FIELDS = {
    "posture": ("gesture", "gives", "costs", "wear", "example"),
    "situation": ("story", "stakes"),
    "crisis": ("story", "hits", "helps", "harms"),
}
USUAL_FIELDS = ("situation", "monday", "cost", "caution")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a card that stays on one face, from y = 0."""

    field: str
    blocks: tuple[Text, ...]
    height: float


def large(frame: Frame, base_url: str) -> tuple[Face, ...]:
    """
    The faces of a card in reading order: front, back, and so on; always an even number, as few as can be.

    Raises: TextDoesNotFit; CharacterNotInFont.
    """
    failure: TextDoesNotFit | None = None
    for cards in range(1, MOST_CARDS + 1):
        try:
            return _fitted(frame, base_url, 2 * cards)
        except TextDoesNotFit as wrong:
            failure = wrong
    assert failure
    raise failure


def _fitted(frame: Frame, base_url: str, faces: int) -> tuple[Face, ...]:
    """On that many faces, at the largest size that goes in."""
    sizes = frame.sizes
    steps = round((sizes.body_max - sizes.body_min) / sizes.step)
    best, low, high = _composed(frame, base_url, faces, sizes.body_min), 0, steps
    while low < high:
        middle = (low + high + 1) // 2
        try:
            best, low = _composed(frame, base_url, faces, sizes.body_min + middle * sizes.step), middle
        except TextDoesNotFit:
            high = middle - 1
    return best


def _composed(frame: Frame, base_url: str, faces: int, size_pt: float) -> tuple[Face, ...]:
    """Raises: TextDoesNotFit."""
    sections = _sections(frame, size_pt)
    room = frame.height - _strip_mm(frame) - _margin(frame) - frame.safe
    if over := [section for section in sections if section.height > room]:
        raise frame.setter.too_long(over[0].field, over[0].height - room, size_pt)
    groups = _shared_out(sections, faces - 1)
    fullest = max(groups, key=_taken)
    if (excess := _taken(fullest) - room) > 0:
        longest = max(fullest, key=lambda section: section.height)
        raise frame.setter.too_long(longest.field, excess, size_pt)
    first = frame.face(_front(frame, base_url, size_pt))
    others = (frame.face(_inside(frame, group, i + 2, faces)) for i, group in enumerate(groups))
    return (first, *others)


def _margin(frame: Frame) -> float:
    return frame.safe + 2.0


def _strip_mm(frame: Frame) -> float:
    return frame.safe + STRIP_MM


def _head_mm(frame: Frame) -> float:
    return frame.safe + HEAD_MM


def _column(frame: Frame) -> float:
    return frame.width - 2 * _margin(frame)


def _sections(frame: Frame, size_pt: float) -> list[Section]:
    """The question, the parts that have a text, who wrote what."""
    x, width, setter = _margin(frame), _column(frame), frame.setter
    large = Style("title", "display", frame.sizes.question(size_pt), frame.tones.hue, 1.15, balance=True)
    question = setter.block("question", frame.text.question, large, x, 0.0, width)
    made = [Section("question", question.boxes, question.height)] if question.boxes else []
    for field in FIELDS.get(frame.card.kind, USUAL_FIELDS):
        if text := getattr(frame.text, field):
            made.append(_labelled(frame, field, frame.say(field), text, size_pt))
    for label, text in told(frame):
        made.append(_labelled(frame, "consequences", label, text, size_pt))
    text = " ".join((provenance.sentence(frame), provenance.credit(frame), provenance.imprint(frame) + "."))
    made.append(_labelled(frame, "provenance", provenance.mark(frame), text, frame.sizes.fine(size_pt)))
    return made


def _labelled(frame: Frame, field: str, label: str, text: str, size_pt: float) -> Section:
    """A text under its label, which takes a line of its own: the eye finds it again."""
    x, width = _margin(frame), _column(frame)
    head = Style("label", "bold", size_pt, frame.tones.hue, 1.2)
    body = Style("text", "regular", size_pt, frame.ink, LEADING_EM)
    above = frame.setter.block(field, label, head, x, 0.0, width)
    top = above.height + 0.35 * body.em_mm
    below = frame.setter.block(field, text, body, x, top, width)
    return Section(field, above.boxes + below.boxes, top + below.height)


def _taken(group: Sequence[Section]) -> float:
    return sum(section.height for section in group) + LEAST_GAP_MM * (len(group) - 1)


def _shared_out(sections: Sequence[Section], faces: int) -> list[Sequence[Section]]:
    """*sections* in order over *faces*, the fullest of them as little full as can be."""
    ways = (
        [sections[a:b] for a, b in zip((0, *cuts), (*cuts, len(sections)), strict=True)]
        for cuts in combinations(range(1, len(sections)), min(faces, len(sections)) - 1)
    )
    best = min(ways, key=lambda groups: sorted(map(_taken, groups), reverse=True))
    return best + [()] * (faces - len(best))


def _front(frame: Frame, base_url: str, size_pt: float) -> tuple[Box, ...]:
    x, width, sizes = _margin(frame), _column(frame), frame.sizes
    foot, foot_top = _foot(frame, base_url)
    above = _kicker(frame, _head_mm(frame) + 6.0)
    top = _head_mm(frame) + 6.0 + (above.height + 3.0 if above.boxes else 0.0)
    title_pt = sizes.title(size_pt)
    while True:
        style = Style("title", "display", title_pt, frame.ink, 1.08, balance=True)
        body = Style("text", "regular", size_pt, frame.ink, LEADING_EM)
        try:
            title = frame.setter.block("title", frame.text.title, style, x, top, width)
            gist_top = top + title.height + 4.5
            gist = frame.setter.block("gist", frame.text.gist, body, x, gist_top, width)
            if (over := gist_top + gist.height + 2.0 - foot_top) > 0:
                field = "title" if title.height > gist.height else "gist"
                raise frame.setter.too_long(field, over, size_pt)
            return (*_band(frame), *above.boxes, *title.boxes, *gist.boxes, *foot)
        except TextDoesNotFit:
            if title_pt <= sizes.title_min:
                raise
            title_pt = max(sizes.title_min, title_pt - 1.0)


def _kicker(frame: Frame, top: float) -> Block:
    """The name of the orientation, above a lead; an orientation has it as its title."""
    number = frame.card.orientation
    cards = (card for card, _ in frame.deck.by_orientation() if card.orientation == number)
    head = next(cards, None)
    if head is None or head is frame.card:
        return Block((), 0.0)
    style = Style("label", "bold", frame.sizes.label, frame.tones.hue, 1.2, balance=True)
    name = head.text(frame.language).title
    return frame.setter.block("orientation", name, style, _margin(frame), top, _column(frame))


def _band(frame: Frame) -> tuple[Box, ...]:
    """The corner with number, icon and kind, and the pattern beside it."""
    tones, x = frame.tones, _margin(frame)
    great = Style("label", "display", NUMBER_PT, tones.on_tab)
    kind = Style("label", "bold", frame.sizes.label, tones.on_tab)
    setter, card, top = frame.setter, frame.card, frame.safe + 0.8
    return (
        *_strip(frame, _head_mm(frame), TAB_MM),
        *setter.standing(
            "kind", frame.say(f"kind_{card.kind}"), kind, x, _head_mm(frame) - 1.4, TAB_MM
        ).boxes,
        *_emblem(frame, great, x, top, 13.5, 9.5),
    )


def _emblem(frame: Frame, style: Style, x: float, top: float, apart: float, size: float) -> tuple[Box, ...]:
    """The figure of a card and the icon of its orientation beside it; for a posture, its sign."""
    card, colour = frame.card, style.colour
    if card.kind == "posture":
        return (symbol(card.key, x, top - 0.4, size, colour),)
    figure = frame.setter.block("orientation", card.rank, style, x, top, TAB_MM)
    if not card.orientation:
        return figure.boxes
    return (
        icon(look().orientation(card.orientation).icon, x + apart, top - 0.4, size, colour),
        *figure.boxes,
    )


def _strip(frame: Frame, height: float, tab: float) -> tuple[Box, ...]:
    strip = pattern(
        frame.number,
        *frame.band(0, height),
        cell=(frame.width - tab) / REPEATS,
        origin=(tab, 0),
        drawn=frame.theme,
    )
    corner = Rect(-frame.bleed, -frame.bleed, tab + frame.bleed, height + frame.bleed, fill=frame.tones.tab)
    return strip, *frame.rule(height), corner


def _inside(frame: Frame, group: Sequence[Section], face: int, faces: int) -> tuple[Box, ...]:
    """A narrow strip that says which card this is, then its sections, spread."""
    tones, card, x = frame.tones, frame.card, _margin(frame)
    top = frame.safe + 0.6
    style = Style("label", "display", STRIP_NUMBER_PT, tones.on_tab)
    small = Style("label", "bold", frame.sizes.label, tones.on_tab)
    place = f"{card.code} · {face}/{faces}"
    height = (CAPITALS + DESCENDERS) * style.em_mm
    said = frame.setter.standing("code", place, small, x + 18.5, top + height, TAB_MM + 10.0)
    tab = x + 52.0
    return (
        *_strip(frame, _strip_mm(frame), tab),
        *_emblem(frame, style, x, top, 8.5, 6.6),
        *said.boxes,
        *_spread(frame, group),
    )


def _spread(frame: Frame, group: Sequence[Section]) -> Iterator[Box]:
    top = _strip_mm(frame) + _margin(frame) - 1.0
    free = frame.height - frame.safe - top - sum(section.height for section in group)
    gap = min(MOST_GAP_MM, free / max(1, len(group) - 1))
    for section in group:
        yield from moved(Block(section.blocks, section.height), top).boxes
        top += section.height + gap


def _foot(frame: Frame, base_url: str) -> tuple[tuple[Box, ...], float]:
    """The QR code, and beside it the code and the address to type; and the top of it all."""
    x, y = frame.width - frame.safe - QR_MM, frame.height - frame.safe - QR_MM
    width = x - _margin(frame) - 1.0
    style = Style("label", "regular", frame.sizes.label, frame.grey, 1.2)
    code = Style("label", "display", CODE_PT, frame.ink)
    address = written(frame, base_url, style, _margin(frame), width)
    bottom = frame.height - frame.safe - QR_MM * 4 / 33 + DESCENDERS * style.em_mm
    top = bottom - address.height
    own = frame.setter.standing("code", frame.card.code, code, _margin(frame), top - 1.5, width)
    if top - 1.5 - own.height < y - 12.0:
        raise frame.setter.too_long("address", y - top, style.size_pt)
    said = frame.say("qr", address=short_address(frame.card, base_url))
    qr = Qr(x, y, QR_MM, card_url(frame.card, base_url), said)
    return (*own.boxes, *moved(address, top).boxes, qr), min(y, top - 1.5 - own.height)
