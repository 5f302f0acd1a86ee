"""
How long a deck takes to print, against a floor measured in the same run.

The floor is what no program can avoid: compressing the same drawings and writing the file. Every line gives
a median and its ratio to that floor, so that two machines, or a busy one, can be compared.

    python benchmarks/print.py [ROUNDS]
"""

import re
import statistics
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

import click

from toolkit.content.cards import Deck
from toolkit.content.load import load_deck
from toolkit.faces.back import back
from toolkit.faces.boxes import Face
from toolkit.faces.front import front
from toolkit.paths import folder
from toolkit.printing import qr
from toolkit.printing.deck import deck_pdf, sheets_of
from toolkit.printing.options import Options, studio

BASE = "https://rebond.example.org"
ON = date(2026, 1, 1)
COLD_ROUNDS = 5


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """The median of *rounds* calls."""
    return statistics.median(_once(work) for _ in range(rounds))


def _once(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def streams(pdf: bytes) -> list[bytes]:
    """Every compressed stream of a file, opened."""
    found = re.findall(rb"/FlateDecode.*?stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    return [zlib.decompressobj().decompress(data) for data in found]


def floor(drawings: Sequence[bytes], file: Path) -> None:
    file.write_bytes(b"".join(zlib.compress(drawing) for drawing in drawings))


def codes(deck: Deck) -> None:
    """Encode every code anew."""
    qr._matrix.cache_clear()
    for card in deck.cards:
        qr.matrix(f"{BASE}/C/{card.code}".upper())


def cold(file: Path) -> None:
    program = "from toolkit.cli import main; main()"
    words = ["print", "reflexes", "-o", str(file), "--base-url", BASE]
    subprocess.run([sys.executable, "-c", program, *words], check=True, capture_output=True)


def main(rounds: int) -> None:
    deck, setting = load_deck(folder("cards") / "reflexes"), studio().setting(Options())
    file = Path(tempfile.mkdtemp()) / "deck.pdf"

    def faces() -> list[list[tuple[Face, Face]]]:
        return [[(front(card, deck, "fr", BASE), back(card, deck, "fr"))] for card in deck.cards]

    made, pdf = faces(), deck_pdf(deck, "fr", BASE, date=ON)
    drawings = streams(pdf)
    works: dict[str, Callable[[], object]] = {
        "floor: compress and write": lambda: floor(drawings, file),
        "codes, encoded anew": lambda: codes(deck),
        "faces, set": faces,
        "sheets, painted": lambda: sheets_of(deck.cards, made, deck, "fr", on=ON, setting=setting).pdf(),
        "deck, in a running program": lambda: deck_pdf(deck, "fr", BASE, date=ON),
    }
    times = {name: milliseconds(work, rounds) for name, work in works.items()}
    times["deck, from the command line"] = milliseconds(lambda: cold(file), COLD_ROUNDS)
    least = next(iter(times.values()))
    click.echo(f"{len(deck.cards)} cards, {len(pdf) / 1000:.0f} kB, median of {rounds}")
    for name, time in times.items():
        click.echo(f"{name:28} {time:8.1f} ms {time / least:7.1f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
