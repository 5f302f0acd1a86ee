"""
A room of phones, from a hundred to two thousand, on the server people use: all the tables in one run.

Simulated phones join, watch, vote and see the outcome over HTTP, through the real pages and forms, on one
machine with the server: about five minutes. Alone on the machine, or the figures say nothing.

    python benchmarks/room.py [PEOPLE ...]
"""

import sys
from time import perf_counter

import click
from growth import main as growth

from toolkit.serving.files import allow_many_files
from toolkit.serving.load.bench import Bench, bench
from toolkit.serving.load.figures import Waits
from toolkit.serving.load.floor import Floor, measured_floor
from toolkit.serving.load.phone import Unexpected
from toolkit.serving.load.room import Plan

SIZES = (100, 300, 1000, 2000)
LONGEST_S = 60.0  # for everybody to join: a thousand in a minute, two thousand twice as fast
PEOPLE_A_SECOND = 1000 / 60
FLOOR_PEOPLE, FLOOR_S = 1000, 5


def plan(people: int) -> Plan:
    return Plan(people, joining_s=min(LONGEST_S, people / PEOPLE_A_SECOND))


def waits(found: Waits) -> str:
    return f"{found.p50:6.0f}{found.p95:6.0f}{found.max:6.0f}"


def latencies(benches: list[Bench]) -> None:
    click.echo("\nHow long people wait, milliseconds: p50, p95, max")
    heads = ("join", "vote opens", "ballots in 1 s", "ballots at once", "reveal")
    click.echo(f"{'phones':>7}" + "".join(f"{head:>18}" for head in heads))
    for each in benches:
        m = each.measured
        row = (m.join, m.opened, m.ballots, m.at_once, m.reveal)
        click.echo(f"{m.plan.people:7}" + "".join(waits(one) for one in row))


def costs(benches: list[Bench]) -> None:
    click.echo("\nWhat it costs: processors kept busy by the server (by the simulated phones), memory")
    heads = ("idle", "joining", "voting", "revealing")
    line = "".join(f"{head:>16}" for head in heads)
    click.echo(f"{'phones':>7}{line}{'idle/phone':>12}{'MB':>6}{'errors':>8}")
    for each in benches:
        m = each.measured
        cells = "".join(
            f"{c.cores:9.3f} ({c.phones_cores:.2f})" for c in (m.idle, m.joining, m.voting, m.revealing)
        )
        per_phone = 1000 * m.idle.cores / m.plan.people
        click.echo(f"{m.plan.people:7}{cells}{per_phone:10.3f} m{m.memory_mb:6.0f}{m.errors:8}")


def kept(benches: list[Bench]) -> None:
    click.echo("\nBallots phones were told are recorded, compared with the database one by one")
    heads = ("told", "lost", "changed", "doubled", "extra")
    click.echo(f"{'phones':>7}" + "".join(f"{head:>9}" for head in heads))
    for each in benches:
        c = each.checked
        row = (c.acknowledged, c.lost, c.changed, c.doubled, c.stray)
        click.echo(f"{each.measured.plan.people:7}" + "".join(f"{one:9}" for one in row))


def ratios(benches: list[Bench], floor: Floor) -> None:
    click.echo("\nAgainst the floor: the same server, same settings, answering a constant")
    click.echo(f"floor: {floor.answer_ms:.3f} ms of processor an answer")
    click.echo(f"{FLOOR_PEOPLE} answers at once, milliseconds {waits(floor.at_once)}")
    click.echo(f"{'phones':>7}{'a question, x floor':>22}{'ballots at once, p95 x floor':>32}")
    for each in benches:
        m = each.measured
        question = 1000 * m.idle.server / m.asked
        scaled = floor.at_once.p95 * m.plan.people / FLOOR_PEOPLE
        click.echo(f"{m.plan.people:7}{question / floor.answer_ms:22.1f}{m.at_once.p95 / scaled:32.1f}")


def main(sizes: list[int]) -> None:
    began = perf_counter()
    allow_many_files()
    floor = measured_floor(FLOOR_PEOPLE, FLOOR_S)
    benches, failed = [], []
    for people in sizes:
        click.echo(f"{people} phones...", err=True)
        try:
            benches.append(bench(plan(people), lambda _phase: None))
        except (OSError, Unexpected) as failure:
            failed.append(f"{people} phones: {failure}")
    latencies(benches)
    costs(benches)
    kept(benches)
    ratios(benches, floor)
    growth(21)
    click.echo(f"\n{perf_counter() - began:.0f} s in all")
    for failure in failed:
        click.echo(f"not measured: {failure}")
    raise SystemExit(0 if not failed and all(each.checked.agrees for each in benches) else 1)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or list(SIZES))
