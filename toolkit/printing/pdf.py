"""The painter: boxes of faces become a PDF file, text as text, codes and patterns as outlines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO
from threading import Lock

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFString
from reportlab.pdfgen.canvas import Canvas

from toolkit import __version__
from toolkit.content.cards import Language
from toolkit.faces.boxes import Box, Command, Face, Font, Group, Path, Qr, Rect, Text
from toolkit.printing.fonts import font
from toolkit.printing.imposition import Window
from toolkit.printing.qr import QUIET_MODULES, fitted, matrix, runs

PT = 72 / 25.4  # points in a millimetre
ARC = 0.5523  # control points of a quarter circle drawn as one Bézier curve, for a radius of 1

OPERATORS = {
    "M": "%.3f %.3f m",
    "L": "%.3f %.3f l",
    "C": "%.3f %.3f %.3f %.3f %.3f %.3f c",
    "Z": "h",
}
# How to paint an outline, by whether it is filled and stroked.
PAINT = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}

# How the bytes of a string are written between parentheses (ISO 32000-1, 7.3.4.2).
ESCAPES = {byte: f"\\{byte:03o}" for byte in (*range(32), *b"()\\", *range(127, 256))}

# reportlab keeps one reader per font, with a place in the file: two threads at once would mix glyphs.
ONE_AT_A_TIME = Lock()

# ASCII armour would make files 8 % larger, for mail systems that no longer exist.
rl_config.useA85 = 0  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A face with its top-left corner at x, y of the page, seen through a window of the page."""

    face: Face
    x: float
    y: float
    window: Window


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline, leading to y of a page (from 0)."""

    title: str
    level: int
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself; *on* is the date written into it."""

    title: str
    author: str
    subject: str
    language: Language
    on: date


Page = Sequence[Drawing]


def document(
    pages: Sequence[Page], width_mm: float, height_mm: float, about: About, bookmarks: Sequence[Bookmark] = ()
) -> bytes:
    """
    A PDF file of *pages*, asking to be printed at full size and turned along the long edge.

    Returns: the same bytes for the same arguments.
    Raises: UrlTooLong, for a code that would be too fine for its place.
    """
    with ONE_AT_A_TIME:
        return _painted(pages, width_mm, height_mm, about, bookmarks)


def _painted(
    pages: Sequence[Page], width_mm: float, height_mm: float, about: About, bookmarks: Sequence[Bookmark]
) -> bytes:
    file = BytesIO()
    canvas = _canvas(file, width_mm, height_mm, about)
    painter = Painter(canvas, height_mm)
    painter.prepare(drawing.face for page in pages for drawing in page)
    for number, page in enumerate(pages):
        for drawing in page:
            painter.draw(drawing)
        for i, mark in enumerate(bookmarks):
            if mark.page == number:
                canvas.bookmarkPage(f"b{i}", "FitH", top=(height_mm - mark.y) * PT)
        canvas.showPage()
    for i, mark in enumerate(bookmarks):
        canvas.addOutlineEntry(mark.title, f"b{i}", mark.level, closed=True)
    canvas.save()
    return file.getvalue()


def _canvas(file: BytesIO, width_mm: float, height_mm: float, about: About) -> Canvas:
    canvas = Canvas(
        file,
        pagesize=(width_mm * PT, height_mm * PT),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=font("regular").fontName,
        lang=about.language,
    )
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator(f"Rebond {__version__}")
    _date(canvas, about.on)
    canvas.setViewerPreference("Duplex", "DuplexFlipLongEdge")
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _date(canvas: Canvas, on: date) -> None:
    """An invariant canvas is dated 2000-01-01; the date of the edition is as stable, and true."""
    stamp = canvas._doc._timeStamp
    stamp.YMDhms = (on.year, on.month, on.day, 12, 0, 0)


class Painter:
    """
    Draws faces on the pages of one canvas, in millimetres from the top left of each face.

    Groups that come back are stored once and recalled.
    """

    def __init__(self, canvas: Canvas, height_mm: float) -> None:
        self._canvas = canvas
        self._height_mm = height_mm
        self._stored: dict[int, str] = {}

    def prepare(self, faces: Iterable[Face]) -> None:
        """
        Store the groups that *faces* repeat; to be called before the first page is begun.

        Patterns are long, so each object is compared with the others only once and known by its identity
        afterwards: the faces must live as long as the painter.
        """
        shown = [box for face in faces for box in face.boxes if isinstance(box, Group)]
        times = Counter(map(id, shown))
        alike: dict[Group, list[int]] = {}
        for group in {id(group): group for group in shown}.values():
            alike.setdefault(group, []).append(id(group))
        for number, (group, ids) in enumerate(alike.items()):
            if sum(times[i] for i in ids) > 1:
                self._store(group, f"g{number}")
                self._stored |= dict.fromkeys(ids, f"g{number}")

    def draw(self, drawing: Drawing) -> None:
        left, top = drawing.x * PT, (self._height_mm - drawing.y) * PT
        window = drawing.window
        self._write(f"q {PT:.5f} 0 0 {-PT:.5f} {left:.3f} {top:.3f} cm")
        self._cut(window.x - drawing.x, window.y - drawing.y, window.width, window.height)
        self._boxes(drawing.face.boxes)
        self._write("Q")
        for qr in codes(drawing.face.boxes):
            self._link(qr, left, top)

    def _write(self, operators: str) -> None:
        self._canvas.addLiteral(operators)

    def _cut(self, x: float, y: float, width: float, height: float) -> None:
        self._write(f"{rectangle(x, y, width, height)} W n")

    def _boxes(self, boxes: Iterable[Box]) -> None:
        for box in boxes:
            match box:
                case Rect() | Path():
                    self._write(shape(box))
                case Text():
                    self._text(box)
                case Qr():
                    self._write(code(box))
                case Group():
                    self._group(box)

    def _group(self, group: Group) -> None:
        if name := self._stored.get(id(group)):
            self._canvas.doForm(name)
            return
        self._write("q")
        self._cut(group.x, group.y, group.width, group.height)
        self._boxes(group.boxes)
        self._write("Q")

    def _store(self, group: Group, name: str) -> None:
        self._canvas.beginForm(name, group.x, group.y, group.x + group.width, group.y + group.height)
        self._boxes(group.boxes)
        self._canvas.endForm()

    def _text(self, text: Text) -> None:
        """Each line ends in a space, or readers of the file would join its last word to the next line's."""
        self._write(f"{colour(text.colour)} rg")
        for line in text.lines:
            glyphs = " ".join(self._glyphs(f"{line.text} ", text.font, text.size_pt / PT))
            self._write(f"BT 1 0 0 -1 {line.x:.3f} {line.y:.3f} Tm {glyphs} ET")

    def _glyphs(self, text: str, name: Font, size_mm: float) -> Iterator[str]:
        """As reportlab's own text object does it, which spends most of its time on writing numbers."""
        document, typeface = self._canvas._doc, font(name)
        for subset, characters in typeface.splitString(text, document):
            shown = characters.decode("latin-1").translate(ESCAPES)
            yield f"{typeface.getSubsetInternalName(subset, document)} {size_mm:.4f} Tf ({shown}) Tj"

    def _link(self, qr: Qr, left: float, top: float) -> None:
        x, y, size = left + qr.x * PT, top - qr.y * PT, qr.size_mm * PT
        self._canvas.linkURL(qr.url, (x, y - size, x + size, y), Contents=PDFString(qr.alt))


def codes(boxes: Iterable[Box]) -> Iterator[Qr]:
    """Every QR code among *boxes*, groups included."""
    for box in boxes:
        if isinstance(box, Qr):
            yield box
        elif isinstance(box, Group):
            yield from codes(box.boxes)


def code(qr: Qr) -> str:
    """Operators for a white square and its dark modules, which stand on whole units: no seams, few bytes."""
    unit = qr.size_mm / fitted(qr.url, qr.size_mm).width
    square = rectangle(qr.x, qr.y, qr.size_mm, qr.size_mm)
    place = f"{unit:.6f} 0 0 {unit:.6f} {qr.x:.3f} {qr.y:.3f} cm"
    return f"q 1 g {square} f 0 g {place} {_modules(qr.url)} f Q"


@lru_cache(maxsize=4096)
def _modules(url: str) -> str:
    return " ".join(
        f"{column + QUIET_MODULES} {row + QUIET_MODULES} {length} 1 re"
        for row, column, length in runs(matrix(url))
    )


def shape(box: Rect | Path) -> str:
    """Operators that fill and stroke one outline."""
    parts = [f"{colour(box.fill)} rg"] if box.fill else []
    if box.stroke:
        parts.append(f"{colour(box.stroke)} RG {box.stroke_mm:.3f} w")
    return " ".join((*parts, _outline(box), PAINT[bool(box.fill), bool(box.stroke)]))


def _outline(box: Rect | Path) -> str:
    if isinstance(box, Path):
        return path(box.commands)
    if box.radius:
        return path(_rounded(box))
    return rectangle(box.x, box.y, box.width, box.height)


def path(commands: Iterable[Command]) -> str:
    return " ".join([OPERATORS[letter] % values for letter, values in commands])


def rectangle(x: float, y: float, width: float, height: float) -> str:
    return f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re"


def _rounded(box: Rect) -> tuple[Command, ...]:
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    r = min(box.radius, box.width / 2, box.height / 2)
    k = r * (1 - ARC)
    return (
        ("M", (left + r, top)),
        ("L", (right - r, top)),
        ("C", (right - k, top, right, top + k, right, top + r)),
        ("L", (right, bottom - r)),
        ("C", (right, bottom - k, right - k, bottom, right - r, bottom)),
        ("L", (left + r, bottom)),
        ("C", (left + k, bottom, left, bottom - k, left, bottom - r)),
        ("L", (left, top + r)),
        ("C", (left, top + k, left + k, top, left + r, top)),
        ("Z", ()),
    )


@lru_cache(maxsize=256)
def colour(hexadecimal: str) -> str:
    return " ".join(f"{int(hexadecimal[i : i + 2], 16) / 255:.4g}" for i in (1, 3, 5))
