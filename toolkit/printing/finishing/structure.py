"""
What a page says to those who do not see it: headings, paragraphs, pictures and links, in reading order.

Text is marked while it is painted; the tree of what was marked is written at the end. A part, such as both
sides of a card, is read as a whole, wherever its pieces are printed.
Source: ISO 32000-1, 14.7 and 14.8; ISO 14289-1 (PDF/UA-1).
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from toolkit.faces.boxes import Role
from toolkit.printing.finishing.objects import File
from toolkit.printing.finishing.strings import text_string

Bounds = tuple[float, float, float, float]

# What opens content that nobody needs to hear of.
ARTIFACT = "/Artifact BMC"
CLOSE = "EMC"

SOFT_HYPHEN = "/ActualText<feff00ad>"


@dataclass(slots=True)
class Branch:
    """An element that holds others, by their numbers in the file. ``headed`` once it has a heading."""

    number: int
    kids: list[int] = field(default_factory=list)
    headed: bool = False


class Structure:
    """
    The tree of one file, built page by page: ``begin_page``, then for each drawing ``begin``, ``paragraph``
    and ``picture`` for what it shows, ``end``; then ``end_page``. Once all is painted, ``finish``.

    ``paragraph`` and ``picture`` give the operator that opens the content; ``CLOSE`` closes it.
    """

    def __init__(self, file: File) -> None:
        self._file = file
        self._root = file.reserve()
        self._document = Branch(file.reserve())
        self._parts: dict[Hashable, tuple[Branch, str]] = {}
        # By key: the element of an annotation, or those of the marked contents of a page, by their numbers.
        self._owners: list[str] = []
        # Of the page being painted: its number in the file, its key, the elements marked so far.
        self._page = self._key = 0
        self._marked: list[int] = []
        self._place: tuple[Hashable, str] = (None, "")
        self._titles: list[int] = []
        self._others: list[int] = []

    def begin_page(self) -> None:
        self._key, self._marked = len(self._owners), []
        self._owners.append("")
        self._page = self._file.expect_page(self._key)

    def end_page(self) -> None:
        self._owners[self._key] = "[" + " ".join([f"{number} 0 R" for number in self._marked]) + "]"

    def begin(self, part: Hashable, language: str) -> None:
        """What follows belongs to *part* (None: to the document itself) and is in *language*."""
        self._place = part, language
        self._titles, self._others = [], []

    def end(self) -> None:
        """A title is read before what stands above it."""
        if self._titles or self._others:
            self._branch().kids += self._titles + self._others

    def paragraph(self, role: Role, hyphens: int = 0) -> list[str]:
        """
        Args: *hyphens*, how many were added to cut words: those who listen, or search, must not meet them.
        Returns: the operators that open the text up to the first hyphen, that hyphen, the text after it, …
        """
        branch, kind = self._branch(), "P"
        if role in ("title", "heading"):
            kind = "H1" if not self._document.headed or (role == "title" and not branch.headed) else "H2"
            branch.headed = self._document.headed = True
        if not hyphens:
            number, mark = self._marked_as(kind, branch.number, "")
            marks = [mark]
        else:
            number = self._file.reserve()
            kinds = ["", *[SOFT_HYPHEN, ""] * hyphens]
            pieces = [self._marked_as("Span", number, entries) for entries in kinds]
            marks = [mark for _, mark in pieces]
            self._pack(number, kind, branch.number, _kids([piece for piece, _ in pieces]))
        (self._titles if role == "title" else self._others).append(number)
        return marks

    def picture(self, alt: str, bounds: Bounds) -> str:
        """*bounds*: left, bottom, right, top, in points of the page."""
        number, mark = self._marked_as("Figure", self._branch().number, _described(alt, bounds))
        self._others.append(number)
        return mark

    def link(self, alt: str, bounds: Bounds, annotation: int) -> tuple[str, int]:
        """
        A picture that is a link; *annotation* is the number of its object.

        Returns: the operator, and the key that the annotation must carry.
        """
        link = self._file.reserve()
        figure, mark = self._marked_as("Figure", link, _described(alt, bounds))
        whole = f"<</Type/OBJR/Obj {annotation} 0 R/Pg {self._page} 0 R>>"
        self._pack(link, "Link", self._branch().number, f"/Alt{text_string(alt)}/K[{figure} 0 R {whole}]")
        self._others.append(link)
        self._owners.append(f"{link} 0 R")
        return mark, len(self._owners) - 1

    def finish(self) -> None:
        """Hand the tree to the file."""
        for part, language in self._parts.values():
            self._pack(
                part.number, "Sect", self._document.number, f"/Lang{text_string(language)}{_kids(part.kids)}"
            )
        self._pack(self._document.number, "Document", self._root, _kids(self._document.kids))
        nums = " ".join([f"{key} {owner}" for key, owner in enumerate(self._owners)])
        tree = self._file.reserve()
        self._file.pack(tree, f"<</Nums[{nums}]>>")
        self._file.pack(
            self._root,
            f"<</Type/StructTreeRoot/K {self._document.number} 0 R/ParentTree {tree} 0 R"
            f"/ParentTreeNextKey {len(self._owners)}>>",
        )
        self._file.catalog.StructTreeRoot = f"{self._root} 0 R"
        self._file.catalog.MarkInfo = "<</Marked true>>"

    def _branch(self) -> Branch:
        part, language = self._place
        if part is None:
            return self._document
        if part not in self._parts:
            self._parts[part] = Branch(self._file.reserve()), language
            self._document.kids.append(self._parts[part][0].number)
        return self._parts[part][0]

    def _marked_as(self, kind: str, parent: int, entries: str) -> tuple[int, str]:
        """The number of a new element that holds one piece of content, and the operator that opens it."""
        number, place = self._file.reserve(), len(self._marked)
        self._marked.append(number)
        self._pack(number, kind, parent, f"{entries}/Pg {self._page} 0 R/K {place}")
        return number, f"/{kind} <</MCID {place}>> BDC"

    def _pack(self, number: int, kind: str, parent: int, entries: str) -> None:
        self._file.pack(number, f"<</S/{kind}/P {parent} 0 R{entries}>>")


def _kids(numbers: Iterable[int]) -> str:
    return "/K[" + " ".join([f"{number} 0 R" for number in numbers]) + "]"


def _described(alt: str, bounds: Bounds) -> str:
    box = " ".join([f"{length:.3f}" for length in bounds])
    return f"/Alt{text_string(alt)}/A<</O/Layout/BBox[{box}]>>"
