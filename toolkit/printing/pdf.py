"""The painter: boxes of faces become a PDF file, text as text, codes and patterns as outlines."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any, Literal

from reportlab.pdfgen.canvas import Canvas

from toolkit.printing.finishing.metadata import About as About
from toolkit.printing.finishing.objects import File
from toolkit.printing.finishing.standards import Standard, claim
from toolkit.printing.finishing.structure import Structure
from toolkit.printing.fonts import font
from toolkit.printing.inks import FOUR_INKS, LIGHT, Inks
from toolkit.printing.painter import PT, Painter
from toolkit.printing.painter import Drawing as Drawing

Flip = Literal["long", "short", "none"]
DUPLEX = {"long": "DuplexFlipLongEdge", "short": "DuplexFlipShortEdge", "none": "Simplex"}

# PDF/X-4 is made of PDF 1.6.
VERSIONS: dict[Standard, tuple[int, int]] = {"plain": (1, 7), "accessible": (1, 7), "shop": (1, 6)}

# A font is read through one place in its file, and an outline through one list: one file at a time.
ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline, leading to y of a page (from 0)."""

    title: str
    level: int
    page: int
    y: float


Page = Sequence[Drawing]


def document(
    pages: Sequence[Page],
    width_mm: float,
    height_mm: float,
    about: About,
    bookmarks: Sequence[Bookmark] = (),
    *,
    standard: Standard = "accessible",
    flip: Flip = "long",
    bleed_mm: float = 0.0,
) -> bytes:
    """
    A PDF file of *pages*, asking to be printed at full size and turned along the edge *flip*.

    Args: *standard*, ``accessible`` for PDF/UA-1 and PDF/A-2a, ``plain`` for a file without a structure,
        ``shop`` for PDF/X-4, where *bleed_mm* of the page on every side is cut off.
    Returns: the same bytes for the same arguments.
    Raises: UrlTooLong, for a code that would be too fine for its place.
    """
    with ONE_AT_A_TIME:
        work = _Work(width_mm, height_mm, about, standard)
        if standard == "shop":
            work.trim(width_mm, height_mm, bleed_mm)
        else:
            work.ask(flip)
        work.paint(pages, bookmarks)
        return work.finished()


class _Work:
    """One file being made."""

    def __init__(self, width_mm: float, height_mm: float, about: About, standard: Standard) -> None:
        self._height_mm = height_mm
        self._about = about
        self._standard = standard
        self._file = File(version=VERSIONS[standard], language=about.language, on=about.on)
        self._canvas = canvas(self._file, width_mm, height_mm, about)
        self._structure = Structure(self._file) if standard == "accessible" else None
        # A shop's file holds ink only: no link.
        is_ink = standard == "shop"
        inks: Inks = FOUR_INKS if is_ink else LIGHT
        self._painter = Painter(
            self._canvas, height_mm, structure=self._structure, inks=inks, links=not is_ink
        )

    def ask(self, flip: Flip) -> None:
        self._canvas.setViewerPreference("Duplex", DUPLEX[flip])
        self._canvas.setViewerPreference("PrintScaling", "None")

    def trim(self, width_mm: float, height_mm: float, bleed_mm: float) -> None:
        """Say where the page is cut, and that it has ink up to its edges."""
        width, height, bleed = width_mm * PT, height_mm * PT, bleed_mm * PT
        self._canvas._bleedBox = [0, 0, width, height]
        self._canvas._trimBox = [bleed, bleed, width - bleed, height - bleed]

    def paint(self, pages: Sequence[Page], bookmarks: Sequence[Bookmark]) -> None:
        marked: dict[int, list[tuple[int, Bookmark]]] = {}
        for i, mark in enumerate(bookmarks):
            marked.setdefault(mark.page, []).append((i, mark))
        for number, page in enumerate(pages):
            self._painter.page(page)
            for i, mark in marked.get(number, ()):
                self._canvas.bookmarkPage(f"b{i}", "FitH", top=(self._height_mm - mark.y) * PT)
            self._canvas.showPage()
        for i, mark in enumerate(bookmarks):
            self._canvas.addOutlineEntry(mark.title, f"b{i}", mark.level, closed=True)

    def finished(self) -> bytes:
        if self._structure:
            self._structure.finish()
        claim(self._standard, self._file, self._about)
        self._canvas.save()
        written: BytesIO = self._canvas._filename
        return written.getvalue()


def canvas(file: File, width_mm: float, height_mm: float, about: About) -> Any:
    """A reportlab canvas that draws into *file*."""
    made: Any = Canvas(
        BytesIO(),
        pagesize=(width_mm * PT, height_mm * PT),
        pageCompression=1,
        initialFontName=font("regular").fontName,
    )
    made._doc = file
    made.setTitle(about.title)
    made.setAuthor(about.author)
    made.setSubject(about.subject)
    made.setViewerPreference("DisplayDocTitle", "true")
    return made
