"""The cards of the game on paper: every one is drawn, its words and its numbers agree, nothing is cut."""

import pytest

from tests.faces.test_faces import within_safe_zone
from toolkit.content.cards import Language
from toolkit.content.game_tables import signed
from toolkit.content.load import load_deck
from toolkit.faces.boxes import Face, Group, Path, Qr, Text
from toolkit.faces.look import look
from toolkit.faces.sides import sides
from toolkit.faces.tracks import track_hue
from toolkit.game.book import TRACKS
from toolkit.paths import folder
from toolkit.printing.options import Options, UnknownChoice, studio

DECK = load_deck(folder("cards") / "communs")
BASE = "https://rebond.example.org"
LANGUAGES: tuple[Language, ...] = ("fr", "en")
SIZES = ("a7", "tarot", "jumbo", "a6", "a5")
WAYS = [
    *((name, "colour") for name in SIZES),
    ("tarot", "eco"),
    ("tarot", "black"),
    ("a6", "large"),
    ("a5", "large"),
]


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
    names = [
        line.text
        for box in back.boxes
        if isinstance(box, Text) and box.role == "heading"
        for line in box.lines
    ]
    assert names == [DECK.card(posture.card).text("fr").title for posture in book.postures.values()]


@pytest.mark.parametrize("card", [card for card in DECK.cards if card.kind == "crisis"], ids=lambda c: c.id)
def test_a_crisis_takes_and_never_gives(card) -> None:  # type: ignore[no-untyped-def]
    book = DECK.book
    assert book is not None
    crisis = book.crises[card.id]
    tracks = {"RES": "Resource", "COM": "Community", "ACC": "Agreement", "MOY": "Means"}
    told = all_said(card.id, "en", "a6", "large")
    assert f"Main damage {tracks[crisis.main.track]} {signed(-crisis.main.damage)}." in told
    assert f"Second, in full {tracks[crisis.second.track]} {signed(-crisis.second.damage)}." in told


@pytest.mark.parametrize("card", [card for card in DECK.cards if card.kind == "crisis"], ids=lambda c: c.id)
def test_the_back_of_a_crisis_tells_its_two_damages_apart_and_every_fit(card) -> None:  # type: ignore[no-untyped-def]
    book = DECK.book
    assert book is not None
    crisis = book.crises[card.id]
    ((_, back),) = sides(card, DECK, "fr", BASE, look().formats["tarot"], look().themes["colour"])
    figures = [
        line.text
        for box in back.boxes
        if isinstance(box, Text) and box.role == "label"
        for line in box.lines
        if line.text[0] in "+–0"
    ]
    damages = [signed(-found.damage) for found in (crisis.main, crisis.second)]
    assert figures == [*damages, *(signed(crisis.fits[key]) for key in book.postures)]
    marks = [box.fill for box in back.boxes if isinstance(box, Path)]
    assert marks[:2] == [track_hue(found.track) for found in (crisis.main, crisis.second)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in look().formats if name not in SIZES])
def test_a_size_too_small_for_six_outcomes_is_refused_and_those_that_hold_are_named(
    name: str, language: Language
) -> None:
    with pytest.raises(UnknownChoice) as refused:
        studio().setting(Options(format=name), DECK)
    assert refused.value.option == "format"
    assert f": {', '.join(SIZES)}." in refused.value.sentence(language).replace("\xa0", "")
    assert studio().setting(Options(format=name)).format.name == name


@pytest.mark.parametrize("name", SIZES)
def test_no_letter_of_an_outcome_is_smaller_than_seven_and_a_half_points(name: str) -> None:
    for card in DECK.cards:
        ((_, back),) = sides(card, DECK, "fr", BASE, look().formats[name], look().themes["colour"])
        assert all(
            box.size_pt >= 7.5
            for box in back.boxes
            if isinstance(box, Text) and box.colour != look().themes["colour"].grey
        )


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
