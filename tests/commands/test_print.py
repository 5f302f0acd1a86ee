"""``rebond print``: what it writes, what it says, and how it ends."""

import os
import shutil
import stat
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toolkit.cli import main
from toolkit.content.load import load_deck
from toolkit.paths import folder
from toolkit.printing.deck import deck_pdf
from toolkit.printing.options import Options

BASE = "https://rebond.example.org"
REFLEXES = folder("cards") / "reflexes"


def rebond(*words: object, **env: str) -> Result:
    runner = CliRunner(env={"REBOND_PUBLIC_URL": "", **env})
    return runner.invoke(main, ["print", *map(str, words)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deck.pdf"


def test_it_writes_the_deck_and_says_how_to_print_it(file: Path) -> None:
    result = rebond("reflexes", "-o", file, "--base-url", BASE, "--date", "2026-11-23")
    assert (result.exit_code, result.stdout) == (0, "")
    assert file.read_bytes() == deck_pdf(load_deck(REFLEXES), "fr", BASE, date=date(2026, 11, 23))
    assert "27 cartes, 3 feuilles A4" in result.stderr
    assert "bord long" in result.stderr


def test_it_speaks_english(file: Path) -> None:
    result = rebond("reflexes", "-o", file, "--base-url", BASE, "--lang", "en", "--date", "2026-11-23")
    assert result.exit_code == 0
    assert file.read_bytes() == deck_pdf(load_deck(REFLEXES), "en", BASE, date=date(2026, 11, 23))
    assert "flip on the long edge" in result.stderr


def test_it_prints_a_deck_from_its_folder(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "cards"
    shutil.copytree(folder("cards"), copy)
    assert rebond(copy / "reflexes", "-o", file, "--base-url", BASE).exit_code == 0
    assert file.read_bytes().startswith(b"%PDF-1.7")


def test_it_prints_some_cards_in_the_order_given(file: Path) -> None:
    result = rebond(
        "reflexes", "-o", file, "--base-url", BASE, "--cards", "orientation-2, orientation-1,orientation-2"
    )
    assert result.exit_code == 0
    assert "3 cartes, 1 feuille A4" in result.stderr


@pytest.mark.parametrize("theme", ["colour", "eco", "black", "large"])
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("deck", ["mouvements", "transfo"])
def test_the_small_decks_are_printed_in_every_drawing(file: Path, deck: str, lang: str, theme: str) -> None:
    result = rebond(deck, "-o", file, "--base-url", BASE, "--lang", lang, "--theme", theme)
    assert result.exit_code == 0, result.stderr
    assert file.read_bytes().startswith(b"%PDF-")


def test_a_deck_without_orientations_has_no_cards_for_the_wall(file: Path) -> None:
    for deck in ("communs", "mouvements"):
        result = rebond("wall", deck, "-o", file, "--base-url", BASE)
        assert result.exit_code == 1
        assert "Seuls les jeux d’orientations" in result.stderr
    assert not file.exists()


def test_it_pours_the_file_on_standard_output_and_words_elsewhere() -> None:
    result = rebond("reflexes", "-o", "-", "--base-url", BASE)
    assert result.exit_code == 0
    assert result.stdout_bytes.startswith(b"%PDF-1.7")
    assert result.stdout_bytes.rstrip().endswith(b"%%EOF")
    assert "PDF" in result.stderr


def test_the_configured_address_is_the_default(file: Path) -> None:
    assert rebond("reflexes", "-o", file, REBOND_PUBLIC_URL=BASE).exit_code == 0


def test_an_address_of_one_network_is_printed_with_a_warning(file: Path) -> None:
    result = rebond("reflexes", "-o", file, "--base-url", "http://192.168.1.24:8000")
    assert result.exit_code == 0
    assert "http://192.168.1.24:8000" in result.stderr
    assert "Hors de ce réseau" in result.stderr
    assert "Hors de ce réseau" not in rebond("reflexes", "-o", file, "--base-url", BASE).stderr


@pytest.mark.parametrize(
    ("words", "field", "reason"),
    [
        (("reflexes", "--base-url", "http://localhost:8000"), "--base-url: ", "téléphone"),
        (
            ("reflexes", "--base-url", "https://rebond.example.org/" + "x" * 10_000),
            "--base-url: ",
            "trop longue",
        ),
        (
            ("reflexes", "--base-url", f"https://{'x' * 60}.{'y' * 60}.example.org"),
            "--base-url: ",
            "trop longue",
        ),
        (("reflexes", "--base-url", "rebond.example.org"), "--base-url: ", "https://"),
        (("reflexes",), "--base-url: ", "Il manque"),
        (("nothing", "--base-url", BASE), "DECK: ", "reflexes"),
        (("", "--base-url", BASE), "DECK: ", "reflexes"),
        (("reflexes", "--base-url", BASE, "--cards", "orientation-1,nope"), "--cards: ", "nope"),
        (("reflexes", "--base-url", BASE, "--cards", " ,"), "--cards: ", "Aucune carte"),
        (("reflexes", "--base-url", BASE, "--lang", "de"), "--lang", "de"),
        (("reflexes", "--base-url", BASE, "--date", "demain"), "--date", "demain"),
    ],
)
def test_a_wrong_argument_is_named_with_its_reason_and_nothing_is_written(
    file: Path, words: tuple[str, ...], field: str, reason: str
) -> None:
    result = rebond(*words, "-o", file)
    assert result.exit_code == 2
    assert field in result.stderr
    assert reason in result.stderr
    assert len(result.stderr) < 600
    assert result.stdout == ""
    assert not file.exists()


def test_a_name_from_outside_is_made_safe_for_the_terminal(file: Path) -> None:
    assert "\x1b" not in rebond("\x1b[31mdeck", "-o", file, "--base-url", BASE).stderr


def test_a_file_to_write_is_asked_for() -> None:
    result = rebond("reflexes", "--base-url", BASE)
    assert result.exit_code == 2
    assert "-o" in result.stderr


@pytest.mark.parametrize("place", ["no/such/folder/deck.pdf", "."])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    result = rebond("reflexes", "-o", tmp_path / place, "--base-url", BASE)
    assert result.exit_code == 1
    assert "-o: " in result.stderr
    assert str(tmp_path) in result.stderr


def test_a_failed_write_leaves_the_former_file_and_no_crumbs(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_bytes(b"before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = rebond("reflexes", "-o", file, "--base-url", BASE)
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert file.read_bytes() == b"before"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.skipif(os.name == "nt", reason="links and devices of Unix")
def test_links_and_devices_stay_what_they_are(file: Path) -> None:
    link = file.with_name("link.pdf")
    link.symlink_to(file)
    assert rebond("reflexes", "-o", link, "--base-url", BASE).exit_code == 0
    assert link.is_symlink()
    assert file.read_bytes().startswith(b"%PDF")
    assert rebond("reflexes", "-o", "/dev/null", "--base-url", BASE).exit_code == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_card_that_does_not_fit_is_named_with_its_field(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "cards"
    shutil.copytree(folder("cards"), copy)
    card = copy / "reflexes" / "orientation-1.toml"
    text = card.read_text("utf-8")
    gist = next(line for line in text.splitlines() if line.startswith("gist"))
    card.write_text(text.replace(gist, f'gist = "{"Un mot de trop. " * 40}"', 1), "utf-8")
    result = rebond(copy / "reflexes", "-o", file, "--base-url", BASE)
    assert result.exit_code == 1
    assert "orientation-1" in result.stderr
    assert "fr.gist: " in result.stderr
    assert not file.exists()


@pytest.mark.parametrize(
    ("character", "named"),
    [("漢", "漢 (U+6F22)"), ("\U0001f600", "\U0001f600 (U+1F600)"), ("\u20d7", "U+20D7")],
)
def test_a_character_without_a_glyph_is_shown_with_its_number(
    file: Path, tmp_path: Path, character: str, named: str
) -> None:
    copy = tmp_path / "cards"
    shutil.copytree(folder("cards"), copy)
    card = copy / "reflexes" / "orientation-1.toml"
    text = card.read_text("utf-8")
    gist = next(line for line in text.splitlines() if line.startswith("gist"))
    card.write_text(text.replace(gist, f'gist = "Un mot {character} ici."', 1), "utf-8")
    result = rebond(copy / "reflexes", "-o", file, "--base-url", BASE)
    assert result.exit_code == 1
    assert f"orientation-1: fr.gist: le caractère {named} manque" in result.stderr
    assert not file.exists()


def test_a_broken_card_is_named_with_its_file_and_field(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "cards"
    shutil.copytree(folder("cards"), copy)
    card = copy / "reflexes" / "orientation-1.toml"
    card.write_text(card.read_text("utf-8").replace('kind = "orientation"', 'kind = "oracle"'), "utf-8")
    result = rebond(copy / "reflexes", "-o", file, "--base-url", BASE)
    assert result.exit_code == 1
    assert "orientation-1.toml: kind: " in result.stderr
    assert not file.exists()


def test_what_is_chosen_is_what_is_printed(file: Path) -> None:
    words = ("--format", "bridge", "--sheet", "a3", "--theme", "eco", "--backs", "short", "--marks", "lines")
    result = rebond("reflexes", "-o", file, "--base-url", BASE, *words, "--date", "2026-11-23")
    assert result.exit_code == 0, result.stderr
    assert "27 cartes, 2 feuilles A3" in result.stderr
    assert "bord court" in result.stderr
    chosen = Options("bridge", "a3", "short", "lines", theme="eco")
    assert file.read_bytes() == deck_pdf(
        load_deck(REFLEXES), "fr", BASE, date=date(2026, 11, 23), options=chosen
    )


def test_backs_apart_are_written_beside_the_fronts(file: Path) -> None:
    words = ("--backs", "separate", "--cards", "orientation-1")
    assert rebond("reflexes", "-o", file, "--base-url", BASE, *words).exit_code == 0
    assert sorted(each.name for each in file.parent.iterdir()) == ["deck-backs.pdf", "deck.pdf"]
    refused = rebond("reflexes", "-o", "-", "--base-url", BASE, *words)
    assert (refused.exit_code, refused.stderr.startswith("-o: ")) == (2, True)


@pytest.mark.parametrize(
    ("words", "field", "reason"),
    [
        (("--format", "poster"), "--format: ", "poker"),
        (("--sheet", "papyrus"), "--sheet: ", "letter"),
        (("--theme", "neon"), "--theme: ", "eco"),
        (("--theme", "large", "--format", "poker"), "--format: ", "a6, a5"),
        (("--format", "a5", "--backs", "fold"), "--format: ", "ne tient"),
        (("--margin", "400"), "--margin: ", "ne laisse rien"),
        (("--margin=-3",), "--margin: ", "0 au moins"),
        (("--margin", "3 px"), "--margin: ", "px"),
        (("--offset", "F4", "--printer", "HP"), "--offset: ", "--printer"),
        (("--offset", "40,0"), "--offset: ", "réglage"),
        (("--offset", "Z9"), "--offset: ", "F4"),
        (("--printer", "inconnue"), "--printer: ", "rebond print calibration"),
        (("--tray", "2"), "--tray: ", "--printer"),
        (("--backs", "sideways"), "--backs", "fold"),
    ],
)
def test_a_wrong_choice_is_named_with_its_reason(
    file: Path, tmp_path: Path, words: tuple[str, ...], field: str, reason: str
) -> None:
    result = rebond("reflexes", "-o", file, "--base-url", BASE, *words, REBOND_DATA=str(tmp_path / "data"))
    assert result.exit_code == 2
    assert field in result.stderr
    assert reason in result.stderr
    assert not file.exists()


def test_a_game_is_printed_with_a_hand_of_postures_for_each_player(file: Path) -> None:
    game = load_deck(folder("cards") / "communs")
    hand = [card for card in game.cards if card.kind == "posture"]
    result = rebond("communs", "--hands", "3", "-o", file, "--base-url", BASE, "--date", "2026-11-23")
    assert result.exit_code == 0
    cards = [*hand * 3, *game.cards[len(hand) :]]
    expected = deck_pdf(game, "fr", BASE, date=date(2026, 11, 23), cards=cards, options=Options("tarot"))
    assert file.read_bytes() == expected
    refused = rebond("reflexes", "--hands", "3", "-o", file, "--base-url", BASE)
    assert (refused.exit_code, refused.stderr.partition(": ")[0]) == (2, "--hands")


def test_a_size_too_small_for_a_game_is_refused_with_those_that_hold(file: Path) -> None:
    refused = rebond("communs", "--lang", "en", "--format", "poker", "-o", file, "--base-url", BASE)
    assert refused.exit_code == 2
    assert refused.stderr.startswith("--format: ")
    assert refused.stderr.endswith(": a7, tarot, jumbo, a6, a5.\n")
    assert not file.exists()
