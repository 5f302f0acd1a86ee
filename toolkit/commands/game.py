"""``rebond game``: replay an exported game, and try the balance of the rules on many games."""

import json
from pathlib import Path
from random import Random

import click

from toolkit.commands.cards import shown
from toolkit.commands.game_compare import compare
from toolkit.commands.game_files import book_in, read_file, refusal, with_cards
from toolkit.commands.language import in_language
from toolkit.content.cards import Language
from toolkit.game.book import Book
from toolkit.game.errors import Refused
from toolkit.game.groups import groups
from toolkit.game.journal import Row, journal_of
from toolkit.game.simulate import ENDINGS, Shares, Table, simulate
from toolkit.words import say

PEOPLE = {45: 6, 70: 20, 90: 60}  # who plays when nobody says: a table, a class, a hall


@click.group()
def command() -> None:
    """Replay a game, lay several side by side, and simulate many."""


command.add_command(compare)


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
    book = book_in(cards, lang)
    read = read_file(book, file, lang)
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
    book = book_in(cards, lang)
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
