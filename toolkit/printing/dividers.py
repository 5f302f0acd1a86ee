"""Dividers for a deck in its box: one for each orientation, with a tab that stands above the cards."""

from collections.abc import Iterator, Sequence

from toolkit.content.cards import Card, Deck
from toolkit.faces.boxes import Box, Command, Face, Path, Rect
from toolkit.faces.icons import icon
from toolkit.faces.layout import Block, Style, moved
from toolkit.faces.look import look, tones
from toolkit.faces.patterns import pattern
from toolkit.printing.imposition import Window
from toolkit.printing.leaves import Leaf, leaves_pdf
from toolkit.printing.painter import Drawing

# A poker card, and what stands above it.
WIDTH, BODY, TAB, TAB_WIDTH = 63.0, 88.0, 11.0, 24.0
HEIGHT = BODY + TAB
GAP = 2.0
MARGIN = 5.0
PATTERN = 42.0


def dividers_pdf(deck: Deck, leaf: Leaf) -> bytes:
    """
    The dividers of *deck* at their true size, eight on a lying sheet of A4.

    Returns: the same bytes for the same arguments.
    Raises: CannotSet.
    """
    heads = [card for card, _ in deck.by_orientation()]
    width, height = leaf.sheet.height_mm, leaf.sheet.width_mm
    edge = 2 * leaf.sheet.margin_mm - GAP
    columns = max(1, int((width - edge) // (WIDTH + GAP)))
    rows = max(1, int((height - edge) // (HEIGHT + GAP)))
    left = (width - columns * (WIDTH + GAP) + GAP) / 2
    top = (height - rows * (HEIGHT + GAP) + GAP) / 2
    pages = []
    for start in range(0, len(heads), columns * rows):
        page = []
        for place, card in enumerate(heads[start : start + columns * rows]):
            x = left + place % columns * (WIDTH + GAP)
            y = top + place // columns * (HEIGHT + GAP)
            face = divider_face(card, deck, (start + place, len(heads)), leaf)
            page.append(Drawing(face, x, y, Window(x - 0.5, y - 0.5, WIDTH + 1.0, HEIGHT + 1.0), place))
        pages.append(page)
    title = deck.text(leaf.language).title
    return leaves_pdf(
        pages, leaf, f"{leaf.say('table.dividers')}, {title}", leaf.say("table.dividers_how"), lying=True
    )


def divider_face(card: Card, deck: Deck, place: tuple[int, int], leaf: Leaf) -> Face:
    """The divider of one orientation; *place*, its rank from 0 among how many, says where its tab is."""
    number = card.orientation
    colours = tones(number, leaf.theme)
    step = (WIDTH - TAB_WIDTH) / max(1, place[1] - 1)
    x = place[0] * step
    ground = (
        Rect(x, 0.0, TAB_WIDTH, TAB + 0.1, fill=colours.tab),
        pattern(number, 0.0, TAB, WIDTH, PATTERN, cell=WIDTH / 5, origin=(0.0, TAB), drawn=leaf.theme),
        *((Rect(0.0, TAB + PATTERN, WIDTH, 0.5, fill=colours.hue),) if leaf.theme.is_white else ()),
    )
    great = Style("label", "display", 21.0, colours.on_tab, 1.0)
    shown = leaf.block("orientation", str(number), great, x + 4.5, 3.2, 8.0)
    sign = icon(look().orientation(number).icon, x + 13.0, 2.4, 6.4, colours.on_tab)
    texts = _texts(card, deck, leaf)
    text = card.text(leaf.language)
    outline = _outline(x)
    return Face(WIDTH, HEIGHT, 0.0, (*ground, *shown.boxes, sign, *texts, outline), text.title, leaf.language)


def _texts(card: Card, deck: Deck, leaf: Leaf) -> Iterator[Box]:
    """The name of the orientation, and the titles of the cards behind it."""
    width, top = WIDTH - 2 * MARGIN, TAB + PATTERN + 5.5
    name = Style("title", "display", 12.5, tones(card.orientation, leaf.theme).hue, 1.06, balance=True)
    small = Style("text", "regular", 8.5, leaf.theme.ink, 1.2)
    title = leaf.block("title", card.text(leaf.language).title, name, MARGIN, top, width)
    yield from title.boxes
    behind: Sequence[Card] = next(leads for head, leads in deck.by_orientation() if head.id == card.id)
    y, foot = top + title.height + 3.6, HEIGHT - MARGIN
    for lead in behind:
        block: Block = leaf.block("lead", lead.text(leaf.language).title, small, MARGIN, 0.0, width)
        if y + block.height > foot:
            return
        yield from moved(block, y).boxes
        y += block.height + 1.6


def _outline(x: float) -> Path:
    """Where to cut."""
    points = [(x, 0.0), (x + TAB_WIDTH, 0.0), (x + TAB_WIDTH, TAB), (WIDTH, TAB)]
    points += [(WIDTH, HEIGHT), (0.0, HEIGHT), (0.0, TAB), (x, TAB)]
    first, *others = points
    commands: tuple[Command, ...] = (("M", first), *(("L", point) for point in others), ("Z", ()))
    return Path(commands, stroke="#000000", stroke_mm=0.15)
