"""Duels: for every two options, how many people rank the first above the second."""

from collections.abc import Callable, Mapping, Sequence

from toolkit.voting.ballot import Counted
from toolkit.voting.outcome import Ranking, Step
from toolkit.voting.rankings import groups_of

Duels = Mapping[str, Mapping[str, int]]


def duels(ballots: Counted, options: Sequence[str]) -> Duels:
    """
    Marked ballots added up; options that a ballot ranks level, or both leaves out, gain nothing.

    A row of the table is one long integer while ballots are added, with room in it for every option's count:
    one addition then counts an option against all those below it.
    """
    width = sum(count for _, count in ballots).bit_length() + 1
    unit = {option: 1 << (width * place) for place, option in enumerate(options)}
    rows = dict.fromkeys(options, 0)
    for ballot, count in ballots:
        below = 0
        for group in reversed(groups_of(ballot, options)):
            gained = below * count
            for option in group:
                rows[option] += gained
                below |= unit[option]
    full = (1 << width) - 1
    return {
        option: {other: row >> (width * place) & full for place, other in enumerate(options)}
        for option, row in rows.items()
    }


def layers(options: Sequence[str], beats: Callable[[str, str], bool]) -> Ranking:
    """
    Those nobody beats, then those nobody beats among the rest, and so on.

    *beats* must be without cycles.
    """
    remaining, ranking = list(options), list[tuple[str, ...]]()
    while remaining:
        first = tuple(o for o in remaining if not any(beats(other, o) for other in remaining))
        ranking.append(first)
        remaining = [option for option in remaining if option not in first]
    return tuple(ranking)


def all_duels_won(table: Duels, option: str) -> bool:
    """Whether *option* beats every other in a duel (it is then the Condorcet winner)."""
    return all(table[option][other] > table[other][option] for other in table if other != option)


def duel_steps(table: Duels, winner: str) -> list[Step]:
    """A winner of every duel, and the closest of them; or that nobody wins them all."""
    if not all_duels_won(table, winner):
        return [Step("voting.step_duels_none")]
    others = [other for other in table if other != winner]
    if not others:
        return []
    closest = min(others, key=lambda other: table[winner][other] - table[other][winner])
    values = {
        "option": winner,
        "other": closest,
        "n": table[winner][closest],
        "against": table[closest][winner],
    }
    if len(others) == 1:
        return [Step("voting.step_duels_only", values)]
    return [
        Step("voting.step_duels_all", {"option": winner, "n": len(others)}),
        Step("voting.step_duels_closest", values),
    ]
