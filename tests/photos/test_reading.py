"""A photo of cards: every card found where it lies; anything else refused by name, and nothing harmed."""

import io
import sys
import time
import zlib
from collections.abc import Sequence

import pytest
from PIL import Image

from tests.photos.table import BASE, jpeg, photo, printed_cards
from toolkit.content.load import load_deck
from toolkit.paths import folder
from toolkit.photos.limits import MOST_BYTES
from toolkit.photos.reading import Photo, PhotoRefused, read_photo

pytestmark = pytest.mark.pdf

CODES = [card.code for card in load_deck(folder("cards") / "reflexes").cards]
SMALL = {"size": (1400, 1050), "blur": 0.6}


@pytest.fixture(scope="module")
def cards() -> Sequence[Image.Image]:
    return printed_cards()


def codes(read: Photo) -> list[str]:
    return sorted(seen.code for seen in read.seen)


def refused(content: bytes) -> str:
    with pytest.raises(PhotoRefused) as caught:
        read_photo(content)
    return caught.value.reason


def test_twenty_seven_cards_askew_tilted_and_blurred_are_all_found(cards: Sequence[Image.Image]) -> None:
    read = read_photo(jpeg(photo(cards, turn=20, tilt=0.08, blur=1.8)), patience_s=300)
    assert codes(read) == sorted(CODES)
    assert len(read.preview) < 600_000, "small enough to be shown back"


def test_small_cards_on_a_smaller_photo_are_found_too(cards: Sequence[Image.Image]) -> None:
    """The codes are then about two pixels a module: as they are, half of them cannot be read."""
    read = read_photo(jpeg(photo(cards, turn=15, size=(2000, 1500), blur=0.8)), patience_s=300)
    assert codes(read) == sorted(CODES)


def test_cards_any_way_up_and_the_same_card_twice_are_as_many_cards(cards: Sequence[Image.Image]) -> None:
    held = [cards[0], cards[3], cards[0], cards[0]]
    read = read_photo(jpeg(photo(held, turn=180, **SMALL)))
    assert codes(read) == sorted([CODES[0]] * 3 + [CODES[3]])


@pytest.mark.parametrize("orientation", [3, 6])
def test_a_photo_is_read_the_way_up_it_is_shown(cards: Sequence[Image.Image], orientation: int) -> None:
    upright = read_photo(jpeg(photo(cards[:3], **SMALL)))
    turned = read_photo(jpeg(photo(cards[:3], **SMALL), orientation=orientation))
    assert (turned.width, turned.height) == (upright.width, upright.height)
    assert [seen.code for seen in turned.seen] == [seen.code for seen in upright.seen]
    for one, other in zip(upright.seen, turned.seen, strict=True):
        for (x, y), (u, v) in zip(one.corners, other.corners, strict=True):
            assert abs(x - u) < 8
            assert abs(y - v) < 8


def test_a_code_is_where_its_card_lies(cards: Sequence[Image.Image]) -> None:
    read = read_photo(jpeg(photo(cards[:2], turn=0, tilt=0, **SMALL)))
    left, right = sorted(read.seen, key=lambda seen: seen.corners[0][0])
    assert [left.code, right.code] == CODES[:2]
    assert max(x for x, _ in left.corners) < read.width / 2 < min(x for x, _ in right.corners)


def test_the_same_photo_is_known_again_and_another_is_not(cards: Sequence[Image.Image]) -> None:
    one, other = photo(cards[:2], **SMALL), photo(cards[:2], seed=9, **SMALL)
    png = io.BytesIO()
    one.save(png, "PNG")
    again = io.BytesIO()
    one.save(again, "PNG", compress_level=1)
    assert read_photo(png.getvalue()).digest == read_photo(again.getvalue()).digest
    assert read_photo(png.getvalue()).digest != read_photo(jpeg(other)).digest


def test_a_photo_beyond_reading_shows_no_code(cards: Sequence[Image.Image]) -> None:
    assert read_photo(jpeg(photo(cards[:3], size=(1400, 1050), blur=8))).seen == ()


def test_another_code_is_seen_and_is_no_card() -> None:
    import qrcode

    out = io.BytesIO()
    qrcode.make("https://example.org/menu").convert("RGB").save(out, "PNG")
    assert [seen.code for seen in read_photo(out.getvalue()).seen] == [""]


def test_a_printed_address_names_its_card_wherever_it_leads() -> None:
    import qrcode

    for address in (f"{BASE}/C/7DR9", "HTTP://ELSEWHERE.EXAMPLE:8080/C/7DR9", "http://x.example/c/7dr9/"):
        out = io.BytesIO()
        qrcode.make(address).convert("RGB").save(out, "PNG")
        assert [seen.code for seen in read_photo(out.getvalue()).seen] == ["7DR9"]


def huge_png() -> bytes:
    """A picture of 60,000 x 60,000 points in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = (60000).to_bytes(4) * 2 + bytes((8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"not a picture at all", "not_an_image"),
        (b"%PDF-1.7 ...", "not_an_image"),
        (b"GIF89a" + b"\0" * 200, "not_an_image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_an_image"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 500, "not_an_image"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 200, "heic"),
        (b"\0\0\0\x18ftypmif1" + b"\0" * 200, "heic"),
        (b"x" * (MOST_BYTES + 1), "too_heavy"),
        (huge_png(), "too_large"),
    ],
)
def test_what_is_no_photo_is_refused_by_name(content: bytes, reason: str) -> None:
    assert refused(content) == reason


def test_a_photo_cut_short_is_refused(cards: Sequence[Image.Image]) -> None:
    whole = jpeg(photo(cards[:2], **SMALL))
    assert refused(whole[: len(whole) // 2]) == "not_an_image"


def test_a_tiny_picture_is_refused() -> None:
    out = io.BytesIO()
    Image.new("RGB", (100, 100)).save(out, "PNG")
    assert refused(out.getvalue()) == "too_small"


@pytest.mark.parametrize(
    "does",
    [
        "import time; time.sleep(60)",
        "while True: pass",
        "import sys; sys.exit(3)",
        "import os; os.abort()",
        "print('{\"width\":')",
        "print('[]')",
        "import toolkit.photos.limits as l; l.limit_myself(); bytearray(3 * l.MEMORY)",
    ],
)
def test_a_reader_that_goes_wrong_harms_nobody(does: str) -> None:
    start = time.monotonic()
    with pytest.raises(PhotoRefused) as caught:
        read_photo(b"a photo", reader=(sys.executable, "-c", does), patience_s=1)
    assert caught.value.reason == "too_hard"
    assert time.monotonic() - start < 30
