"""Seven patterns: generated, alike each time, apart from each other, and light to draw."""

from itertools import combinations

import pytest

from tests.faces.reading import flat, points
from toolkit.faces.boxes import Path, Rect
from toolkit.faces.look import look, theme, tones
from toolkit.faces.patterns import PATTERNS, pattern

NUMBERS = range(1, 9)  # the orientations, and the room
SIZES = [(8.0, 8.0), (63.0, 3.5), (42.5, 17.0), (63.0, 88.0), (88.0, 63.0)]


def shapes(number: int, width: float, height: float) -> int:
    """How many closed or stroked outlines are drawn."""
    boxes = pattern(number, 0, 0, width, height).boxes
    return sum(
        1 for box in flat(boxes) if isinstance(box, Path) for letter, _ in box.commands if letter == "M"
    )


def test_every_orientation_has_a_pattern_that_exists() -> None:
    assert {one.pattern for one in (*look().orientations, look().room)} == set(PATTERNS)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_same_arguments_give_the_same_object(number: int) -> None:
    assert pattern(number, 0, 0, 30, 20) is pattern(number, 0, 0, 30, 20)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_pattern_covers_its_rectangle_and_hardly_overflows(
    number: int, width: float, height: float
) -> None:
    cell = min(width, height) / 2
    group = pattern(number, 10, 20, width, height)
    assert (group.x, group.y, group.width, group.height) == (10, 20, width, height)
    assert group.boxes[0] == Rect(10, 20, width, height, fill=tones(number, theme()).ground)
    for box in group.boxes[1:]:
        assert all(10 - 2 * cell <= x <= 10 + width + 2 * cell for x, _ in points(box))
        assert all(20 - 2 * cell <= y <= 20 + height + 2 * cell for _, y in points(box))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_pattern_reaches_every_corner_of_a_card(number: int) -> None:
    """No quarter of a quarter of a full back is left empty."""
    group = pattern(number, 0, 0, 63, 88, cell=9)
    drawn = [point for box in group.boxes[1:] for point in points(box)]
    for column in range(4):
        for row in range(4):
            left, top = column * 63 / 4, row * 22
            assert any(left <= x <= left + 63 / 4 and top <= y <= top + 22 for x, y in drawn)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_full_card_stays_light(number: int) -> None:
    assert 4 <= shapes(number, 69, 94) < 400


@pytest.mark.parametrize("number", NUMBERS)
def test_at_eight_millimetres_there_is_still_something_to_tell_it_by(number: int) -> None:
    assert 3 <= shapes(number, 8, 8) <= 60


def test_no_two_patterns_have_the_same_geometry() -> None:
    drawn = [[b.commands for b in pattern(n, 0, 0, 30, 30).boxes if isinstance(b, Path)] for n in NUMBERS]
    assert all(a != b for a, b in combinations(drawn, 2))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_pattern_uses_its_two_tones_and_its_ground_only(number: int) -> None:
    colours = tones(number, theme())
    used = {
        box.fill or box.stroke for box in pattern(number, 0, 0, 30, 30).boxes[1:] if isinstance(box, Path)
    }
    assert {colours.soft, colours.strong} <= used <= {colours.soft, colours.strong, colours.ground}


def test_the_lattice_can_be_held_by_a_corner() -> None:
    """The same pattern in a larger rectangle, held by the same corner, is the same where both show."""
    small = pattern(6, 0, 0, 20, 20, cell=10, origin=(0, 0)).boxes[2]
    large = pattern(6, -10, -10, 40, 40, cell=10, origin=(0, 0)).boxes[2]
    assert isinstance(small, Path)
    assert isinstance(large, Path)
    assert set(small.commands) <= set(large.commands)


def test_an_unknown_orientation_has_no_pattern() -> None:
    with pytest.raises(KeyError):
        pattern(9, 0, 0, 10, 10)
