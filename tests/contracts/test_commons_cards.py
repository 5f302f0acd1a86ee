"""
The cards of the game of commons: which they are, what they may claim, and that they hold on a card.

What is attested by whom is in ``cards/sources.toml``; the honest wording is that of the deck's own page.
"""

import re
from itertools import combinations

import pytest

from toolkit.content.cards import LANGUAGES, POSTURES, Card, Deck
from toolkit.content.game import load_book
from toolkit.content.load import load_deck
from toolkit.faces.symbols import SHAPES
from toolkit.game.book import Book
from toolkit.paths import folder

NAMES = ("partner", "contributor", "facilitator", "guarantor", "letting-go", "operator")
IDS = (
    *(f"posture-{name}" for name in NAMES),
    *(f"situation-{number:02}" for number in range(1, 13)),
    *(f"crisis-{number}" for number in range(1, 7)),
)
# Slow reading aloud, in words a minute; a situation is read in 45 seconds at most.
WORDS_A_MINUTE, READ_S = 130, 45
# What a scene is set on: nothing that only a specialist would understand.
JARGON = {
    "fr": r"gouvernance|résilien|co-construct|écosystème|parties prenantes|paradigme|disrupti|innovant",
    "en": r"governance|resilien|co-construct|ecosystem|stakeholder|paradigm|disrupti|innovative|empower",
}
SCENES = (
    "title",
    "gist",
    "gesture",
    "gives",
    "costs",
    "wear",
    "story",
    "stakes",
    "question",
    "hits",
    "helps",
    "harms",
)


# How a card names the tracks of the board.
TRACKS = {
    "fr": {"RES": "ressource", "COM": "communauté", "ACC": "accord", "MOY": "moyens"},
    "en": {"RES": "resource", "COM": "community", "ACC": "agreement", "MOY": "means"},
}


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book(folder("cards") / "communs")


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load_deck(folder("cards") / "communs")


def of(deck: Deck, kind: str) -> list[Card]:
    return [card for card in deck.cards if card.kind == kind]


def words(card: Card, language: str) -> list[str]:
    """Every text of a scene, without what is said of sources."""
    text = card.texts[language]
    return [*(getattr(text, name) for name in SCENES), *text.consequences.values()]


def test_the_cards_are_the_ones_the_game_counts_with(deck):
    assert tuple(card.id for card in deck.cards) == IDS
    assert [card.key for card in of(deck, "posture")] == list(POSTURES)
    assert [card.key for card in of(deck, "situation")] == [f"S{number:02}" for number in range(1, 13)]
    assert [card.key for card in of(deck, "crisis")] == [f"X{number}" for number in range(1, 7)]


def test_every_situation_says_what_comes_of_every_posture(deck):
    for card in of(deck, "situation"):
        for language in LANGUAGES:
            consequences = card.texts[language].consequences
            assert tuple(consequences) == POSTURES, card.id
            assert len(set(consequences.values())) == len(POSTURES), card.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_used_twice(deck, language):
    said = [text for card in deck.cards for text in words(card, language) if text]
    assert sorted(text for text in set(said) if said.count(text) > 1) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_situation_is_read_aloud_in_time(deck, language):
    slow = {
        card.id: seconds
        for card in of(deck, "situation")
        if (seconds := len(re.findall(r"\w+", card.texts[language].story)) * 60 / WORDS_A_MINUTE) > READ_S
    }
    assert slow == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scene_is_told_in_plain_words(deck, language):
    found = {
        card.id: match[0]
        for card in deck.cards
        if (match := re.search(JARGON[language], " ".join(words(card, language)), re.IGNORECASE))
    }
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_situation_and_a_crisis_end_on_something_to_answer(deck, language):
    for card in of(deck, "situation"):
        assert card.texts[language].question.endswith("?"), card.id
    for card in of(deck, "crisis"):
        helps, harms = (getattr(card.texts[language], name) for name in ("helps", "harms"))
        titles = {posture.texts[language].title for posture in of(deck, "posture")}
        named = [text.split(":")[0].strip("\u00a0 ") for text in (helps, harms)]
        assert set(named) <= titles, card.id
        assert len(set(named)) == 2, card.id


def test_a_crisis_is_softened_best_by_another_posture_each_time(deck):
    for name in ("helps", "harms"):
        named = {getattr(card.text("fr"), name).split(":")[0] for card in of(deck, "crisis")}
        assert len(named) == len(POSTURES)


def named(text: str, language: str) -> list[str]:
    """The tracks that *text* names, in its order."""
    low = text.lower()
    found = {track: low.find(name) for track, name in TRACKS[language].items()}
    return sorted((track for track in found if found[track] >= 0), key=lambda track: found[track])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stakes_are_named_in_the_order_of_the_numbers(deck, book, language):
    told = {card.id: named(card.texts[language].stakes, language)[:2] for card in of(deck, "situation")}
    assert told == {situation.card: list(situation.stakes) for situation in book.situations.values()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_crisis_names_what_it_hits_what_softens_it_and_what_does_not(deck, book, language):
    titles = {card.key: card.texts[language].title for card in of(deck, "posture")}
    for crisis in book.crises.values():
        text = deck.card(crisis.card).texts[language]
        assert named(text.hits, language)[:2] == [crisis.main.track, crisis.second.track], crisis.card
        best, worst = (pick(crisis.fits, key=lambda key: crisis.fits[key]) for pick in (max, min))
        assert text.helps.startswith(titles[best]), crisis.card
        assert text.harms.startswith(titles[worst]), crisis.card


def test_the_six_signs_differ():
    assert set(SHAPES) == set(POSTURES)
    assert all(one != other for one, other in combinations(SHAPES.values(), 2))


def test_the_scenes_are_ours_and_say_so(deck):
    for card in (*of(deck, "situation"), *of(deck, "crisis")):
        assert (card.provenance, card.inference) == ("toolkit", "own")
    untold = {card.key for card in deck.cards if not card.sources}
    assert untold == {"S12", "X3"}


def test_a_posture_claims_what_its_sources_attest(deck):
    claimed = {card.key: (card.provenance, card.inference) for card in of(deck, "posture")}
    assert claimed == {
        "PAR": ("published", "strong"),
        "CON": ("published", "medium"),
        "FAC": ("published", "strong"),
        "GAR": ("published", "medium"),
        "LAC": ("published", "strong"),
        "OPE": ("toolkit", "own"),
    }


def test_only_one_posture_bears_a_name_of_the_2019_repertoire(deck):
    """The other names of that repertoire could not be read: none is borrowed, none is guessed."""
    named = [card.key for card in of(deck, "posture") if "Nom et définition" in card.text("fr").theme]
    assert named == ["PAR"]
    assert "qu’en partie" in deck.card("posture-partner").text("fr").theme


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            (
                "Inspiré des travaux de La 27e Région",
                "aucun matériel de KriZ",
                "non approuvé par La 27e Région",
            ),
        ),
        (
            "en",
            ("Inspired by the work of La 27e Région", "no KriZ material", "not endorsed by La 27e Région"),
        ),
    ],
)
def test_the_deck_says_what_it_owes_and_what_it_does_not_hold(deck, language, said):
    text = deck.texts[language]
    assert [words for words in said if words not in text.credit] == []
    assert "CC BY" in text.credit
    assert re.search("plusieurs typologies publiées|several published typologies", text.mapping_note)
    assert re.search("inventées|invented", text.count_note)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_scene_speaks_of_the_other_game_or_its_material(deck, language):
    told = " ".join(" ".join(words(card, language)) for card in deck.cards)
    assert not re.search(r"kriz|persona|leviers? de communs|27e Région|Faire avec", told, re.IGNORECASE)
