"""Reading exported games and the numbers they are played with, for the commands; refusals in words."""

from pathlib import Path
from typing import Any, NoReturn

import click

from toolkit.commands.cards import reason, shown
from toolkit.commands.tally import read_json
from toolkit.content.cards import Language
from toolkit.content.game import load_book
from toolkit.content.problems import BadCards
from toolkit.game.book import Book
from toolkit.game.errors import BadGame, Refused
from toolkit.game.exporting import Read, read_export
from toolkit.paths import folder as ours
from toolkit.voting.request import BadRequest
from toolkit.words import say
from toolkit.workshop.explaining import explain_refusal

with_cards = click.option(
    "--cards",
    type=click.Path(path_type=Path),
    help="Folder of the game's cards, with its game.toml. Those that come with Rebond by default.",
)


def refusal(refused: Refused, lang: Language) -> str:
    """Why the rules refused a move, in words."""
    values = {name: _told(value) for name, value in refused.values.items()}
    return say(lang, f"game.refused_{refused.reason}", **values)


def _told(value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(shown(str(item)) for item in value)
    return shown(value) if isinstance(value, str) else value


def book_in(cards: Path | None, lang: Language) -> Book:
    place = cards or ours("cards") / "communs"
    try:
        return load_book(place)
    except BadCards as bad:
        for problem in bad.problems:
            values = {"field": problem.field, "reason": reason(problem, lang)}
            file = shown(str(place / problem.file), None)
            click.echo(say(lang, "game.refused_numbers", file=file, **values), err=True)
        raise SystemExit(1) from bad


def read_file(book: Book, file: Path, lang: Language) -> Read:
    try:
        with click.open_file(str(file), "rb") as opened:
            content = opened.read()
        return read_export(book, read_json(content))
    except OSError as error:
        _refuse(file, say(lang, "game.unreadable", cause=error.strerror or error), lang)
    except BadRequest as bad:
        _refuse(file, explain_refusal(bad.reason, bad.values, lang, str), lang)
    except BadGame as bad:
        _refuse(file, _why(bad, lang), lang)


def _why(bad: BadGame, lang: Language) -> str:
    values = {name: _told(value) for name, value in bad.values.items()}
    if bad.reason == "refused_move":
        cause = Refused(bad.values["cause"], **bad.values["details"])
        return say(lang, "game.bad_refused_move", at=values["at"], why=refusal(cause, lang))
    return say(lang, f"game.bad_{bad.reason}", **values)


def _refuse(file: Path, why: str, lang: Language) -> NoReturn:
    click.echo(say(lang, "game.refused_file", file=shown(str(file), None), reason=why), err=True)
    raise SystemExit(1)
