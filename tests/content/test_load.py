"""Decks from files: the values, or every reason why not."""

import pytest

from toolkit.content.cards import Source
from toolkit.content.load import decks, load_deck
from toolkit.content.problems import BadCards


def test_a_deck_has_its_cards_in_the_order_it_says(tiny):
    deck = load_deck(tiny.folder)
    assert (deck.id, deck.version) == ("tiny", "1.0.0")
    assert [card.id for card in deck.cards] == tiny.read("deck")["order"]
    assert [len(leads) for _, leads in deck.by_orientation()] == [2] * 7


def test_a_card_says_the_same_thing_in_two_languages(tiny):
    card = load_deck(tiny.folder).card("o1-a")
    assert card.text("fr").title == "Texte title de o1-a."
    assert card.text("en").cost == "Text cost of o1-a."
    assert (card.kind, card.orientation, card.provenance, card.inference) == ("lead", 1, "toolkit", "own")


def test_absent_texts_are_empty(tiny):
    for path in ("fr.count_note", "en.count_note"):
        tiny.change("deck", path, None)
    deck = load_deck(tiny.folder)
    assert deck.text("fr").count_note == ""
    assert deck.card("o1").text("fr").cost == ""
    assert deck.card("o1-a").text("en").published_name == ""


def test_sources_are_found_by_their_code(tiny):
    tiny.change("sources", "REPORT.url", "https://report.example/")
    tiny.change("o1", "sources", ["REPORT"])
    source = Source("REPORT", "Un rapport", "Une maison", "2020", "https://report.example/")
    assert load_deck(tiny.folder).card("o1").sources == (source,)


def test_decks_side_by_side_are_found_by_id(two_decks):
    found = decks(two_decks[0].folder.parent)
    assert list(found) == ["first", "second"]
    assert len(found["second"].cards) == 21


def test_one_of_several_decks_loads_alone(two_decks):
    assert load_deck(two_decks[1].folder).id == "second"


def test_a_folder_of_decks_is_not_a_deck(two_decks):
    with pytest.raises(BadCards, match=r"deck\.toml: no_file"):
        load_deck(two_decks[0].folder.parent)


def test_all_problems_are_carried_at_once(tiny):
    tiny.change("o1-a", "orientation", 9)
    tiny.change("o2-a", "sources", ["RUMOUR"])
    tiny.change("deck", "version", None)
    tiny.path("o3-a").write_text("[", "utf-8")
    with pytest.raises(BadCards) as refused:
        load_deck(tiny.folder)
    assert sorted((p.file, p.field, p.rule) for p in refused.value.problems) == [
        ("deck.toml", "version", "missing"),
        ("o1-a.toml", "orientation", "bad_orientation"),
        ("o2-a.toml", "sources", "unknown_source"),
        ("o3-a.toml", "", "not_toml"),
    ]
    assert "o2-a.toml: sources: unknown_source (code='RUMOUR', file='sources.toml')" in str(refused.value)


def test_two_decks_cannot_share_a_code(two_decks):
    first, second = two_decks
    second.change("p7", "code", first.read("o1")["code"])
    with pytest.raises(BadCards, match=r"second/p7\.toml: code: taken"):
        decks(first.folder.parent)


def test_what_is_badly_set_still_loads(tiny):
    tiny.change("o1-a", "fr.title", "Un titre bien trop long pour la carte, et d'une typographie fautive !")
    assert load_deck(tiny.folder).card("o1-a").text("fr").title.startswith("Un titre")


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(BadCards, match="no_deck"):
        decks(tmp_path)


def test_no_folder_is_refused(tmp_path):
    with pytest.raises(NotADirectoryError):
        decks(tmp_path / "nowhere")
    with pytest.raises(NotADirectoryError):
        load_deck(tmp_path / "nowhere")
