"""What has been printed stays true."""

from pathlib import Path

import pytest

from toolkit.content.check import check
from toolkit.content.lock import add_lines, new_lines
from toolkit.content.reading import read_folder

LOCK = "printed.lock.toml"


@pytest.fixture
def locked(tiny):
    lock(tiny.folder)
    return tiny


def lock(folder: Path) -> None:
    add_lines(folder, new_lines(folder, read_folder(folder)))


def found(folder: Path) -> list[tuple[str, str, str]]:
    return [(problem.file, problem.field, problem.rule) for problem in check(folder)]


def test_a_lock_has_one_line_for_each_card_in_the_decks_order(locked):
    lines = [line for line in (locked.folder / LOCK).read_text("utf-8").splitlines() if line[0] != "#"]
    assert lines[:2] == ['tiny.o1 = "AACA"', 'tiny.o1-a = "AACC"']
    assert len(lines) == 21


def test_a_locked_deck_has_nothing_wrong(locked):
    assert locked.found() == []


def test_without_a_lock_nothing_is_said(tiny):
    assert tiny.found() == []


def test_locking_again_changes_nothing(locked):
    before = (locked.folder / LOCK).read_bytes()
    assert new_lines(locked.folder, read_folder(locked.folder)) == []
    assert (locked.folder / LOCK).read_bytes() == before


def test_a_new_card_is_not_locked_until_it_is_added(locked):
    before = (locked.folder / LOCK).read_bytes()
    locked.write("o7-c", locked.read("o7-b") | {"id": "o7-c", "code": "TTTT"})
    locked.change("deck", "order", [*locked.read("deck")["order"], "o7-c"])
    assert locked.found() == [("o7-c.toml", "id", "not_locked")]
    lock(locked.folder)
    assert (locked.folder / LOCK).read_bytes() == before + b'tiny.o7-c = "TTTT"\n'
    assert locked.found() == []


def test_lines_are_added_after_a_last_line_without_an_end(locked):
    path = locked.folder / LOCK
    path.write_text(path.read_text("utf-8").rstrip("\n"), "utf-8")
    locked.write("o7-c", locked.read("o7-b") | {"id": "o7-c", "code": "TTTT"})
    locked.change("deck", "order", [*locked.read("deck")["order"], "o7-c"])
    lock(locked.folder)
    assert path.read_text("utf-8").endswith('o7-b = "AAKD"\ntiny.o7-c = "TTTT"\n')


def test_a_printed_code_may_not_change(locked):
    locked.change("o1-a", "code", "TTTT")
    (problem,) = check(locked.folder)
    assert (problem.file, problem.field, problem.rule) == ("o1-a.toml", "code", "code_changed")
    assert problem.values == {"code": "TTTT", "printed": "AACC"}


def test_a_printed_card_may_not_disappear(locked):
    card = locked.read("o1-a")
    locked.path("o1-a").unlink()
    locked.write("o1-new", card | {"id": "o1-new", "code": "TTTT"})
    locked.replace("deck", '"o1-a"', '"o1-new"')
    assert locked.found() == [
        ("o1-new.toml", "id", "not_locked"),
        (LOCK, "tiny.o1-a", "printed_lost"),
    ]


def test_a_printed_code_may_not_move_to_another_card(locked):
    locked.write("o1-new", locked.read("o1-a") | {"id": "o1-new"})
    locked.path("o1-a").unlink()
    locked.replace("deck", '"o1-a"', '"o1-new"')
    assert locked.found() == [
        ("o1-new.toml", "code", "code_of_another"),
        (LOCK, "tiny.o1-a", "printed_moved"),
    ]


def test_two_cards_may_not_swap_their_codes(locked):
    first, second = locked.read("o1-a")["code"], locked.read("o1-b")["code"]
    locked.change("o1-a", "code", second)
    locked.change("o1-b", "code", first)
    assert locked.found() == [
        ("o1-a.toml", "code", "code_of_another"),
        ("o1-b.toml", "code", "code_of_another"),
    ]


def test_a_card_that_cannot_be_read_has_not_disappeared(locked):
    locked.path("o1-a").write_text("[", "utf-8")
    assert locked.found() == [("o1-a.toml", "", "not_toml")]


def test_a_deck_that_cannot_be_read_has_lost_nothing(locked):
    locked.path("deck").write_text("[", "utf-8")
    assert locked.found() == [("deck.toml", "", "not_toml")]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("tiny.o8 = 4", "bad_lock_line"),
        ('o8 = "TTTT"', "bad_lock_line"),
        ('tiny.o8 = "AACA"', "taken"),
        ('tiny.o1 = "TTTT"', "written_twice"),
        ("tiny.o8", "not_toml"),
    ],
)
def test_a_damaged_lock_is_said(locked, line, rule):
    path = locked.folder / LOCK
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    assert (LOCK, rule) in [(file, broken) for file, _, broken in locked.found()]


def test_one_lock_serves_several_decks(two_decks):
    first, second = two_decks
    lock(first.folder.parent)
    assert found(first.folder.parent) == []
    assert first.found() == []
    assert second.found() == []


def test_one_of_several_decks_alone_answers_to_the_lock_above_it(two_decks):
    first, second = two_decks
    lock(first.folder.parent)
    first.change("o1-a", "code", second.read("p1")["code"])
    assert first.found() == [("o1-a.toml", "code", "code_of_another")]
    first.change("o1-a", "code", "TTTT")
    assert first.found() == [("o1-a.toml", "code", "code_changed")]


def test_a_deck_that_disappears_is_lost_card_by_card(two_decks):
    first, second = two_decks
    lock(first.folder.parent)
    for path in second.folder.iterdir():
        path.unlink()
    assert [rule for _, _, rule in found(first.folder.parent)] == ["printed_lost"] * 21
