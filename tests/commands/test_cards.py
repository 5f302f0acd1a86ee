"""``rebond cards``: what it prints, where, and how it ends."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toolkit.cli import main
from toolkit.commands.cards import reason, shown
from toolkit.content.cards import LANGUAGES
from toolkit.content.problems import Problem
from toolkit.paths import folder as ours

SHIPPED = ours("cards")


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """A copy of the real deck, without its lock."""
    copy = tmp_path / "cards"
    shutil.copytree(SHIPPED, copy, ignore=shutil.ignore_patterns("*.lock.toml"))
    return copy


def rebond(*words: str, **env: str) -> Result:
    return CliRunner(env={"LANG": "", **env}).invoke(main, ["cards", *words])


def spoil(cards: Path, old: str, new: str) -> Path:
    path = cards / "reflexes" / "orientation-1.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def test_the_shipped_cards_are_right_without_saying_where_they_are():
    result = rebond("check")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("4 jeux, 71 cartes, en français et en anglais")
    assert result.stdout.count("\n") == 1
    assert result.stderr == ""


def test_one_line_for_each_problem_with_its_file_its_field_and_its_reason(cards):
    path = spoil(cards, 'kind = "orientation"', 'kind = "orientation"\ncolour = "red"\nsize = 3')
    result = rebond("check", str(cards))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines()[:2] == [
        f"{path}: colour: clé inconnue à cet endroit",
        f"{path}: size: clé inconnue à cet endroit",
    ]


def test_a_problem_of_a_whole_file_has_no_field(cards):
    path = cards / "reflexes" / "orientation-1.toml"
    path.write_text("[", "utf-8")
    result = rebond("check", str(cards), "--lang", "en")
    assert result.stderr.splitlines()[0] == f"{path}: line 1, column 2: not TOML, near “[”"


def test_json_is_a_list_of_problems(cards):
    assert json.loads(rebond("check", str(cards), "--json").stdout) == []
    spoil(cards, 'kind = "orientation"', 'kind = "orientation"\ncolour = "red"')
    result = rebond("check", str(cards), "--json", "--lang", "en")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "file": "reflexes/orientation-1.toml",
            "field": "colour",
            "rule": "unknown_key",
            "reason": "unknown key in this place",
        }
    ]


def test_no_such_folder_is_wrong_usage(tmp_path):
    result = rebond("check", str(tmp_path / "nowhere"), "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{tmp_path / 'nowhere'}: no such folder.")


def test_a_file_is_not_a_folder(cards):
    assert rebond("check", str(cards / "sources.toml")).exit_code == 2
    assert rebond("lock", str(cards / "sources.toml")).exit_code == 2


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en_GB.UTF-8", "4 decks"),
        ("fr_FR.UTF-8", "4 jeux"),
        ("EN", "4 decks"),
        ("C", "4 jeux"),
        ("de_DE", "4 jeux"),
        ("", "4 jeux"),
    ],
)
def test_the_environment_says_the_language(lang, said):
    assert rebond("check", LANG=lang).stdout.startswith(said)


def test_the_command_line_has_the_last_word_on_the_language():
    assert rebond("check", "--lang", "fr", LANG="en_GB.UTF-8").stdout.startswith("4 jeux")
    assert rebond("check", "--lang", "de").exit_code == 2


def test_without_a_lock_a_notice_and_no_error(cards):
    result = rebond("check", str(cards), "--lang", "en")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"Note: {cards / 'printed.lock.toml'} does not exist.")


def test_locking_writes_each_card_once(cards):
    first = rebond("lock", str(cards))
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == f"71 cartes ajoutées à {cards / 'printed.lock.toml'}\n"
    written = (cards / "printed.lock.toml").read_bytes()
    again = rebond("lock", str(cards), "--lang", "en")
    assert again.stdout == f"{cards / 'printed.lock.toml'} already holds every card\n"
    assert (cards / "printed.lock.toml").read_bytes() == written
    assert rebond("check", str(cards)).stderr == ""


def test_a_new_card_must_be_locked(cards):
    rebond("lock", str(cards))
    lock = cards / "printed.lock.toml"
    lines = lock.read_text("utf-8").splitlines(keepends=True)
    lock.write_text("".join(lines[:-1]), "utf-8")
    assert rebond("check", str(cards)).exit_code == 1
    assert rebond("lock", str(cards)).exit_code == 0
    assert lock.read_text("utf-8") == "".join(lines)


def test_what_is_wrong_is_not_locked(cards):
    spoil(cards, 'kind = "orientation"', 'kind = "orientation"\ncolour = "red"')
    result = rebond("lock", str(cards), "--lang", "en")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "The lock has not changed: correct the above first."
    assert not (cards / "printed.lock.toml").exists()


def test_a_lock_that_cannot_be_written_is_said(cards, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("toolkit.commands.cards.add_lines", refuse)
    result = rebond("lock", str(cards), "--lang", "en")
    assert result.exit_code == 1
    assert "cannot be written (Permission denied). Nothing has been added." in result.stderr


def test_what_comes_from_a_file_cannot_drive_the_terminal(cards):
    spoil(cards, 'kind = "orientation"', 'kind = "orientation"\n"\\u001b[2J\\u202e" = "red"')
    (line,) = rebond("check", str(cards), "--lang", "en").stderr.splitlines()[:1]
    assert line.endswith(r"orientation-1.toml: \x1b[2J\u202e: unknown key in this place")
    assert shown("a" * 100) == "a" * 79 + "…"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_too_long_is_counted_in_words(lang):
    said = {
        "fr": "trop long de 1\u202f200 caractères (60 au plus)",
        "en": "1,200 characters too long (60 at most)",
    }
    assert reason(Problem("f", "fr.title", "too_long", {"n": 1200, "limit": 60}), lang) == said[lang]
