"""Sheets of the game to fill in by hand: the tally of each vote, and the journal of a game."""

from collections.abc import Iterator, Sequence

from toolkit.content.cards import POSTURES
from toolkit.faces.boxes import Box, Face, Rect
from toolkit.faces.layout import Style
from toolkit.faces.look import tones
from toolkit.faces.symbols import symbol
from toolkit.printing.leaves import A4_LONG, Leaf, leaves_pdf, whole

MARGIN = 12.0
HEAD_PT, CELL_PT = 8.5, 11.0
# Rows of the journal: the longest game.
ROUNDS, CRISES = 8, 3

Postures = Sequence[tuple[str, str]]
Tracks = Sequence[str]


def journal_pdf(postures: Postures, tracks: Tracks, title: str, leaf: Leaf) -> bytes:
    """
    Two pages to copy: the tally sheet, then the journal.

    Args: *postures*, key and title of each, in the order of the cards; *tracks*, their names, in theirs.
    Returns: the same bytes for the same arguments.
    Raises: CannotSet.
    """
    faces = tally_face(postures, leaf), journal_face(postures, tracks, leaf)
    pages = [whole(face, leaf.sheet, lying=True) for face in faces]
    return leaves_pdf(
        pages, leaf, leaf.say("table.journal_of", title=title), leaf.say("table.journal"), lying=True
    )


def tally_face(postures: Postures, leaf: Leaf) -> Face:
    """One line for each vote, one column for each posture: strokes, then their number."""
    boxes: list[Box] = [*_title(leaf, "table.tally", "table.tally_how")]
    heads = ["", leaf.say("table.tally_vote"), *(name for _, name in postures), leaf.say("table.tally_sum")]
    widths = [14.0, 24.0, *[33.0] * len(postures), A4_LONG - 2 * MARGIN - 38.0 - 33.0 * len(postures)]
    top = 33.0
    signs = ["", "", *(key for key, _ in postures), ""]
    boxes += _heads(heads, widths, top, leaf, signs)
    labels = [
        (str(number) if vote == 1 else "", leaf.say(f"table.tally_vote_{vote}"))
        for number in range(1, ROUNDS + 1)
        for vote in (1, 2)
    ]
    labels += [("", leaf.say("table.journal_crisis"))] * CRISES
    boxes += _rows(labels, widths, top + 6.5, 8.2, leaf)
    return leaf.face(boxes, leaf.say("table.tally"), lying=True)


def journal_face(postures: Postures, tracks: Tracks, leaf: Leaf) -> Face:
    """One line for each round and each crisis, then what is left of the game."""
    boxes: list[Box] = [*_title(leaf, "table.journal", "table.journal_how")]
    names = ("round", "card", "first", "second", "applied", "flags")
    heads = [leaf.say(f"table.journal_{name}") for name in names] + [
        *tracks,
        leaf.say("table.journal_written"),
    ]
    widths = [13.0, 28.0, 34.0, 34.0, 28.0, 13.0, *[21.0] * len(tracks)]
    widths.append(A4_LONG - 2 * MARGIN - sum(widths))
    rows = [(str(n),) for n in range(1, ROUNDS + 1)] + [(leaf.say("table.journal_crisis"),)] * CRISES
    boxes += _heads(heads, widths, 33.0, leaf)
    start = leaf.say("table.journal_start")
    boxes += _rows([(start,), *rows], widths, 41.0, 10.6, leaf)
    style = Style("text", "bold", CELL_PT, leaf.theme.ink)
    below = 41.0 + 10.6 * (len(rows) + 1) + 4.0
    for place, key in enumerate(("table.journal_ending", "table.journal_monday")):
        x = MARGIN + place * 130.0
        boxes += leaf.block("end", leaf.say(key), style, x, below, 125.0).boxes
        for line in range(3):
            length = 143.0 if place else 125.0
            boxes.append(Rect(x, below + 9.0 + 6.5 * line, length, 0.12, fill=leaf.hue))
    return leaf.face(boxes, leaf.say("table.journal"), lying=True)


def _title(leaf: Leaf, title: str, how: str) -> Iterator[Box]:
    great = Style("title", "display", 20.0, leaf.theme.ink)
    text = Style("text", "regular", 10.0, leaf.theme.ink, 1.3)
    width = A4_LONG - 2 * MARGIN
    yield from leaf.block("title", leaf.say(title), great, MARGIN, MARGIN, width).boxes
    yield from leaf.block("how", leaf.say(how), text, MARGIN, MARGIN + 11.0, width).boxes


def _heads(
    heads: Sequence[str], widths: Sequence[float], top: float, leaf: Leaf, signs: Sequence[str] = ()
) -> Iterator[Box]:
    style = Style("text", "bold", HEAD_PT, leaf.theme.ink, 1.15)
    x = MARGIN
    for place, (text, width) in enumerate(zip(heads, widths, strict=True)):
        left = x
        if signs and signs[place]:
            hue = tones(POSTURES.index(signs[place]) + 1, leaf.theme).hue
            yield symbol(signs[place], x, top - 0.9, 4.8, hue)
            left += 6.0
        if text:
            yield from leaf.block("head", text, style, left, top, width - (left - x) - 1.0).boxes
        x += width


def _rows(
    labels: Sequence[Sequence[str]], widths: Sequence[float], top: float, row: float, leaf: Leaf
) -> Iterator[Box]:
    """Ruled cells, the first of each row already written."""
    ink, total = leaf.theme.ink, sum(widths)
    style = Style("text", "bold", CELL_PT, ink)
    small = Style("text", "regular", HEAD_PT, ink)
    for number, texts in enumerate(labels):
        y = top + number * row
        x = MARGIN
        for place, text in enumerate(texts):
            if text:
                kind = small if len(text) > 3 else style
                left, middle = x + 1.2, y + row / 2 - 1.1
                yield from leaf.block("cell", text, kind, left, middle, widths[place] - 1.5).boxes
            x += widths[place]
        # A heavier line where a round begins: the eye keeps its two votes together.
        yield Rect(MARGIN, y, total, 0.4 if texts[0] and len(texts) > 1 else 0.12, fill=ink)
    height = row * len(labels)
    yield Rect(MARGIN, top, total, height, stroke=ink, stroke_mm=0.4)
    x = MARGIN
    for width in widths[:-1]:
        x += width
        yield Rect(x, top, 0.12, height, fill=ink)
