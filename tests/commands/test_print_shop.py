"""``rebond print shop``: what it writes, what it says, and how it ends."""

import re
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from tests.printing.proof import shop_ready
from toolkit.cli import main

BASE = "https://rebond.example.org"
FEW = ("--cards", "orientation-1,lead-failure-hour", "--date", "2026-11-23")


def rebond(*words: object) -> Result:
    runner = CliRunner(env={"REBOND_PUBLIC_URL": ""})
    return runner.invoke(main, ["print", "shop", "reflexes", "--base-url", BASE, *map(str, words)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "shop.pdf"


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("options", "trim_mm", "bleed_mm"),
    [
        ((), (63, 88), 3),
        (("--bleed", "1/8 in"), (63, 88), 3.175),
        (("--format", "poker-us"), (63.5, 88.9), 3.175),
        (("--format", "tarot"), (70, 120), 3),
        (("--theme", "large"), (105, 148), 3),
    ],
)
def test_it_writes_what_a_shop_takes(
    file: Path, options: tuple[str, ...], trim_mm: tuple[float, float], bleed_mm: float
) -> None:
    result = rebond("-o", file, *FEW, *options)
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    shop_ready(file, trim_mm=trim_mm, bleed_mm=bleed_mm)


@pytest.mark.pdf
def test_the_cards_of_a_game_come_at_the_size_they_need(file: Path) -> None:
    words = ("communs", "--base-url", BASE, "-o", str(file), "--cards", "posture-partner,situation-01")
    result = CliRunner(env={"REBOND_PUBLIC_URL": ""}).invoke(main, ["print", "shop", *words])
    assert result.exit_code == 0, result.stderr
    shop_ready(file, trim_mm=(70, 120), bleed_mm=3)


def test_it_says_what_to_tell_the_shop(file: Path) -> None:
    said = rebond("-o", file, *FEW).stderr
    for words in ("4 pages", "63 × 88 mm", "3 mm de fond perdu", "PDF/X-4", "240\u202f%"):
        assert words in said
    said = rebond("-o", file, *FEW, "--lang", "en", "--bleed", "1/8 in").stderr
    for words in ("4 pages", "63 × 88 mm", "3.175 mm of bleed", "240%"):
        assert words in said


def test_backs_come_first_when_asked(file: Path) -> None:
    def first_page_has_a_code() -> bool:
        with pikepdf.open(file) as pdf:
            shown = pdf.pages[0].Contents.read_bytes()
        return len(re.findall(rb" 1 re", shown)) > 100

    assert rebond("-o", file, *FEW).exit_code == 0
    assert first_page_has_a_code()
    assert rebond("-o", file, *FEW, "--back-first").exit_code == 0
    assert not first_page_has_a_code()


def test_each_card_gets_a_file_in_a_folder(tmp_path: Path) -> None:
    place = tmp_path / "new" / "shop"
    result = rebond("-o", place, *FEW, "--folder")
    assert result.exit_code == 0
    assert "2 fichiers" in result.stderr
    assert sorted(path.name for path in place.iterdir()) == [
        "1-orientation-1.pdf",
        "2-lead-failure-hour.pdf",
    ]


def test_the_same_words_give_the_same_bytes(tmp_path: Path) -> None:
    made = set()
    for name in ("one.pdf", "two.pdf"):
        assert rebond("-o", tmp_path / name, *FEW).exit_code == 0
        made.add((tmp_path / name).read_bytes())
    assert len(made) == 1


@pytest.mark.parametrize(
    ("words", "field", "reason"),
    [
        (("--bleed", "0"), "--bleed: ", "fond perdu"),
        (("--bleed", "40"), "--bleed: ", "fond perdu"),
        (("--bleed", "3 parsecs"), "--bleed: ", "parsecs"),
        (("--bleed", "x" * 10_000), "--bleed: ", "x"),
        (("--format", "nothing"), "--format: ", "poker"),
        (("--theme", "nothing"), "--theme: ", "colour"),
        (("--cards", "nope"), "--cards: ", "nope"),
        (("--base-url", f"https://{'x' * 60}.{'y' * 60}.example.org"), "--base-url: ", "trop longue"),
    ],
)
def test_a_wrong_argument_is_named_with_its_reason_and_nothing_is_written(
    file: Path, words: tuple[str, ...], field: str, reason: str
) -> None:
    result = rebond("-o", file, *words)
    assert result.exit_code == 2
    assert field in result.stderr
    assert reason in result.stderr
    assert len(result.stderr) < 600
    assert not file.exists()


def test_several_files_do_not_go_to_standard_output() -> None:
    result = rebond("-o", "-", *FEW, "--folder")
    assert (result.exit_code, result.stdout_bytes) == (2, b"")
    assert "-o: " in result.stderr


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    result = rebond("-o", tmp_path / "taken", *FEW, "--folder")
    assert result.exit_code == 1
    assert "-o: " in result.stderr
