"""
Instant runoff: the option with fewest votes goes out and its ballots move on, until one has more than half.

Options without any vote go out together, and so do those that are level for the last place now and at
every earlier count: nothing but a lot could part them.

Source: *Robert's Rules of Order Newly Revised*, 12th edition, 2020, chapter XIII, preferential voting.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from toolkit.voting.ballot import Counted, Params, set_blank_aside
from toolkit.voting.outcome import Number, Outcome, Ranking, Step, drawn, ranked
from toolkit.voting.podium import opening
from toolkit.voting.rankings import RankingBallots
from toolkit.voting.transfers import Moves, Transfers, listed, lowest


class InstantRunoff(RankingBallots):
    """Ballot ``{"ranking": [[best], …]}``, options left out never get it; no setting."""

    name = "irv"

    def count(self, ballots: Counted, options: Sequence[str], params: Params) -> Outcome:
        """``scores`` are the votes of each option at the last count it was in."""
        pile = set_blank_aside(ballots, self.is_blank)
        runoff = Runoff(Transfers(pile.marked, options))
        runoff.run()
        scores: dict[str, Number] = {}
        for votes in runoff.counts:
            scores.update(votes)
        ranking = runoff.ranking()
        return Outcome(
            method=self.name,
            ranking=ranking,
            winners=ranking[0],
            scores={option: scores[option] for option in options},
            cast=pile.cast,
            blank=pile.blank,
            steps=(*opening(pile), *(runoff.steps if pile.counted else [])),
            details=drawn({"rounds": runoff.rounds(options), "counted": pile.counted}),
        )


class Runoff:
    """The counts of an instant runoff, one after another."""

    def __init__(self, transfers: Transfers) -> None:
        self.transfers = transfers
        self.counts: list[dict[str, Fraction]] = []
        self.exhausted: list[Fraction] = []
        self.out: list[tuple[str, ...]] = []
        self.moves: list[Moves] = []
        self.steps: list[Step] = []

    def run(self) -> None:
        while not self._is_over():
            self._put_out()

    def _is_over(self) -> bool:
        """Count once more; over when one has more than half, or all left are level."""
        votes = self.transfers.votes()
        self.counts.append(votes)
        self.exhausted.append(self.transfers.exhausted)
        first, *others = ranked(votes)
        most, total = votes[first[0]], sum(votes.values(), Fraction(0))
        if others and 2 * most <= total:
            return False
        key = "voting.step_irv_tie" if len(first) > 1 else "voting.step_irv_first"
        values = {"option": first[0], "options": list(first), "n": most, "of": total}
        self.steps.append(Step(key, {**values, "count": len(self.counts)}))
        return True

    def _put_out(self) -> None:
        votes = self.counts[-1]
        out, by_earlier = lowest(votes, self.counts[:-1])
        self.steps.append(out_step(out, votes[out[0]], by_earlier, count=len(self.counts)))
        self.out.append(out)
        self.moves.append(self.transfers.remove(out))

    def ranking(self) -> Ranking:
        """Those of the last count by their votes, then the others, last out first."""
        return (*ranked(self.counts[-1]), *reversed(self.out))

    def rounds(self, options: Sequence[str]) -> list[dict[str, Any]]:
        """
        For each count: votes of every option (0 once out), ballots exhausted, options put out after it and
        where their votes went, ``[from, to, votes]``, to nobody (``None``) when a ballot has no choice left.
        """
        return [
            {
                "votes": {option: votes.get(option, 0) for option in options},
                "exhausted": self.exhausted[i],
                "out": list(self.out[i]) if i < len(self.out) else [],
                "moved": listed(self.moves[i]) if i < len(self.moves) else [],
            }
            for i, votes in enumerate(self.counts)
        ]


def out_step(out: Sequence[str], votes: Fraction, by_earlier: bool, *, count: int) -> Step:
    """Who goes out after that count, and why: no votes, fewest now or before, or level all along."""
    if not votes:
        key = "voting.step_out_none"
    elif by_earlier:
        key = "voting.step_out_by_earlier"
    elif len(out) > 1:
        key = "voting.step_out_together"
    else:
        key = "voting.step_out"
    return Step(key, {"options": list(out), "n": votes, "count": count})


METHOD = InstantRunoff()
