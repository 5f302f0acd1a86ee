"""The code in the terminal, read back the way a phone would, from the cells of the terminal."""

import re

import pytest
import zxingcpp
from PIL import Image

from toolkit.serving.terminal_qr import BLACK_ON_WHITE, RESET, half_blocks, terminal_qr

CELL = 6  # pixels: a character is as high as two modules and as wide as one
URLS = [
    "HTTP://192.168.1.20:8000",
    "HTTP://10.3.0.7:8123",
    "HTTPS://REBOND.EXAMPLE.ORG",
    "http://192.168.1.20:8000/start/Vl7U2WDrNrWsrW9XcT6GBQ",
]
INKED = {" ": (False, False), "▀": (True, False), "▄": (False, True), "█": (True, True)}


def picture(lines: list[str], around: int) -> Image.Image:
    """What a terminal whose background has the grey *around* shows."""
    width, height = len(lines[0]), 2 * len(lines)
    image = Image.new("L", ((width + 8) * CELL, (height + 8) * CELL), around)
    for row, line in enumerate(lines):
        for column, character in enumerate(line):
            for half, dark in enumerate(INKED[character]):
                left, top = (column + 4) * CELL, (2 * row + half + 4) * CELL
                image.paste(0 if dark else 255, (left, top, left + CELL, top + CELL))
    return image


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("around", [0, 255], ids=["dark terminal", "light terminal"])
def test_a_phone_reads_it_on_any_terminal(url: str, around: int):
    found = zxingcpp.read_barcodes(picture(half_blocks(url), around))
    assert [code.text for code in found] == [url]


@pytest.mark.parametrize("url", URLS)
def test_its_quiet_zone_is_part_of_it(url: str):
    """Four light modules on every side (ISO/IEC 18004, 6.3.8): two lines of text, four columns."""
    lines = half_blocks(url)
    assert {len(line) for line in lines} == {len(lines[0])}
    assert all(line.strip() == "" for line in (*lines[:2], *lines[-2:]))
    assert all(line[:4].strip() == line[-4:].strip() == "" for line in lines)


def test_its_colours_are_its_own():
    for coloured, plain in zip(terminal_qr(URLS[0]), half_blocks(URLS[0]), strict=True):
        assert coloured == f"{BLACK_ON_WHITE}{plain}{RESET}"
    assert re.fullmatch(r"\x1b\[30;107m", BLACK_ON_WHITE)


def test_the_code_of_a_local_address_leaves_room_on_the_screen():
    lines = half_blocks("HTTP://192.168.100.200:8000")
    assert len(lines) <= 17
    assert len(lines[0]) <= 33
