"""``rebond recount``: count a results file again from its ballots, and say whether it tells the truth."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

import click

from toolkit.commands.cards import shown
from toolkit.commands.language import in_language
from toolkit.commands.recount_words import ballot_in_words, sentence
from toolkit.commands.tally import read_json
from toolkit.content.cards import Language
from toolkit.voting.request import BadRequest
from toolkit.words import say
from toolkit.workshop.beside import lines_of
from toolkit.workshop.explaining import explain_refusal
from toolkit.workshop.receipts import in_fours, may_be_receipt
from toolkit.workshop.recount import NotResults, Recount
from toolkit.workshop.recount import recount as count_again

Own = Sequence[tuple[Mapping[str, Any], int, Mapping[str, Any]]]

SCHEMA = files("toolkit.workshop").joinpath("results.schema.json")


@click.command()
@click.argument(
    "file", metavar="RESULTS.json", required=False, type=click.Path(path_type=Path, allow_dash=True)
)
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON, on standard output.")
@click.option("--receipt", metavar="CODE", help="Also show the ballot of this receipt.")
@click.option("--schema", is_flag=True, help="Print the JSON schema of results files, and nothing else.")
@in_language
@click.pass_context
def command(
    ctx: click.Context, file: Path | None, as_json: bool, receipt: str | None, schema: bool, lang: Language
) -> None:
    """
    Count every revealed round of RESULTS.json ("-" for standard input) again, from its ballots alone.

    Exit 0 when everything agrees; 1 with each disagreement, when no ballot has that receipt, or when this is
    no results file; 2 for a wrong argument.
    """
    if schema:
        click.echo(SCHEMA.read_text("utf-8"), nl=False)
        return
    if file is None:
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0])
    if receipt is not None and not may_be_receipt(receipt):
        raise click.BadParameter(say(lang, "recount.no_receipt"), ctx=ctx, param_hint="--receipt")
    results, found = read_results(file, lang)
    own = lines_of(results, receipt) if receipt is not None else []
    if as_json:
        answer = dict(_as_json(found, lang))
        if receipt is not None:
            answer["receipt"] = _own_as_json(own)
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        _tell(found, lang)
        _tell_own(own, receipt, lang)
    ctx.exit(1 if found.disagreements or (receipt is not None and not own) else 0)


def _own_as_json(own: Own) -> list[Mapping[str, Any]]:
    return [
        {"series": row["series"], "vote": row["vote"], "line": number, "ballot": ballot}
        for row, number, ballot in own
    ]


def _tell_own(own: Own, receipt: str | None, lang: Language) -> None:
    if receipt is not None and not own:
        click.echo(say(lang, "recount.own_none"), err=True)
    for row, number, ballot in own:
        said = shown(ballot_in_words(row, ballot, lang))
        click.echo(
            say(lang, "recount.own", series=row["series"], vote=row["vote"], number=number, ballot=said)
        )


def read_results(file: Path, lang: Language) -> tuple[Mapping[str, Any], Recount]:
    """A results file and what its recount finds; otherwise one line and exit 1."""
    try:
        with click.open_file(str(file), "rb") as opened:
            content = opened.read()
        results: Any = read_json(content)
        return results, count_again(results)
    except OSError as error:
        refuse(file, say(lang, "recount.unreadable", cause=error.strerror or error), lang)
    except BadRequest as bad:
        refuse(file, explain_refusal(bad.reason, bad.values, lang, str), lang)
    except NotResults as no:
        values = {name: shown(v) if isinstance(v, str) else v for name, v in no.values.items()}
        refuse(file, say(lang, f"recount.{no.reason}", **values), lang)


def refuse(file: Path, reason: str, lang: Language) -> NoReturn:
    """One line on standard error, and exit 1."""
    click.echo(say(lang, "recount.refused", file=shown(str(file), None), reason=reason), err=True)
    raise SystemExit(1)


def _tell(found: Recount, lang: Language) -> None:
    rounds = say(lang, "recount.rounds", n=found.rounds)
    ballots = say(lang, "recount.ballots", n=found.ballots)
    if found.disagreements:
        count = len(found.disagreements)
        click.echo(say(lang, "recount.disagrees", n=count, rounds=rounds, ballots=ballots), err=True)
        for disagreement in found.disagreements:
            click.echo(f"- {sentence(disagreement, lang)}", err=True)
    elif found.rounds:
        click.echo(say(lang, "recount.agrees", rounds=rounds, ballots=ballots))
    else:
        click.echo(say(lang, "recount.nothing"))
    click.echo(
        say(lang, "recount.fingerprint", digits=in_fours(found.fingerprint)), err=bool(found.disagreements)
    )


def _as_json(found: Recount, lang: Language) -> Mapping[str, Any]:
    return {
        "agrees": not found.disagreements,
        "rounds": found.rounds,
        "ballots": found.ballots,
        "fingerprint": found.fingerprint,
        "disagreements": [asdict(d) | {"text": sentence(d, lang)} for d in found.disagreements],
    }
