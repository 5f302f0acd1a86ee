"""What a printer is off by: read, kept by name and tray, found again."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from toolkit.printing.offsets import COLUMNS, ROWS, OffsetRefused, read_offset
from toolkit.printing.options import Offset, Options, UnknownChoice, studio
from toolkit.printing.printers import Printer, PrinterRefused, keep, known_printer, printer, printers


@pytest.mark.parametrize(
    ("typed", "offset"),
    [
        ("E5", (0, 0)),
        ("F4", (0.5, -0.5)),
        (" f 4 ", (0.5, -0.5)),
        ("A1", (-2, -2)),
        ("I9", (2, 2)),
        ("0.5,-1", (0.5, -1)),
        ("0,5 -1", (0.5, -1)),
        ("0,5 ; -1,5", (0.5, -1.5)),
        ("+0.5 / −1", (0.5, -1)),
        ("0.5 mm, -1 mm", (0.5, -1)),
        ("0.1 cm; 0", (1, 0)),
    ],
)
def test_an_offset_is_read_as_people_write_it(typed: str, offset: tuple[float, float]) -> None:
    assert read_offset(typed) == Offset(*offset)


@pytest.mark.parametrize(
    "typed",
    ["", "J1", "A0", "A10", "1", "0,5,-1", "1 2 3", "un peu", "1px 2px", "nan nan", "1e3 0", "x" * 10_000],
)
def test_anything_else_is_refused_and_shown(typed: str) -> None:
    with pytest.raises(OffsetRefused) as refused:
        read_offset(typed)
    for language in ("fr", "en"):
        assert 20 < len(refused.value.sentence(language)) < 300


def test_the_page_has_a_place_for_every_half_millimetre_up_to_two() -> None:
    steps = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2]
    found = [(read_offset(c + r).x, read_offset(c + r).y) for c in COLUMNS for r in ROWS]
    assert found == [(x, y) for x in steps for y in steps]


def test_a_printer_is_known_by_its_name_and_tray(tmp_path: Path) -> None:
    keep(tmp_path, Printer("HP", "2"), Offset(0.5, -0.5))
    keep(tmp_path, Printer('Brother "à côté" \\ é', ""), Offset(-1, 0))
    keep(tmp_path, Printer("HP", "2"), Offset(1, 1))
    assert known_printer(tmp_path, " HP ", "2") == Offset(1, 1)
    assert list(printers(tmp_path)) == [Printer('Brother "à côté" \\ é', ""), Printer("HP", "2")]
    with pytest.raises(PrinterRefused, match="HP \\(2\\)"):
        known_printer(tmp_path, "HP", "1")


def test_two_that_keep_at_once_are_both_kept(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda i: keep(tmp_path, Printer(f"P{i}"), Offset(0.5, 0)), range(24)))
    assert len(printers(tmp_path)) == 24


@pytest.mark.parametrize(
    ("name", "tray"), [("", ""), ("  ", "1"), ("x" * 61, ""), ("HP", "x" * 61), ("H\x00P", "")]
)
def test_a_name_that_says_nothing_is_refused(name: str, tray: str) -> None:
    with pytest.raises(PrinterRefused):
        printer(name, tray)


def test_a_hundred_printers_are_enough(tmp_path: Path) -> None:
    lines = "".join(f'[[printer]]\nname = "P{i}"\nright_mm = 0\ndown_mm = 0\n' for i in range(100))
    (tmp_path / "printers.toml").write_text(lines)
    with pytest.raises(PrinterRefused, match="100"):
        keep(tmp_path, Printer("one more"), Offset())
    keep(tmp_path, Printer("P7"), Offset(0.5, 0))
    assert len(printers(tmp_path)) == 100


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        "printer = 3",
        '[[printer]]\nname = "HP"\n',
        '[[printer]]\nname = "HP"\nright_mm = "nan"\ndown_mm = 0\n',
    ],
)
def test_a_file_mended_beyond_reading_is_named_and_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "printers.toml").write_text(text)
    with pytest.raises(PrinterRefused, match=r"printers\.toml"):
        keep(tmp_path, Printer("HP"), Offset())
    assert (tmp_path / "printers.toml").read_text() == text


@pytest.mark.parametrize("offset", [Offset(5.5, 0), Offset(0, -40)])
def test_an_absurd_offset_is_refused(tmp_path: Path, offset: Offset) -> None:
    with pytest.raises(PrinterRefused):
        keep(tmp_path, Printer("HP"), offset)
    with pytest.raises(UnknownChoice, match="more than 5"):
        studio().setting(Options(offset=offset))
