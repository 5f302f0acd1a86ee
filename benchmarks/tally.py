"""
How long a large election takes to count by every ranking method, against a floor measured in the same run.

The floor is what no program can avoid: looking at every place of every ballot once. Each line gives the
processor time of a count, its ratio to that floor, and how much longer twice the ballots take, so that two
machines, or a busy one, can be compared.

    python benchmarks/tally.py [VOTERS] [OPTIONS]
"""

import random
import sys
from collections.abc import Callable
from time import process_time
from typing import Any

import click

from toolkit.voting.methods import tally
from toolkit.voting.preflib import read_preflib

CASES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("schulze", {}),
    ("ranked_pairs", {}),
    ("copeland", {}),
    ("borda", {}),
    ("borda", {"unranked": "zero"}),
    ("irv", {}),
    ("stv", {"seats": 5}),
    ("stv", {"seats": 20}),
)
ROUNDS = 3


def main(voters: int, options: int) -> None:
    text = election(voters, options)
    spent, read = timed(lambda: read_preflib(text))
    half = {**read, "ballots": read["ballots"][: voters // 2]}
    floor, _ = timed(lambda: places(read))
    click.echo(f"{voters} voters, {options} options, every ballot different; floor {1000 * floor:.0f} ms")
    click.echo(f"{'reading the file':34} {1000 * spent:7.0f} ms {spent / floor:6.1f} x")
    for method, params in CASES:
        whole, _ = timed(lambda m=method, p=params: tally({"method": m, "params": p, **read}))
        part, _ = timed(lambda m=method, p=params: tally({"method": m, "params": p, **half}))
        name = " ".join([method, *(f"{key}={value}" for key, value in params.items())])
        figures = f"{1000 * whole:7.0f} ms {whole / floor:6.1f} x   twice the ballots: {whole / part:.1f} x"
        click.echo(f"{name:34} {figures}")


def election(voters: int, options: int) -> str:
    """Truncated rankings around a common opinion, no two alike but by chance."""
    chance = random.Random("rebond")
    lines = [f"# NUMBER ALTERNATIVES: {options}", f"# NUMBER VOTERS: {voters}"]
    lines += [f"# ALTERNATIVE NAME {number}: Option {number}" for number in range(1, options + 1)]
    for _ in range(voters):
        order = sorted(range(1, options + 1), key=lambda number: number / 20 + chance.gauss(0, 1))
        lines.append("1: " + ",".join(map(str, order[: chance.randint(1, options)])))
    return "\n".join(lines)


def places(read: dict[str, Any]) -> int:
    return sum(len(option) for ballot in read["ballots"] for group in ballot["ranking"] for option in group)


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """The best of a few rounds, in seconds of processor."""
    best, result = float("inf"), None
    for _ in range(ROUNDS):
        start = process_time()
        result = act()
        best = min(best, process_time() - start)
    return best, result


if __name__ == "__main__":
    main(*(int(number) for number in (sys.argv[1:] + ["10000", "60"][len(sys.argv) - 1 :])[:2]))
