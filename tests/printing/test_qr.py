"""QR codes: what they hold, how fine they are, when they are refused."""

import numpy
import pytest
import zxingcpp

from toolkit.printing.qr import Matrix, fitted, matrix, runs
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
