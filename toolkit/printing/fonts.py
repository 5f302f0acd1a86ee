"""The fonts of the faces, embedded in PDF files: the same files that the screens and the metrics use."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from toolkit.faces.boxes import Font
from toolkit.faces.metrics import FILES, FOLDER
from toolkit.printing.finishing.objects import KEPT_LEVEL, Stream, compressed
from toolkit.printing.lightly import without_pictures

with without_pictures():
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFTrueTypeFont
    from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN, TTFont

SPACE, NO_CHARACTER = 0x20, 0xFFFF
LIGATURES = frozenset(map(ord, "ŒœŸ€→"))
PUNCTUATION = range(0x2000, 0x2070)
OWN = frozenset((*range(SPACE, 127), *range(0xA0, 0x100)))
PER_BLOCK = 100  # entries in one block of a character map, at most

# How the bytes of a string are written between parentheses (ISO 32000-1, 7.3.4.2).
ESCAPES = {byte: f"\\{byte:03o}" for byte in (*range(32), *b"()\\", *range(127, 256))}

KEPT = 32  # font programs, for the next files with the same characters

Glyphs = tuple[tuple[int, str], ...]


class Typeface(TTFont):
    """
    A font whose characters have the same code in every file, so that text is encoded once for all files.

    Only the characters that a file uses are embedded in it. Subsets are known by their number, from 0.
    """

    def __init__(self, name: str, path: Path, resource: str) -> None:
        super().__init__(name, str(path), shapable=False)
        self._resource = resource
        self._codes, self._subsets = _codes(self.face.charToGlyph)
        # How the characters of the first subset, which most texts are made of, are written.
        self._table = {c: ESCAPES.get(i) or chr(i) for i, c in enumerate(self._subsets[0]) if c}
        self._commonest = frozenset(map(chr, self._table))
        self._used: WeakKeyDictionary[PDFDocument, set[str]] = WeakKeyDictionary()
        self._programs: dict[tuple[int, ...], tuple[bytes, int]] = {}
        self.encoded = lru_cache(maxsize=16384)(self._encoded)

    def _encoded(self, text: str) -> Glyphs:
        """
        *text* as runs of one subset each: its number, and the string as it is written in a PDF file.

        Raises: KeyError, for a character that the font lacks.
        """
        if self._commonest.issuperset(text):
            return ((0, text.translate(self._table)),)
        runs: list[tuple[int, list[str]]] = []
        for character in text:
            subset, code = self._codes[ord(character)]
            if not runs or runs[-1][0] != subset:
                runs.append((subset, []))
            runs[-1][1].append(ESCAPES.get(code) or chr(code))
        return tuple((subset, "".join(run)) for subset, run in runs)

    def letters(self, document: PDFDocument) -> set[str]:
        """The characters to embed in *document*, to which those that are shown must be added."""
        if document not in self._used:
            self._used[document] = set()
            document.fontMapping[self.fontName] = f"/{self._resource}"
            document.delayedFonts.append(self)
        return self._used[document]

    def resource(self, subset: int) -> str:
        """The name of a subset, the same in every file."""
        return f"/{self._resource}+{subset}"

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - reportlab's name
        """Called by reportlab once all pages are drawn."""
        used = {ord(character) for character in self._used.pop(doc)}
        for number, characters in enumerate(self._subsets):
            kept = tuple(character if character in used else 0 for character in characters)
            if any(kept):
                self._embed(doc, number, _trimmed(kept))

    def _embed(self, doc: PDFDocument, number: int, characters: tuple[int, ...]) -> None:
        name = (SUBSETN(number) + b"+" + self.face.name).decode("latin-1")
        resource = self.resource(number)[1:]
        embedded: Any = PDFTrueTypeFont()
        embedded.Name = resource
        embedded.BaseFont = name
        embedded.FirstChar, embedded.LastChar = 0, len(characters) - 1
        widths = [self.face.getCharWidth(character) for character in characters]
        embedded.Widths = "[" + " ".join([f"{width:.5g}" for width in widths]) + "]"
        embedded.ToUnicode = doc.Reference(Stream(_unicode_map(name, characters)), f"unicode:{name}")
        embedded.FontDescriptor = doc.Reference(self._descriptor(doc, name, characters), f"descriptor:{name}")
        doc.Reference(embedded, resource)
        doc.idToObject["BasicFonts"].dict[resource] = embedded

    def _descriptor(self, doc: PDFDocument, name: str, characters: tuple[int, ...]) -> PDFDictionary:
        face, (program, length) = self.face, self._program(characters)
        file = Stream(program, f"/Length1 {length}", ready=True)
        entries: dict[str, Any] = {
            "Type": "/FontDescriptor",
            "Ascent": face.ascent,
            "CapHeight": face.capHeight,
            "Descent": face.descent,
            "Flags": face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC,
            "FontBBox": PDFArray(face.bbox),
            "FontName": PDFName(name),
            "ItalicAngle": face.italicAngle,
            "StemV": face.stemV,
            "FontFile2": doc.Reference(file, f"program:{name}"),
            "MissingWidth": face.defaultWidth,
        }
        return PDFDictionary(entries)

    def _program(self, characters: tuple[int, ...]) -> tuple[bytes, int]:
        """The font cut down to *characters*, compressed, and its length before; kept for the next file."""
        if characters not in self._programs:
            if len(self._programs) >= KEPT:
                self._programs.pop(next(iter(self._programs)))
            program = self.face.makeSubset(list(characters))
            self._programs[characters] = compressed(program, KEPT_LEVEL), len(program)
        return self._programs[characters]


@cache
def font(name: Font) -> Typeface:
    """The font *name* of the boxes, known to reportlab by its ``fontName``; read from disk once."""
    loaded = Typeface(Path(FILES[name]).stem, FOLDER / FILES[name], f"F{list(FILES).index(name) + 1}")
    pdfmetrics.registerFont(loaded)
    return loaded


def _codes(glyphs: dict[int, int]) -> tuple[dict[int, tuple[int, int]], list[list[int]]]:
    """Subset and code of every character of a font, the commonest first; Latin-1 keeps its own codes."""
    drawn = {character for character in glyphs if SPACE <= character < NO_CHARACTER}
    others = iter(sorted(drawn.difference(OWN), key=_rarity))
    subsets: list[list[int]] = []
    codes: dict[int, tuple[int, int]] = {}
    while len(codes) < len(drawn):
        characters = [0] * 256  # 0 stands for nothing
        for code in range(1, 256):
            # A reader that looks for spaces finds them at 32, in every subset.
            is_own = code in OWN and (not subsets or code == SPACE)
            character = code if is_own else next(others, 0)
            if character in drawn:
                characters[code] = character
                codes.setdefault(character, (len(subsets), code))
        subsets.append(characters)
    return codes, subsets


def _rarity(character: int) -> tuple[bool, int]:
    """What Western European texts are written with comes first, and so in one subset."""
    return not (character in LIGATURES or character in PUNCTUATION), character


def _trimmed(characters: tuple[int, ...]) -> tuple[int, ...]:
    last = max(code for code, character in enumerate(characters) if character)
    return characters[: last + 1]


def _unicode_map(name: str, characters: tuple[int, ...]) -> bytes:
    """Which character each code stands for, codes in use only (ISO 32000-1, 9.10.3)."""
    pairs = [f"<{code:02X}> <{character:04X}>" for code, character in enumerate(characters) if character]
    blocks = [pairs[start : start + PER_BLOCK] for start in range(0, len(pairs), PER_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
