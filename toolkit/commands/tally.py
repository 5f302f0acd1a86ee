"""``rebond tally``: count a file of ballots, and explain the count."""

import json
from typing import Any, BinaryIO

import click
from babel.numbers import format_decimal

from toolkit.content.cards import LANGUAGES, Language
from toolkit.voting.methods import METHODS, tally
from toolkit.voting.outcome import Outcome
from toolkit.voting.preflib import read_preflib
from toolkit.voting.rankings import RankingBallots
from toolkit.voting.request import BadRequest
from toolkit.words import say
from toolkit.workshop.explaining import decimal, explain, explain_refusal, grade_names, name_all, policy

FORMATS = ("json", "preflib")
RANKINGS = tuple(name for name, method in METHODS.items() if isinstance(method, RankingBallots))


@click.command("tally")
@click.argument("file", type=click.File("rb"))
@click.option("--format", "written_as", type=click.Choice(FORMATS), default=FORMATS[0], help="Of FILE.")
@click.option(
    "--method",
    type=click.Choice([*RANKINGS, "all"]),
    help="With --format preflib: how to count [default: schulze].",
)
@click.option("--seats", type=click.IntRange(min=1), help="With --format preflib: seats to fill by stv.")
@click.option("--json", "as_json", is_flag=True, help="Write the outcome as JSON.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", help="Language of the explanation.")
def command(
    file: BinaryIO, written_as: str, method: str | None, seats: int | None, as_json: bool, lang: Language
) -> None:
    """
    Count the ballots of FILE ("-" for standard input) and explain the count.

    FILE is a JSON object: method, options, ballots (or tallies), params; or an election of PrefLib
    (.soc, .soi, .toc, .toi). A malformed ballot is listed as rejected; a malformed file stops the count
    (exit 1).
    """
    if written_as == "json" and (method or seats):
        raise click.UsageError(say(lang, "voting.tally_says_itself"))
    try:
        outcomes = _counted(file.read(), written_as, method or RANKINGS[0], seats)
    except BadRequest as error:
        reason = explain_refusal(error.reason, error.values, lang, str)
        name = getattr(file, "name", "-")
        click.echo(say(lang, "voting.tally_malformed", file=name, field=error.field, reason=reason), err=True)
        raise click.exceptions.Exit(1) from error
    if as_json:
        told = [_with_texts(outcome, lang) for outcome in outcomes]
        written = json.dumps(told if method == "all" else told[0], ensure_ascii=False, indent=2)
    else:
        written = "\n\n".join("\n".join(_lines(outcome, lang)) for outcome in outcomes)
    # UTF-8 even into a Windows pipe; a lone surrogate that JSON let in comes out as it came.
    click.echo(written.encode("utf-8", "backslashreplace"))


def _counted(content: bytes, written_as: str, method: str, seats: int | None) -> list[Outcome]:
    """One outcome, or one by method of a file counted by all. Raises: BadRequest."""
    if written_as == "json":
        return [tally(read_json(content))]
    try:
        election = read_preflib(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadRequest("file", "not_utf8") from error
    methods = RANKINGS if method == "all" else (method,)
    params = {name: {"seats": seats} if name == "stv" and seats else {} for name in methods}
    return [tally({"method": name, "params": params[name], **election}) for name in methods]


def read_json(content: bytes) -> Any:
    """
    A JSON value, read strictly: a name given twice and NaN are refused.

    Raises: BadRequest on the field ``file``: ``not_utf8``, ``not_json``, ``repeated_key``,
    ``not_a_number``, ``number_too_long``, ``too_deep``.
    """
    try:
        return json.loads(content.decode(), object_pairs_hook=_object, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise BadRequest("file", "not_utf8") from error
    except json.JSONDecodeError as error:
        raise BadRequest("file", "not_json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise BadRequest("file", "too_deep") from error
    except BadRequest:
        raise
    except ValueError as error:
        # Python reads no integer of thousands of digits.
        raise BadRequest("file", "number_too_long") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise BadRequest("file", "repeated_key", name=name)
        found[name] = value
    return found


def _no_constant(name: str) -> Any:
    raise BadRequest("file", "not_a_number", name=name)


def _with_texts(outcome: Outcome, lang: Language) -> dict[str, Any]:
    written = outcome.as_dict()
    written["policy"] = policy(outcome.method, outcome.params, lang)
    for step, told in zip(outcome.steps, written["steps"], strict=True):
        told["text"] = explain(step, lang, str)
    for rejection in written["rejected"]:
        rejection["text"] = explain_refusal(rejection["reason"], rejection["values"], lang, str)
    return written


def _lines(outcome: Outcome, lang: Language) -> list[str]:
    lines = [_turnout(outcome, lang), ""]
    lines.append(_winners(outcome, lang))
    lines += ["", say(lang, "voting.tally_ranking"), *_ranking(outcome, lang)]
    if chosen := policy(outcome.method, outcome.params, lang):
        lines += ["", chosen]
    lines += ["", say(lang, "voting.tally_steps"), *(f"- {explain(s, lang, str)}" for s in outcome.steps)]
    if outcome.rejected:
        lines += ["", say(lang, "voting.tally_rejected"), *_rejected(outcome, lang)]
    return lines


def _turnout(outcome: Outcome, lang: Language) -> str:
    parts = [say(lang, f"voting.{outcome.method}_name"), say(lang, "voting.tally_cast", n=outcome.cast)]
    if outcome.blank:
        parts.append(say(lang, "voting.tally_blank", n=outcome.blank))
    return f"{parts[0]} · {', '.join(parts[1:])}"


def _winners(outcome: Outcome, lang: Language) -> str:
    if outcome.winners:
        return say(lang, "voting.tally_winners", options=name_all(outcome.winners, lang, str))
    return say(lang, "voting.tally_map" if outcome.method == "placement" else "voting.tally_no_winner")


def _ranking(outcome: Outcome, lang: Language) -> list[str]:
    lines, place = [], 1
    for group in outcome.ranking:
        tied = f" ({say(lang, 'voting.tally_tied')})" if len(group) > 1 else ""
        lines += [f"{place:>3}. {option}{tied} · {_score(outcome, option, lang)}" for option in group]
        place += len(group)
    return lines


def _score(outcome: Outcome, option: str, lang: Language) -> str:
    score = outcome.scores[option]
    if outcome.method == "majority_judgment" and outcome.cast:
        return grade_names(lang, len(outcome.details["counts"][option]))[int(score)]
    return format_decimal(decimal(score), locale=lang)


def _rejected(outcome: Outcome, lang: Language) -> list[str]:
    """Ballots numbered from 1, as people do."""
    return [
        "- "
        + say(
            lang,
            "voting.tally_rejected_line",
            number=rejection.ballot + 1,
            reason=explain_refusal(rejection.reason, rejection.values, lang, str),
        )
        for rejection in outcome.rejected
    ]
