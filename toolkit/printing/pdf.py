"""The painter: boxes of faces become a PDF file, text as text, codes and patterns as outlines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from toolkit.printing.finishing.metadata import About as About
from toolkit.printing.finishing.objects import File
from toolkit.printing.finishing.standards import Standard, claim
from toolkit.printing.finishing.structure import Structure
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
    pages: Iterable[Page],
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

    Args: *pages*, asked for one at a time: a deck of thousands need not be held in memory; *standard*,
        ``accessible`` for PDF/UA-1 and PDF/A-2a, ``plain`` for a file without a structure,
        ``shop`` for PDF/X-4, where *bleed_mm* of the page on every side is cut off.
    Returns: the same bytes for the same arguments.
    Raises: UrlTooLong, for a code that would be too fine for its place.
    """
    with ONE_AT_A_TIME:
        work = _Work(width_mm, height_mm, about, standard)
        if standard == "shop":
            work.trim(bleed_mm)
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
        self._file = File((width_mm * PT, height_mm * PT), VERSIONS[standard], about)
        self._structure = Structure(self._file) if standard == "accessible" else None
        # A shop's file holds ink only: no link.
        is_ink = standard == "shop"
        inks: Inks = FOUR_INKS if is_ink else LIGHT
        self._painter = Painter(self._file, height_mm, structure=self._structure, inks=inks, links=not is_ink)

    def ask(self, flip: Flip) -> None:
        self._file.prefer(f"/Duplex/{DUPLEX[flip]}/PrintScaling/None")

    def trim(self, bleed_mm: float) -> None:
        self._file.trim(bleed_mm * PT)

    def paint(self, pages: Iterable[Page], bookmarks: Sequence[Bookmark]) -> None:
        marked: dict[int, list[Bookmark]] = {}
        for mark in bookmarks:
            marked.setdefault(mark.page, []).append(mark)
        for number, page in enumerate(pages):
            for mark in marked.get(number, ()):
                self._file.bookmark(mark.title, mark.level, (self._height_mm - mark.y) * PT)
            self._painter.page(page)

    def finished(self) -> bytes:
        if self._structure:
            self._structure.finish()
        claim(self._standard, self._file, self._about)
        return self._file.written()
