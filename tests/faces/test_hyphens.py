"""Where words may be divided: as the package whose patterns these are has it."""

import re

import pyphen
import pytest

from toolkit.content.cards import Language
from toolkit.faces.hyphens import patterns
from toolkit.paths import folder

NAMES: dict[Language, str] = {"fr": "fr_FR", "en": "en_GB"}


@pytest.fixture(scope="module")
def words() -> list[str]:
    """Every word of every card, in both languages: neither meets words of its own only."""
    texts = [file.read_text("utf-8").lower() for file in folder("cards").rglob("*.toml")]
    return sorted({word for text in texts for word in re.findall(r"[^\W\d_]+", text)})


@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_are_divided_where_the_package_divides_them(language: Language, words: list[str]) -> None:
    theirs = pyphen.Pyphen(lang=NAMES[language], left=0, right=0)
    assert len(words) > 2000
    divided = {word: patterns(language).positions(word) for word in words}
    assert divided == {word: theirs.positions(word) for word in words}


def test_a_word_of_one_letter_and_none_at_all_are_whole() -> None:
    assert patterns("fr").positions("a") == patterns("fr").positions("") == []
