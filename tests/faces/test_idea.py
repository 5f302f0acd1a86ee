"""The face of an idea: any text makes one, and what cannot be drawn is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faces.reading import flat, points
from toolkit.content.cards import LANGUAGES, Language
from toolkit.faces.boxes import Face, Text
from toolkit.faces.drawable import LACKING, drawable, lacks
from toolkit.faces.idea import Idea, idea_face
from toolkit.faces.look import look
from toolkit.faces.metrics import metrics
from toolkit.workshop.typed import tidy

LONGEST = ("W" * 80, "ü" * 240)


def said(face: Face) -> str:
    return " ".join(line.text for box in flat(face.boxes) if isinstance(box, Text) for line in box.lines)


def inside(face: Face) -> bool:
    """Every line within the trim, and nothing under the band but its own corner."""
    lines = [line for box in flat(face.boxes) if isinstance(box, Text) for line in box.lines]
    return all(
        line.x >= 0 and line.x + line.width_mm <= face.width_mm and 0 <= line.y <= face.height_mm
        for line in lines
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format_", [name for name, one in look().formats.items() if one.layout != "side"])
def test_an_idea_is_on_its_card_with_its_number_and_where_it_comes_from(
    format_: str, language: Language
) -> None:
    idea = Idea("Un banc devant chaque école", "Pour attendre ensemble.", 7, "Un mardi à la mairie")
    face = idea_face(idea, language, format_=look().formats[format_])
    text = said(face)
    for part in ("7", "banc devant", "attendre", "Un mardi"):
        assert part in text
    assert inside(face)


@pytest.mark.parametrize("number", [1, 42, 500, 999999])
def test_the_longest_texts_stay_inside(number: int) -> None:
    face = idea_face(Idea(*LONGEST, number, "M" * 120), "fr")
    assert inside(face)
    assert "…" in said(face)


def test_what_the_typeface_lacks_is_replaced_and_said() -> None:
    text = said(idea_face(Idea("🚲 vélo", "مكتبة في الحي", 1, "Atelier"), "fr"))
    assert f"{LACKING} vélo" in text
    assert f"{LACKING}\u00a0: caractères" in text
    assert LACKING not in said(idea_face(Idea("Vélo", "Œuvre, cœur, naïveté", 1, "Atelier"), "fr"))


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("cœur déjà", "cœur déjà"),
        ("e\u0301te\u0301", "été"),
        ("①②", "12"),
        ("a\u200bb", "ab"),
        ("日本", LACKING),
        ("日 本", f"{LACKING} {LACKING}"),
        ("a\u0336b", "ab"),
        ("", ""),
    ],
)
def test_text_is_made_fit_for_print(text: str, drawn: str) -> None:
    assert drawable(text, "display") == drawn


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=240))
def test_any_text_makes_a_face(title: str, sentence: str) -> None:
    title, sentence = tidy(title) or "x", tidy(sentence)
    face = idea_face(Idea(title, sentence, 12, title), "fr")
    assert inside(face)
    for box in flat(face.boxes):
        if isinstance(box, Text):
            assert all(set(line.text) <= metrics().advances[box.font].keys() for line in box.lines)
        elif hasattr(box, "commands"):
            assert list(points(box))


@given(st.text(max_size=50))
def test_what_was_made_fit_is_fit_for_good(text: str) -> None:
    once = drawable(text, "regular")
    assert drawable(once, "regular") == once
    assert lacks(once, "regular") == (LACKING in once)
