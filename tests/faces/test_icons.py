"""Icons: paths read once, placed in their square."""

import pytest

from tests.faces.reading import points
from toolkit.faces.icons import icon
from toolkit.faces.look import look
from toolkit.faces.svgpath import parse


@pytest.mark.parametrize("name", [orientation.icon for orientation in look().orientations])
def test_an_icon_keeps_within_its_square(name: str) -> None:
    drawn = icon(name, 10, 20, 7, "#102030")
    xs, ys = zip(*points(drawn), strict=True)
    assert 9.9 <= min(xs) < max(xs) <= 17.1
    assert 19.9 <= min(ys) < max(ys) <= 27.1
    assert max(max(xs) - min(xs), max(ys) - min(ys)) > 5
    assert drawn.fill == "#102030"


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError):
        icon("unicorn", 0, 0, 1, "#000000")


def test_relative_and_short_commands_become_absolute() -> None:
    assert parse("m1,2 3,4h5v-6H0V0z") == (
        ("M", (1, 2)),
        ("L", (4, 6)),
        ("L", (9, 6)),
        ("L", (9, 0)),
        ("L", (0, 0)),
        ("L", (0, 0)),
        ("Z", ()),
    )


def test_after_a_close_drawing_goes_on_from_the_start() -> None:
    assert parse("M1 1h2zl1 1")[-1] == ("L", (2, 2))


def test_a_smooth_curve_mirrors_the_last_control_point() -> None:
    assert parse("M0 0C0 1 2 1 2 0S4-1 4 0")[-1] == ("C", (2, -1, 4, -1, 4, 0))
    assert parse("M0 0S1 1 2 0")[-1] == ("C", (0, 0, 1, 1, 2, 0))


def test_a_quadratic_curve_becomes_a_cubic_one() -> None:
    letter, numbers = parse("M0 0Q3 3 6 0")[-1]
    assert letter == "C"
    assert numbers == pytest.approx((2, 2, 4, 2, 6, 0))


def test_an_arc_follows_its_circle() -> None:
    """A half circle: two quarters, its top at the radius."""
    curves = parse("M-1 0A1 1 0 0 1 1 0")[1:]
    assert [letter for letter, _ in curves] == ["C", "C"]
    assert curves[0][1][4:] == pytest.approx((0, -1), abs=1e-9)
    assert curves[1][1][4:] == pytest.approx((1, 0), abs=1e-9)


def test_sweep_and_large_arc_choose_among_the_four_arcs() -> None:
    below = parse("M-1 0A1 1 0 0 0 1 0")[1][1][4:]
    assert below == pytest.approx((0, 1), abs=1e-9)
    assert len(parse("M1 0A1 1 0 1 1 0-1")) == 1 + 3
    assert len(parse("M1 0A1 1 0 0 0 0-1")) == 1 + 1


def test_flags_of_an_arc_may_touch() -> None:
    assert parse("M0 0a1 1 0 01.5.5") == parse("M0 0a1,1,0,0,1,0.5,0.5")


def test_a_command_that_is_not_understood_is_refused() -> None:
    with pytest.raises(ValueError, match="path command T"):
        parse("M0 0T1 1")
