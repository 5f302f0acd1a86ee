"""The pieces of the game to cut out: a cube for each track, tokens, dials to vote in secret."""

from collections.abc import Iterator, Sequence
from math import cos, pi, sin

from toolkit.faces.board import SEASON_RADIUS, TOKEN_RADIUS, TOKENS, eye
from toolkit.faces.boxes import Box, Command, Face, Path, Rect
from toolkit.faces.layout import Style
from toolkit.faces.look import look
from toolkit.faces.symbols import symbol
from toolkit.faces.tracks import TRACKS, track_hue, track_icon
from toolkit.pictures.pen import circle
from toolkit.printing.leaves import A4_LONG, A4_SHORT, Leaf, dashes, grown, leaves_pdf, placed, whole

MARGIN = 14.0
EDGE, TAB = 16.0, 5.0  # of a cube, which lies in the cells of the board; of what is glued
# The six faces of a cube laid flat, by column and row, and the sides of them that carry a tab.
NET = ((1, 0), (0, 1), (1, 1), (2, 1), (3, 1), (1, 2))
TABS = (
    *((1, 0, side) for side in ("left", "right", "top")),
    *((1, 2, side) for side in ("left", "right", "foot")),
    (3, 1, "right"),
)
MOST_DIALS = 60

Postures = Sequence[tuple[str, str]]


def pieces_pdf(postures: Postures, title: str, leaf: Leaf, dials: int) -> bytes:
    """
    A page of cubes and tokens, then as many dials as asked, two to a sheet.

    Args: *postures*, key and title of each, in the order of the cards.
    Returns: the same bytes for the same arguments.
    Raises: CannotSet.
    """
    pages = [whole(cubes_face(leaf), leaf.sheet)]
    ratio = min(leaf.sheet.width_mm / A4_SHORT, leaf.sheet.height_mm / A4_LONG)
    one = grown(dial_face(postures, title, leaf), ratio)
    left, half = (leaf.sheet.width_mm - one.width_mm) / 2, leaf.sheet.height_mm / 2
    cut = Face(
        leaf.sheet.width_mm,
        leaf.sheet.height_mm,
        0.0,
        (dashes(0.0, half, leaf.sheet.width_mm, half, leaf.theme.ink),),
        "",
        leaf.language,
    )
    for sheet in range(-(-dials // 2)):
        two = [placed(one, left, y, part=(sheet, y)) for y in (half - one.height_mm, half)]
        pages.append([*two, placed(cut, 0.0, 0.0)])
    return leaves_pdf(pages, leaf, leaf.say("table.pieces_of", title=title), leaf.say("table.pieces"))


def cubes_face(leaf: Leaf) -> Face:
    """Four cubes laid flat, the tokens, the sun of the seasons."""
    great = Style("title", "display", 20.0, leaf.theme.ink)
    text = Style("text", "regular", 14.0 if leaf.theme.layout else 10.5, leaf.theme.ink, 1.3)
    width = A4_SHORT - 2 * MARGIN
    boxes: list[Box] = [*leaf.block("title", leaf.say("table.pieces"), great, MARGIN, MARGIN, width).boxes]
    boxes += leaf.block("how", leaf.say("table.pieces_how"), text, MARGIN, MARGIN + 11.0, width).boxes
    for number, track in enumerate(TRACKS):
        x, y = MARGIN + 6.0 + (number % 2) * 93.0, 48.0 + (number // 2) * 74.0
        boxes += _net(track, x, y, leaf)
    top = 212.0
    boxes += leaf.block("tokens", leaf.say("table.pieces_tokens"), text, MARGIN, top - 14.0, width).boxes
    for number in range(TOKENS):
        x, y = MARGIN + TOKEN_RADIUS + number * (2 * TOKEN_RADIUS + 8.0), top + TOKEN_RADIUS
        boxes.append(circle(x, y, TOKEN_RADIUS, fill=look().white, stroke=leaf.theme.ink, stroke_mm=0.6))
        boxes += eye(x, y, 15.0, leaf.theme.ink, look().white)
    boxes += sun(MARGIN + TOKEN_RADIUS + TOKENS * (2 * TOKEN_RADIUS + 8.0) + 6.0, top + TOKEN_RADIUS, leaf)
    return leaf.face(boxes, leaf.say("table.pieces"))


def sun(x: float, y: float, leaf: Leaf) -> Iterator[Box]:
    """What lies on the current season: as wide as its place on the board, so that nothing is taken for it."""
    ink, white = leaf.theme.ink, look().white
    yield circle(x, y, SEASON_RADIUS, fill=white, stroke=ink, stroke_mm=0.6)
    rays: list[Command] = []
    for number in range(12):
        along, across = cos(number * pi / 6), sin(number * pi / 6)
        rays += [("M", (x + 6.4 * along, y + 6.4 * across)), ("L", (x + 9.2 * along, y + 9.2 * across))]
    yield Path(tuple(rays), stroke=ink, stroke_mm=1.1)
    yield circle(x, y, 4.8, fill=ink)


def _net(track: str, x: float, y: float, leaf: Leaf) -> Iterator[Box]:
    hue = track_hue(track, leaf.theme)
    is_white = leaf.theme.is_white
    ground, on_ground = (look().white, hue) if is_white else (hue, look().white)
    for column, row, side in TABS:
        yield _tab(x + column * EDGE, y + row * EDGE, side, hue)
    for column, row in NET:
        left, top = x + column * EDGE, y + row * EDGE
        yield Rect(left, top, EDGE, EDGE, fill=ground, stroke=hue, stroke_mm=0.2)
        yield track_icon(track, left + 3.0, top + 3.0, EDGE - 6.0, on_ground)
    for row in (1, 2):
        at = y + row * EDGE
        yield dashes(x + EDGE, at, x + 2 * EDGE, at, on_ground, on=1.0)
    for column in (1, 2, 3):
        at = x + column * EDGE
        yield dashes(at, y + EDGE, at, y + 2 * EDGE, on_ground, on=1.0)


def _tab(x: float, y: float, side: str, hue: str) -> Path:
    """What is glued under the face beside it."""
    near, far = 0.0, EDGE
    if side in ("left", "right"):
        at = x if side == "left" else x + EDGE
        out = at - TAB if side == "left" else at + TAB
        points = ((at, y + near), (out, y + 3.0), (out, y + far - 3.0), (at, y + far))
    else:
        at = y if side == "top" else y + EDGE
        out = at - TAB if side == "top" else at + TAB
        points = ((x + near, at), (x + 3.0, out), (x + far - 3.0, out), (x + far, at))
    first, *others = points
    commands: tuple[Command, ...] = (("M", first), *(("L", point) for point in others), ("Z", ()))
    return Path(commands, fill=look().white, stroke=hue, stroke_mm=0.2)


def dial_face(postures: Postures, title: str, leaf: Leaf) -> Face:
    """Half a sheet, folded with the print inside: a paper clip on one of six signs, shown on “three”."""
    width, height = A4_SHORT, A4_LONG / 2
    fold = height / 2
    great = Style("title", "display", 18.0, leaf.theme.ink)
    large = bool(leaf.theme.layout)
    text = Style("text", "regular", 14.0 if large else 10.5, leaf.theme.ink, 1.3)
    name = Style("text", "bold", 12.0 if large else 10.0, leaf.theme.ink, 1.1)
    column = width - 2 * MARGIN
    said = leaf.say("table.dial", title=title)
    boxes: list[Box] = [*leaf.block("title", said, great, MARGIN, 14.0, column).boxes]
    boxes += leaf.block("how", leaf.say("table.dial_how"), text, MARGIN, 27.0, column).boxes
    boxes.append(dashes(0.0, fold, width, fold, leaf.theme.ink))
    each = column / len(postures)
    top = fold + 14.0
    for number, (key, called) in enumerate(postures):
        x = MARGIN + number * each
        hue = leaf.theme.hue if leaf.theme.hue != "own" else look().orientation(number + 1).hue
        is_white = leaf.theme.is_white
        ground = look().white if is_white else hue
        boxes.append(Rect(x + 1.0, top, each - 2.0, height - top, fill=ground, stroke=hue, stroke_mm=0.5))
        boxes += leaf.block("posture", called, name, x, top - 5.5, each, middle=True).boxes
        boxes.append(symbol(key, x + each / 2 - 9.0, top + 10.0, 18.0, hue if is_white else look().white))
        letter = Style("label", "display", 22.0, hue if is_white else look().white)
        boxes += leaf.block("letter", called[0], letter, x, top + 34.0, each, middle=True).boxes
    return Face(width, height, 0.0, tuple(boxes), said, leaf.language)
