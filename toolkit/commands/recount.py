"""``rebond recount``: count a results file again from its ballots, and say whether it tells the truth."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

import click

from toolkit.commands.cards import shown
from toolkit.commands.language import in_language
from toolkit.commands.tally import read_json
from toolkit.content.cards import Language
from toolkit.voting.request import BadRequest
from toolkit.words import say
from toolkit.workshop.explaining import explain_refusal
from toolkit.workshop.recount import Disagreement, NotResults, Recount
from toolkit.workshop.recount import recount as count_again

BALLOT = re.compile(r"ballots\[(\d+)\]")
KNOWN = ("ranking", "winners", "scores", "cast", "blank", "details", "movement")


@click.command()
@click.argument("file", metavar="RESULTS.json", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON, on standard output.")
@in_language
@click.pass_context
def command(ctx: click.Context, file: Path, as_json: bool, lang: Language) -> None:
    """
    Count every revealed round of RESULTS.json ("-" for standard input) again, from its ballots alone.

    Exit 0 when everything agrees; 1 with each disagreement, or when this is no results file; 2 for a wrong
    argument.
    """
    found = _counted(file, lang)
    if as_json:
        click.echo(json.dumps(_as_json(found, lang), ensure_ascii=False, indent=1))
    else:
        _tell(found, lang)
    ctx.exit(1 if found.disagreements else 0)


def _counted(file: Path, lang: Language) -> Recount:
    """What was found; otherwise one line and exit 1."""
    try:
        with click.open_file(str(file), "rb") as opened:
            content = opened.read()
        return count_again(read_json(content))
    except OSError as error:
        _refuse(file, say(lang, "recount.unreadable", cause=error.strerror or error), lang)
    except BadRequest as bad:
        _refuse(file, explain_refusal(bad.reason, bad.values, lang, str), lang)
    except NotResults as no:
        values = {name: shown(v) if isinstance(v, str) else v for name, v in no.values.items()}
        _refuse(file, say(lang, f"recount.{no.reason}", **values), lang)


def _refuse(file: Path, reason: str, lang: Language) -> NoReturn:
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


def _as_json(found: Recount, lang: Language) -> Mapping[str, Any]:
    return {
        "agrees": not found.disagreements,
        "rounds": found.rounds,
        "ballots": found.ballots,
        "disagreements": [asdict(d) | {"text": sentence(d, lang)} for d in found.disagreements],
    }


def sentence(disagreement: Disagreement, lang: Language) -> str:
    """What does not agree, in words: where, what, what the file says, what the ballots say."""
    what = disagreement.what
    values: dict[str, object] = {
        "series": shown(str(disagreement.series)),
        "vote": shown(str(disagreement.vote)),
        "says": _short(disagreement.says),
        "found": _short(disagreement.found),
    }
    ballot = BALLOT.fullmatch(what)
    if ballot or what == "params":
        values["found"] = explain_refusal(str(disagreement.found), disagreement.values, lang, shown)
    if ballot:
        return say(lang, "recount.line_ballot", number=int(ballot[1]), **values)
    if what in ("leak", "params"):
        return say(lang, f"recount.line_{what}", **values)
    named = say(lang, f"recount.what_{what}") if what in KNOWN else what
    return say(lang, "recount.line", what=named, **values)


def _short(value: Any) -> str:
    return shown(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
