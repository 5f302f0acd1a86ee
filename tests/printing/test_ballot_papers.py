"""Ballots on paper: within the page, as many as a sheet holds, every card with its boxes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.printing.proof import accessible, sound
from toolkit.printing.ballot_papers import BallotPaper, ballot_papers_pdf


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    title: str
    number: int
    orientation: int


def paper(cards: int, marks: Sequence[str] = ("",), title: str = "Carte", **more: Any) -> BallotPaper:
    return BallotPaper(
        title="Un mardi à la mairie",
        question="Par quoi commencer lundi ?",
        how=("Cochez toutes les cartes qui vous conviennent.",),
        options=[Option(f"c{n}", f"{title} {n}", n, 1 + n % 7) for n in range(1, cards + 1)],
        marks=marks,
        language="fr",
        on=date(2026, 11, 27),
        **more,
    )


def read(run: Any, file: Path, content: bytes) -> str:
    file.write_bytes(content)
    text: str = run("pdftotext", "-layout", file, "-", errors=False)
    return text


@pytest.mark.pdf
def test_a_sheet_holds_as_many_ballots_as_it_can(tmp_path: Path, run: Any) -> None:
    text = read(run, tmp_path / "few.pdf", ballot_papers_pdf(paper(3)))
    assert text.count("Par quoi commencer") == 4
    assert text.count("Carte 3") == 4
    assert "\f" not in text.rstrip("\f")


@pytest.mark.pdf
@pytest.mark.parametrize("cards", [1, 27, 60])
def test_every_card_is_once_on_a_long_ballot_and_each_page_says_what_it_is(
    tmp_path: Path, run: Any, cards: int
) -> None:
    marks = ("Très bien", "Bien", "Passable", "Insuffisant", "À rejeter")
    file = tmp_path / "long.pdf"
    text = read(
        run, file, ballot_papers_pdf(paper(cards, marks, "Une carte au titre assez long pour deux lignes"))
    )
    pages = text.rstrip("\f").split("\f")
    assert all("Par quoi commencer" in page and "Insuffisant" in page for page in pages)
    if cards > 1:
        assert sum(page.count("titre") for page in pages) == cards
        assert len(pages) == (3 if cards == 60 else 1)
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == len(pages)


@pytest.mark.pdf
def test_a_ballot_keeps_to_the_standards_whatever_is_written_on_it(tmp_path: Path) -> None:
    file = tmp_path / "ballot.pdf"
    awkward = paper(2, ("W" * 30, "مكتبة"), "🚲 <b>W" + "W" * 80, reasons="Pourquoi ?")
    file.write_bytes(ballot_papers_pdf(awkward))
    sound(file)
    accessible(file)
    assert ballot_papers_pdf(awkward) == file.read_bytes()
