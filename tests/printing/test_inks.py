"""Colours in four inks: what they look like on paper, and how much ink they take."""

import pytest
from PIL import Image, ImageCms

from toolkit.faces.look import look, theme, tones
from toolkit.printing.inks import FOUR_INKS, LIGHT, MOST_INK, PROFILES, cover, limited

HUES = [orientation.hue for orientation in look().orientations]
TONES = [
    tone
    for each in look().orientations
    for tone in (tones(each.number, theme()).soft, tones(each.number, theme()).strong)
]


def lab(mode: str, profile: str, pixel: tuple[int, ...]) -> tuple[float, float, float]:
    """What the eye sees: lightness from 0 to 100, then red-green and yellow-blue."""
    transform = ImageCms.buildTransform(
        ImageCms.getOpenProfile(str(PROFILES / profile)),
        ImageCms.createProfile("LAB"),
        mode,
        "LAB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    seen = ImageCms.applyTransform(Image.new(mode, (1, 1), pixel), transform)
    assert seen is not None
    lightness, a, b = seen.getpixel((0, 0))  # type: ignore[misc]
    return lightness / 2.55, a - 128, b - 128


def compared(colour: str) -> tuple[float, float]:
    """How far *colour* on paper is from *colour* on a screen: in lightness, and in all (CIE76)."""
    screen = lab("RGB", "sRGB.icc", tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5)))
    paper = lab("CMYK", "FOGRA39L_coated.icc", tuple(round(ink * 2.55) for ink in cover(colour)))
    apart = [one - other for one, other in zip(screen, paper, strict=True)]
    return abs(apart[0]), sum(length**2 for length in apart) ** 0.5


@pytest.mark.parametrize("colour", [*HUES, *TONES])
def test_a_colour_looks_the_same_on_paper(colour: str) -> None:
    lightness, whole = compared(colour)
    assert lightness < 7
    # Paper has no violet as vivid as a screen's, and no brown as deep.
    assert whole < (18 if colour in ("#9755B8", "#A972C4", "#423400") else 9)


@pytest.mark.parametrize("colour", [*HUES, *TONES, look().ink, look().grey, look().paper, "#000000"])
def test_no_colour_takes_more_ink_than_shops_allow(colour: str) -> None:
    assert sum(cover(colour)) <= MOST_INK
    assert all(0 <= ink <= 100 for ink in cover(colour))


def test_white_is_bare_paper() -> None:
    assert cover("#FFFFFF") == (0, 0, 0, 0)


@pytest.mark.parametrize("colour", [look().ink, look().grey, "#000000", "#6B655C"])
def test_letters_in_ink_or_grey_are_solid_black(colour: str) -> None:
    assert FOUR_INKS.text(colour) == "0 0 0 1 k"


def test_greys_that_are_no_letters_are_a_tint_of_black() -> None:
    assert cover(look().ink) == (0, 0, 0, 100)
    assert cover(look().grey)[:3] == (0, 0, 0)
    assert 60 <= cover(look().grey)[3] <= 80


def test_letters_in_a_hue_keep_it() -> None:
    assert FOUR_INKS.text(HUES[0]) == FOUR_INKS.fill(HUES[0])
    assert len(FOUR_INKS.text(HUES[0]).split()) == 5


@pytest.mark.parametrize(
    ("inks", "kept"),
    [
        ((50, 40, 30, 20), (50, 40, 30, 20)),
        ((42, 49, 99, 72), (33, 40, 90, 76)),  # 262: nine of each become four of black
        ((100, 100, 100, 0), (76, 76, 76, 12)),  # the grey of three inks is black's work
        ((100, 100, 100, 100), (46, 46, 46, 100)),  # black is full: the others fade
        ((100, 100, 0, 80), (80, 80, 0, 80)),  # no grey to move
    ],
)
def test_too_much_ink_moves_to_black_then_fades(
    inks: tuple[int, int, int, int], kept: tuple[int, int, int, int]
) -> None:
    assert limited(inks) == kept


def test_on_screen_and_at_home_colours_are_as_given() -> None:
    assert (LIGHT.fill("#FF0000"), LIGHT.stroke("#00FF00"), LIGHT.text("#0000FF")) == (
        "1 0 0 rg",
        "0 1 0 RG",
        "0 0 1 rg",
    )
