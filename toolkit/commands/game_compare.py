"""``rebond game compare``: several exported games side by side."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from toolkit.commands.game_files import book_in, read_file, with_cards
from toolkit.commands.language import in_language
from toolkit.content.cards import Language
from toolkit.game.book import TRACKS, Book
from toolkit.game.journal import journal_of
from toolkit.words import say

Row = Mapping[str, Any]


@click.command()
@click.argument("files", metavar="GAME.json...", type=click.Path(path_type=Path), nargs=-1, required=True)
@with_cards
@click.option("--csv", "as_csv", is_flag=True, help="A table with one row for each game, as CSV.")
@in_language
def compare(files: tuple[Path, ...], cards: Path | None, as_csv: bool, lang: Language) -> None:
    """
    Lay exported games side by side: how each ended, where its tracks stand, the postures its room chose.

    Each file is replayed first. Exit 1 when one of them is no game of these rules.
    """
    book = book_in(cards, lang)
    games = [(file.stem, journal_of(book, read_file(book, file, lang).state)) for file in files]
    table = [[name, *_cells(book, told, lang)] for name, told in games]
    heads = [say(lang, "playing.compare_game"), *_heads(book, lang)]
    if as_csv:
        out = io.StringIO()
        csv.writer(out).writerows([heads, *table])
        click.echo(out.getvalue(), nl=False)
        return
    for line in _aligned(heads, table):
        click.echo(line)


def _heads(book: Book, lang: Language) -> list[str]:
    second, applied = say(lang, "playing.profile_second"), say(lang, "playing.profile_applied")
    return [
        say(lang, "playing.new_minutes"),
        say(lang, "playing.new_difficulty"),
        say(lang, "playing.people"),
        say(lang, "playing.compare_rounds"),
        say(lang, "playing.compare_ending"),
        *TRACKS,
        say(lang, "playing.column_contested"),
        say(lang, "playing.column_tied"),
        say(lang, "playing.column_moved"),
        say(lang, "playing.column_reserve"),
        *(f"{second} {key}" for key in book.postures),
        *(f"{applied} {key}" for key in book.postures),
    ]


def _cells(book: Book, told: Row, lang: Language) -> list[str]:
    rounds = told["rounds"]
    ending = told["ending"]
    cells = [
        told["minutes"],
        told["difficulty"],
        told["people"],
        len(rounds),
        say(lang, f"game.ending_{ending}") if ending else say(lang, "playing.compare_running"),
        *(told["tracks"][track] for track in TRACKS),
        sum(turn["contested"] for turn in rounds),
        sum(bool(turn["tie"]) for turn in rounds),
        sum(turn["moved_at_least"] or 0 for turn in rounds),
        sum(bool(turn["reserve"]) for turn in rounds),
        *(told["profile"]["second"][key] for key in book.postures),
        *(told["profile"]["applied"][key] for key in book.postures),
    ]
    return [str(cell) for cell in cells]


def _aligned(heads: Sequence[str], table: Sequence[Sequence[str]]) -> list[str]:
    """One line for each thing told, one column for each game."""
    lines = [[head, *(row[place] for row in table)] for place, head in enumerate(heads)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(table) + 1)]
    padded = [[cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines]
    return ["  ".join(line).rstrip() for line in padded]
