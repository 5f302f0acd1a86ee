"""``rebond report``: the report of a workshop as a PDF file, from its results file alone."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from toolkit.commands.cards import shown
from toolkit.commands.language import Spoken
from toolkit.commands.output import STANDARD, Terminal, write_whole
from toolkit.commands.recount import read_results, refuse
from toolkit.content.cards import LANGUAGES, Deck, Language
from toolkit.content.load import decks
from toolkit.paths import folder
from toolkit.words import say
from toolkit.workshop.recount import NotResults
from toolkit.workshop.retelling import Retold, require_told, retold


@click.command()
@click.argument("file", metavar="RESULTS.json", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="File to write; - for standard output.",
)
@click.option("--lang", type=Spoken(), help="Language of the report [default: that of the workshop].")
def command(file: Path, output: Path, lang: Language | None) -> None:
    """
    Write the report of RESULTS.json ("-" for standard input) as a PDF, once its ballots are counted again.

    Exit 0 once written; 1 when the file does not agree with its ballots, is no results file, or cannot be
    written; 2 for a wrong argument.
    """
    spoken: Language = lang or LANGUAGES[0]
    results, found = read_results(file, spoken)
    try:
        require_told(results)
    except NotResults as no:
        refuse(file, say(spoken, "report.incomplete", field=shown(str(no.values["field"]))), spoken)
    if lang is None and results["workshop"]["language"] == "en":
        spoken = "en"
    if found.disagreements:
        refuse(file, say(spoken, "report.disagrees"), spoken)
    told = retold(results, _deck(results), spoken)
    _write(output, _pdf(told, file), spoken)
    name = "PDF" if output == STANDARD else shown(str(output), None)
    click.echo(say(spoken, "report.written", file=name, n=len(told.questions)), err=True)


def _deck(results: Mapping[str, Any]) -> Deck | None:
    """The deck of the workshop, if it comes with this program: its cards give their hues."""
    asked = results["workshop"].get("deck")
    known = decks(folder("cards"))
    return known.get(str(asked.get("id"))) if isinstance(asked, Mapping) else None


def _pdf(told: Retold, file: Path) -> bytes:
    from toolkit.printing.report import Where, report_pdf  # slow to import, and a refusal does not need it

    return report_pdf(told, Where("RESULTS.json" if file == STANDARD else file.name))


def _write(output: Path, data: bytes, lang: Language) -> None:
    try:
        write_whole(output, data)
    except Terminal:
        click.echo(f"-o: {say(lang, 'print.terminal')}", err=True)
        raise SystemExit(2) from None
    except OSError as error:
        cause = error.strerror or str(error)
        click.echo(f"-o: {say(lang, 'print.unwritable', file=shown(str(output)), cause=cause)}", err=True)
        raise SystemExit(1) from None
