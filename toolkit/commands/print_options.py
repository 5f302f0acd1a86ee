"""The options of everything that goes on sheets, and how a wrong one is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from toolkit.commands.cards import shown
from toolkit.config import Config
from toolkit.content.cards import Deck, Language
from toolkit.faces.lengths import BadLength, length_mm
from toolkit.faces.tables import BadLook
from toolkit.printing.imposition import BACKS, MARKS
from toolkit.printing.offsets import read_offset
from toolkit.printing.options import Offset, Options, Setting, Studio, UnknownChoice, studio
from toolkit.printing.refusals import Refused
from toolkit.printing.sheet import GUTTERS
from toolkit.words import say

Command = TypeVar("Command", bound=Callable[..., Any])

SHEET_OPTIONS = (
    click.option(
        "--format",
        "format_",
        metavar="NAME",
        default="",
        help="Card size [default: poker; tarot for a game].",
    ),
    click.option("--sheet", metavar="NAME", default="a4", show_default=True, help="Paper: a4, a3, letter…"),
    click.option(
        "--backs",
        type=click.Choice(BACKS),
        default="long",
        show_default=True,
        help="Two-sided, flipped on the long or the short edge; fold: fronts and backs on one side, folded;"
        " separate: backs in a file of their own; none.",
    ),
    click.option(
        "--marks", type=click.Choice(MARKS), default="edge", show_default=True, help="Cutting marks."
    ),
    click.option(
        "--gutter",
        type=click.Choice(GUTTERS),
        default="none",
        show_default=True,
        help="Between cards: none, they share a cut; bleed, each has its own ink beyond the cut.",
    ),
    click.option(
        "--theme", metavar="NAME", default="colour", show_default=True, help="colour, eco, black, large…"
    ),
    click.option("--margin", metavar="LENGTH", help="Edge that the printer leaves white [default: 5 mm]."),
    click.option("--printer", metavar="NAME", help="Calibrated printer: moves backs by what it is off."),
    click.option("--tray", metavar="NAME", default="", help="Its tray."),
    click.option("--offset", metavar="PLACE|X,Y", help="Instead: F4, or millimetres to the right and down."),
    click.option(
        "--look",
        "look_folder",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Folder of your own card sizes, sheets and themes.",
    ),
)


def sheet_options(command: Command) -> Command:
    """Add the options, in the order they are listed."""
    for option in reversed(SHEET_OPTIONS):
        command = option(command)
    return command


def setting_of(
    lang: Language,
    deck: Deck,
    *,
    format_: str,
    sheet: str,
    backs: Any,
    marks: Any,
    gutter: Any,
    theme: str,
    margin: str | None,
    printer: str | None,
    tray: str,
    offset: str | None,
    look_folder: Path | None,
) -> Setting:
    """What was asked for; a wrong option ends the program, named with its reason."""
    options = Options(
        format_,
        sheet,
        backs,
        marks,
        gutter,
        theme,
        margin_of(margin, lang),
        _offset(printer, tray, offset, lang),
    )
    return setting_for(options, look_folder, lang, deck)


def setting_for(
    options: Options, look_folder: Path | None, lang: Language, deck: Deck | None = None
) -> Setting:
    """The choices as values; a wrong one ends the program, named with its reason."""
    try:
        return studio_of(look_folder, lang).setting(options, deck)
    except UnknownChoice as unknown:
        fail(2, f"--{unknown.option}", shown(unknown.sentence(lang), None))
    except Refused as refused:
        fail(2, "--format", refused.sentence(lang))


def studio_of(folder: Path | None, lang: Language) -> Studio:
    """What there is to choose from; a folder that cannot be used ends the program."""
    try:
        return studio(_folder(folder, lang))
    except BadLook as bad:
        where = ": ".join(part for part in (bad.file, bad.field) if part)
        fail(1, shown(where, None), shown(bad.sentence(lang), None))


def _folder(given: Path | None, lang: Language) -> Path | None:
    if given is None:
        return Config.from_env().look_dir
    if not given.is_dir():
        fail(2, "--look", say(lang, "look.no_folder"))
    return given.resolve()


def margin_of(text: str | None, lang: Language) -> float | None:
    """A margin as it was typed, in millimetres."""
    if text is None:
        return None
    try:
        return length_mm(text)
    except BadLength as bad:
        fail(2, "--margin", shown(say(lang, f"look.{bad.reason}", **bad.values), None))


def _offset(printer: str | None, tray: str, offset: str | None, lang: Language) -> Offset:
    if offset is not None and printer is not None:
        fail(2, "--offset", say(lang, "print.offset_twice"))
    try:
        if offset is not None:
            return read_offset(offset)
        if printer is not None:
            return _known(printer, tray, lang)
        if tray:
            fail(2, "--tray", say(lang, "print.tray_alone"))
    except Refused as refused:
        fail(2, "--offset", shown(refused.sentence(lang), None))
    return Offset()


def _known(printer: str, tray: str, lang: Language) -> Offset:
    from toolkit.printing.printers import PrinterRefused, known_printer  # few name a printer

    try:
        return known_printer(Config.from_env().data_dir, printer, tray)
    except PrinterRefused as refused:
        fail(2, "--printer", shown(refused.sentence(lang), None))


def fail(code: int, field: str, sentence: str) -> NoReturn:
    """One line on the errors' stream, and the end."""
    click.echo(f"{field}: {sentence}", err=True)
    raise SystemExit(code)
