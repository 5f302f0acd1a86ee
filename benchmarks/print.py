"""
How long printing takes: the deck that comes with Rebond, then one deck printed by several programs.

Every figure is processor time, which a busy machine changes less than the clock, as the median of rounds in
which all take turns, and its ratio to what is to be beaten: a floor for our own deck (the same pages
compressed and written, which no program can avoid), Typst for the comparison.

    python -m benchmarks.print [--sizes 30,300] [--rounds 7] [--cold-rounds 5] [--only rebond,typst]

Cold is a new process that prints once, its modules compiled before, as an installation does; warm is the same
process printing again, the date changed.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, partial
from importlib import import_module
from itertools import count
from pathlib import Path
from time import process_time
from typing import Any

import click

from benchmarks import sample
from toolkit.content.cards import LANGUAGES
from toolkit.content.load import load_deck
from toolkit.paths import folder
from toolkit.printing import deck as printed
from toolkit.printing.deck import deck_pdf, deck_sheets
from toolkit.printing.options import Options, studio
from toolkit.printing.pdf import document

BASE = "https://rebond.example.org"
ENGINES = ("rebond", "typst", "fpdf2", "weasyprint")
# Beyond so many cards a program takes minutes, and one gigabyte.
WARM_LIMIT = 300

# A child begins with the memory of its parent on its record, so a small one stands between.
LAUNCHER = """
import os, sys
pid = os.fork()
if not pid:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
status, used = os.wait4(pid, 0)[1:]
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""

Work = Callable[[], object]


@click.command()
@click.option("--sizes", default="30,300", help="How many cards, each in its own table.")
@click.option("--rounds", default=7, help="Warm rounds.")
@click.option("--cold-rounds", default=5, help="Cold rounds.")
@click.option("--only", default=",".join(ENGINES), help="Which programs.")
def main(sizes: str, rounds: int, cold_rounds: int, only: str) -> None:
    own_deck(rounds, cold_rounds)
    for size in map(int, sizes.split(",")):
        compare(size, [name for name in only.split(",") if name], rounds, cold_rounds)


def own_deck(rounds: int, cold_rounds: int) -> None:
    """The deck of 27 cards, both sides, in both languages, with and without its structure."""
    deck = load_deck(folder("cards") / "reflexes")
    days = count()

    def made(language: Any) -> bytes:
        day = date(2026, 1, 1) + timedelta(next(days) % 300)
        return deck_pdf(deck, language, BASE, date=day)

    def faces() -> object:
        setting = studio().setting(Options())
        return deck_sheets(deck, "fr", BASE, on=date(2026, 1, 1), setting=setting)

    def untagged() -> bytes:
        kept = printed.document
        printed.document = partial(document, standard="plain")  # type: ignore[assignment]
        try:
            return made("fr")
        finally:
            printed.document = kept

    pdf = made("fr")
    drawings = streams(pdf)
    place = Path(tempfile.mkdtemp()) / "deck.pdf"
    works: dict[str, Work] = {"floor: compress and write": lambda: floor(drawings, place)}
    works |= {f"deck in {language}, warm": partial(made, language) for language in LANGUAGES}
    works |= {"the same, untagged (fr)": untagged, "its faces and sheets only": faces}
    times = warm(works, rounds)
    cold_words = ["-m", "toolkit", "print", "reflexes", "-o", str(place), "--base-url", BASE]
    times["deck, from the command line"], peaks = cold({"cli": cold_words}, cold_rounds)["cli"]
    head = f"The deck: {len(deck.cards)} cards, both sides, {len(pdf) / 1000:.0f} kB"
    table(head, times, "floor: compress and write")
    click.echo(f"{'':34} peak memory from the command line: {peaks:.0f} MB")


def compare(size: int, names: Sequence[str], rounds: int, cold_rounds: int) -> None:
    """One table for so many cards."""
    place = Path(tempfile.mkdtemp())
    commands = {
        name: ["-m", f"benchmarks.engines.{name}", str(size), str(place / f"{name}.pdf")] for name in names
    }
    starts = cold(commands, cold_rounds if size < 1000 else 1)
    works: dict[str, Work] = {}
    if size <= WARM_LIMIT:
        editions, cards = count(), sample.cards(size)
        for name in names:
            make = import_module(f"benchmarks.engines.{name}").make
            works[name] = lambda make=make: make(cards, f"édition {next(editions)}")  # type: ignore[misc]
    warm_times = warm(works, rounds if size < 100 else max(3, rounds // 2))
    against = "typst" if "typst" in names else names[0]
    click.echo(f"\n{size} cards{'':22}cold          of {against:8} warm       of {against:8} peak       file")
    for name in names:
        milliseconds, peak = starts[name]
        line = f"  {name:24} {milliseconds:9.0f} ms {milliseconds / starts[against][0]:7.2f} x"
        if name in warm_times:
            line += f" {warm_times[name]:9.1f} ms {warm_times[name] / warm_times[against]:7.2f} x"
        else:
            line += " " * 24
        click.echo(f"{line} {peak:6.0f} MB {(place / f'{name}.pdf').stat().st_size / 1000:7.0f} kB")


def warm(works: Mapping[str, Work], rounds: int) -> dict[str, float]:
    """The median milliseconds of each work, all in turn, once for nothing first."""
    for work in works.values():
        work()
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = process_time()
            work()
            taken[name].append((process_time() - start) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def cold(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, tuple[float, float]]:
    """
    The median milliseconds of each command in a new process, and its highest memory in megabytes; each once
    for nothing first, which compiles its modules.
    """
    for words in commands.values():
        child(words)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    peaks: dict[str, float] = {}
    for _ in range(rounds):
        for name, words in commands.items():
            milliseconds, peaks[name] = child(words)
            taken[name].append(milliseconds)
    return {name: (statistics.median(times), peaks[name]) for name, times in taken.items()}


def child(words: Sequence[str]) -> tuple[float, float]:
    """Processor time of all its threads, in milliseconds, and peak memory, in megabytes, of one run."""
    launched = subprocess.run(
        [sys.executable, "-S", "-c", LAUNCHER, *words], capture_output=True, check=False, env=_installed()
    )
    if launched.returncode:
        raise click.ClickException(f"{' '.join(words)}: {launched.stderr.decode(errors='replace')}")
    seconds, kilobytes = map(float, launched.stdout.split())
    return seconds * 1000, kilobytes / 1024


@cache
def _installed() -> dict[str, str]:
    """The environment of a child: compiled modules are kept, wherever the benchmark runs."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": tempfile.mkdtemp()}


def streams(pdf: bytes) -> list[bytes]:
    """Every compressed stream of a file, opened."""
    found = re.findall(rb"/FlateDecode.*?stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    return [zlib.decompressobj().decompress(data) for data in found]


def floor(drawings: Sequence[bytes], file: Path) -> None:
    file.write_bytes(b"".join(zlib.compress(drawing) for drawing in drawings))


def table(head: str, times: Mapping[str, float], against: str) -> None:
    click.echo(head)
    for name, time in times.items():
        click.echo(f"  {name:32} {time:8.1f} ms {time / times[against]:7.1f} x")


if __name__ == "__main__":
    main()
