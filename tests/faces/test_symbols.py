"""The signs of the postures: in their square, of about one weight, no two alike."""

import pytest

from tests.faces.reading import points
from toolkit.faces.svg import symbol_svg
from toolkit.faces.symbols import SHAPES, symbol


@pytest.mark.parametrize("posture", SHAPES)
def test_a_sign_fills_its_square_and_keeps_within_it(posture: str) -> None:
    drawn = symbol(posture, 10, 20, 7, "#102030")
    xs, ys = zip(*points(drawn), strict=True)
    assert 10 <= min(xs) < max(xs) <= 17
    assert 20 <= min(ys) < max(ys) <= 27
    assert min(max(xs) - min(xs), max(ys) - min(ys)) > 5.5
    assert drawn.fill == "#102030"


def test_no_two_signs_are_alike() -> None:
    drawn = {symbol(posture, 0, 0, 1, "#000000").commands for posture in SHAPES}
    assert len(drawn) == len(SHAPES)


def test_a_sign_takes_the_colour_of_the_text_around_it() -> None:
    assert 'fill="currentColor"' in symbol_svg("OPE")
    assert 'aria-hidden="true"' in symbol_svg("OPE")


def test_the_key_of_no_posture_is_refused() -> None:
    with pytest.raises(KeyError):
        symbol("S01", 0, 0, 1, "#000000")
