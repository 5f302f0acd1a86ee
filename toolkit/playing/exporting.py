"""The journal of a game as a file: JSON that replays, and a table of its rounds."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from toolkit.content.cards import Language
from toolkit.game.book import TRACKS
from toolkit.game.exporting import export
from toolkit.game.journal import journal
from toolkit.playing.logs import Log
from toolkit.playing.material import Material
from toolkit.playing.telling import named
from toolkit.words import say

FORMATS = {"json": "application/json", "csv": "text/csv; charset=utf-8"}

Row = dict[str, Any]


def written(
    extension: str, material: Material, log: Log, about: Mapping[str, str], language: Language
) -> bytes:
    """
    The journal of *log* in one of ``FORMATS``.

    Raises: KeyError, for another format.
    """
    if extension == "json":
        document = export(material.book, log, about)
        return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
    if extension == "csv":
        return _csv(rows(journal(material.book, log), named(material.deck, language), material), language)
    raise KeyError(extension)


def rows(told: Row, names: Mapping[str, str], material: Material) -> list[dict[str, str]]:
    """One row for each round and each crisis, in the order of the game; every cell as text."""
    lines = []
    for turn in told["rounds"]:
        lines.append(_round(turn, names, material))
        struck = (each for each in told["crises"] if each["after_round"] == turn["round"])
        lines += [_crisis(crisis, names, material) for crisis in struck]
    return lines


def _round(turn: Row, names: Mapping[str, str], material: Material) -> dict[str, str]:
    return {
        "round": str(turn["round"]),
        "card": names.get(turn["situation"], ""),
        **_votes("first", turn["first"], material),
        **_votes("second", turn["second"], material),
        "moved": "" if turn["moved_at_least"] is None else str(turn["moved_at_least"]),
        "applied": names.get(turn["applied"], ""),
        "tied": " ".join(turn["tie"]),
        "contested": "1" if turn["contested"] else "",
        "worn": "1" if turn["worn"] else "",
        **_tracks("before", turn["before"]),
        **_tracks("after", turn["after"]),
        "reserve": turn["reserve"] or "",
        "objections": " / ".join(each["text"] for each in turn["objections"]),
        "assembly": "1" if turn["assembly"] else "",
        "damage": "",
        "spent": "",
    }


def _crisis(crisis: Row, names: Mapping[str, str], material: Material) -> dict[str, str]:
    return {
        "round": str(crisis["after_round"]),
        "card": names.get(crisis["crisis"], ""),
        **_votes("first", None, material),
        **_votes("second", crisis["votes"], material),
        "moved": "",
        "applied": names.get(crisis["chosen"], ""),
        "tied": " ".join(crisis["tie"]),
        "contested": "",
        "worn": "",
        **_tracks("before", crisis["before"]),
        **_tracks("after", crisis["after"]),
        "reserve": "",
        "objections": "",
        "assembly": "1" if crisis["assembly"] else "",
        "damage": "" if crisis["damage"] is None else str(crisis["damage"]),
        "spent": str(crisis["vigilance"]),
    }


def _votes(which: str, counts: Mapping[str, int] | None, material: Material) -> dict[str, str]:
    return {f"{which}_{key}": "" if counts is None else str(counts[key]) for key in material.book.postures}


def _tracks(which: str, tracks: Mapping[str, int] | None) -> dict[str, str]:
    return {f"{which}_{track}": "" if tracks is None else str(tracks[track]) for track in TRACKS}


COLUMNS = {
    "round": "playing.column_round",
    "card": "playing.column_card",
    "first": "playing.column_first",
    "second": "playing.column_second",
    "moved": "playing.column_moved",
    "applied": "playing.column_applied",
    "tied": "playing.column_tied",
    "contested": "playing.column_contested",
    "worn": "playing.column_worn",
    "before": "playing.column_before",
    "after": "playing.column_after",
    "reserve": "playing.column_reserve",
    "objections": "playing.column_objections",
    "assembly": "playing.column_assembly",
    "damage": "playing.column_damage",
    "spent": "playing.column_spent",
}


def heading(column: str, language: Language) -> str:
    """What a column is called: "Vote 1 PAR", "Avant RES"."""
    name, _, key = column.partition("_")
    return " ".join(filter(None, (say(language, COLUMNS[name]), key)))


def _csv(lines: Iterable[Mapping[str, str]], language: Language) -> bytes:
    lines = list(lines)
    columns = list(lines[0]) if lines else list(COLUMNS)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([heading(column, language) for column in columns])
    writer.writerows([[_harmless(line[column]) for column in columns] for line in lines])
    return "\ufeff".encode() + out.getvalue().encode()


def _harmless(text: str) -> str:
    """A spreadsheet takes a text that begins so for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
