"""The way into a workshop on paper: a poster for the door, and table tents to fold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.faces.boxes import Box, Face, Qr, Rect
from toolkit.faces.layout import Style
from toolkit.printing.leaves import A4_LONG, A4_SHORT, Leaf, coded, dashes, grown, leaves_pdf, placed, whole
from toolkit.printing.wifi import wifi_text

MARGIN = 16.0
COLUMN = A4_SHORT - 2 * MARGIN
BAND = 16.0
MOST_TABLES = 99


@dataclass(frozen=True, slots=True)
class Entrance:
    """
    The ways into a workshop.

    Attributes:

    join: the full address that the code opens; host: what one types instead; code: and then this.
    wifi: name and password of the network of the room; None when phones need none.
    """

    title: str
    join: str
    host: str
    code: str
    wifi: tuple[str, str] | None = None

    @property
    def grouped(self) -> str:
        """The code as it is shown everywhere: in groups of three."""
        return " ".join(self.code[i : i + 3] for i in range(0, len(self.code), 3))


def poster_pdf(entrance: Entrance, leaf: Leaf) -> bytes:
    """
    One page for the door.

    Returns: the same bytes for the same arguments.
    Raises: UrlTooLong; CannotSet.
    """
    page = whole(poster(entrance, leaf), leaf.sheet)
    return leaves_pdf(
        [page], leaf, entrance.title or leaf.say("table.poster"), leaf.say("table.poster_subject")
    )


def tents_pdf(entrance: Entrance, leaf: Leaf, tables: int) -> bytes:
    """
    One sheet for each of *tables* tables, to fold in the middle: the same on both sides.

    Returns: the same bytes for the same arguments.
    Raises: UrlTooLong; CannotSet.
    """
    pages = []
    width, half = leaf.sheet.width_mm, leaf.sheet.height_mm / 2
    ratio = min(width / A4_SHORT, 2 * half / A4_LONG)
    for number in range(1, tables + 1):
        side = grown(tent(entrance, leaf, number), ratio)
        x = (width - side.width_mm) / 2
        top, foot = (half - side.height_mm, half)
        back = placed(side, x, top, turn=180, part=number)
        marks = dashes(0.0, half, 6.0, half), dashes(width - 6.0, half, width, half)
        fold = Face(width, 2 * half, 0.0, marks, "", leaf.language)
        pages.append([placed(side, x, foot, part=number), back, placed(fold, 0.0, 0.0)])
    return leaves_pdf(pages, leaf, leaf.say("table.tents"), entrance.title)


def poster(entrance: Entrance, leaf: Leaf) -> Face:
    """The poster, on A4."""
    boxes: list[Box] = [*leaf.selvedge(0.0, BAND)]
    label = Style("text", "bold", 17.0, leaf.theme.grey)
    display = Style("title", "display", 60.0, leaf.theme.ink, 1.02, balance=True)
    heading = leaf.block(
        "label", leaf.say("table.join_title"), label, MARGIN, BAND + 15.0, COLUMN, middle=True
    )
    boxes += heading.boxes
    name = entrance.title or leaf.say("table.join_name")
    title = leaf.largest(
        "title", name, display, MARGIN, BAND + 25.0, COLUMN, 44.0, least_pt=15.0, middle=True
    )
    boxes += title.boxes
    boxes += _two(entrance, leaf) if entrance.wifi else _one(entrance, leaf)
    boxes += _typed(entrance, leaf, 233.0, COLUMN)
    boxes += leaf.selvedge(A4_LONG - BAND, BAND)
    return leaf.face(boxes, name)


def _one(entrance: Entrance, leaf: Leaf) -> Iterator[Box]:
    """A code that is seen from across the room."""
    size = 118.0
    x, y = (A4_SHORT - size) / 2, 93.0
    yield from _framed(x, y, size, leaf)
    yield _join(entrance, leaf, x, y, size)
    scan = Style("text", "regular", 14.0, leaf.theme.ink)
    yield from leaf.block("scan", leaf.say("table.join_scan"), scan, MARGIN, 219.0, COLUMN, middle=True).boxes


def _two(entrance: Entrance, leaf: Leaf) -> Iterator[Box]:
    """First the network, then the workshop."""
    size, gap = 82.0, 14.0
    assert entrance.wifi is not None
    network, password = entrance.wifi
    heading = Style("heading", "display", 20.0, leaf.theme.ink)
    told = Style("text", "bold", 13.0, leaf.theme.ink, 1.3)
    for place in range(2):
        x, y = MARGIN + place * (size + gap), 112.0
        step = leaf.say(
            "table.join_step",
            n=place + 1,
            what=leaf.say("table.join_workshop" if place else "table.join_wifi"),
        )
        yield from leaf.block("step", step, heading, x, y - 10.0, size, middle=True).boxes
        yield from _framed(x, y, size, leaf)
        if place:
            yield _join(entrance, leaf, x, y, size)
            scan = Style("text", "regular", 12.0, leaf.theme.ink, 1.3)
            yield from leaf.block(
                "scan", leaf.say("table.join_scan"), scan, x, y + size + 5.0, size, middle=True
            ).boxes
            continue
        alt = leaf.say("table.wifi_alt", name=network)
        yield coded(wifi_text(network, password), x, y, size, alt, "L")
        said = leaf.say("table.wifi_named", name=network)
        named = leaf.largest("wifi", said, told, x, y + size + 5.0, size, 11.0, least_pt=8.0, middle=True)
        yield from named.boxes
        if password:
            said = leaf.say("table.wifi_password", password=password)
            below = y + size + 7.5 + named.height
            yield from leaf.largest(
                "password", said, told, x, below, size, 13.0, least_pt=7.0, middle=True
            ).boxes


def _framed(x: float, y: float, size: float, leaf: Leaf) -> Iterator[Box]:
    yield Rect(x - 2, y - 2, size + 4, size + 4, stroke=leaf.hue, stroke_mm=0.8, radius=4.0)


def _join(entrance: Entrance, leaf: Leaf, x: float, y: float, size: float) -> Qr:
    return Qr(
        x,
        y,
        size,
        entrance.join.upper(),
        leaf.say("table.join_alt", address=entrance.join.partition("://")[2]),
    )


def _typed(entrance: Entrance, leaf: Leaf, y: float, width: float, *, least: float = 11.0) -> Sequence[Box]:
    """Where to go without a camera."""
    small = Style("text", "regular", 14.0, leaf.theme.ink)
    code = Style("text", "display", 40.0, leaf.theme.ink, 1.0)
    said = leaf.say("table.join_typed", host=entrance.host)
    boxes: list[Box] = []
    block = leaf.largest("host", said, small, MARGIN, y, width, 13.0, least_pt=least, middle=True)
    boxes += block.boxes
    boxes += leaf.block(
        "code", entrance.grouped, code, MARGIN, y + block.height + 6.0, width, middle=True
    ).boxes
    return boxes


def tent(entrance: Entrance, leaf: Leaf, number: int) -> Face:
    """One side of a tent: half an A4."""
    height = A4_LONG / 2
    boxes: list[Box] = [*leaf.selvedge(height - 13.0, 13.0)]
    size = 72.0
    x, y = A4_SHORT - MARGIN - size, 20.0
    left, width = MARGIN, x - MARGIN - 8.0
    word = Style("text", "display", 26.0, leaf.theme.ink)
    great = Style("title", "display", 190.0, leaf.theme.ink, 1.0)
    small = Style("text", "regular", 11.0, leaf.theme.ink, 1.3)
    boxes += leaf.block("table", leaf.say("table.table"), word, left, 20.0, width).boxes
    boxes += leaf.block("number", str(number), great, left, 33.0, width + 6.0).boxes
    boxes += _framed(x, y, size, leaf)
    boxes.append(_join(entrance, leaf, x, y, size))
    said = leaf.say("table.tent_typed", host=entrance.host)
    typed = leaf.largest("host", said, small, x, y + size + 5.0, size, 15.0, least_pt=7.0, middle=True)
    boxes += typed.boxes
    code = Style("text", "display", 22.0, leaf.theme.ink, 1.0)
    below = y + size + 8.0 + typed.height
    boxes += leaf.block("code", entrance.grouped, code, x, below, size, middle=True).boxes
    if entrance.title:
        name = Style("text", "bold", 14.0, leaf.theme.ink, 1.15)
        boxes += leaf.largest("title", entrance.title, name, left, 112.0, width, 19.0, least_pt=6.0).boxes
    return Face(
        A4_SHORT, height, 0.0, tuple(boxes), leaf.say("table.table_number", number=number), leaf.language
    )
