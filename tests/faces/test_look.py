"""The look keeps its promises: legible on every hue, and never a colour alone."""

import re
from itertools import combinations

import pytest

from toolkit.faces.look import contrast, look, mixed, theme, tones
from toolkit.paths import PACKAGE

AA = 4.5  # WCAG 2.2, 1.4.3
HUES = [orientation.hue for orientation in look().orientations]


def test_seven_orientations_in_order() -> None:
    assert [orientation.number for orientation in look().orientations] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("hue", HUES)
def test_white_is_legible_on_every_hue_and_every_hue_on_white(hue: str) -> None:
    assert contrast("#FFFFFF", hue) >= AA


@pytest.mark.parametrize("ground", [look().paper, look().white])
@pytest.mark.parametrize("colour", [look().ink, look().grey])
def test_ink_and_fine_print_are_legible_on_white_and_paper(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= AA


@pytest.mark.parametrize("name", look().themes)
@pytest.mark.parametrize("number", range(1, 9))
def test_what_is_written_on_the_ground_and_in_the_corner_is_legible(number: int, name: str) -> None:
    colours = tones(number, theme(name))
    assert contrast(colours.on_ground, colours.ground) >= AA
    assert contrast(colours.on_tab, colours.tab) >= AA
    assert contrast(theme(name).ink, "#FFFFFF") >= AA


@pytest.mark.parametrize("attribute", ["hue", "icon", "pattern"])
def test_no_two_orientations_share(attribute: str) -> None:
    found = [getattr(orientation, attribute) for orientation in look().orientations]
    assert len(set(found)) == 7


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21:1; #767676 is the lightest grey that passes on white, at 4.54:1."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


def test_light_printing_has_white_grounds() -> None:
    for name in ("eco", "black", "large"):
        assert {tones(number, theme(name)).ground for number in range(1, 8)} == {"#FFFFFF"}


def test_the_two_tones_of_a_pattern_part_from_the_ground_and_from_each_other() -> None:
    for number in range(1, 8):
        colours = tones(number, theme())
        trio = (colours.ground, colours.soft, colours.strong)
        assert all(contrast(a, b) > 1.15 for a, b in combinations(trio, 2))


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert mixed("#102030", "#FFFFFF", 0) == "#102030"
    assert mixed("#102030", "#FFFFFF", 1) == "#FFFFFF"
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"


def test_the_screens_have_the_same_hues() -> None:
    css = (PACKAGE / "static" / "css" / "tokens.css").read_text("utf-8")
    named = dict(re.findall(r"--(paper|ink|hue-\d): (#[0-9a-f]{6});", css.split("@media")[0]))
    expected = {f"hue-{o.number}": o.hue.lower() for o in (*look().orientations, look().room)}
    assert named == expected | {"paper": look().paper.lower(), "ink": look().ink.lower()}


def test_an_unknown_orientation_is_refused() -> None:
    with pytest.raises(KeyError):
        look().orientation(9)
