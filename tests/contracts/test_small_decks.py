"""
The two small decks: movements and principles, and what they may claim of them.

Movements: those that the sources name, 13 of the 16 or 17 of a map that could not be read. Principles: the
seven of La Transfo Code Source (2020), by their published names.
"""

from collections import Counter

import pytest

from toolkit.content.cards import LANGUAGES, Deck
from toolkit.content.load import load_deck
from toolkit.paths import folder

PRINCIPLES = (
    "Poser un cadre expérimental",
    "Passer en mode pluridisciplinaire",
    "Rythmer le programme",
    "Impliquer et former les agents",
    "Travailler à partir de cas concrets",
    "S’appuyer sur l’écosystème",
    "Se projeter dans le futur labo",
)
# Candidates that no source names as an entry of the map.
NOT_EVIDENCED = ("Community Wealth Building", "droits de la nature", "rights of nature", "Parlement de Loire")


@pytest.fixture(scope="module")
def movements() -> Deck:
    return load_deck(folder("cards") / "mouvements")


@pytest.fixture(scope="module")
def principles() -> Deck:
    return load_deck(folder("cards") / "transfo")


def test_thirteen_movements_of_which_two_are_less_sure(movements):
    assert [card.key for card in movements.cards] == [f"M{number:02}" for number in range(1, 14)]
    assert Counter(card.inference for card in movements.cards) == {"strong": 11, "medium": 2}
    assert {card.provenance for card in movements.cards} == {"named"}
    assert [card.id for card in movements.cards if card.inference == "medium"] == [
        "movement-redirection",
        "movement-ecological-accounting",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_deck_says_that_some_are_missing_and_guesses_none(movements, language):
    text = movements.texts[language]
    assert all(number in text.count_note for number in ("13", "16", "17"))
    assert {"fr": "ne sont pas devinés", "en": "have not been guessed"}[language] in text.count_note
    titles = " ".join(card.texts[language].title for card in movements.cards)
    assert not any(name.lower() in titles.lower() for name in NOT_EVIDENCED)


def test_an_unsure_movement_says_so(movements):
    for card in movements.cards:
        unsure = "n’est pas sûre" in card.text("fr").theme
        assert unsure == (card.inference == "medium"), card.id


def test_the_seven_principles_keep_their_published_names(principles):
    assert tuple(card.text("fr").title for card in principles.cards) == PRINCIPLES
    assert [card.key for card in principles.cards] == [f"P{number}" for number in range(1, 8)]
    assert {card.provenance for card in principles.cards} == {"published"}


def test_the_one_published_english_name_is_kept_and_the_others_are_said_to_be_ours(principles):
    first, *others = principles.cards
    assert first.text("en").title == "Set up an experimental partnership-based framework"
    assert "Our translation" not in first.text("en").theme
    assert all("Our translation" in card.text("en").theme for card in others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_both_lists_are_one_is_said_to_be_a_reading(principles, language):
    assert {"fr": "notre lecture", "en": "our reading"}[language] in principles.texts[language].count_note


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_decks_are_neither_affiliated_nor_endorsed(movements, principles, language):
    for deck in (movements, principles):
        credit = deck.texts[language].credit
        assert "La 27e Région" in credit
        assert {"fr": "ni affilié", "en": "neither affiliated"}[language] in credit


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_asks_the_room_something_and_warns_it(movements, principles, language):
    for card in (*movements.cards, *principles.cards):
        text = card.texts[language]
        assert text.question.endswith("?"), card.id
        assert text.caution, card.id
