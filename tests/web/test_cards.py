"""The cards on their own, for as long as paper lasts."""

import dataclasses

import pytest

from tests.cast import Visitor
from toolkit.content.game_words import load_game_words
from toolkit.paths import folder


def codes(eve: Visitor) -> list[str]:
    return [card.code for card in eve.app.extensions["rebond"].decks["reflexes"].cards]


@pytest.mark.parametrize("spelt", [str.upper, str.lower, str.title])
@pytest.mark.parametrize("prefix", ["/C/", "/c/"])
def test_a_printed_address_answers_in_any_case(eve: Visitor, spelt: object, prefix: str) -> None:
    for code in codes(eve):
        assert eve.get(prefix + spelt(code)).status == 200  # type: ignore[operator]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_card_page_says_all_of_the_card_and_where_it_comes_from(eve: Visitor, language: str) -> None:
    deck = eve.app.extensions["rebond"].decks["reflexes"]
    for card in deck.cards:
        words = eve.get(f"/C/{card.code}?lang={language}").words.replace("\u202f", " ").replace("\xa0", " ")
        text = card.texts[language]
        for part in (
            text.title,
            text.gist,
            text.situation,
            text.monday,
            text.question,
            text.caution,
            text.cost,
        ):
            assert part.replace("\u202f", " ").replace("\xa0", " ") in words, (card.id, part)
        for source in card.sources:
            assert source.title.replace("\u202f", " ").replace("\xa0", " ") in words


def test_an_unknown_code_is_said(eve: Visitor) -> None:
    for code in ("AAAA", "x", "W7Q9W7Q9", "%00", "é"):
        assert eve.get(f"/C/{code}").status == 404


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_deck_page_shows_every_card_its_credit_and_its_honesty(eve: Visitor, language: str) -> None:
    deck = eve.app.extensions["rebond"].decks["reflexes"]
    page = eve.get(f"/decks/reflexes?lang={language}")
    words = page.words.replace("\u202f", " ").replace("\xa0", " ")
    for card in deck.cards:
        assert card.texts[language].title.replace("\u202f", " ").replace("\xa0", " ") in words
        assert f"/C/{card.code}" in page.text
    for note in ("credit", "mapping_note", "count_note"):
        assert getattr(deck.texts[language], note).replace("\u202f", " ").replace("\xa0", " ") in words


def test_each_deck_leads_to_the_others(eve: Visitor) -> None:
    decks = eve.app.extensions["rebond"].decks
    for deck_id in decks:
        page = eve.get(f"/decks/{deck_id}").text
        assert {other for other in decks if f'href="/decks/{other}"' in page} - {"reflexes"} == {*decks} - {
            deck_id,
            "reflexes",
        }


def test_an_unknown_deck_is_said(eve: Visitor) -> None:
    for path in ("/decks/tarot", "/print/tarot", "/print/tarot.pdf"):
        assert eve.get(path).status == 404


def test_the_print_page_gives_the_deck_as_a_pdf(eve: Visitor) -> None:
    assert eve.get("/print/reflexes").status == 200
    answer = eve.client.get("/print/reflexes.pdf?lang=en&base_url=https://rebond.example")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert answer.data.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("address", ["http://localhost:8000", "ftp://x", "javascript:alert(1)", "x" * 5000])
def test_an_address_no_code_should_carry_is_refused_on_the_page(eve: Visitor, address: str) -> None:
    answer = eve.get(f"/print/reflexes.pdf?base_url={address}")
    assert answer.status == 422
    assert "<form" in answer.text


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("deck_id", ["communs", "mouvements", "transfo"])
def test_a_card_of_the_other_decks_says_all_it_has_and_where_it_comes_from(
    eve: Visitor, deck_id: str, language: str
) -> None:
    deck = eve.app.extensions["rebond"].decks[deck_id]
    for card in deck.cards:
        words = plain(eve.get(f"/C/{card.code.lower()}?lang={language}").words)
        text = card.texts[language]
        said = [getattr(text, part.name) for part in dataclasses.fields(text) if part.name != "consequences"]
        for part in (*said, *text.consequences.values()):
            assert plain(part) in words, (card.id, part)
        for source in card.sources:
            assert plain(source.title) in words


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("deck_id", ["communs", "mouvements", "transfo"])
def test_a_deck_without_orientations_shows_every_card_and_its_honesty(
    eve: Visitor, deck_id: str, language: str
) -> None:
    deck = eve.app.extensions["rebond"].decks[deck_id]
    page = eve.get(f"/decks/{deck_id}?lang={language}")
    words = plain(page.words)
    for card in deck.cards:
        assert plain(card.texts[language].title) in words
        assert f"/C/{card.code}" in page.text
    for note in ("credit", "mapping_note", "count_note"):
        assert plain(getattr(deck.texts[language], note)) in words


@pytest.mark.parametrize("deck_id", ["reflexes", "communs", "mouvements", "transfo"])
def test_every_deck_is_offered_to_print(eve: Visitor, deck_id: str) -> None:
    assert f'href="/print/{deck_id}"' in eve.get(f"/decks/{deck_id}").text
    assert eve.get(f"/print/{deck_id}").status == 200


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_card_of_the_game_says_how_the_cubes_move(eve: Visitor, language: str) -> None:
    deck = eve.app.extensions["rebond"].decks["communs"]
    spring = {
        "fr": "Ressource +1 Communauté +1 Accord +2 Moyens –2",
        "en": "Resource +1 Community +1 Agreement +2 Means –2",
    }
    words = " ".join(eve.get(f"/C/{deck.card('situation-02').code}?lang={language}").words.split())
    partner = words.partition(plain(deck.card("situation-02").texts[language].consequences["PAR"]))[2]
    assert partner.replace("\u202f", " ").strip().startswith(spring[language])
    cut = " ".join(eve.get(f"/C/{deck.card('crisis-1').code}?lang={language}").words.split())
    assert {"fr": "Moyens –3 Accord –1", "en": "Means –3 Agreement –1"}[language] in cut
    assert {"fr": "Opérateur –1", "en": "Operator –1"}[language] in cut
    signature = " ".join(eve.get(f"/C/{deck.card('posture-facilitator').code}?lang={language}").words.split())
    assert {"fr": "Communauté +1 Accord +1 Moyens –1", "en": "Community +1 Agreement +1 Means –1"}[
        language
    ] in signature


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_booklet_is_read_whole_on_screen(eve: Visitor, language: str) -> None:
    words = load_game_words(folder("cards") / "communs")
    page = eve.get(f"/decks/communs/booklet?lang={language}")
    said = plain(page.words)
    for rule in words.rules.values():
        assert plain(rule.text[language]) in said
        assert f'id="rule-{rule.number}"' in page.text
    for section in words.booklet:
        assert plain(section.title[language]) in said
        for block in section.blocks:
            for text in (block.text, *block.items, *block.head):
                assert plain(text[language]) in said
    assert "/decks/communs/booklet" in eve.get("/decks/communs").text


def test_a_deck_that_is_not_played_has_no_booklet(eve: Visitor) -> None:
    assert "/booklet" not in eve.get("/decks/reflexes").text
    for path in ("/decks/reflexes/booklet", "/decks/tarot/booklet", "/decks/../booklet"):
        assert eve.get(path).status == 404
