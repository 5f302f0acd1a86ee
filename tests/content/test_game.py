"""The numbers of the game in a folder of cards: loaded, and checked with the cards beside them."""

import shutil
from pathlib import Path

import pytest

from toolkit.commands.cards import reason
from toolkit.content.cards import LANGUAGES
from toolkit.content.game import game_problems, load_book
from toolkit.content.problems import BadCards
from toolkit.content.reading import read_folder
from toolkit.game.balance import balance_flaws
from toolkit.paths import folder

GAME = folder("cards") / "communs"


@pytest.fixture
def numbers(tmp_path: Path) -> Path:
    """A folder of decks with the game's numbers alone."""
    place = tmp_path / "communs"
    place.mkdir()
    shutil.copy(GAME / "game.toml", place)
    return place / "game.toml"


def problems(numbers: Path, old: str = "", new: str = "") -> list[str]:
    numbers.write_text(numbers.read_text("utf-8").replace(old, new, 1), "utf-8")
    root = numbers.parent.parent
    found = [*game_problems(root, read_folder(root))]
    assert all(reason(problem, language) for problem in found for language in LANGUAGES)
    return [str(problem) for problem in found]


def test_the_numbers_that_come_with_the_toolkit_are_right(numbers):
    assert problems(numbers) == []
    assert [*balance_flaws(load_book(numbers.parent))] == []


def test_numbers_alone_are_no_card_gone_astray(numbers):
    assert [problem.rule for problem in read_folder(numbers.parent.parent).problems] == ["no_deck"]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("wear = 1", "wear = -1", "game_range"),
        ("[vote]", "[vote", "not_toml"),
        ("PAR = 1, CON = 0, FAC = 2", "PAR = 2, CON = 0, FAC = 2", "game_spread"),
        ("MOY = -2", "MOY = -1", "game_signature"),
        ('card = "situation-02"', 'card = "situation-01"', "game_twice"),
        ("debrief = 11", "debrief = 12", "game_plan"),
    ],
)
def test_a_wrong_number_is_named_with_its_file(numbers, old, new, rule):
    assert any(
        problem.startswith("communs/game.toml") and rule in problem for problem in problems(numbers, old, new)
    )


def test_a_card_without_numbers_and_numbers_without_a_card_are_named(numbers):
    deck = numbers.parent
    (deck / "deck.toml").write_text('id = "communs"\n', "utf-8")
    (deck / "crisis-7.toml").write_text('id = "crisis-7"\nkind = "crisis"\n', "utf-8")
    (deck / "crisis-1.toml").write_text('id = "crisis-1"\nkind = "situation"\n', "utf-8")
    found = problems(numbers)
    assert "communs/game.toml: game_no_numbers (id='crisis-7')" in found
    assert "communs/game.toml: game_no_card (id='crisis-2')" in found
    assert "communs/game.toml: game_other_kind (id='crisis-1', kind='crisis')" in found


def test_a_folder_without_numbers_does_not_load(tmp_path):
    with pytest.raises(BadCards, match="no_file"):
        load_book(tmp_path)


def test_numbers_that_cannot_be_played_do_not_load(numbers):
    problems(numbers, "[vote]", "[votes]")
    with pytest.raises(BadCards, match="votes: unknown_key"):
        load_book(numbers.parent)


def test_numbers_out_of_balance_still_load(numbers):
    problems(numbers, "MOY = -2", "MOY = -1")
    assert load_book(numbers.parent).postures
