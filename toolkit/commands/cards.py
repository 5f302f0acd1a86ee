"""``rebond cards``: whether a folder of cards is right, and the lock of what has been printed."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from toolkit.commands.language import in_language
from toolkit.content.cards import Language
from toolkit.content.lock import Line, add_lines, is_locked, lock_file, new_lines
from toolkit.content.problems import Problem
from toolkit.content.reading import Reading, read_folder
from toolkit.paths import folder as ours
from toolkit.words import say

LONGEST = 80


@click.group()
def command() -> None:
    """Check cards, and keep what is printed on them."""


@command.command()
@click.argument("directory", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The problems as JSON, on standard output.")
@in_language
@click.pass_context
def check(ctx: click.Context, directory: Path | None, as_json: bool, lang: Language) -> None:
    """
    Say all that is wrong in DIR: one deck, a folder of decks, or the cards that come with Rebond.

    One problem per line: file, field, reason. Exit 0 when there is none, 1 otherwise, 2 without a folder.
    """
    from toolkit.content.check import check_reading  # slow to import, and other commands need its words only

    cards, reading = _read(ctx, directory, lang)
    found = check_reading(cards, reading)
    if as_json:
        click.echo(json.dumps([_as_json(problem, lang) for problem in found], indent=1))
    else:
        _report(cards, reading, found, lang)
    ctx.exit(1 if found else 0)


@command.command()
@click.argument("directory", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@in_language
@click.pass_context
def lock(ctx: click.Context, directory: Path | None, lang: Language) -> None:
    """
    Add the new cards of DIR to its lock, before they are printed.

    Lines are only added. Refused, with exit 1, while `rebond cards check` finds anything else to correct.
    """
    from toolkit.content.check import check_reading

    cards, reading = _read(ctx, directory, lang)
    wrong = [problem for problem in check_reading(cards, reading) if problem.rule != "not_locked"]
    if wrong:
        _lines(cards, wrong, lang)
        click.echo(say(lang, "cards.lock_refused"), err=True)
        ctx.exit(1)
    _add(ctx, cards, new_lines(cards, reading), lang)


def _add(ctx: click.Context, cards: Path, lines: list[Line], lang: Language) -> None:
    file = _path(cards / lock_file(cards))
    if not lines:
        click.echo(say(lang, "cards.nothing_to_lock", file=file))
        return
    try:
        add_lines(cards, lines)
    except OSError as error:
        click.echo(say(lang, "cards.not_writable", file=file, cause=error.strerror), err=True)
        ctx.exit(1)
    click.echo(say(lang, "cards.locked", n=len(lines), file=file))


def _read(ctx: click.Context, directory: Path | None, lang: Language) -> tuple[Path, Reading]:
    cards = directory or ours("cards")
    try:
        return cards, read_folder(cards)
    except NotADirectoryError:
        click.echo(say(lang, "cards.no_folder", folder=_path(cards)), err=True)
        ctx.exit(2)


def _report(cards: Path, reading: Reading, found: list[Problem], lang: Language) -> None:
    _lines(cards, found, lang)
    if not is_locked(cards):
        click.echo(say(lang, "cards.no_lock", file=_path(cards / lock_file(cards))), err=True)
    if not found:
        count = sum(len(deck.cards) for deck in reading.decks)
        decks = say(lang, "cards.decks", n=len(reading.decks))
        click.echo(say(lang, "cards.fine", decks=decks, cards=say(lang, "cards.cards", n=count)))


def _lines(cards: Path, found: Iterable[Problem], lang: Language) -> None:
    for problem in found:
        field = [shown(problem.field)] if problem.field else []
        click.echo(": ".join([_path(cards / problem.file), *field, reason(problem, lang)]), err=True)


def _as_json(problem: Problem, lang: Language) -> Mapping[str, str]:
    return {
        "file": problem.file,
        "field": problem.field,
        "rule": problem.rule,
        "reason": reason(problem, lang),
    }


def reason(problem: Problem, lang: Language) -> str:
    """What *problem* says to a person."""
    values = {name: shown(v) if isinstance(v, str) else v for name, v in problem.values.items()}
    return say(lang, f"problems.{problem.rule}", **values)


def shown(text: str, longest: int | None = LONGEST) -> str:
    """*text* from a file made safe for a terminal: no control character, no endless line."""
    safe = "".join(char if _is_safe(char) else ascii(char)[1:-1] for char in text)
    return safe if longest is None or len(safe) <= longest else f"{safe[: longest - 1]}…"


def _path(path: Path) -> str:
    return shown(str(path), longest=None)


def _is_safe(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
