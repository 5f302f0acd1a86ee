"""The cards of the game, in the smallest size and in black: sound, accessible, their codes read."""

from pathlib import Path

import pytest

from tests.printing.conftest import BASE, ON
from tests.printing.proof import accessible, codes_read, sound
from toolkit.content.cards import Language
from toolkit.content.load import load_deck
from toolkit.paths import folder
from toolkit.printing.deck import deck_sheets
from toolkit.printing.options import Options, studio

GAME = load_deck(folder("cards") / "communs")


@pytest.mark.pdf
@pytest.mark.parametrize(("name", "theme", "language"), [("a7", "colour", "fr"), ("tarot", "black", "en")])
def test_every_code_of_the_game_is_read(name: str, theme: str, language: Language, tmp_path: Path) -> None:
    setting = studio().setting(Options(format=name, theme=theme), GAME)
    file = tmp_path / "game.pdf"
    file.write_bytes(deck_sheets(GAME, language, BASE, on=ON, setting=setting, cards=GAME.cards).pdf())
    sound(file)
    accessible(file)
    read = codes_read(file, 200)
    assert read["zxing"] == read["zbar"] == sorted(f"{BASE}/C/{card.code}".upper() for card in GAME.cards)
