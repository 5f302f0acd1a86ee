"""A deck as sheets: what is promised without opening the file."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.printing.conftest import BASE, ON
from toolkit.content.cards import LANGUAGES, Deck, Language
from toolkit.faces.back import back
from toolkit.faces.boxes import Face, Group, Qr, Text
from toolkit.faces.front import front
from toolkit.faces.layout import TextDoesNotFit
from toolkit.faces.look import look
from toolkit.printing.deck import deck_pdf, deck_sheets
from toolkit.printing.options import Options, studio
from toolkit.printing.painter import codes
from toolkit.printing.refusals import AddressRefused, NoCards

POKER = look().formats["poker"]
PT_MM = 25.4 / 72


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_rebuilt_byte_for_byte(printed: Callable[[str], Path], deck: Deck, language: Language) -> None:
    assert deck_pdf(deck, language, BASE, date=ON) == printed(language).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_and_codes_of_each_face_stay_in_its_safe_zone(deck: Deck, language: Language) -> None:
    for card in deck.cards:
        for face in (front(card, deck, language, BASE), back(card, deck, language)):
            for left, top, right, bottom in _extents(face):
                assert left >= POKER.safe - 1e-6, card.id
                assert top >= POKER.safe - 1e-6, card.id
                assert right <= POKER.width - POKER.safe + 1e-6, card.id
                assert bottom <= POKER.height - POKER.safe + 1e-6, card.id


def _extents(face: Face) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each line (from its capitals to its baseline) and code."""
    assert not any(
        isinstance(inner, Text | Qr) for box in face.boxes if isinstance(box, Group) for inner in box.boxes
    )
    for box in face.boxes:
        if isinstance(box, Text):
            for line in box.lines:
                yield line.x, line.y - 0.66 * box.size_pt * PT_MM, line.x + line.width_mm, line.y
    for code in codes(face.boxes):
        yield code.x, code.y, code.x + code.size_mm, code.y + code.size_mm


@pytest.mark.parametrize(("cards", "count"), [(1, 1), (9, 1), (10, 2), (27, 3)])
def test_nine_cards_take_a_sheet(deck: Deck, cards: int, count: int) -> None:
    setting = studio().setting(Options())
    made = deck_sheets(deck, "fr", BASE, on=ON, cards=deck.cards[:cards], setting=setting)
    assert made.count == count


def test_no_card_is_refused(deck: Deck) -> None:
    with pytest.raises(NoCards, match="No card to print"):
        deck_pdf(deck, "fr", BASE, date=ON, cards=())


def test_an_address_of_this_computer_is_refused(deck: Deck) -> None:
    with pytest.raises(AddressRefused):
        deck_pdf(deck, "fr", "http://127.0.0.1:8000", date=ON)


def test_a_text_too_long_for_its_face_is_refused_with_its_card(deck: Deck) -> None:
    card = deck.cards[1]
    text = replace(card.text("fr"), gist="Un mot de trop. " * 60)
    long_card = replace(card, texts={**card.texts, "fr": text})
    with pytest.raises(TextDoesNotFit, match=rf"{card.id} \(fr\) gist"):
        deck_pdf(deck, "fr", BASE, date=ON, cards=[long_card])


@pytest.mark.parametrize(
    "host",
    [
        "rebond.example.org",
        "192.168.1.24:8000",
        "rebond.agglo-grandexemple.fr",
        "resilience.communaute-agglomeration-exemple.gouv.fr",
    ],
)
def test_the_address_can_be_typed_as_it_is_written(deck: Deck, host: str) -> None:
    for card in deck.cards:
        texts = [box for box in front(card, deck, "fr", f"https://{host}").boxes if isinstance(box, Text)]
        assert f"{host}/C/{card.code}" in "".join(line.text for text in texts for line in text.lines)
