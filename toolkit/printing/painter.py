"""Draws the boxes of faces on the pages of a file, and says what they are to those who cannot see them."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.faces.boxes import Box, Face, Font, Group, Line, Path, Qr, Rect, Text
from toolkit.printing.finishing.objects import KEPT_LEVEL, File, Stream, compressed
from toolkit.printing.finishing.strings import text_string
from toolkit.printing.finishing.structure import ARTIFACT, CLOSE, Bounds, Structure
from toolkit.printing.fonts import font
from toolkit.printing.imposition import Window
from toolkit.printing.inks import FOUR_INKS, LIGHT, Inks
from toolkit.printing.operators import code, rectangle, shape
from toolkit.printing.placing import PT as PT
from toolkit.printing.placing import Matrix, matrix_of, seen
from toolkit.printing.sheet import Turn


@dataclass(frozen=True, slots=True)
class Drawing:
    """
    A face seen through a window of the page: once turned, in degrees clockwise, the top-left corner of the
    place it takes is at x, y of the page.

    Drawings of one ``part``, such as both sides of a card, are read one after the other to who listens.
    """

    face: Face
    x: float
    y: float
    window: Window
    part: Hashable = None
    turn: Turn = 0


@dataclass(frozen=True, slots=True)
class Art:
    """A group that nobody needs to hear of, drawn: its operators compressed, and what they cover."""

    data: bytes
    entries: str


class Shelf:
    """
    Groups drawn before: patterns are long, and the same on many cards.

    A group is known by its identity first, which is quick, then by what it holds.
    """

    def __init__(self, inks: Inks) -> None:
        self._inks = inks
        self._known: dict[int, tuple[Group, Art]] = {}
        self._drawn = lru_cache(maxsize=KEPT)(self._draw)

    def art(self, group: Group) -> Art:
        known = self._known.get(id(group))
        if known and known[0] is group:
            return known[1]
        if len(self._known) >= KEPT:
            self._known.clear()
        # Keeping the group keeps its identity from being given to another.
        self._known[id(group)] = group, self._drawn(group)
        return self._known[id(group)][1]

    def _draw(self, group: Group) -> Art:
        out: list[str] = []
        _decoration(group.boxes, self._inks, out)
        box = " ".join(f"{n:.3f}" for n in (group.x, group.y, group.x + group.width, group.y + group.height))
        entries = f"/Type /XObject /Subtype /Form /BBox [{box}] /Resources << >>"
        return Art(compressed("\n".join(out).encode("latin-1"), KEPT_LEVEL), entries)


# More than the patterns of any deck in all its formats.
KEPT = 512
SHELVES: dict[type[Inks], Shelf] = {type(inks): Shelf(inks) for inks in (LIGHT, FOUR_INKS)}


class Painter:
    """
    Draws faces on the pages of one file, in millimetres from the top left of each face.

    With a *structure*, what is text or picture is told to it, and the rest is marked as decoration.
    """

    def __init__(
        self,
        file: File,
        height_mm: float,
        *,
        structure: Structure | None = None,
        inks: Inks = LIGHT,
        links: bool = True,
    ) -> None:
        self._file = file
        self._height_mm = height_mm
        self._structure = structure
        self._inks = inks
        self._links = links
        self._shelf = SHELVES[type(inks)]
        self._letters: dict[Font, set[str]] = {}
        self._forms: dict[int, tuple[Art, str]] = {}
        self._out: list[str] = []
        self._marking = False
        # From millimetres of the face being drawn to points of the page, as ISO 32000-1, 8.3.4 has it.
        self._matrix: Matrix = (PT, 0.0, 0.0, -PT, 0.0, 0.0)

    def page(self, drawings: Iterable[Drawing]) -> None:
        """Add a page."""
        if self._structure:
            self._structure.begin_page()
        for drawing in together(drawings):
            self.draw(drawing)
        if self._structure:
            self._structure.end_page()
        self._file.draw_page(self.drawn())

    def drawn(self) -> str:
        """The operators written since the last call."""
        out, self._out = self._out, []
        return "\n".join(out)

    def draw(self, drawing: Drawing) -> None:
        self._matrix = a, b, c, d, left, top = matrix_of(drawing, self._height_mm)
        if self._structure:
            self._structure.begin(drawing.part, drawing.face.language)
        self._out.append(f"q {a:.6g} {b:.6g} {c:.6g} {d:.6g} {left:.3f} {top:.3f} cm")
        self._cut(*seen(drawing))
        self._boxes(drawing.face.boxes)
        self._unmark()
        self._out.append("Q")
        if self._structure:
            self._structure.end()

    def _cut(self, x: float, y: float, width: float, height: float) -> None:
        self._out.append(f"{rectangle(x, y, width, height)} W n")

    def _boxes(self, boxes: Iterable[Box]) -> None:
        for box in boxes:
            match box:
                case Text():
                    self._text(box)
                case Rect() | Path():
                    self._decorate()
                    self._out.append(shape(box, self._inks))
                case Qr():
                    self._code(box)
                case Group():
                    self._group(box)

    def _decorate(self) -> None:
        """What follows is decoration, until something is marked."""
        if self._structure and not self._marking:
            self._out.append(ARTIFACT)
            self._marking = True

    def _unmark(self) -> None:
        if self._marking:
            self._out.append(CLOSE)
            self._marking = False

    def _group(self, group: Group) -> None:
        """A group with words for it is one picture; in another one, text remains text."""
        if group.alt and self._structure:
            self._unmark()
            bounds = self._bounds(group.x, group.y, group.width, group.height)
            self._out.append(self._structure.picture(group.alt, bounds))
            outside, self._structure = self._structure, None
            self._put(group)
            self._structure = outside
            self._out.append(CLOSE)
        elif speaks(group):
            self._unmark()
            self._put(group)
        else:
            self._decorate()
            self._put(group)

    def _put(self, group: Group) -> None:
        if not speaks(group):
            self._out.append(f"/{self._form(self._shelf.art(group))} Do")
            return
        self._out.append("q")
        self._out.append(f"{rectangle(group.x, group.y, group.width, group.height)} W n")
        self._boxes(group.boxes)
        self._unmark()
        self._out.append("Q")

    def _form(self, art: Art) -> str:
        """The name under which the open page draws *art*."""
        if id(art) not in self._forms:
            name = f"g{len(self._forms)}"
            self._file.addForm(name, Stream(art.data, art.entries, ready=True))
            self._forms[id(art)] = art, name
        name = self._forms[id(art)][1]
        self._file.shown.append(name)
        return str(self._file.getXObjectName(name))

    def _text(self, text: Text) -> None:
        marks: list[str] = []
        if not self._structure or text.role == "artifact":
            self._decorate()
        else:
            self._unmark()
            hyphens = sum(line.end == "hyphen" for line in text.lines)
            marks = self._structure.paragraph(text.role, hyphens)
        letters = self._letters.get(text.font)
        if letters is None:
            letters = self._letters[text.font] = font(text.font).letters(self._file)
        for line in text.lines:
            letters.update(line.text)
        letters.add(" ")
        self._out.append(f"{self._inks.text(text.colour)} {written(text, marks)}")

    def _code(self, qr: Qr) -> None:
        """A code is a picture, and a link of its own place."""
        bounds = self._bounds(qr.x, qr.y, qr.size_mm, qr.size_mm)
        if not self._structure:
            self._decorate()
            self._out.append(code(qr, self._inks))
            if self._links:
                self._link(qr, bounds, self._file.reserve(), "")
            return
        number = self._file.reserve()
        self._unmark()
        mark, key = self._structure.link(qr.alt, bounds, number)
        self._out += (mark, code(qr, self._inks), CLOSE)
        self._link(qr, bounds, number, f"/StructParent {key}")

    def _link(self, qr: Qr, bounds: Bounds, number: int, entries: str) -> None:
        rectangle_ = " ".join([f"{length:.3f}" for length in bounds])
        self._file.pack(
            number,
            f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect [{rectangle_}]/Contents {text_string(qr.alt)}"
            f"{entries}/A<</S/URI/URI {text_string(qr.url)}>>>>",
        )
        self._file.annotations.append(f"{number} 0 R")

    def _bounds(self, x: float, y: float, width: float, height: float) -> Bounds:
        """Where a rectangle of the face is on the page."""
        a, b, c, d, left, top = self._matrix
        corners = ((x, y), (x + width, y + height))
        xs = sorted(a * x + c * y + left for x, y in corners)
        ys = sorted(b * x + d * y + top for x, y in corners)
        return xs[0], ys[0], xs[1], ys[1]


def written(text: Text, marks: Sequence[str] = ()) -> str:
    """
    Operators for the lines of *text*, those of *marks* opening its pieces: text, hyphen, text…

    Each line ends in a space, or readers of the file would join its last word to the next line's; one that
    ends within a word does not.
    """
    typeface, size, subset = font(text.font), f"{text.size_pt / PT:.4f} Tf", -1
    opening = iter(marks)
    parts = ["BT", *marks[:1]]
    next(opening, None)
    for line in text.lines:
        parts.append(f"1 0 0 -1 {line.x:.3f} {line.y:.3f} Tm")
        is_cut = marks and line.end == "hyphen"
        for piece in (line.text[:-1], line.text[-1:]) if is_cut else (_closed(line),):
            for number, string in typeface.encoded(piece):
                if number != subset:
                    subset = number
                    parts.append(f"{typeface.resource(subset)} {size}")
                parts.append(f"({string}) Tj")
            if is_cut:
                parts += (CLOSE, next(opening))
    return " ".join([*parts, *([CLOSE] if marks else []), "ET"])


def _closed(line: Line) -> str:
    return line.text if line.end == "none" else f"{line.text} "


def together(drawings: Iterable[Drawing]) -> Iterator[Drawing]:
    """*drawings* in order, but those of one part side by side, for programs that read what is drawn."""
    parts: dict[Hashable, list[Drawing]] = {}
    for drawing in drawings:
        parts.setdefault(id(drawing) if drawing.part is None else (drawing.part,), []).append(drawing)
    for part in parts.values():
        yield from part


def _decoration(boxes: Iterable[Box], inks: Inks, out: list[str]) -> None:
    """Append the operators of *boxes*, which hold no text and no code."""
    for box in boxes:
        if isinstance(box, Rect | Path):
            out.append(shape(box, inks))
        elif isinstance(box, Group):
            out.append(f"q {rectangle(box.x, box.y, box.width, box.height)} W n")
            _decoration(box.boxes, inks, out)
            out.append("Q")


def speaks(group: Group) -> bool:
    """Whether someone who listens would miss *group* itself or what it holds, were it decoration."""
    return any(
        isinstance(box, Text | Qr) or (isinstance(box, Group) and (box.alt or speaks(box)))
        for box in group.boxes
    )


def codes(boxes: Iterable[Box]) -> Iterator[Qr]:
    """Every QR code among *boxes*, groups included."""
    for box in boxes:
        if isinstance(box, Qr):
            yield box
        elif isinstance(box, Group):
            yield from codes(box.boxes)
