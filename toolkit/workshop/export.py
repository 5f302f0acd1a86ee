"""A results file in the format someone asked for: JSON to check, CSV and XLSX to read."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any

from toolkit.content.cards import Language
from toolkit.words import speaker

# A spreadsheet runs a cell that begins so (OWASP, "CSV Injection").
RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
COLUMNS = ("series", "vote", "question", "method", "code", "option", "rank", "tied", "winner", "score")
BALLOT_COLUMNS = ("series", "vote", "source", "people", "fingerprint", "person", "name", "ballot")
IDEA_COLUMNS = ("series", "idea", "title", "sentence", "origin", "merged_into")
BESIDE = ("source", "count", "fingerprint", "person", "name")

FORMATS = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Results = Mapping[str, Any]
Cell = str | int | float


def export(results: Results, extension: str, language: Language) -> bytes:
    """Raises: KeyError, for an extension not in ``FORMATS``."""
    return WRITERS[extension](results, language)


def file_name(results: Results, extension: str) -> str:
    return f"rebond-{results['workshop']['join_code']}-{results['exported_at'][:10]}.{extension}"


def _json(results: Results, language: Language) -> bytes:
    return (json.dumps(results, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(results: Results, language: Language) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if language == "fr" else ",", lineterminator="\r\n")
    for row in (_heads(COLUMNS, language), *_rows(results, language)):
        writer.writerow([_harmless(cell) for cell in row])
    # The mark makes Excel read UTF-8.
    return ("\ufeff" + out.getvalue()).encode()


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell


def _xlsx(results: Results, language: Language) -> bytes:
    import xlsxwriter  # ten megabytes, and only this needs it

    out = io.BytesIO()
    t = speaker(language)
    # Strings stay strings: no formula, no link, whatever the room wrote.
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **safe}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        sheets = {
            "results": [_heads(COLUMNS, language), *_rows(results, language)],
            "ballots": [_heads(BALLOT_COLUMNS, language), *_ballots(results, language)],
            "steps": [_heads(("series", "vote", "step"), language), *_steps(results)],
            "ideas": [_heads(IDEA_COLUMNS, language), *_ideas(results, language)],
        }
        for name, rows in sheets.items():
            sheet = book.add_worksheet(t(f"export.sheet_{name}"))
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    write = sheet.write_string if isinstance(cell, str) else sheet.write_number
                    write(number, column, cell, *([] if number else [head]))
            sheet.freeze_panes(1, 0)
            sheet.autofit()
    return out.getvalue()


WRITERS: Mapping[str, Callable[[Results, Language], bytes]] = {"json": _json, "csv": _csv, "xlsx": _xlsx}


def _heads(columns: tuple[str, ...], language: Language) -> list[Cell]:
    t = speaker(language)
    return [t(f"export.column_{column}") for column in columns]


def _revealed(results: Results) -> list[Results]:
    return [row for row in results["rounds"] if "outcome" in row]


def _rows(results: Results, language: Language) -> list[list[Cell]]:
    """One row per option of each revealed round, in the order of the outcome."""
    t = speaker(language)
    yes, no = t("export.yes"), t("export.no")
    rows: list[list[Cell]] = []
    for this_round in _revealed(results):
        outcome = this_round["outcome"]
        options = {option["key"]: option for option in this_round["options"]}
        ranks = this_round["method"] != "placement" or this_round["params"]["best"] != "none"
        rank = 1
        for group in outcome["ranking"]:
            rows += [
                [
                    this_round["series"],
                    this_round["vote"],
                    this_round["question"],
                    t(f"voting.{this_round['method']}_name"),
                    options[key]["code"] or "",
                    options[key]["title"],
                    # A map ranks nothing, unless one of its corners was looked for.
                    rank if ranks else "",
                    (yes if len(group) > 1 else no) if ranks else "",
                    yes if key in outcome["winners"] else no,
                    outcome["scores"][key],
                ]
                for key in group
            ]
            rank += len(group)
    return rows


def _ballots(results: Results, language: Language) -> list[list[Cell]]:
    t = speaker(language)
    return [
        [
            this_round["series"],
            this_round["vote"],
            t(f"export.source_{ballot['source']}"),
            ballot.get("count", 1),
            ballot.get("fingerprint", ""),
            ballot.get("person", ""),
            ballot.get("name", ""),
            json.dumps(
                {k: v for k, v in ballot.items() if k not in BESIDE},
                ensure_ascii=False,
            ),
        ]
        for this_round in _revealed(results)
        for ballot in this_round["ballots"]
    ]


def _steps(results: Results) -> list[list[Cell]]:
    return [
        [this_round["series"], this_round["vote"], step["text"]]
        for this_round in _revealed(results)
        for step in this_round["outcome"]["steps"]
    ]


def _ideas(results: Results, language: Language) -> list[list[Cell]]:
    t = speaker(language)
    return [
        [
            idea["series"] or "",
            idea["key"],
            idea["title"],
            idea["sentence"],
            t(f"export.origin_{idea['source']}"),
            idea["merged_into"] or "",
        ]
        for idea in results["ideas"]
    ]
