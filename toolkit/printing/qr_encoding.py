"""
The modules of a QR code, as ISO/IEC 18004 has them: what is said, how it is corrected, where each bit goes.

Printing a thousand cards makes a thousand codes, so the work is done on whole numbers and on lists of places
made once for each size, rather than module by module.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import zip_longest
from operator import itemgetter
from typing import Literal, NamedTuple

Level = Literal["L", "M", "Q", "H"]

VERSIONS = range(1, 41)

# Table 9, for versions 1 to 40: codewords of correction in each block, and how many blocks there are.
CORRECTION: dict[Level, str] = {
    "L": "7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28"
    " 28 28 30 30 26 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30",
    "M": "10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26"
    " 26 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28",
    "Q": "13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30"
    " 28 30 30 30 30 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30",
    "H": "17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28"
    " 30 24 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30",
}
BLOCKS: dict[Level, str] = {
    "L": "1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25",
    "M": "1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16"
    " 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49",
    "Q": "1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20"
    " 23 23 25 27 29 34 34 35 38 40 43 45 48 51 53 56 59 62 65 68",
    "H": "1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25"
    " 25 34 30 32 35 37 40 42 45 48 51 54 57 60 63 66 70 74 77 81",
}
LEVEL_BITS: dict[Level, int] = {"L": 1, "M": 0, "Q": 3, "H": 2}

CAPITALS = {character: i for i, character in enumerate(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")}
DIGITS, ALPHANUMERIC, BYTES = 1, 2, 4
# Table 3: bits that tell how long the text is, up to versions 9, 26 and 40.
LENGTHS = {DIGITS: (10, 12, 14), ALPHANUMERIC: (9, 11, 13), BYTES: (8, 16, 16)}
PADS = b"\xec\x11"

# The mask of pattern 010: one column of three is reversed. Comparing all eight takes many times the rest of
# the encoding; of all, this one scores best on addresses of cards, and decoding is the same to within noise.
MASK = 2

Bits = tuple[int, int]
"""A number, and in how many bits it is written."""


class TooMuch(ValueError):
    """More than the largest code holds."""


class Layout(NamedTuple):
    """Where everything goes in one size of code; ``reading`` takes each module from the bits, in rows."""

    codewords: int
    blocks: int
    correction: int
    spare: int
    mask: int
    total: int
    reading: Callable[[str], tuple[str, ...]]


def drawn(text: str, level: Level) -> tuple[int, str]:
    """
    The version of the smallest code of *text*, and its modules: 1 where dark, a space at the end of each row.

    Raises: TooMuch.
    """
    data = text.encode("utf-8")
    mode, (value, size) = _said(data)
    for version in VERSIONS:
        length = LENGTHS[mode][(version > 9) + (version > 26)]
        layout = _layout(version, level)
        room = 8 * (layout.codewords - layout.blocks * layout.correction)
        if 4 + length + size <= room:
            break
    else:
        raise TooMuch
    value |= (mode << length | len(data)) << size
    words = _corrected(_filled((value, 4 + length + size), room), layout)
    bits = f"{int.from_bytes(words) << layout.spare ^ layout.mask:0{layout.total}b}"
    return version, "".join(layout.reading(f"{bits}01 "))


def _said(data: bytes) -> tuple[int, Bits]:
    """How *data* is written in the fewest bits: as numbers, as capitals, or as bytes."""
    value = 0
    if data.isdigit():
        for i in range(0, len(data), 3):
            value = value << (0, 4, 7, 10)[len(data[i : i + 3])] | int(data[i : i + 3])
        return DIGITS, (value, len(data) // 3 * 10 + (0, 4, 7)[len(data) % 3])
    try:
        ranks = [CAPITALS[character] for character in data]
    except KeyError:
        return BYTES, (int.from_bytes(data), 8 * len(data))
    for first, second in zip(ranks[::2], ranks[1::2], strict=False):
        value = value << 11 | 45 * first + second
    if len(ranks) % 2:
        value = value << 6 | ranks[-1]
    return ALPHANUMERIC, (value, len(ranks) // 2 * 11 + len(ranks) % 2 * 6)


def _filled(bits: Bits, room: int) -> bytes:
    """Up to the last codeword of data: an end of four bits where they go in, then bytes without meaning."""
    value, size = bits
    end = min(4, room - size)
    end += -(size + end) % 8
    words = (value << end).to_bytes((size + end) // 8)
    missing = room // 8 - len(words)
    return words + (PADS * (missing // 2 + 1))[:missing]


def _corrected(data: bytes, layout: Layout) -> bytes:
    """*data* cut into blocks, the shorter ones first, and their corrections; all of them dealt in turn."""
    short, longer = divmod(len(data), layout.blocks)
    blocks, start = [], 0
    for i in range(layout.blocks):
        end = start + short + (i >= layout.blocks - longer)
        blocks.append(data[start:end])
        start = end
    corrections = [_correction(block, layout.correction) for block in blocks]
    return _dealt(blocks) + _dealt(corrections)


def _dealt(blocks: list[bytes]) -> bytes:
    if len(blocks) == 1:
        return blocks[0]
    return bytes([word for words in zip_longest(*blocks) for word in words if word is not None])


def _correction(block: bytes, size: int) -> bytes:
    """What remains of *block* divided by the polynomial of *size* codewords (Reed and Solomon)."""
    multiples, top, kept = _multiples(size), 8 * (size - 1), (1 << 8 * size) - 1
    rest = 0
    for word in block:
        rest = (rest << 8) & kept ^ multiples[word ^ rest >> top]
    return rest.to_bytes(size)


@cache
def _multiples(size: int) -> list[int]:
    """The polynomial of *size* codewords times each of the 256 values of a byte."""
    powers = [1]
    for _ in range(254):
        powers.append(_doubled(powers[-1]))
    logarithms = {power: i for i, power in enumerate(powers)}
    factors = [1]
    for i in range(size):
        shifted = [powers[(logarithms[factor] + i) % 255] if factor else 0 for factor in factors]
        factors = [a ^ b for a, b in zip([*factors, 0], [0, *shifted], strict=True)]
    multiples = [0, int.from_bytes(bytes(factors[1:]))]
    for word in range(2, 256):
        if word & (word - 1):
            multiples.append(multiples[word & (word - 1)] ^ multiples[word & -word])
        else:
            half = multiples[word >> 1].to_bytes(size)
            multiples.append(int.from_bytes(bytes(map(_doubled, half))))
    return multiples


def _doubled(word: int) -> int:
    return word << 1 ^ (0x11D if word & 0x80 else 0)


@cache
def _layout(version: int, level: Level) -> Layout:
    size = 4 * version + 17
    fixed = _fixed(version, level)
    free = [place for place in _path(size) if place not in fixed]
    blocks = int(BLOCKS[level].split()[version - 1])
    correction = int(CORRECTION[level].split()[version - 1])
    total = len(free)
    where = {place: i for i, place in enumerate(free)}
    where |= {place: total + is_dark for place, is_dark in fixed.items()}
    reading = [
        where[row, column] if column < size else total + 2
        for row in range(size)
        for column in range(size + 1)
    ]
    mask = int("".join("0" if column % 3 else "1" for _, column in free), 2)
    return Layout(total // 8, blocks, correction, total % 8, mask, total, itemgetter(*reading))


def _path(size: int) -> Iterator[tuple[int, int]]:
    """Places in the order of the bits: two columns at a time, from the right, up then down."""
    rows = range(size - 1, -1, -1)
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        yield from ((row, column) for row in rows for column in (right, right - 1))
        rows = rows[::-1]


def _fixed(version: int, level: Level) -> dict[tuple[int, int], bool]:
    """What tells where a code is, how large, how corrected and how masked: places, true where dark."""
    size = 4 * version + 17
    fixed = {(row, 6): row % 2 == 0 for row in range(size)} | {(6, row): row % 2 == 0 for row in range(size)}
    centres = _alignments(version)
    for row in centres:
        for column in centres:
            if (row, column) not in ((6, 6), (6, size - 7), (size - 7, 6)):
                fixed |= _squares(row, column, "101", size)
    for row, column in ((3, 3), (3, size - 4), (size - 4, 3)):
        fixed |= _squares(row, column, "11010", size)
    kind = _checked(LEVEL_BITS[level] << 3 | MASK, 0x537, 10) ^ 0x5412
    for i in range(15):
        is_dark = bool(kind >> i & 1)
        fixed[i if i < 6 else i + 1 if i < 8 else size - 15 + i, 8] = is_dark
        fixed[8, size - 1 - i if i < 8 else 7 if i == 8 else 14 - i] = is_dark
    fixed[size - 8, 8] = True
    if version >= 7:
        told = _checked(version, 0x1F25, 12)
        for i in range(18):
            place = i // 3, i % 3 + size - 11
            fixed[place] = fixed[place[::-1]] = bool(told >> i & 1)
    return fixed


def _squares(row: int, column: int, rings: str, size: int) -> dict[tuple[int, int], bool]:
    """Squares around one another, from the one in the middle: dark where *rings* has 1."""
    around = range(1 - len(rings), len(rings))
    return {
        (row + down, column + right): rings[max(abs(down), abs(right))] == "1"
        for down in around
        for right in around
        if 0 <= row + down < size and 0 <= column + right < size
    }


def _alignments(version: int) -> list[int]:
    """Annex E: rows and columns of the centres of the small squares."""
    if version == 1:
        return []
    count = version // 7 + 2
    step = (version * 8 + count * 3 + 5) // (count * 4 - 4) * 2
    return [6, *(4 * version + 10 - i * step for i in reversed(range(count - 1)))]


def _checked(value: int, divisor: int, size: int) -> int:
    """*value* followed by *size* bits that check it (Bose, Chaudhuri and Hocquenghem)."""
    rest = value << size
    while rest.bit_length() > size:
        rest ^= divisor << rest.bit_length() - size - 1
    return value << size | rest
