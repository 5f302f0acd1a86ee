"""Pieces packed beforehand make one gzip file, whatever is put between them."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from toolkit.web.packed import LONGEST, gzipped, packed, stored

TEXTS = st.lists(st.tuples(st.booleans(), st.binary(max_size=300)), max_size=12)


@given(TEXTS)
def test_any_pieces_in_any_order_give_back_their_text(parts: list[tuple[bool, bytes]]) -> None:
    pieces = [(packed if is_packed else stored)(text) for is_packed, text in parts]
    text = b"".join(text for _, text in parts)
    assert gzip.decompress(gzipped(pieces, text)) == text


def test_a_text_longer_than_a_block_is_stored_in_several() -> None:
    text = bytes(range(256)) * (LONGEST // 100)
    assert gzip.decompress(gzipped([stored(text)], text)) == text


def test_what_is_packed_is_shorter() -> None:
    text = b"<li>La nuit des premiers pas</li>" * 50
    assert len(packed(text)) < len(text) / 10
