"""One size for a whole face, and failures that say what to change."""

import pytest

from tests.faces.builders import BASE_URL, LONG, a_card, a_deck, filled, full_card, saying
from tests.faces.reading import texts
from toolkit.faces.back import back
from toolkit.faces.front import front
from toolkit.faces.layout import (
    LIMITS,
    CharacterNotInFont,
    Composed,
    TextDoesNotFit,
    Typesetter,
    fitted,
)
from toolkit.faces.look import look
from toolkit.faces.metrics import MM_PER_PT
from toolkit.faces.sides import sides

SIZES = look().sizes
SETTER = Typesetter("lead-1", "fr")


def fitting_up_to(largest: float) -> Composed:
    """What ``fitted`` finds when texts fit up to that size."""
    return fitted(lambda size: Composed((), size, size - largest), SIZES, SETTER, [("gist", "Court.")])


@pytest.mark.parametrize("largest", [7.5, 7.75, 8.0, 8.25, 8.5, 8.75, 9.0, 9.25, 9.5])
def test_the_largest_size_that_fits_is_kept(largest: float) -> None:
    assert fitting_up_to(largest).height == largest


def test_never_larger_than_the_maximum() -> None:
    assert fitting_up_to(40).height == SIZES.body_max


def test_below_the_floor_the_fullest_field_is_named_with_the_excess() -> None:
    fields = [("title", "x" * 30), ("gist", "x" * 189)]
    with pytest.raises(TextDoesNotFit) as refused:
        fitted(lambda size: Composed((), 0, 2.25), SIZES, SETTER, fields)
    assert str(refused.value) == "lead-1 (fr) gist: 2.2 mm too long at 7.5 pt"
    assert (refused.value.card, refused.value.language, refused.value.field) == ("lead-1", "fr", "gist")
    assert refused.value.over_mm == 2.25


def test_a_card_too_long_says_which_text_and_by_how_much() -> None:
    card = saying(gist=LONG * 3)
    with pytest.raises(
        TextDoesNotFit, match=r"lead-micro-mobility \(fr\) gist: \d+\.\d mm too long at 7.5 pt"
    ):
        front(card, a_deck(card), "fr", BASE_URL)


def test_a_back_too_long_names_its_fullest_part() -> None:
    card = saying(monday=LONG * 3)
    with pytest.raises(TextDoesNotFit, match="monday"):
        back(card, a_deck(card), "fr")


def test_a_word_wider_than_the_card_is_named() -> None:
    card = saying(title="Anticonstitutionnellement" * 3)
    with pytest.raises(TextDoesNotFit, match="title"):
        front(card, a_deck(card), "fr", BASE_URL)


@pytest.mark.parametrize(
    ("field", "font"),
    [("title", "display"), ("gist", "regular"), ("question", "display"), ("cost", "regular")],
)
def test_a_character_no_font_can_draw_is_named(field: str, font: str) -> None:
    card = saying(**{field: "Un bonhomme ☃ fond."})
    side = front if field in ("title", "gist") else back
    with pytest.raises(CharacterNotInFont) as refused:
        side(card, a_deck(card), "fr", BASE_URL)
    assert str(refused.value) == (
        f"lead-micro-mobility (fr) {field}: no glyph for '☃' (U+2603) in font {font}"
    )


def test_the_other_language_of_a_bad_card_still_prints() -> None:
    card = saying(title="Un bonhomme ☃")
    assert front(card, a_deck(card), "en", BASE_URL).language == "en"


@pytest.mark.parametrize("kind", ["lead", "orientation"])
def test_a_card_as_long_as_its_fields_allow_fits(kind: str) -> None:
    card = full_card(kind=kind)
    faces = front(card, a_deck(card), "fr", BASE_URL), back(card, a_deck(card), "fr")
    assert all(text.size_pt >= SIZES.fine_min for face in faces for text in texts(face))
    bodies = [text.size_pt for face in faces for text in texts(face) if text.role == "text"]
    assert min(size for size in bodies if size != SIZES.fine_min) >= SIZES.body_min


def test_the_full_card_is_full() -> None:
    lengths = {field: len(getattr(full_card().text("fr"), field)) for field in LIMITS}
    assert lengths == LIMITS | {"sign": 0}, "only a movement has a sign"
    assert len(filled(37)) == 37


def test_all_the_body_texts_of_a_face_share_one_size() -> None:
    face = back(a_card(), a_deck(a_card()), "fr")
    *parts, fine = [text for text in texts(face) if text.role == "text"]
    assert len(parts) == 4
    assert len({part.size_pt for part in parts}) == 1
    assert fine.size_pt < parts[0].size_pt


def test_a_label_and_its_text_share_their_first_baseline_without_touching() -> None:
    face = back(a_card(), a_deck(a_card()), "fr")
    label, text = texts(face)[1:3]
    assert label.role == "label"
    assert label.lines[0].text == "La scène"
    assert label.lines[0].y == text.lines[0].y
    gap = text.lines[0].x - label.lines[0].x - label.lines[0].width_mm
    assert gap == pytest.approx(0.55 * text.size_pt * MM_PER_PT)
    assert text.lines[1].x == label.lines[0].x


def test_large_formats_never_divide_words() -> None:
    card = saying(monday="Responsabilisation intercommunautaire professionnalisante. " * 3)
    divided = {
        name: any(line.text.endswith("-") for text in texts(face) for line in text.lines)
        for name, format_ in look().formats.items()
        if name in ("poker", "tarot", "a6", "a5")
        for face in [back(card, a_deck(card), "fr", format_=format_)]
    }
    assert divided == {"poker": True, "tarot": True, "a6": False, "a5": False}


@pytest.mark.parametrize(
    ("format_", "theme"), [("square", "eco"), ("a6", "large"), ("a5", "large"), ("bridge", "black")]
)
@pytest.mark.parametrize("field", ["title", "gist", "question", "monday", "caution"])
def test_every_layout_refuses_three_thousand_characters_and_an_unknown_one_by_name(
    format_: str, theme: str, field: str
) -> None:
    size, drawn = look().formats[format_], look().themes[theme]
    for text, wrong in ((LONG * 15, TextDoesNotFit), ("Un bonhomme ☃ fond.", CharacterNotInFont)):
        card = saying(**{field: text})
        with pytest.raises(wrong) as refused:
            sides(card, a_deck(card), "fr", BASE_URL, size, drawn)
        assert (refused.value.card, refused.value.language) == (card.id, "fr")
        assert refused.value.field == field
