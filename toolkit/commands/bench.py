"""``rebond bench``: will this computer hold the room?"""

import json
import math
from dataclasses import asdict
from typing import Any

import click

from toolkit.commands.language import in_language
from toolkit.content.cards import Language
from toolkit.serving.load.bench import JOINING_S, Bench, bench
from toolkit.serving.load.figures import Cost, Waits
from toolkit.serving.load.phone import Unexpected
from toolkit.serving.load.process import NotStarted
from toolkit.serving.load.room import Plan
from toolkit.words import say

ROWS = ("join", "opened", "ballots", "at_once", "reveal")
AROUND_S = 30  # what the rest takes, besides joining


@click.command()
@click.option("--people", type=click.IntRange(5, 3000), default=300, show_default=True, help="In the room.")
@click.option("--json", "as_json", is_flag=True, help="Write the figures as JSON.")
@in_language
def command(people: int, as_json: bool, lang: Language) -> None:
    """
    Simulate a room of phones on this computer, and say whether it holds: join, vote, see the outcome.

    Exit 0 when it holds; 1 when it does not, with the reason; 2 for a wrong option.
    """
    plan = Plan(people, joining_s=people * JOINING_S)

    def tell(phase: str) -> None:
        if not as_json:
            click.echo(say(lang, f"bench.phase_{phase}"))

    if not as_json:
        click.echo(say(lang, "bench.begins", n=people))
        click.echo(say(lang, "bench.lasts", n=max(1, round((plan.joining_s + AROUND_S) / 60))) + "\n")
    try:
        found = bench(plan, tell)
    except (NotStarted, Unexpected, OSError) as error:
        click.echo(say(lang, "serve.error", sentence=_gave_up(error, lang)), err=True)
        raise SystemExit(1) from None
    if as_json:
        click.echo(json.dumps(figures(found), indent=1))
    else:
        for line in report(found, lang):
            click.echo(line)
    raise SystemExit(0 if found.verdict in ("easy", "bearable") else 1)


def _gave_up(error: Exception, lang: Language) -> str:
    return say(lang, "bench.gave_up", cause=" ".join(str(error).split()))


def report(found: Bench, lang: Language) -> list[str]:
    """The answer in words, then the figures behind it."""
    measured, checked = found.measured, found.checked
    lines = ["", say(lang, f"bench.verdict_{found.verdict}", n=measured.plan.people), ""]
    lines.append(say(lang, "bench.head"))
    labels = {row: say(lang, f"bench.row_{row}") for row in ROWS}
    width = max(map(len, labels.values()))
    for row, label in labels.items():
        waits: Waits = getattr(measured, row)
        lines.append(f"  {label:{width}} {waits.p50:7.0f} {waits.p95:7.0f} {waits.max:7.0f}")
    lines.append("")
    if checked.agrees:
        lines.append(say(lang, "bench.checked", n=checked.acknowledged))
    else:
        lines.append(say(lang, "bench.unchecked", **asdict(checked)))
    if measured.errors:
        lines.append(say(lang, "bench.errors", n=measured.errors))
    if not math.isnan(measured.idle.cores):
        percent, memory = round(100 * measured.idle.cores), round(measured.memory_mb)
        lines.append(say(lang, "bench.cost", percent=percent, memory=memory))
    return [*lines, "", say(lang, "bench.wifi")]


def figures(found: Bench) -> dict[str, Any]:
    """The same for a program: milliseconds, processors kept busy, megabytes; null for what is not known."""
    measured = found.measured
    return {
        "people": measured.plan.people,
        "verdict": found.verdict,
        **{row: _waits(getattr(measured, row)) for row in ROWS},
        "idle": _cost(measured.idle),
        "joining": _cost(measured.joining),
        "voting": _cost(measured.voting),
        "revealing": _cost(measured.revealing),
        "questions_idle": measured.asked,
        "memory_mb": _known(measured.memory_mb),
        "errors": measured.errors,
        "ballots_checked": asdict(found.checked),
    }


def _waits(waits: Waits) -> dict[str, Any]:
    return {"count": waits.count, **{name: _known(getattr(waits, name)) for name in ("p50", "p95", "max")}}


def _cost(cost: Cost) -> dict[str, Any]:
    return {"server_cores": _known(cost.cores), "phones_cores": _known(cost.phones_cores)}


def _known(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 3)
