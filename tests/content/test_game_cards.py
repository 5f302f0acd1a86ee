"""Postures, situations and crises: each rule of their files, on a tiny deck of them broken in one way."""

from typing import Any

import pytest

from toolkit.content.cards import POSTURES
from toolkit.content.load import load_deck
from toolkit.content.shape import CARD_PARTS

POSTURE_TEXTS = ("title", "gesture", "gist", "gives", "costs", "wear", "example")
SITUATION_TEXTS = ("title", "gist", "story", "stakes", "question")
CRISIS_TEXTS = ("title", "gist", "story", "hits", "helps", "harms")


def a_game_card(card_id: str, code: str, kind: str, key: str, names: tuple[str, ...]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "fr": {name: f"Texte {name} de {card_id}." for name in names},
        "en": {name: f"Text {name} of {card_id}." for name in names},
    }
    if kind == "situation":
        said["fr"]["consequences"] = {posture: f"Suite {posture}." for posture in POSTURES}
        said["en"]["consequences"] = {posture: f"Outcome {posture}." for posture in POSTURES}
    return {
        "id": card_id,
        "code": code,
        "kind": kind,
        "key": key,
        "provenance": "toolkit",
        "sources": [],
        "inference": "own",
        **said,
    }


@pytest.fixture
def played(tiny):
    """The tiny deck, become a game: six postures, two situations, one crisis."""
    for name in tiny.read("deck")["order"]:
        tiny.path(name).unlink()
    cards = [
        *(
            a_game_card(f"p{i}", f"AAA{'ACDEFH'[i]}", "posture", key, POSTURE_TEXTS)
            for i, key in enumerate(POSTURES)
        ),
        *(a_game_card(f"s{i}", f"AAC{'ACDEFH'[i]}", "situation", f"S0{i}", SITUATION_TEXTS) for i in (1, 2)),
        a_game_card("x1", "AADA", "crisis", "X1", CRISIS_TEXTS),
    ]
    for card in cards:
        tiny.write(card["id"], card)
    tiny.change("deck", "order", [card["id"] for card in cards])
    return tiny


def test_a_small_game_has_nothing_wrong(played):
    assert played.found() == []


def test_its_cards_have_their_own_parts(played):
    deck = load_deck(played.folder)
    posture, situation, crisis = deck.card("p1"), deck.card("s1"), deck.card("x1")
    assert (posture.key, posture.orientation, posture.text("fr").gesture) == (
        "CON",
        0,
        "Texte gesture de p1.",
    )
    assert situation.text("en").consequences == {posture: f"Outcome {posture}." for posture in POSTURES}
    assert (crisis.text("fr").helps, crisis.text("fr").consequences) == ("Texte helps de x1.", {})


def test_cards_without_orientations_are_grouped_by_kind(played):
    groups = load_deck(played.folder).groups()
    assert [(group.kind, group.head, len(group.cards)) for group in groups] == [
        ("posture", None, 6),
        ("situation", None, 2),
        ("crisis", None, 1),
    ]


def test_orientations_head_their_leads(tiny):
    deck = load_deck(tiny.folder)
    assert [card for group in deck.groups() for card in group.cards] == list(deck.cards)
    assert [(group.head, group.rest) for group in deck.groups()] == list(deck.by_orientation())


def test_each_card_has_a_hue_and_a_figure_or_a_sign(played, tmp_path, a_tiny_deck):
    deck = load_deck(played.folder)
    assert [(card.suit, card.rank) for card in deck.cards] == [
        *((suit, "") for suit in range(1, 7)),
        (0, "1"),
        (0, "2"),
        (7, "1"),
    ]
    lead = load_deck(a_tiny_deck(tmp_path / "other").folder).card("o3-a")
    assert (lead.suit, lead.rank) == (3, "3")


@pytest.mark.parametrize(
    ("file", "field", "value", "rule"),
    [
        ("p1", "key", "PON", "unknown_posture"),
        ("p1", "key", None, "missing"),
        ("p1", "key", 3, "not_text"),
        ("p1", "orientation", 3, "unknown_key"),
        ("p1", "fr.gesture", None, "missing_translation"),
        ("p1", "fr.monday", "Lundi.", "unknown_key"),
        ("p1", "en.gist", "x" * 111, "too_long"),
        ("s1", "key", "S1", "bad_situation_key"),
        ("s1", "key", "X1", "bad_situation_key"),
        ("s1", "fr.story", "x" * 421, "too_long"),
        ("s1", "en.consequences.LAC", None, "missing_translation"),
        ("s1", "en.consequences.LAC", "x" * 111, "too_long"),
        ("s1", "en.consequences.LAC", "", "empty"),
        ("s1", "en.consequences.LAC", ["One."], "not_text"),
        ("s1", "en.consequences.LAC", "It's on.", "straight_apostrophe"),
        ("s1", "fr.consequences.LAC", "Qui ?", "narrow_space"),
        ("s1", "fr.consequences.XYZ", "Suite.", "unknown_key"),
        ("x1", "key", "S01", "bad_crisis_key"),
        ("x1", "key", "X12", "bad_crisis_key"),
        ("x1", "en.harms", "Texte harms de x1.", "same_text"),
    ],
)
def test_what_is_wrong_is_said_where_it_is(played, file, field, value, rule):
    played.change(file, field, value)
    assert (f"{file}.toml", field, rule) in played.found()


def test_consequences_are_a_table(played):
    played.change("s1", "fr.consequences", "Tout va bien.")
    found = played.found()
    assert ("s1.toml", "fr.consequences", "unknown_key") in found
    assert ("s1.toml", "fr.consequences.PAR", "missing_translation") in found


def test_a_name_with_a_dot_is_not_a_table(played):
    text = played.path("s1").read_text("utf-8")
    played.path("s1").write_text(text.replace("[fr]\n", '[fr]\n"consequences.PAR" = "Suite."\n'), "utf-8")
    assert ("s1.toml", 'fr."consequences.PAR"', "unknown_key") in played.found()


def test_all_six_consequences_are_asked_for(played):
    for language in ("fr", "en"):
        played.change("s1", f"{language}.consequences", None)
    missing = [field for _, field, rule in played.found() if rule == "missing"]
    assert missing == [f"{language}.consequences.{key}" for language in ("fr", "en") for key in POSTURES]


@pytest.mark.parametrize(("kind", "key", "wrong"), [("movement", "M01", "M1"), ("principle", "P7", "P8")])
def test_a_deck_of_movements_or_principles_needs_no_posture(tiny, kind, key, wrong):
    for name in tiny.read("deck")["order"]:
        tiny.path(name).unlink()
    names = tuple(name for name, part in CARD_PARTS[kind].items() if not part.optional)
    tiny.write("one", a_game_card("one", "AAAA", kind, key, names))
    tiny.change("deck", "order", ["one"])
    assert tiny.found() == []
    (card,) = load_deck(tiny.folder).cards
    assert (card.suit, card.rank) == {"movement": (4, "1"), "principle": (7, "7")}[kind]
    tiny.change("one", "key", wrong)
    assert tiny.found() == [("one.toml", "key", f"bad_{kind}_key")]


def test_two_cards_cannot_have_the_same_name_in_the_game(played):
    played.change("s2", "key", "S01")
    assert played.found() == [("s2.toml", "key", "taken")]


def test_a_game_has_all_its_postures(played):
    played.path("p3").unlink()
    order = [name for name in played.read("deck")["order"] if name != "p3"]
    played.change("deck", "order", order)
    assert played.found() == [("deck.toml", "order", "posture_missing")]


def test_a_posture_that_cannot_be_read_is_not_missing(played):
    played.path("p3").write_text("[", "utf-8")
    assert played.found() == [("p3.toml", "", "not_toml")]


def test_what_sources_attest_is_said_where_there_are_sources(played):
    played.change("s1", "sources", ["REPORT"])
    assert played.found() == [("s1.toml", "sources", "source_without_theme")]
    played.change("s1", "fr.theme", "Un rapport le dit.")
    played.change("s1", "en.theme", "A report says so.")
    assert played.found() == []
    played.change("s1", "sources", [])
    assert played.found() == [("s1.toml", "sources", "theme_without_source")]


@pytest.mark.parametrize("name", ["game", "rules", "script", "hats", "booklet", "page"])
def test_what_lies_around_the_cards_is_not_a_card(played, name):
    before = played.found()
    played.path(name).write_text("", "utf-8")
    assert not [
        file for file, _, rule in played.found() if rule == "not_listed" or file.startswith(f"{name}.toml:")
    ]
    assert [card.id for card in load_deck(played.folder).cards][:2] == ["p0", "p1"]
    assert before == []
