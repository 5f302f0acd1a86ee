"""
What a printed file must stand, whatever it holds: other programs open it, checkers of standards pass it,
its codes are read back.

For any output: ``sound(file)``, then ``accessible(file)`` or ``shop_ready(file, …)``, and
``codes_read(file)`` against the addresses that it should hold.
"""

import re
import subprocess
import tempfile
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import outloud
import page as validation
import pikepdf
import pytest
import zxingcpp
from PIL import Image

TIMEOUT_S = 120


def told(tool: str, *arguments: object, errors: bool = True, allowed: Iterable[int] = (0,)) -> str:
    """What an outside program prints; its errors too, unless told otherwise."""
    kept = subprocess.STDOUT if errors else subprocess.DEVNULL
    command = [tool, *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=kept, timeout=TIMEOUT_S, check=False)
    shown = done.stdout.decode("utf-8", "replace")
    assert done.returncode in allowed, f"{tool} gave {done.returncode}: {shown}"
    return shown


def sound(file: Path) -> None:
    """*file* is opened by four programs without a word, and holds every letter it shows."""
    assert "No syntax or stream encoding errors found" in told("qpdf", "--check", file)
    assert told("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=nullpage", file) == ""
    with tempfile.TemporaryDirectory() as place:
        told("mutool", "draw", "-q", "-r", "20", "-o", f"{place}/p-%d.png", file)
    told("mutool", "info", file, errors=False)
    fonts = told("pdffonts", file).splitlines()[2:]
    for line in fonts:
        embedded, subset, unicode = line.split()[-5:-2]
        assert (embedded, subset, unicode) == ("yes", "yes", "yes"), line
    assert "Helvetica" not in opened(file)


def accessible(file: Path, *, spotless: bool = False, but: Collection[str] = ()) -> None:
    """
    *file* keeps to PDF/UA-1 and PDF/A-2a, as two checkers that know nothing of each other say.

    Args: *spotless*, what the second one would have a person look at is a failure too, *but* these rules.
    """
    for profile in (validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_2A):
        report = validation.validate_pdf(str(file), profile=profile)
        assert report.is_compliant, [str(failure) for failure in report.failures]
    result = outloud.check(str(file))
    grave = ("error", "warning") if spotless else ("error",)
    told_of = [each for each in result.sorted_findings() if each.severity in grave]
    found = [f"{each.rule} {each.message}" for each in told_of if each.rule not in but]
    assert not result.error, result.error
    assert not found, found
    assert re.search(r"^Tagged: +yes$", told("pdfinfo", file), re.MULTILINE)


def shop_ready(file: Path, *, trim_mm: tuple[float, float], bleed_mm: float) -> None:
    """*file* is a PDF/X-4 of single faces: boxes of the right size, four inks and not too much, no link."""
    assert re.search(r"^PDF subtype: +PDF/X-4$", told("pdfinfo", file), re.MULTILINE)
    width, height = trim_mm
    right, top = width + 2 * bleed_mm, height + 2 * bleed_mm
    whole, cut = (0.0, 0.0, right, top), (bleed_mm, bleed_mm, right - bleed_mm, top - bleed_mm)
    with pikepdf.open(file) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        (intent,) = pdf.Root.OutputIntents
        assert (str(intent.S), int(intent.DestOutputProfile.N)) == ("/GTS_PDFX", 4)
        for page in pdf.pages:
            for name, box in (("/MediaBox", whole), ("/BleedBox", whole), ("/TrimBox", cut)):
                found = [float(length) * 25.4 / 72 for length in page[name]]
                assert found == pytest.approx(box, abs=0.01), name
            assert "/Annots" not in page
            drawings = [page, *(page.Resources.get("/XObject", {}).values())]
            assert set().union(*map(colours, drawings)) <= {"k", "K"}
            assert max(most for most in map(most_ink, drawings)) <= 2.4
            assert not re.search(r"/SMask|/Group|/CA|/ca", str(page.Resources.keys()))


def operations(drawing: Any) -> list[tuple[list[Any], str]]:
    return [(list(operands), str(operator)) for operands, operator in pikepdf.parse_content_stream(drawing)]


def colours(drawing: Any) -> set[str]:
    """The operators that choose a colour in a page or a form."""
    choosing = {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "gs"}
    return {operator for _, operator in operations(drawing)} & choosing


def most_ink(drawing: Any) -> float:
    """The most ink chosen in a page or a form, 1 for one ink in full."""
    return max(
        (sum(map(float, each)) for each, operator in operations(drawing) if operator in "kK"), default=0
    )


def structure(file: Path) -> str:
    """The tree that is read out, with its texts."""
    return told("pdfinfo", "-struct-text", file, errors=False)


def opened(file: Path) -> str:
    """*file* as text, its streams opened."""
    return told("qpdf", "--qdf", "--object-streams=disable", file, "-", errors=False, allowed=(0, 3))


def ink(file: Path, dpi: int = 72) -> list[float]:
    """
    The ink of each page: the mean of cyan, magenta, yellow and black over it, in hundredths, summed.
    A line is never thinner than a dot: thin ones ask for finer dots.
    """
    lines = told("gs", "-q", "-dSAFER", f"-r{dpi}", "-o", "-", "-sDEVICE=ink_cov", file).splitlines()
    return [sum(map(float, line.split()[:4])) for line in lines if line.endswith("OK")]


def pictures(file: Path, dpi: int, place: Path) -> list[Path]:
    """The pages of *file* as a printer sees them; not packed, which takes ten times longer than drawing."""
    told("pdftoppm", "-r", dpi, "-gray", file, place / "p")
    return sorted(place.glob("p-*.pgm"), key=lambda path: int(path.stem.split("-")[1]))


def codes_read(
    file: Path, dpi: int = 300, *, by: Collection[str] = ("zxing", "zbar")
) -> dict[str, list[str]]:
    """The addresses found on all pages by each decoder, in alphabetical order."""
    found: dict[str, list[str]] = {decoder: [] for decoder in by}
    with tempfile.TemporaryDirectory() as place:
        drawn = pictures(file, dpi, Path(place))
        for path in drawn if "zxing" in by else ():
            image = Image.open(path)
            read = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
            found["zxing"] += [code.text for code in read]
        if "zbar" in by:
            options = ("-q", "--raw", "-Sdisable", "-Sqrcode.enable")
            # 4: a page without a code
            found["zbar"] += told("zbarimg", *options, *drawn, errors=False, allowed=(0, 4)).split()
    return {decoder: sorted(texts) for decoder, texts in found.items()}
