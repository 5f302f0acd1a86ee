"""
Ranked pairs: duels are settled from the clearest to the closest, without those that would make a circle.

A duel is clearer when more people are on its winning side, then when fewer are on the other. Duels as clear
as each other are looked at together: those that would close a circle, with the duels already settled and
each other, are all left out, so that no order among equals has to be invented.

Source: Tideman, *Independence of clones as a criterion for voting rules*, Social Choice and Welfare 4, 1987.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from toolkit.voting.ballot import Counted, Params, set_blank_aside
from toolkit.voting.duels import Duels, all_duels_won, duel_steps, duels, layers
from toolkit.voting.outcome import Outcome, Ranking, Step
from toolkit.voting.podium import opening
from toolkit.voting.rankings import RankingBallots

# A room follows three duels left out; the others are in the details.
LEFT_OUT_TOLD = 3

# What each option is known to be before.
Below = Mapping[str, set[str]]


class Duel(NamedTuple):
    """A duel someone won: how many people on each side."""

    winner: str
    loser: str
    n: int
    against: int


class RankedPairs(RankingBallots):
    """Ballot ``{"ranking": [[best], …]}``, options left out ranked last together; no setting."""

    name = "ranked_pairs"

    def count(self, ballots: Counted, options: Sequence[str], params: Params) -> Outcome:
        """``scores`` are the options each one is before, directly or through others."""
        pile = set_blank_aside(ballots, self.is_blank)
        table = duels(pile.marked, options)
        settled, left_out = settle(table)
        below = _extended({option: set() for option in options}, settled)
        ranking = layers(options, lambda a, b: b in below[a])
        steps = opening(pile)
        if pile.counted:
            steps.extend(_steps(table, left_out, ranking))
        return Outcome(
            method=self.name,
            ranking=ranking,
            winners=ranking[0],
            scores={option: len(below[option]) for option in options},
            cast=pile.cast,
            blank=pile.blank,
            steps=tuple(steps),
            details={
                "pairwise": table,
                "settled": [list(duel) for duel in settled],
                "left_out": [list(duel) for duel in left_out],
                "counted": pile.counted,
            },
        )


def settle(table: Duels) -> tuple[list[Duel], list[Duel]]:
    """Duels settled and left out, each clearest first; the settled ones hold no circle."""
    won = [Duel(a, b, n, table[b][a]) for a, row in table.items() for b, n in row.items() if n > table[b][a]]
    won.sort(key=_clarity)
    settled: list[Duel] = []
    left_out: list[Duel] = []
    below: Below = {option: set() for option in table}
    for _, together in groupby(won, key=_clarity):
        group = list(together)
        with_all = below if len(group) == 1 else _extended(below, group)
        kept = [duel for duel in group if duel.winner not in with_all[duel.loser]]
        left_out += [duel for duel in group if duel.winner in with_all[duel.loser]]
        settled += kept
        _extend(below, kept)
    return settled, left_out


def _clarity(duel: Duel) -> tuple[int, int]:
    return -duel.n, duel.against


def _extend(below: Below, duels_won: Iterable[Duel]) -> None:
    """Add to *below* what each option reaches, duel after duel, thanks to *duels_won*."""
    for duel in duels_won:
        reached = below[duel.loser] | {duel.loser}
        for option, reach in below.items():
            if option == duel.winner or duel.winner in reach:
                reach |= reached


def _extended(below: Below, duels_won: Iterable[Duel]) -> Below:
    """The same, leaving *below* as it is."""
    extended = {option: set(reach) for option, reach in below.items()}
    _extend(extended, duels_won)
    return extended


def _steps(table: Duels, left_out: Sequence[Duel], ranking: Ranking) -> list[Step]:
    first = ranking[0]
    if len(table) == 1:
        return [Step("voting.step_only_option", {"option": first[0]})]
    steps = duel_steps(table, first[0])
    if not all_duels_won(table, first[0]):
        steps.extend(_left_out(duel) for duel in left_out[:LEFT_OUT_TOLD])
        key = "voting.step_pairs_tie" if len(first) > 1 else "voting.step_pairs_first"
        steps.append(Step(key, {"option": first[0], "options": list(first)}))
    if len(ranking) > 1:
        steps.append(Step("voting.step_then", {"options": list(ranking[1])}))
    return steps


def _left_out(duel: Duel) -> Step:
    values = {"option": duel.winner, "other": duel.loser, "n": duel.n, "against": duel.against}
    return Step("voting.step_pairs_left_out", values)


METHOD = RankedPairs()
