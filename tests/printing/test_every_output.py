"""Every kind of file that can be printed, put to the proof by other people's programs."""

from pathlib import Path

import pytest

from tests.printing.conftest import BASE, ON
from tests.printing.proof import accessible, codes_read, sound
from toolkit.content.cards import Deck
from toolkit.printing.deck import deck_sheets
from toolkit.printing.options import Options, studio

pytestmark = pytest.mark.pdf

# An orientation, a short lead and the fullest ones: no option changes which cards are hard to set.
CARDS = (0, 22, 9)
# The line about how to print is furniture, but a checker takes it for prose where it stands only once.
MEANT = ("TAG-002",)
# Each choice at least once, and those that draw most differently together.
KINDS = {
    "as it comes": Options(),
    "eco, folded": Options(theme="eco", backs="fold", marks="corner"),
    "black, on the short edge": Options(theme="black", backs="short", marks="lines", sheet="letter"),
    "large print": Options(theme="large"),
    "tarot, on A3, ink between": Options(format="tarot", sheet="a3", gutter="bleed"),
    "square, no backs": Options(format="square", backs="none", marks="none"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_sound_and_accessible_and_its_codes_are_read(kind: str, deck: Deck, tmp_path: Path) -> None:
    setting = studio().setting(KINDS[kind])
    # large print takes several faces for a card: one card is enough pages
    cards = [deck.cards[i] for i in CARDS[: 1 if kind == "large print" else None]]
    path = tmp_path / "deck.pdf"
    path.write_bytes(deck_sheets(deck, "fr", BASE, on=ON, setting=setting, cards=cards).pdf())
    sound(path)
    accessible(path, spotless=True, but=MEANT)
    expected = sorted(f"HTTPS://REBOND.EXAMPLE.ORG/C/{card.code}" for card in cards)
    assert codes_read(path) == {"zxing": expected, "zbar": expected}
    assert codes_read(path, dpi=150, by=("zxing",)) == {"zxing": expected}
