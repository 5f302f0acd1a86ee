"""How wide text is: advance widths read from the vendored fonts, the same for screen and print."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from toolkit.faces.boxes import Font

MM_PER_PT = 25.4 / 72
FOLDER = Path(__file__).parent.parent / "static" / "fonts"
FILES: Mapping[Font, str] = {
    "regular": "AtkinsonHyperlegibleNext_400Regular.ttf",
    "bold": "AtkinsonHyperlegibleNext_700Bold.ttf",
    "display": "BricolageGrotesque_800ExtraBold.ttf",
}

# What is drawn in place of a character that only governs spacing or breaking and that a font lacks.
STANDS_FOR = {"\u202f": "\u00a0", "\u2011": "-", "\u00ad": ""}


class MissingGlyph(ValueError):
    """A font has no glyph for a character. Attributes: ``character``, ``font``."""

    def __init__(self, character: str, font: Font) -> None:
        super().__init__(f"{font}: no glyph for {character!r} (U+{ord(character):04X})")
        self.character = character
        self.font = font


@dataclass(frozen=True, slots=True)
class Metrics:
    """Advance widths in em, by font and character."""

    advances: Mapping[Font, Mapping[str, float]]

    def width_mm(self, text: str, font: Font, size_pt: float) -> float:
        """Raises: MissingGlyph."""
        return self.width_em(text, font) * size_pt * MM_PER_PT

    def width_em(self, text: str, font: Font) -> float:
        """Raises: MissingGlyph."""
        try:
            return sum(map(self.advances[font].__getitem__, text))
        except KeyError as missing:
            raise MissingGlyph(missing.args[0], font) from None

    def drawable(self, text: str, font: Font) -> str:
        """*text* with the characters this font lacks replaced by what stands for them; soft hyphens gone."""
        for character, stand_in in STANDS_FOR.items():
            if character in text and character not in self.advances[font]:
                text = text.replace(character, stand_in)
        return text


@cache
def metrics() -> Metrics:
    """The widths of the three vendored fonts."""
    return Metrics({font: advances((FOLDER / name).read_bytes()) for font, name in FILES.items()})


@lru_cache(maxsize=16384)
def drawn(text: str, font: Font) -> tuple[str, float]:
    """
    What is drawn for *text*, and its width in em.

    Raises: MissingGlyph.
    """
    shown = metrics().drawable(text, font)
    return shown, metrics().width_em(shown, font)


def advances(data: bytes) -> dict[str, float]:
    """
    Advance width in em of every character of the Basic Multilingual Plane a TrueType file maps.

    Source: OpenType specification, tables head, hhea, hmtx and cmap format 4.
    """
    tables = _tables(data)
    (units,) = struct.unpack_from(">H", data, tables["head"] + 18)
    (count,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
    widths = struct.unpack_from(">" + "Hh" * count, data, tables["hmtx"])[::2]
    return {
        chr(code): widths[min(glyph, count - 1)] / units
        for code, glyph in _characters(data, tables["cmap"])
        if glyph
    }


def _tables(data: bytes) -> dict[str, int]:
    """Where each table starts."""
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count))
    return {tag.decode("ascii"): offset for tag, _, offset, _ in records}


def _characters(data: bytes, cmap: int) -> list[tuple[int, int]]:
    """Pairs (code point, glyph) of the first format 4 subtable."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    offsets = (struct.unpack_from(">HHI", data, cmap + 4 + 8 * i)[2] for i in range(count))
    start = next(cmap + o for o in offsets if struct.unpack_from(">H", data, cmap + o)[0] == 4)
    (segments,) = struct.unpack_from(">H", data, start + 6)
    size = segments // 2
    row = f">{size}H"
    ends = struct.unpack_from(row, data, start + 14)
    starts, deltas, ranges = (struct.unpack_from(row, data, start + 16 + segments * i) for i in (1, 2, 3))
    pairs: list[tuple[int, int]] = []
    for i in range(size):
        for code in range(starts[i], min(ends[i], 0xFFFE) + 1):
            glyph = code
            if ranges[i]:
                place = start + 16 + 3 * segments + 2 * i + ranges[i] + 2 * (code - starts[i])
                (glyph,) = struct.unpack_from(">H", data, place)
                if not glyph:
                    continue
            pairs.append((code, (glyph + deltas[i]) & 0xFFFF))
    return pairs
