"""The calibration page: its geometry, its codes, and the command that keeps what it told."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.printing.conftest import ON
from tests.printing.proof import accessible, codes_read, sound, told
from toolkit.cli import main
from toolkit.printing.calibration import SheetTooSmall, behind, calibration_pdf, centres, squares
from toolkit.printing.offsets import read_offset
from toolkit.printing.options import Offset
from toolkit.printing.pdf import Flip
from toolkit.printing.printers import Printer, printers
from toolkit.printing.sheet import Sheet, sheets

BASE = "https://rebond.example.org"
MM = 25.4 / 72
FLIPS: list[Flip] = ["long", "short"]


def rebond(*words: object, data: Path) -> Result:
    env = {"REBOND_PUBLIC_URL": "", "REBOND_DATA": str(data)}
    return CliRunner(env=env).invoke(main, ["print", "calibration", *map(str, words)])


@pytest.mark.parametrize("flip", FLIPS)
@pytest.mark.parametrize("name", sheets())
def test_the_square_that_fills_its_frame_undoes_what_the_printer_does(name: str, flip: Flip) -> None:
    """A printer that shifts backs by e fills the frame of the place that stands for -e, and no other."""
    sheet, off = sheets()[name], Offset(1.5, -0.5)
    frames = {(c, r): (x, y) for c, r, x, y in centres(sheet)}
    filled = []
    for (place, x, y), corner in zip(squares(sheet, flip), frames.values(), strict=True):
        seen = behind(sheet, x + off.x, y + off.y, flip)  # as it shows through the front
        if max(abs(seen[0] - corner[0]), abs(seen[1] - corner[1])) < 0.01:
            filled.append(place)
    (match,) = filled
    assert read_offset(match) == Offset(-1.5, 0.5)


@pytest.mark.parametrize("name", sheets())
def test_everything_stands_within_reach_of_the_printer(name: str) -> None:
    sheet = sheets()[name]
    for _, x, y in squares(sheet, "short"):
        assert 10 < x < sheet.width_mm - 10
        assert 10 < y < sheet.height_mm - 10


def test_a_sheet_it_does_not_fit_on_is_refused() -> None:
    with pytest.raises(SheetTooSmall, match="148"):
        calibration_pdf(Sheet("a5", {}, 148, 210, 5), "en", BASE, flip="long", on=ON)


@pytest.mark.pdf
@pytest.mark.parametrize(("language", "flip"), [("fr", "long"), ("en", "short")])
def test_the_page_is_sound_and_its_large_codes_are_read(language: str, flip: Flip, tmp_path: Path) -> None:
    path = tmp_path / "calibration.pdf"
    data = calibration_pdf(sheets()["a4"], language, BASE, flip=flip, on=ON)  # type: ignore[arg-type]
    path.write_bytes(data)
    assert data == calibration_pdf(sheets()["a4"], language, BASE, flip=flip, on=ON)  # type: ignore[arg-type]
    if language == "fr":  # the other one differs by its words
        sound(path)
        accessible(path)
    assert codes_read(path) == {"zxing": [BASE.upper()] * 6, "zbar": [BASE.upper()] * 6}
    assert f"/Duplex /DuplexFlip{flip.title()}Edge" in told("qpdf", "--qdf", path, "-", errors=False)


@pytest.mark.pdf
def test_the_rulers_are_a_hundred_millimetres(tmp_path: Path) -> None:
    path = tmp_path / "calibration.pdf"
    path.write_bytes(calibration_pdf(sheets()["a4"], "fr", BASE, flip="long", on=ON))
    drawn = told("qpdf", "--qdf", "--object-streams=disable", path, "-", errors=False)
    found = re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l", drawn)
    strokes = [tuple(map(float, stroke)) for stroke in found]
    lengths = [(abs(x2 - x1), abs(y2 - y1)) for x1, y1, x2, y2 in strokes]
    assert (100.0, 0.0) in lengths
    assert (0.0, 100.0) in lengths


def test_the_command_writes_the_page_then_keeps_what_it_told(tmp_path: Path) -> None:
    page = tmp_path / "page.pdf"
    result = rebond("-o", page, "--sheet", "letter", "--base-url", BASE, data=tmp_path)
    assert result.exit_code == 0, result.stderr
    assert page.read_bytes().startswith(b"%PDF-")
    result = rebond("--printer", "HP du bureau", "--tray", "2", "--match", "F4", data=tmp_path)
    assert result.exit_code == 0, result.stderr
    assert printers(tmp_path) == {Printer("HP du bureau", "2"): Offset(0.5, -0.5)}


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ((), "-o: "),
        (("--printer", "HP"), "--match: "),
        (("--match", "F4"), "--printer: "),
        (("--printer", "", "--match", "F4"), "--printer: "),
        (("--printer", "HP", "--match", "Z4"), "--match: "),
        (("--printer", "HP", "--match", "40,0"), "--match: "),
        (("-o", "x.pdf", "--sheet", "papyrus"), "--sheet: "),
        (("-o", "x.pdf", "--margin", "3 px"), "--margin: "),
        (("-o", "x.pdf", "--base-url", "http://localhost"), "--base-url: "),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_kept(
    words: tuple[str, ...], field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = rebond(*words, data=tmp_path)
    assert result.exit_code == 2
    assert result.stderr.startswith(field)
    assert list(tmp_path.iterdir()) == []
