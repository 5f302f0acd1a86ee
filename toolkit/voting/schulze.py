"""
Schulze: whoever wins all duels wins; otherwise the strongest chain of duels decides.

A duel is worth the number of people on the winning side; a chain of won duels is worth its weakest duel.
One option is before another when its strongest chain to the other is stronger than the chain back.

Source: Schulze, *A new monotonic, clone-independent, reversal symmetric, and condorcet-consistent
single-winner election method*, Social Choice and Welfare 36, 2011, strength measured by winning votes.
"""

from collections.abc import Sequence

from toolkit.voting.ballot import Counted, Params, set_blank_aside
from toolkit.voting.duels import Duels, all_duels_won, duel_steps, duels, layers
from toolkit.voting.outcome import Outcome, Ranking, Step
from toolkit.voting.podium import opening
from toolkit.voting.rankings import RankingBallots

# A room follows three chains; the others are in the table of paths.
CHAINS_TOLD = 3


class Schulze(RankingBallots):
    """Ballot ``{"ranking": [[best], …]}``, options left out ranked last together; no setting."""

    name = "schulze"

    def count(self, ballots: Counted, options: Sequence[str], params: Params) -> Outcome:
        """``scores`` are the options each one is before, by its strongest chain."""
        pile = set_blank_aside(ballots, self.is_blank)
        table = duels(pile.marked, options)
        paths = strongest_paths(table)
        ranking = layers(options, lambda a, b: paths[a][b] > paths[b][a])
        steps = opening(pile)
        if pile.counted:
            steps.extend(_steps(table, paths, ranking))
        return Outcome(
            method=self.name,
            ranking=ranking,
            winners=ranking[0],
            scores={a: sum(paths[a][b] > paths[b][a] for b in options) for a in options},
            cast=pile.cast,
            blank=pile.blank,
            steps=tuple(steps),
            details={"pairwise": table, "paths": paths, "counted": pile.counted},
        )


def strongest_paths(table: Duels) -> dict[str, dict[str, int]]:
    """The worth of the strongest chain between every two options; 0 without a chain (Floyd–Warshall)."""
    paths = {a: {b: won if won > table[b][a] else 0 for b, won in row.items()} for a, row in table.items()}
    for via, beyond in paths.items():
        for start, row in paths.items():
            reach = row[via]
            if start == via or not reach:
                continue
            for end, further in beyond.items():
                through = min(reach, further)
                if through > row[end] and end != start:
                    row[end] = through
    return paths


def chain(table: Duels, start: str, end: str, worth: int) -> list[str]:
    """The shortest chain of won duels from *start* to *end*, each worth at least *worth*."""
    before = {start: start}
    reached = [start]
    for option in reached:
        for other, won in table[option].items():
            if other not in before and won >= worth and won > table[other][option]:
                before[other] = option
                reached.append(other)
    steps = [end]
    while steps[-1] != start:
        steps.append(before[steps[-1]])
    return steps[::-1]


def _steps(table: Duels, paths: Duels, ranking: Ranking) -> list[Step]:
    first = ranking[0]
    if len(table) == 1:
        return [Step("voting.step_only_option", {"option": first[0]})]
    steps = duel_steps(table, first[0])
    if not all_duels_won(table, first[0]):
        for winner in first:
            steps.extend(_chains(table, paths, winner))
        key = "voting.step_schulze_tie" if len(first) > 1 else "voting.step_schulze_first"
        steps.append(Step(key, {"option": first[0], "options": list(first)}))
    if len(ranking) > 1:
        steps.append(Step("voting.step_then", {"options": list(ranking[1])}))
    return steps


def _chains(table: Duels, paths: Duels, winner: str) -> list[Step]:
    """Where a chain matters: those who beat the winner in a duel, the heaviest first, and stay behind."""
    rivals = [o for o in table if table[o][winner] > table[winner][o] and paths[winner][o] > paths[o][winner]]
    rivals.sort(key=lambda other: -table[other][winner])
    return [_chain_step(table, paths, winner, rival) for rival in rivals[:CHAINS_TOLD]]


def _chain_step(table: Duels, paths: Duels, winner: str, rival: str) -> Step:
    worth = paths[winner][rival]
    values = {
        "option": winner,
        "other": rival,
        "n": table[rival][winner],
        "against": table[winner][rival],
        "path": chain(table, winner, rival, worth),
        "worth": worth,
        "back": paths[rival][winner],
    }
    return Step("voting.step_schulze_chain", values)


METHOD = Schulze()
