"""The cards of the game on paper: every one is drawn, its words and its numbers agree, nothing is cut."""

import pytest

from tests.faces.test_faces import within_safe_zone
from toolkit.content.cards import Language
from toolkit.content.game_tables import signed
from toolkit.content.load import load_deck
from toolkit.faces.boxes import Face, Group, Path, Qr, Text
from toolkit.faces.look import look
from toolkit.faces.sides import sides
from toolkit.game.book import TRACKS
from toolkit.paths import folder

DECK = load_deck(folder("cards") / "communs")
BASE = "https://rebond.example.org"
LANGUAGES: tuple[Language, ...] = ("fr", "en")
WAYS = [("tarot", "colour"), ("tarot", "eco"), ("tarot", "black"), ("a6", "large"), ("a5", "large")]


def said(face: Face) -> str:
    """All its words, lines joined; what is cut after a hyphen is whole again."""
    lines = [line.text for box in face.boxes if isinstance(box, Text) for line in box.lines]
    text = ""
    for line in lines:
        text = text + line if text.endswith("-") else f"{text} {line}"
    return " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split())


def all_said(card_id: str, language: Language, name: str, theme: str) -> str:
    pairs = sides(DECK.card(card_id), DECK, language, BASE, look().formats[name], look().themes[theme])
    return " ".join(said(face) for pair in pairs for face in pair)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "theme"), WAYS)
def test_every_card_is_drawn_within_its_safe_zone(name: str, theme: str, language: Language) -> None:
    format_ = look().formats[name]
    for card in DECK.cards:
        for pair in sides(card, DECK, language, BASE, format_, look().themes[theme]):
            for face in pair:
                within_safe_zone(face, format_.safe)


@pytest.mark.parametrize("card", DECK.cards, ids=lambda card: card.id)
def test_large_print_leaves_no_word_out(card) -> None:  # type: ignore[no-untyped-def]
    told = all_said(card.id, "fr", "a6", "large")
    text = card.text("fr")
    parts = (text.title, text.gist, text.story, text.stakes, text.question, text.gives, text.hits)
    for part in (*parts, *text.consequences.values()):
        assert " ".join(part.replace("\u202f", " ").replace("\xa0", " ").split()) in told, part


@pytest.mark.parametrize("number", range(1, 13))
def test_the_back_of_a_situation_moves_the_cubes_as_the_game_does(number: int) -> None:
    book = DECK.book
    assert book is not None
    card = DECK.card(f"situation-{number:02}")
    ((_, back),) = sides(card, DECK, "fr", BASE, look().formats["tarot"], look().themes["colour"])
    figures = [
        line.text for box in back.boxes if isinstance(box, Text) and box.role == "label" for line in box.lines
    ]
    effects = [signed(move) for moves in book.situations[card.id].effects.values() for move in moves]
    assert figures == effects
    assert len(figures) == 6 * len(TRACKS)


@pytest.mark.parametrize("card", [card for card in DECK.cards if card.kind == "crisis"], ids=lambda c: c.id)
def test_a_crisis_takes_and_never_gives(card) -> None:  # type: ignore[no-untyped-def]
    told = all_said(card.id, "en", "a6", "large")
    book = DECK.book
    assert book is not None
    for found in (book.crises[card.id].main, book.crises[card.id].second):
        assert f"{signed(-found.damage)}" in told
    assert "+" not in told.partition("On the board")[2].partition("·")[0]


def test_a_posture_is_held_up_by_its_sign() -> None:
    shapes = set()
    for card in DECK.cards[:6]:
        ((front, _),) = sides(card, DECK, "fr", BASE, look().formats["tarot"], look().themes["black"])
        signs = [box for box in front.boxes if isinstance(box, Path)]
        assert len(signs) == 1
        shapes.add(len(signs[0].commands))
        assert any(isinstance(box, Qr) for box in front.boxes)
        assert any(isinstance(box, Group) for box in front.boxes)
    assert len(shapes) >= 4
