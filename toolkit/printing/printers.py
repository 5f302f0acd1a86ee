"""
What is known of each printer: how far its backs are off, by name and tray, in one file of the data folder.

The application and the command line share it; a person may read and mend it.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.printing.options import MOST_OFFSET_MM, Offset
from toolkit.printing.refusals import Refused

FILE = "printers.toml"
MOST_PRINTERS = 100
LONGEST_NAME = 60
WAIT_S = 5.0


class PrinterRefused(Refused):
    """A name that cannot be kept, one printer too many, or a file that cannot be read."""


@dataclass(frozen=True, slots=True, order=True)
class Printer:
    """A printer, and the tray the paper comes from: each lies in its own way. ``tray`` may be empty."""

    name: str
    tray: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.tray})" if self.tray else self.name


def printer(name: str, tray: str = "") -> Printer:
    """
    A printer by the name people give it, spaces put right.

    Raises: PrinterRefused, for no name, one too long, or control characters.
    """
    clean = [" ".join(part.split()) for part in (name, tray)]
    if not clean[0]:
        raise PrinterRefused("printer_unnamed")
    if max(map(len, clean)) > LONGEST_NAME or not all(part.isprintable() for part in clean):
        raise PrinterRefused("printer_name", most=LONGEST_NAME)
    return Printer(*clean)


def printers(data_dir: Path) -> Mapping[Printer, Offset]:
    """
    Every printer that was calibrated, in order of names.

    Raises: PrinterRefused, when the file was mended beyond reading.
    """
    try:
        tables = tomllib.loads((data_dir / FILE).read_text("utf-8")).get("printer", [])
        found = {Printer(str(t["name"]), str(t.get("tray", ""))): _offset(t) for t in tables}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise PrinterRefused("printers_file", file=str(data_dir / FILE)) from None
    return dict(sorted(found.items()))


def known_printer(data_dir: Path, name: str, tray: str = "") -> Offset:
    """Raises: PrinterRefused, for a printer that was never calibrated; it names those that were."""
    known, asked = printers(data_dir), printer(name, tray)
    if asked not in known:
        if not known:
            raise PrinterRefused("printer_none", printer=str(asked))
        raise PrinterRefused("printer_unknown", printer=str(asked), known=", ".join(map(str, known)))
    return known[asked]


def keep(data_dir: Path, which: Printer, offset: Offset) -> None:
    """
    Record how far *which* is off, in the place of what was known; no offset at all is worth keeping too.

    Raises: PrinterRefused.
    """
    if max(abs(offset.x), abs(offset.y)) > MOST_OFFSET_MM:
        raise PrinterRefused("offset_absurd", most=f"{MOST_OFFSET_MM:g}")
    data_dir.mkdir(parents=True, exist_ok=True)
    from filelock import FileLock  # slow to import, and only a change needs it

    with FileLock(data_dir / f".{FILE}.lock", timeout=WAIT_S):
        known = {**printers(data_dir), which: offset}
        if len(known) > MOST_PRINTERS:
            raise PrinterRefused("printers_many", most=MOST_PRINTERS, file=str(data_dir / FILE))
        _write(data_dir / FILE, known)


def _offset(table: Mapping[str, object]) -> Offset:
    x, y = (float(str(table[axis])) for axis in ("right_mm", "down_mm"))
    if not (abs(x) <= MOST_OFFSET_MM and abs(y) <= MOST_OFFSET_MM):
        raise ValueError("absurd")
    return Offset(x, y)


def _write(path: Path, known: Mapping[Printer, Offset]) -> None:
    lines = [
        "# How far the backs of each printer are moved, in millimetres: right and down, seen from behind."
    ]
    for which, offset in sorted(known.items()):
        lines += [
            "",
            "[[printer]]",
            f"name = {_string(which.name)}",
            f"tray = {_string(which.tray)}",
            f"right_mm = {offset.x:g}",
            f"down_mm = {offset.y:g}",
        ]
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_text("\n".join(lines) + "\n", "utf-8")
    part.replace(path)


def _string(text: str) -> str:
    """A basic string of TOML; there are no control characters in a name."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
