"""QR codes: what they hold, how fine they are, when they are refused."""

from typing import Any

import numpy
import pytest
import qrcode
import zxingcpp

from toolkit.printing.qr import Matrix, fitted, matrix, runs
from toolkit.printing.qr_encoding import CORRECTION, MASK, Level
from toolkit.printing.refusals import UrlTooLong

URL = "HTTPS://REBOND.EXAMPLE.ORG/C/7DR9"


def pixels(code: Matrix) -> numpy.ndarray:
    """The code drawn from its strokes, four pixels a module, with its quiet zone."""
    image = numpy.full((code.width, code.width), 255, numpy.uint8)
    for row, column, length in runs(code):
        image[row + 4, column + 4 : column + 4 + length] = 0
    return numpy.kron(image, numpy.ones((4, 4), numpy.uint8))


@pytest.mark.parametrize("url", [URL, URL.lower(), "http://192.168.1.24:8000/C/ACDE", "https://élan.fr/é"])
def test_a_code_is_read_back_as_its_url(url: str) -> None:
    (found,) = zxingcpp.read_barcodes(pixels(matrix(url)), formats=zxingcpp.BarcodeFormat.QRCode)
    assert found.text == url


def theirs(text: str, level: Level) -> tuple[int, tuple[tuple[bool, ...], ...]]:
    """Version and modules of the code of *text*, by a library."""
    levels = {"L": 1, "M": 0, "Q": 3, "H": 2}
    code: Any = qrcode.QRCode(error_correction=levels[level], mask_pattern=MASK, border=0)
    code.add_data(text, optimize=0)
    code.make()
    return code.version, tuple(map(tuple, code.modules))


@pytest.mark.parametrize("level", CORRECTION)
@pytest.mark.parametrize("letters", ["0123456789", "HTTPS://A.ORG/7DR9 ", "https://élan.fr/é?"])
def test_every_kind_of_text_makes_the_code_that_a_library_makes(level: Level, letters: str) -> None:
    # The last ones need blocks of two lengths, the number of the version, the longest count of characters.
    for length in (*range(0, 60, 3), 98, 99, 100, 154, 155, 187, 230, 370, 800, 1_100):
        text = (letters * length)[:length]
        code = matrix(text, level)
        assert (code.version, code.rows) == theirs(text, level), length


@pytest.mark.parametrize(("level", "most"), [("L", 7089), ("M", 5596), ("Q", 3993), ("H", 3057)])
def test_the_largest_code_holds_as_many_digits_as_the_standard_says(level: Level, most: int) -> None:
    assert matrix("7" * most, level).version == 40
    with pytest.raises(UrlTooLong):
        matrix("7" * (most + 1), level)


def test_capitals_make_a_smaller_code() -> None:
    assert (matrix(URL).version, matrix(URL).size) == (2, 25)
    assert (matrix(URL.lower()).version, matrix(URL.lower()).size) == (3, 29)


def test_strokes_cover_the_dark_modules_and_no_other() -> None:
    code = matrix(URL)
    dark = {(r, c) for r, row in enumerate(code.rows) for c, module in enumerate(row) if module}
    covered = [(row, column + i) for row, column, length in runs(code) for i in range(length)]
    assert len(covered) == len(dark)
    assert set(covered) == dark


def test_the_level_of_correction_is_the_one_asked_for() -> None:
    (found,) = zxingcpp.read_barcodes(pixels(matrix(URL, "H")), formats=zxingcpp.BarcodeFormat.QRCode)
    assert (matrix(URL, "H").level, found.ec_level) == ("H", "H")
    (found,) = zxingcpp.read_barcodes(pixels(matrix(URL)), formats=zxingcpp.BarcodeFormat.QRCode)
    assert (matrix(URL).level, found.ec_level) == ("M", "M")


def test_the_same_url_is_worked_out_once() -> None:
    assert matrix(URL) is matrix(URL, "M") is fitted(URL, 20.0)


def test_a_code_of_a_card_has_modules_of_six_tenths_of_a_millimetre() -> None:
    assert 20 / fitted(URL, 20.0).width == pytest.approx(0.606, abs=0.001)


@pytest.mark.parametrize(
    ("url", "size_mm"),
    [
        ("https://rebond.example.org/" + "x" * 80, 40.0),  # version 7 and up
        (URL, 13.0),  # 33 modules of 0.39 mm
        ("https://rebond.example.org/" + "x" * 10_000, 20.0),  # more than any code holds
    ],
)
def test_a_code_too_fine_to_be_read_is_refused_with_the_length_of_its_url(url: str, size_mm: float) -> None:
    with pytest.raises(UrlTooLong) as refused:
        fitted(url, size_mm)
    assert f"{len(url):,}" in refused.value.sentence("en")
    assert len(refused.value.sentence("fr")) < 350
