"""
The objects of a PDF file, written out: reportlab's own, and packed ones by the hundred.

It mends what reportlab writes that no archive standard allows, and keeps memory low: a page is compressed
as soon as it is complete.
"""

import zlib
from collections.abc import Iterable
from hashlib import md5
from struct import pack
from typing import Any

from toolkit.printing.finishing.metadata import CREATOR, PRODUCER, About
from toolkit.printing.lightly import without_pictures

with without_pictures():
    from reportlab.pdfbase.pdfdoc import Destination, PDFCatalog, PDFDocument, PDFInfo, PDFObject, PDFPage

# Half the time of the usual level for 6 % more; and the best one, for what is kept and used again.
LEVEL, KEPT_LEVEL = 4, 6
PACKED_TOGETHER = 200

Entries = str | bytes


def compressed(data: bytes, level: int = LEVEL) -> bytes:
    """
    *data*, never ending as a line does: some readers would take its last byte for a part of the end of line
    that follows (ISO 32000-1, 7.3.8.1). Where it would, *data* gets one more line at its end.
    """
    found = zlib.compress(data, level)
    while found.endswith((b"\r", b"\n")):
        data += b"\n"
        found = zlib.compress(data, level)
    return found


class Stream(PDFObject):
    """
    Bytes under a number of their own; *entries* say what they are.

    They are compressed at once, unless they are to stay *plain* or are *ready*, compressed before.
    """

    __RefOnly__ = 1

    def __init__(self, data: bytes, entries: str = "", *, plain: bool = False, ready: bool = False) -> None:
        self.entries = entries if plain else f"/Filter /FlateDecode {entries}"
        self.data = data if plain or ready else compressed(data)

    def format(self, document: PDFDocument) -> bytes:
        head = f"<< /Length {len(self.data)} {self.entries} >>\nstream\n".encode("latin-1")
        return head + self.data + b"\nendstream\n"


class Page(PDFPage):
    """A page that may be part of a structure."""

    __NoDefault__ = (*PDFPage.__NoDefault__, "StructParents", "Tabs")  # type: ignore[assignment]
    StructParents = Tabs = None


class Catalog(PDFCatalog):
    """The root of the file, with the printing conditions that its colours are meant for."""

    __NoDefault__ = (*PDFCatalog.__NoDefault__, "OutputIntents")  # type: ignore[assignment]
    __Refs__ = __NoDefault__  # type: ignore[assignment]


class Information(PDFInfo):
    """The table of information; ``standard`` is the one of print shops that the file keeps to, if any."""

    standard = ""

    def format(self, document: PDFDocument) -> bytes:
        table: bytes = super().format(document)
        claim = f"/GTS_PDFXVersion ({self.standard}) >>".encode() if self.standard else b">>"
        return table.rpartition(b">>")[0] + claim


class File(PDFDocument):
    """
    A reportlab document that writes itself with packed objects and one compressed table of places.

    ``reserve`` gives the number of an object to come; ``pack`` hands it in. What the open page shows goes
    into ``shown`` (names of forms) and ``annotations`` (references); ``draw_page`` closes it. The identity of
    the file is a digest of its content: the same content has the same identity.

    Args: *size*, width and height of every page in points.
    """

    def __init__(self, size: tuple[float, float], version: tuple[int, int], about: About) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=version, lang=about.language)
        self._timeStamp.YMDhms = (about.on.year, about.on.month, about.on.day, 12, 0, 0)
        self.catalog: Any = Catalog()
        self.catalog.__dict__.update(self.Catalog.__dict__)
        self.Catalog = self._catalog = self.catalog
        self._information = self.info = Information()
        self.setTitle(about.title)
        self.setAuthor(about.author)
        self.setSubject(about.subject)
        self.setProducer(PRODUCER)
        self.setCreator(CREATOR)
        self.shown: list[str] = []
        self.annotations: list[str] = []
        self._size = size
        self._boxes: dict[str, str] = {}
        self._places: dict[str, Destination] = {}
        self._packed: dict[int, str] = {}
        # The table of places, by number: how an object is kept, where, and its rank when packed.
        self._rows: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        # The number kept for the page being drawn, and its key in the structure.
        self._expected: tuple[int, int] | None = None
        self.prefer("")

    def prefer(self, entries: str) -> None:
        """Ask programs to show the title, and to print as *entries* say."""
        self.catalog.ViewerPreferences = f"<</DisplayDocTitle true{entries}>>"

    def trim(self, bleed: float) -> None:
        """Say that every page is cut at *bleed* points from its edges, and has ink up to them."""
        width, height = self._size
        self._boxes = {
            "BleedBox": f"[0 0 {width:.4f} {height:.4f}]",
            "TrimBox": f"[{bleed:.4f} {bleed:.4f} {width - bleed:.4f} {height - bleed:.4f}]",
        }

    def bookmark(self, title: str, level: int, top: float) -> None:
        """An entry of the outline that leads to the open page, *top* points above its foot."""
        name = f"b{len(self._places)}"
        self._places[name] = place = Destination(name)
        place.fith(top)
        place.setPage(self.thisPageRef())
        outline: Any = self.outline
        outline.addOutlineEntry(name, level, title, closed=1)

    def _bookmarkReference(self, name: str) -> Destination:  # noqa: N802 - reportlab asks its canvas
        return self._places[name]

    def draw_page(self, operators: str) -> None:
        """Close the open page, which *operators* draw. It is compressed at once, so that many can wait."""
        page: Any = Page()
        page.pagewidth, page.pageheight = self._size
        page.Contents = Stream(operators.encode("latin-1"))
        page.XObjects = self.xobjDict(self.shown) if self.shown else None
        page.Annots = self.annotations
        page.ExtGState, page._shadingUsed = None, {}
        page.__dict__.update(self._boxes)
        if self._expected:
            number, page.StructParents = self._expected
            page.Tabs = "/S"
            self._keep(number, page, self.thisPageName())
        self.addPage(page)
        self.shown, self.annotations, self._expected = [], [], None

    def written(self) -> bytes:
        """The whole file."""
        whole: bytes = self.GetPDFData(self)
        return whole

    def keeps_to(self, standard: str) -> None:
        """Name a standard of print shops in the table of information."""
        self._information.standard = standard

    def reserve(self) -> int:
        self.objectcounter += 1
        return int(self.objectcounter)

    def pack(self, number: int, text: str) -> None:
        self._packed[number] = text
        if len(self._packed) == PACKED_TOGETHER:
            self._flush()

    def _flush(self) -> None:
        """Compress what is packed so far, as one object that holds them all (ISO 32000-1, 7.5.7)."""
        if not self._packed:
            return
        index, texts, at = [], [], 0
        for number, packed in self._packed.items():
            text = packed.encode("latin-1")
            index.append(b"%d %d" % (number, at))
            texts.append(text)
            at += len(text) + 1
        first = b" ".join(index) + b"\n"
        entries = f"/Type /ObjStm /N {len(texts)} /First {len(first)}"
        holder = self.add(Stream(first + b"\n".join(texts), entries))
        self._rows |= {number: (2, holder, i) for i, number in enumerate(self._packed)}
        self._packed = {}

    def add(self, thing: PDFObject, name: str | None = None) -> int:
        """Put *thing* in the file; adding it again changes nothing. Returns: its number."""
        known = self.Reference(thing, name).name
        return int(self.idToObjectNumberAndVersion[known][0])

    def expect_page(self, key: int) -> int:
        """The number of the page that comes next, known in the structure by *key*."""
        number = self.reserve()
        self._expected = number, key
        return number

    def _keep(self, number: int, thing: Any, name: str) -> None:
        """Register *thing* under a number reserved before, as ``Reference`` does under the next one."""
        thing.__InternalName__ = name
        self.idToObjectNumberAndVersion[name] = (number, 0)
        self.numberToId[number] = name
        self.idToObject[name] = thing

    def format(self) -> bytes:
        self.add(self.catalog)
        self.add(self.info)
        self._flush()
        head = b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % self._pdfVersion
        written, at, digest = [head], len(head), md5(usedforsecurity=False)
        for number, body in self._bodies():
            piece = b"%d 0 obj\n%s\nendobj\n" % (number, body)
            self._rows[number] = (1, at, 0)
            written.append(piece)
            digest.update(piece)
            at += len(piece)
        written.append(self._table(at, digest.hexdigest()))
        return b"".join(written)

    def _bodies(self) -> Iterable[tuple[int, bytes]]:
        """Number and text of every object that is not packed; more may be born while others are written."""
        number = 0
        while number < self.objectcounter:
            number += 1
            if name := self.numberToId.get(number):
                body: Any = self.idToObject[name].format(self)
                yield number, body if isinstance(body, bytes) else str(body).encode("latin-1")

    def _table(self, at: int, identity: str) -> bytes:
        """Where every object is, as a stream (ISO 32000-1, 7.5.8), and where that stream is."""
        number = self.reserve()
        self._rows[number] = (1, at, 0)
        rows = b"".join([pack(">BIH", *self._rows[i]) for i in range(number + 1)])
        entries = (
            f"/Type /XRef /Size {number + 1} /W [1 4 2] /Root {self.add(self.catalog)} 0 R "
            f"/Info {self.add(self.info)} 0 R /ID [<{identity}> <{identity}>]"
        )
        # Its size is told, so it cannot get one more line: it stays plain where it would need one.
        is_plain = zlib.compress(rows, LEVEL).endswith((b"\r", b"\n"))
        table = Stream(rows, entries, plain=is_plain).format(self)
        return b"%d 0 obj\n%sendobj\nstartxref\n%d\n%%%%EOF\n" % (number, table, at)
