"""A tuck box for a deck of poker cards, flat: to cut out, fold and glue."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from babel.numbers import format_decimal

from toolkit.content.cards import Deck, Language
from toolkit.faces.boxes import Box, Command, Face, Path, Rect
from toolkit.faces.layout import Style
from toolkit.faces.patterns import pattern
from toolkit.printing.dividers import TAB
from toolkit.printing.imposition import Window
from toolkit.printing.leaves import Leaf, dashes, leaves_pdf, placed
from toolkit.printing.painter import Drawing
from toolkit.printing.refusals import Refused
from toolkit.words import say

# A poker card, and the room around it.
CARD_WIDTH, CARD_HEIGHT = 63.0, 88.0
ROOM, DEPTH_ROOM = 2.0, 1.5
GLUE, TUCK, NOTCH = 12.0, 15.0, 8.0
# What a flap loses on each side to go in.
EASE = 1.0
LEAST_DEPTH = 6.0
MOST_CARDS = 200
LEAST_THICKNESS, MOST_THICKNESS = 0.1, 1.0
USUAL_THICKNESS = 0.32  # paper of 300 g/m2
CAPTION = 9.0
KAPPA = 0.5522847498

Point = tuple[float, float]


class BoxTooLarge(Refused):
    """A box that does not lie flat on the sheet."""

    def sentence(self, language: Language) -> str:
        values = {
            name: value if isinstance(value, int) else format_decimal(str(value), "0.##", locale=language)
            for name, value in self.values.items()
        }
        return say(language, "table.box_large", **values)


@dataclass(frozen=True, slots=True)
class Net:
    """The box laid flat, in millimetres: its inside, and where its panels start."""

    width: float
    height: float
    depth: float

    @property
    def across(self) -> float:
        return GLUE + 2 * self.width + 2 * self.depth

    @property
    def down(self) -> float:
        return self.height + 2 * (self.depth + TUCK)

    @property
    def top(self) -> float:
        """Where the panels start, under the lid."""
        return self.depth + TUCK

    @property
    def panels(self) -> tuple[float, float, float, float]:
        """The left edges of back, side, front and side."""
        side = GLUE + self.width
        return GLUE, side, side + self.depth, side + self.depth + self.width


def net(count: int, thickness_mm: float, *, dividers: int = 0) -> Net:
    """The box of *count* cards and *dividers*, which stand higher."""
    depth = (count + dividers) * thickness_mm + DEPTH_ROOM
    height = CARD_HEIGHT + ROOM + (TAB if dividers else 0.0)
    return Net(CARD_WIDTH + ROOM, height, max(LEAST_DEPTH, ceil(2 * depth) / 2))


def box_pdf(deck: Deck, count: int, thickness_mm: float, leaf: Leaf, *, dividers: int = 0) -> bytes:
    """
    The box of *deck*, at its true size, in the middle of one sheet.

    Returns: the same bytes for the same arguments.
    Raises: BoxTooLarge; CannotSet.
    """
    made, sheet = net(count, thickness_mm, dividers=dividers), leaf.sheet
    free = 2 * sheet.margin_mm
    if made.across > sheet.width_mm - free or made.down + CAPTION > sheet.height_mm - free:
        values = {"thickness": thickness_mm, "width": made.across, "height": made.down}
        raise BoxTooLarge("box_large", n=count, **values)
    x, y = (sheet.width_mm - made.across) / 2, (sheet.height_mm - made.down - CAPTION) / 2 + CAPTION
    title = deck.text(leaf.language).title
    page = [
        _caption(made, count, x, y, leaf),
        Drawing(_ground(made, leaf), x, y, Window(x, y, made.across, made.down)),
    ]
    panel = _front(made, deck, count, leaf)
    side = _side(made, deck, leaf)
    _, first, front, second = made.panels
    page.append(placed(panel, x + front, y + made.top, part="front"))
    page.append(placed(side, x + first, y + made.top, turn=90, part="side"))
    page.append(placed(side, x + second, y + made.top, turn=90, part="other side"))
    marks = Face(made.across, made.down, 0.0, tuple(_lines(made, leaf)), "", leaf.language)
    page.append(Drawing(marks, x, y, Window(x - 1, y - 1, made.across + 2, made.down + 2)))
    named = f"{leaf.say('table.box')}, {title}"
    return leaves_pdf([page], leaf, named, leaf.say("table.box_how", n=count))


def _caption(made: Net, count: int, x: float, y: float, leaf: Leaf) -> Drawing:
    """How it is made, above the box."""
    small = Style("text", "regular", 8.5, leaf.theme.ink, 1.2)
    said = leaf.block("how", leaf.say("table.box_how", n=count), small, 0.0, 1.5, made.across)
    face = Face(made.across, CAPTION, 0.0, said.boxes, leaf.say("table.box"), leaf.language)
    return placed(face, x, y - CAPTION)


def _ground(made: Net, leaf: Leaf) -> Face:
    """What is under the words: the seven patterns around the box, at its foot and on its lid."""
    boxes: list[Box] = []
    left = made.panels[0]
    around = made.across - GLUE
    band = _band(made)
    boxes += _selvedge(left, made.top + made.height - band, around, band, leaf)
    boxes += _selvedge(left, TUCK, made.width, made.depth, leaf)
    word = Style("label", "regular", 7.0, leaf.theme.grey)
    glue = leaf.block(
        "glue", leaf.say("table.box_glue"), word, 1.0, made.top + made.height / 2, GLUE - 2.0, middle=True
    )
    return Face(made.across, made.down, 0.0, (*boxes, *glue.boxes), leaf.say("table.box"), leaf.language)


def _band(made: Net) -> float:
    return made.height * 0.42


def _selvedge(x: float, y: float, width: float, height: float, leaf: Leaf) -> Iterator[Box]:
    each = width / 7
    cell = max(each / 2, min(each, height / 2))
    for place in range(7):
        at = x + place * each
        yield pattern(place + 1, at, y, each, height, cell=cell, origin=(at, y), drawn=leaf.theme)
    if leaf.theme.is_white:
        yield Rect(x, y, width, 0.4, fill=leaf.theme.ink)


def _front(made: Net, deck: Deck, count: int, leaf: Leaf) -> Face:
    """The title of the deck, and how many cards are in the box."""
    pad, text = 6.0, deck.text(leaf.language)
    width = made.width - 2 * pad
    great = Style("title", "display", 25.0, leaf.theme.ink, 1.04, balance=True)
    quiet = Style("text", "regular", 9.5, leaf.theme.ink, 1.3)
    small = Style("label", "bold", 8.0, leaf.theme.grey)
    foot = made.height - _band(made) - 5.0
    y = NOTCH + 6.0
    title = leaf.largest("title", text.title, great, pad, y, width, 22.0, least_pt=9.0)
    said = leaf.block("count", leaf.say("table.box_cards", n=count), small, pad, foot - 3.0, width)
    y += title.height + 4.0
    told = leaf.largest("subtitle", text.subtitle, quiet, pad, y, width, foot - 5.0 - y, least_pt=6.0)
    boxes = (*title.boxes, *told.boxes, *said.boxes)
    return Face(made.width, made.height, 0.0, boxes, text.title, leaf.language)


def _side(made: Net, deck: Deck, leaf: Leaf) -> Face:
    """The title along a side, to be turned."""
    length = made.height - _band(made)
    title = deck.text(leaf.language).title
    size = min(13.0, (made.depth - 2.0) * 2.0)
    style = Style("title", "display", size, leaf.theme.ink, 1.0)
    block = leaf.largest("side", title, style, 5.0, 0.0, length - 8.0, made.depth - 1.0, least_pt=4.5)
    middle = leaf.block(
        "side",
        title,
        Style("title", "display", block.boxes[0].size_pt, leaf.theme.ink, 1.0),
        5.0,
        (made.depth - block.height) / 2,
        length - 8.0,
    )
    return Face(made.height, made.depth, 0.0, middle.boxes, title, leaf.language)


def _lines(made: Net, leaf: Leaf) -> Iterator[Box]:
    """Where to cut, then where to fold."""
    ink = leaf.theme.ink
    yield Path(tuple(_outline(made)), stroke="#000000", stroke_mm=0.2)
    top, foot = made.top, made.top + made.height
    for x in made.panels:
        yield dashes(x, top, x, foot, ink, on=1.5)
    back, first, front, second = made.panels
    for y in (top, foot):
        yield dashes(back, y, first, y, ink, on=1.5)
        yield dashes(first + EASE / 2, y, front - EASE / 2, y, ink, on=1.5)
        yield dashes(second + EASE / 2, y, second + made.depth, y, ink, on=1.5)
    for y in (TUCK, made.down - TUCK):
        yield dashes(back, y, first, y, ink, on=1.5)


def _outline(made: Net) -> Iterator[Command]:
    """Around the box, clockwise from the left end of the lid's fold."""
    back, first, front, second = made.panels
    end, top, foot = second + made.depth, made.top, made.top + made.height
    yield "M", (back, top)
    yield from _flap(back, first, top, -1.0, made.depth)
    yield from _dust(first, front, top, -1.0, made.depth)
    middle = (front + second) / 2
    yield "L", (front, top)
    yield "L", (middle - NOTCH, top)
    bend = NOTCH * KAPPA
    yield "C", (middle - NOTCH, top + bend, middle - bend, top + NOTCH, middle, top + NOTCH)
    yield "C", (middle + bend, top + NOTCH, middle + NOTCH, top + bend, middle + NOTCH, top)
    yield "L", (second, top)
    yield from _dust(second, end, top, -1.0, made.depth)
    yield "L", (end, foot)
    yield from _dust(end, second, foot, 1.0, made.depth)
    yield "L", (front, foot)
    yield from _dust(front, first, foot, 1.0, made.depth)
    yield from _flap(first, back, foot, 1.0, made.depth)
    yield "L", (0.0, foot - 5.0)
    yield "L", (0.0, top + 5.0)
    yield "Z", ()


def _flap(start: float, end: float, y: float, way: float, depth: float) -> Iterator[Command]:
    """A lid and what is tucked in, up (-1) or down (1), from *start* to *end*."""
    across = 1.0 if end > start else -1.0
    lid, tip = y + way * depth, y + way * (depth + TUCK)
    ease, round_ = across * EASE, across * 9.0
    yield "L", (start, y)
    yield "L", (start, lid)
    yield "L", (start + ease, lid)
    yield (
        "C",
        (start + ease, lid + way * TUCK * 0.6, start + ease + round_ * 0.4, tip, start + ease + round_, tip),
    )
    yield "L", (end - ease - round_, tip)
    yield "C", (end - ease - round_ * 0.4, tip, end - ease, lid + way * TUCK * 0.6, end - ease, lid)
    yield "L", (end, lid)
    yield "L", (end, y)


def _dust(start: float, end: float, y: float, way: float, depth: float) -> Iterator[Command]:
    """A flap of a side, which goes in before the lid."""
    across = 1.0 if end > start else -1.0
    length = y + way * min(depth + TUCK - 1.0, 22.0)
    slope = across * min(2.5, depth / 4)
    yield "L", (start + across * EASE / 2, y)
    yield "L", (start + slope, length)
    yield "L", (end - slope, length)
    yield "L", (end - across * EASE / 2, y)
    yield "L", (end, y)
