"""Sizes, sheets and themes of one's own: the documented example, and files that are wrong."""

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toolkit.cli import main
from toolkit.content.cards import Deck
from toolkit.faces.tables import BadLook
from toolkit.paths import PACKAGE
from toolkit.printing.deck import deck_sheets
from toolkit.printing.options import Options, studio

DOCUMENT = PACKAGE.parent / "docs" / "formats.md"
BASE = "https://rebond.example.org"


def rebond(*words: object, **env: str) -> Result:
    return CliRunner(env={"REBOND_PUBLIC_URL": BASE, **env}).invoke(main, ["print", *map(str, words)])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of the document, made of the files it shows."""
    shown = re.findall(r"^`(\w+/\w+\.toml)`:\n\n```toml\n(.*?)```", DOCUMENT.read_text("utf-8"), re.M | re.S)
    assert [name for name, _ in shown] == ["formats/domino.toml", "sheets/oficio.toml", "themes/night.toml"]
    for name, text in shown:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_the_documented_example_prints_the_whole_deck(own: Path, deck: Deck, tmp_path: Path) -> None:
    setting = studio(own).setting(Options(format="domino", sheet="oficio", theme="night"))
    assert (setting.format.width, setting.format.height) == (63.5, 120.65)
    assert (len(setting.grid.slots), setting.grid.turn) == (6, 0)
    made = deck_sheets(deck, "fr", BASE, on=date(2026, 11, 23), setting=setting)
    file = tmp_path / "own.pdf"
    asked = ("--format", "domino", "--sheet", "oficio", "--theme", "night", "--date", "2026-11-23")
    result = rebond("reflexes", "-o", file, "--look", own, *asked)
    assert result.exit_code == 0, result.stderr
    assert file.read_bytes() == made.pdf()
    assert "27 cartes, 5 feuilles Oficio" in result.stderr


def test_a_folder_named_look_in_the_data_folder_needs_no_option(own: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "look").symlink_to(own)
    file = tmp_path / "own.pdf"
    result = rebond(
        "reflexes", "-o", file, "--format", "domino", "--cards", "orientation-1", REBOND_DATA=str(data)
    )
    assert result.exit_code == 0, result.stderr


def test_a_file_of_ones_own_takes_the_place_of_one_of_rebonds(own: Path) -> None:
    (own / "sheets" / "a4.toml").write_text(
        'title = {fr = "A4", en = "A4"}\nwidth = 210\nheight = 297\nmargin = 12\n'
    )
    assert studio(own).sheets["a4"].margin_mm == 12.0
    assert studio().sheets["a4"].margin_mm == 5.0


@pytest.mark.parametrize(
    ("file", "line", "field", "reason"),
    [
        ("formats/domino.toml", 'width = "63 px"', "width", "Unknown unit: “px”"),
        ("formats/domino.toml", 'width = "wide"', "width", "not a length"),
        ("formats/domino.toml", "width = 12", "width", "too little"),
        ("formats/domino.toml", "width = 1e9", "width", "two metres"),
        ("formats/domino.toml", "width = nan", "width", "two metres"),
        ("formats/domino.toml", "width = true", "width", "not a length"),
        ("formats/domino.toml", "safe = 40", "safe", "nothing of the card"),
        ("formats/domino.toml", 'layout = "round"', "layout", "tall, side"),
        ("formats/domino.toml", "scale = 0", "scale", "between 0.5 and 10"),
        ("formats/domino.toml", "hyphenate = 1", "hyphenate", "true or false"),
        ("formats/domino.toml", 'title = "Domino"', "title", "each language"),
        ("formats/domino.toml", "widht = 63", "widht", "Unknown field"),
        ("formats/domino.toml", "width = ", "", "not valid TOML"),
        ("sheets/oficio.toml", "margin = 108", "margin", "nothing of the sheet"),
        ("themes/night.toml", 'hue = "blue"', "hue", "#RRGGBB"),
        ("themes/night.toml", 'formats = ["poster"]', "formats", "poster"),
        ("themes/night.toml", "body_max = 3.0", "sizes.body_min", "above the maximum"),
    ],
)
def test_a_wrong_file_is_refused_with_its_field_and_its_reason(
    own: Path, file: str, line: str, field: str, reason: str
) -> None:
    path, name = own / file, line.partition(" ")[0]
    text = path.read_text("utf-8")
    changed = re.sub(rf"^{name} = .*$", lambda _: line, text, flags=re.M)
    path.write_text(f"{line}\n{text}" if changed == text else changed, "utf-8")
    with pytest.raises(BadLook, match=re.escape(reason)) as refused:
        studio(own)
    assert (refused.value.file, refused.value.field) == (file, field)
    result = rebond("reflexes", "-o", own / "x.pdf", "--look", own, "--lang", "en")
    assert result.exit_code == 1
    assert file in result.stderr
    assert reason in result.stderr
    assert not (own / "x.pdf").exists()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = rebond("reflexes", "-o", tmp_path / "x.pdf", "--look", tmp_path / "nothing")
    assert (result.exit_code, result.stderr.startswith("--look: ")) == (2, True)
