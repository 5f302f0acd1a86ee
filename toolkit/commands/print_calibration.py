"""``rebond print calibration``: the page that tells how far off a printer is, and what it told."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

import click

from toolkit.commands.cards import shown
from toolkit.commands.language import Spoken
from toolkit.commands.print_deck import written
from toolkit.commands.print_options import fail, margin_of, studio_of
from toolkit.config import Config
from toolkit.content.cards import LANGUAGES, Language
from toolkit.printing.address import base_address
from toolkit.printing.offsets import OffsetRefused, read_offset
from toolkit.printing.options import UnknownChoice
from toolkit.printing.printers import PrinterRefused, keep, printer
from toolkit.printing.refusals import Refused
from toolkit.words import say


@click.command()
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write the page there.")
@click.option("--sheet", metavar="NAME", default="a4", show_default=True, help="Paper: a4, a3, letter…")
@click.option("--margin", metavar="LENGTH", help="Edge that the printer leaves white [default: 5 mm].")
@click.option(
    "--backs",
    type=click.Choice(["long", "short"]),
    default="long",
    show_default=True,
    help="The edge the sheet is flipped on.",
)
@click.option("--base-url", metavar="URL", help="Address in the codes [default: REBOND_PUBLIC_URL].")
@click.option(
    "--date", "on", metavar="YYYY-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help="Date of the file."
)
@click.option("--printer", "name", metavar="NAME", help="The printer to remember.")
@click.option("--tray", metavar="NAME", default="", help="Its tray.")
@click.option("--match", metavar="PLACE", help="The place that matches, such as F4, or X,Y in mm.")
@click.option(
    "--look", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Folder of your own sheets."
)
@click.option("--lang", type=Spoken(), default=LANGUAGES[0], show_default=True, help="Language of the page.")
def command(
    output: Path | None,
    sheet: str,
    margin: str | None,
    backs: Literal["long", "short"],
    base_url: str | None,
    on: datetime | None,
    name: str | None,
    tray: str,
    match: str | None,
    folder: Path | None,
    lang: Language,
) -> None:
    """
    Write the page to print on both sides (-o); then keep the place that matches (--printer, --match).

    `rebond print DECK --printer NAME` moves backs and their marks by as much.
    """
    if output is None and name is None and match is None:
        fail(2, "-o", say(lang, "calibration.nothing"))
    if output is not None:
        day = on.date() if on else date.today()  # noqa: DTZ011 - the day of whoever prints
        _page(output, sheet, margin, backs, base_url or Config.from_env().public_url, day, folder, lang)
    if name is not None or match is not None:
        _keep(name, tray, match, lang)


def _page(
    output: Path,
    sheet: str,
    margin: str | None,
    backs: Literal["long", "short"],
    base_url: str,
    on: date,
    folder: Path | None,
    lang: Language,
) -> None:
    from toolkit.printing.calibration import ANY_ADDRESS, calibration_pdf  # slow to import

    try:
        paper = studio_of(folder, lang).sheet(sheet, margin_of(margin, lang))
        address = base_address(base_url or ANY_ADDRESS).url
        written(output, calibration_pdf(paper, lang, address, flip=backs, on=on), lang)
    except UnknownChoice as unknown:
        fail(2, f"--{unknown.option}", shown(unknown.sentence(lang), None))
    except Refused as refused:
        fail(2, "--sheet" if refused.reason == "small_sheet" else "--base-url", refused.sentence(lang))
    done = say(lang, "calibration.done", file=shown(str(output)), paper=paper.titles[lang])
    click.echo(f"{done} {say(lang, f'print.dialogue_{backs}')}", err=True)


def _keep(name: str | None, tray: str, match: str | None, lang: Language) -> None:
    if name is None:
        fail(2, "--printer", say(lang, "calibration.no_printer"))
    if match is None:
        fail(2, "--match", say(lang, "calibration.no_match"))
    try:
        which, offset = printer(name, tray), read_offset(match)
        keep(Config.from_env().data_dir, which, offset)
    except OffsetRefused as refused:
        fail(2, "--match", shown(refused.sentence(lang), None))
    except PrinterRefused as refused:
        field = "--match" if refused.reason == "offset_absurd" else "--printer"
        fail(2, field, shown(refused.sentence(lang), None))
    x, y = (Decimal(f"{length:g}") for length in (offset.x, offset.y))
    click.echo(say(lang, "calibration.kept", printer=str(which), x=x, y=y), err=True)
