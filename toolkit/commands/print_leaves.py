"""What every page to lay on a table asks for on the command line, and how a wrong answer is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from toolkit.commands.cards import shown
from toolkit.commands.language import Spoken
from toolkit.commands.print_deck import not_set, written
from toolkit.commands.print_options import fail, margin_of, studio_of
from toolkit.content.cards import LANGUAGES, Language
from toolkit.faces.layout import CannotSet
from toolkit.printing.leaves import Leaf
from toolkit.printing.options import Options, Setting, Studio, UnknownChoice
from toolkit.printing.refusals import Refused, UrlTooLong
from toolkit.words import say

Command = Callable[..., Any]

LEAF_OPTIONS = (
    click.option(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="File to write; - for standard output.",
    ),
    click.option("--sheet", metavar="NAME", default="a4", show_default=True, help="Paper: a4, a3, letter…"),
    click.option("--margin", metavar="LENGTH", help="Edge that the printer leaves white [default: 5 mm]."),
    click.option("--theme", metavar="NAME", default="colour", show_default=True, help="colour, eco, black…"),
    click.option(
        "--date", "on", metavar="YYYY-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help="Date of the file."
    ),
    click.option(
        "--look", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Folder of your own look."
    ),
    click.option("--lang", type=Spoken(), default=LANGUAGES[0], show_default=True, help="Language."),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where the pages go, and how they are drawn."""

    output: Path
    leaf: Leaf
    studio: Studio

    def setting(self, format_: str) -> Setting:
        """Cards of that size on this paper, fronts only; what cannot be ends the program, named."""
        sheet, theme = self.leaf.sheet, self.leaf.theme
        options = Options(format_, sheet.name, backs="none", theme=theme.name, margin_mm=sheet.margin_mm)
        try:
            return self.studio.setting(options)
        except UnknownChoice as unknown:
            fail(2, f"--{unknown.option}", shown(unknown.sentence(self.lang), None))
        except Refused as refused:
            fail(2, "--format", shown(refused.sentence(self.lang), None))

    @property
    def lang(self) -> Language:
        return self.leaf.language

    def write(self, make: Callable[[], bytes]) -> None:
        """The file of *make*, and a line about it; what cannot be printed ends the program."""
        try:
            data = make()
        except CannotSet as cannot:
            not_set(cannot, self.lang)
        except UrlTooLong as long:
            fail(2, "--base-url", shown(long.sentence(self.lang), None))
        except Refused as refused:
            fail(2, "--sheet", shown(refused.sentence(self.lang), None))
        written(self.output, data, self.lang)
        pages = say(self.lang, "table.pages", n=data.count(b"/Type /Page\n") or data.count(b"/Type /Page "))
        file = shown(str(self.output))
        click.echo(say(self.lang, "table.done", file=file, pages=pages), err=True)


def leaf_options(command: Command) -> Command:
    """Add the options, and give *command* what they come to as its first argument, a ``Wanted``."""

    @wraps(command)
    def called(
        *,
        output: Path,
        sheet: str,
        margin: str | None,
        theme: str,
        on: datetime | None,
        folder: Path | None,
        lang: Language,
        **others: Any,
    ) -> Any:
        day = on.date() if on else date.today()  # noqa: DTZ011 - the day of whoever prints
        studio = studio_of(folder, lang)
        try:
            leaf = Leaf(studio.sheet(sheet, margin_of(margin, lang)), studio.theme(theme), lang, day)
        except UnknownChoice as unknown:
            fail(2, f"--{unknown.option}", shown(unknown.sentence(lang), None))
        return command(Wanted(output, leaf, studio), **others)

    made: Command = called
    for option in reversed(LEAF_OPTIONS):
        made = option(made)
    return made


@contextmanager
def complete(leaf: Leaf, file: Path) -> Iterator[None]:
    """While a results file is read: one that lacks what is asked of it ends the program."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError):
        fail(1, shown(str(file), None), leaf.say("table.bad_results"))
