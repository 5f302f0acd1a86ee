"""``rebond game``: replay an exported game, and try the balance of the rules on many games."""

import json
from pathlib import Path
from random import Random
from typing import Any, NoReturn

import click

from toolkit.commands.cards import reason, shown
from toolkit.commands.language import in_language
from toolkit.commands.tally import read_json
from toolkit.content.cards import Language
from toolkit.content.game import load_book
from toolkit.content.problems import BadCards
from toolkit.game.book import Book
from toolkit.game.errors import BadGame, Refused
from toolkit.game.exporting import Read, read_export
from toolkit.game.groups import groups
from toolkit.game.journal import Row, journal_of
from toolkit.game.simulate import ENDINGS, Shares, Table, simulate
from toolkit.paths import folder as ours
from toolkit.voting.request import BadRequest
from toolkit.words import say
from toolkit.workshop.explaining import explain_refusal

PEOPLE = {45: 6, 70: 20, 90: 60}  # who plays when nobody says: a table, a class, a hall
with_cards = click.option(
    "--cards",
    type=click.Path(path_type=Path),
    help="Folder of the game's cards, with its game.toml. Those that come with Rebond by default.",
)


@click.group()
def command() -> None:
    """Replay a game, and simulate many."""


@command.command()
@click.argument("file", metavar="GAME.json", type=click.Path(path_type=Path, allow_dash=True))
@with_cards
@click.option("--json", "as_json", is_flag=True, help="The journal as JSON, on standard output.")
@in_language
def replay(file: Path, cards: Path | None, as_json: bool, lang: Language) -> None:
    """
    Play the exported game GAME.json ("-" for standard input) again, move by move, and tell it.

    Exit 0 when its journal is what its moves come to; 1 when it is not, or when this is no game of these
    rules; 2 for a wrong argument.
    """
    book = _book(cards, lang)
    read = _read(book, file, lang)
    told = journal_of(book, read.state)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for line in _lines(book, told, lang):
        click.echo(line)
    if read.journal is not None:
        click.echo(say(lang, "game.replay_agrees"))


@command.command("simulate")
@click.option("--games", type=click.IntRange(1, 100_000), default=1000, help="Games for each group.")
@click.option("--format", "minutes", type=int, default=70, help="Minutes of the game: 45, 70 or 90.")
@click.option("--people", type=int, help="People in each group. 6, 20 or 60 by default, by format.")
@click.option("--difficulty", default="ordinary", help="gentle, ordinary or hard.")
@click.option("--seed", default="1", help="The same seed gives the same games.")
@click.option("--group", "names", multiple=True, help="Only this group; may be repeated.")
@with_cards
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON, on standard output.")
@in_language
def simulated(
    games: int,
    minutes: int,
    people: int | None,
    difficulty: str,
    seed: str,
    names: tuple[str, ...],
    cards: Path | None,
    as_json: bool,
    lang: Language,
) -> None:
    """
    Let synthetic groups play, and say how their games end.

    From groups that vote at random to groups that read everything well, round the six postures in turn,
    and always the same one. They show what a rule or a number does, not how people behave.
    """
    book = _book(cards, lang)
    table = Table(minutes, PEOPLE.get(minutes, 12) if people is None else people, games, difficulty, seed)
    playing = groups(book)
    for name in names:
        if name not in playing:
            raise click.BadParameter(", ".join(playing), param_hint="--group")
    try:
        found = {
            name: simulate(book, table, playing[name], Random(f"{seed} {name}")) for name in names or playing
        }
    except Refused as refused:
        raise click.UsageError(refusal(refused, lang)) from refused
    if as_json:
        click.echo(json.dumps(_figures(book, table, found), ensure_ascii=False, indent=1))
    else:
        for line in _shares(book, table, found, lang):
            click.echo(line)


def refusal(refused: Refused, lang: Language) -> str:
    """Why the rules refused a move, in words."""
    values = {name: _told(value) for name, value in refused.values.items()}
    return say(lang, f"game.refused_{refused.reason}", **values)


def _told(value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(shown(str(item)) for item in value)
    return shown(value) if isinstance(value, str) else value


def _book(cards: Path | None, lang: Language) -> Book:
    place = cards or ours("cards") / "communs"
    try:
        return load_book(place)
    except BadCards as bad:
        for problem in bad.problems:
            values = {"field": problem.field, "reason": reason(problem, lang)}
            file = shown(str(place / problem.file), None)
            click.echo(say(lang, "game.refused_numbers", file=file, **values), err=True)
        raise SystemExit(1) from bad


def _read(book: Book, file: Path, lang: Language) -> Read:
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


def _lines(book: Book, told: Row, lang: Language) -> list[str]:
    lines = [
        say(
            lang,
            "game.replay_head",
            minutes=told["minutes"],
            difficulty=_level(told["difficulty"], lang),
            n=told["people"],
            rules=book.rules_version,
            cards=book.cards_version,
        )
    ]
    for row in told["rounds"]:
        values = {"round": row["round"], "situation": row["situation"] or "…", **_move(row, "applied", lang)}
        lines.append(say(lang, "game.replay_round", **values))
        for crisis in told["crises"]:
            if crisis["after_round"] == row["round"]:
                struck = {"round": row["round"], "crisis": crisis["crisis"], **_move(crisis, "chosen", lang)}
                lines.append(say(lang, "game.replay_crisis", **struck))
    tracks = _tracks(told["tracks"])
    if told["ending"] is None:
        return [*lines, say(lang, "game.replay_running", tracks=tracks)]
    ending = say(lang, f"game.ending_{told['ending']}")
    return [*lines, say(lang, "game.replay_ending", ending=ending, tracks=tracks)]


def _move(row: Row, posture: str, lang: Language) -> dict[str, str]:
    found = [name for name in ("tie", "contested", "worn", "assembly") if row.get(name)]
    flags = ", ".join(say(lang, f"game.flag_{name}") for name in found)
    after = row["after"]
    return {
        "posture": row[posture] or "…",
        "flags": f" ({flags})" if flags else "",
        "tracks": _tracks(after) if after else "…",
    }


def _level(key: str, lang: Language) -> str:
    """The name of a difficulty; an author's own goes by its key."""
    return say(lang, f"game.level_{key}") if key in ("gentle", "ordinary", "hard") else key


def _tracks(tracks: dict[str, int]) -> str:
    return " ".join(f"{track} {level}" for track, level in tracks.items())


def _figures(book: Book, table: Table, found: dict[str, Shares]) -> Row:
    return {
        "rules_version": book.rules_version,
        "cards_version": book.cards_version,
        "minutes": table.minutes,
        "people": table.people,
        "difficulty": table.difficulty,
        "seed": table.seed,
        "groups": {name: shares.as_dict() for name, shares in found.items()},
    }


def _shares(book: Book, table: Table, found: dict[str, Shares], lang: Language) -> list[str]:
    values = {"rules": book.rules_version, "cards": book.cards_version, "seed": shown(table.seed)}
    level = _level(table.difficulty, lang)
    lines = [
        say(
            lang,
            "game.simulate_head",
            minutes=table.minutes,
            difficulty=level,
            people=table.people,
            n=table.games,
            **values,
        ),
        say(lang, "game.simulate_endings"),
        "",
    ]
    lines.append(
        f"{'':12}" + " " * 7 * len(ENDINGS) + " " * 7 + "".join(f"{key:>6}" for key in book.postures)
    )
    for name, shares in found.items():
        ends = "".join(f"{shares.percent(ending):7.1f}" for ending in ENDINGS)
        used = "".join(f"{100 * shares.applied[key] / shares.rounds:6.1f}" for key in book.postures)
        lines.append(f"{name:12}{ends}{shares.rounds / shares.games:7.2f}{used}")
    return [*lines, "", say(lang, "game.simulate_caution")]
