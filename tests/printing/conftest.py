"""Outside programs, small faces and the printed deck for the tests of printing."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from toolkit.content.cards import Deck
from toolkit.content.load import load_deck
from toolkit.faces.boxes import Box, Face, Group, Line, Qr, Rect, Text
from toolkit.faces.metrics import metrics
from toolkit.paths import folder

BASE = "https://rebond.example.org"
ON = date(2026, 11, 23)

Run = Callable[..., str]


@pytest.fixture(scope="session")
def run() -> Run:
    """Calls an outside program and returns what it prints; its errors too, unless told otherwise."""

    def call(tool: str, *arguments: object, errors: bool = True) -> str:
        kept = subprocess.STDOUT if errors else subprocess.DEVNULL
        command = [tool, *map(str, arguments)]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=kept, timeout=120, check=False)
        shown = done.stdout.decode("utf-8", "replace")
        assert done.returncode == 0, f"{tool} gave {done.returncode}: {shown}"
        return shown

    return call


@pytest.fixture(scope="session")
def deck() -> Deck:
    return load_deck(folder("cards") / "reflexes")


@pytest.fixture(scope="session")
def a_text() -> Callable[..., Text]:
    """Text of one style, a line per string, from the baseline of the first."""

    def text(*lines: str, x: float = 5.0, y: float = 30.0, size_pt: float = 9.0, **style: str) -> Text:
        font = style.get("font", "regular")
        set_lines = tuple(
            Line(x, y + i * size_pt * 0.45, line, metrics().width_mm(line, font, size_pt))
            for i, line in enumerate(lines)
        )
        return Text("text", set_lines, font, size_pt, style.get("colour", "#1D1A16"))

    return text


@pytest.fixture(scope="session")
def a_pair(a_text: Callable[..., Text]) -> Callable[[str], tuple[Face, Face]]:
    """The front and back of a card that says only its name, F1 and B1."""

    def pair(name: str) -> tuple[Face, Face]:
        art = Group((Rect(-3, -3, 69, 23, fill="#377F84"),), -3, -3, 69, 23)
        code = Qr(40, 65, 20, f"HTTPS://REBOND.EXAMPLE.ORG/C/{name}", f"Code {name}")
        return _face(name, art, a_text(f"F{name}"), code), _face(name, art, a_text(f"B{name}"))

    return pair


def _face(name: str, *boxes: Box) -> Face:
    return Face(63.0, 88.0, 3.0, boxes, name, "fr")


@pytest.fixture(scope="session")
def printed(deck: Deck, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The whole deck as a file, in one language."""
    from toolkit.printing.deck import deck_pdf

    place = tmp_path_factory.mktemp("printed")

    def file(language: str) -> Path:
        path = place / f"{language}.pdf"
        if not path.exists():
            path.write_bytes(deck_pdf(deck, language, BASE, date=ON))
        return path

    return file
