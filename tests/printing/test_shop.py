"""Files for a print shop: boxes, inks, order, one file a card."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.printing.conftest import BASE, ON, Run
from tests.printing.proof import codes_read, shop_ready, sound
from toolkit.content.cards import Deck
from toolkit.faces.back import back
from toolkit.faces.boxes import Face
from toolkit.faces.front import front
from toolkit.faces.look import Format, look
from toolkit.printing.pdf import About
from toolkit.printing.shop import Pair, in_order, shop_files, shop_pdf

ABOUT = About("Réflexes", "Rebond", "Sept orientations", "fr", ON)
CARDS = (0, 1, 9, 26)


@pytest.fixture(scope="module")
def pairs(deck: Deck) -> Callable[[Format], list[Pair]]:
    """Both sides of a few cards."""

    def of(format_: Format) -> list[Pair]:
        cards = [deck.cards[i] for i in CARDS]
        return [
            (front(card, deck, "fr", BASE, format_=format_), back(card, deck, "fr", format_=format_))
            for card in cards
        ]

    return of


POKER = look().formats["poker"]


@pytest.mark.pdf
@pytest.mark.parametrize("bleed_mm", [3.0, 3.175])
def test_a_file_for_a_shop_is_ready_for_it(
    pairs: Callable[[Format], list[Pair]], deck: Deck, tmp_path: Path, bleed_mm: float
) -> None:
    path = tmp_path / "shop.pdf"
    path.write_bytes(shop_pdf(list(in_order(pairs(replace(POKER, bleed=bleed_mm)))), ABOUT))
    sound(path)
    shop_ready(path, trim_mm=(63, 88), bleed_mm=bleed_mm)
    expected = sorted(f"HTTPS://REBOND.EXAMPLE.ORG/C/{deck.cards[i].code}" for i in CARDS)
    assert codes_read(path) == {"zxing": expected, "zbar": expected}


@pytest.mark.pdf
def test_backs_come_first_when_asked(
    pairs: Callable[[Format], list[Pair]], deck: Deck, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "shop.pdf"
    for back_first, codes in ((False, [0, 2, 4, 6]), (True, [1, 3, 5, 7])):
        path.write_bytes(shop_pdf(list(in_order(pairs(POKER), back_first=back_first)), ABOUT))
        shown = run("pdftotext", path, "-").split("\f")
        assert [i for i, page in enumerate(shown) if "rebond.example.org/C/" in page] == codes


@pytest.mark.pdf
def test_each_card_can_have_a_file_of_its_own(
    pairs: Callable[[Format], list[Pair]], deck: Deck, run: Run, tmp_path: Path
) -> None:
    names = [deck.cards[i].id for i in CARDS]
    owned = [(name, [pair]) for name, pair in zip(names, pairs(POKER), strict=True)]
    files = list(shop_files(owned, ABOUT))
    assert [name for name, _, _ in files] == [f"{i}-{name}.pdf" for i, name in enumerate(names, 1)]
    for name, data, pages in files:
        assert pages == 2
        path = tmp_path / name
        path.write_bytes(data)
        shop_ready(path, trim_mm=(63, 88), bleed_mm=3)
        assert "Pages:           2" in run("pdfinfo", path)


def test_numbers_of_files_sort_as_the_cards_do(a_pair: Callable[[str], tuple[Face, Face]]) -> None:
    owned = [(f"card-{i}", [a_pair("7DR9")]) for i in range(11)]
    made = [name for name, _, _ in shop_files(owned, ABOUT)]
    assert made == sorted(made)
    assert made[0] == "01-card-0.pdf"


def test_the_same_faces_give_the_same_bytes(a_pair: Callable[[str], tuple[Face, Face]]) -> None:
    assert len({shop_pdf(a_pair("7DR9"), ABOUT) for _ in range(2)}) == 1
