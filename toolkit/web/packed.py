"""
Gzip put together from pieces packed beforehand: what a thousand phones are sent alike is packed once.

A piece ends on a whole byte and refers to nothing before it, so that pieces may follow one another in any
order; what belongs to one phone goes between them as it is.
Source: RFC 1951 (sections 3.2.3, 3.2.4: blocks, stored blocks), RFC 1952 (section 2.3: a member).
"""

import zlib
from collections.abc import Iterable

HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # deflate, no name, no time, any system
END = b"\x03\x00"  # an empty last block
LEVEL = 6
LONGEST = 0xFFFF  # bytes of a stored block


def packed(text: bytes) -> bytes:
    """*text* as a piece."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(text) + packer.flush(zlib.Z_FULL_FLUSH)


def stored(text: bytes) -> bytes:
    """*text* as a piece, not made shorter."""
    blocks = (text[at : at + LONGEST] for at in range(0, len(text), LONGEST))
    return b"".join(
        b"\x00" + len(block).to_bytes(2, "little") + (len(block) ^ LONGEST).to_bytes(2, "little") + block
        for block in blocks
    )


def gzipped(pieces: Iterable[bytes], text: bytes) -> bytes:
    """The file whose content is *text*, which the *pieces* make one after the other."""
    check = zlib.crc32(text).to_bytes(4, "little")
    size = (len(text) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"".join((HEAD, *pieces, END, check, size))
