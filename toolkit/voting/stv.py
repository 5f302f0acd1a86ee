"""
Single transferable vote: several seats, shared in proportion.

Whoever reaches the quota (Droop: the whole part of votes / (seats + 1), plus 1) is elected, and what is
above the quota moves on, the same fraction of every ballot held (weighted inclusive Gregory), the largest
surplus first, equal ones together. When there is no surplus, those with fewest votes go out. When no more
options are left than seats, they are elected.

Source: the Scottish Local Government Elections Order 2007 (SSI 2007/42), with exact fractions instead of
five decimals, and ties shown instead of drawn by lot.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from toolkit.voting.ballot import Counted, Params, set_blank_aside
from toolkit.voting.irv import out_step
from toolkit.voting.outcome import Number, Outcome, Ranking, Step, drawn, ranked
from toolkit.voting.params import refuse_unknown, whole
from toolkit.voting.podium import opening
from toolkit.voting.rankings import RankingBallots
from toolkit.voting.transfers import Transfers, listed, lowest


class SingleTransferableVote(RankingBallots):
    """Ballot ``{"ranking": [[best], …]}``, options left out never get it; ``seats``: how many to fill (1)."""

    name = "stv"

    def complete(self, params: Params, options: Sequence[str]) -> dict[str, Any]:
        refuse_unknown(params, "seats")
        return {"seats": whole(params, "seats", default=1, least=1, most=len(options))}

    def count(self, ballots: Counted, options: Sequence[str], params: Params) -> Outcome:
        """
        ``winners``: those elected, in order; more than the seats when a tie for the last ones is left to
        the room. ``scores``: the votes of each option at the last count it was in.
        """
        pile = set_blank_aside(ballots, self.is_blank)
        election = Election(Transfers(pile.marked, options), params["seats"], pile.counted)
        election.run()
        scores: dict[str, Number] = {}
        for each in election.rounds:
            scores.update(each["votes"])
        ranking = election.ranking()
        return Outcome(
            method=self.name,
            ranking=ranking,
            winners=tuple(option for group in election.elected for option in group),
            scores={option: scores[option] for option in options},
            cast=pile.cast,
            blank=pile.blank,
            steps=(*opening(pile), *(election.steps if pile.counted else [])),
            details=_details(election, options),
        )


def _details(election: "Election", options: Sequence[str]) -> dict[str, Any]:
    """
    ``quota``, ``seats`` and ``rounds``: at each count the votes of every option (0 once elected or out),
    the ballots exhausted, who is then elected, whose surplus moves on, who goes out, and where votes went,
    ``[from, to, votes]``, to nobody (``None``) when a ballot has no choice left.
    """
    rounds = [
        {**each, "votes": {option: each["votes"].get(option, 0) for option in options}}
        for each in election.rounds
    ]
    details: dict[str, Any] = drawn({"quota": election.quota, "seats": election.seats, "rounds": rounds})
    return details


class Election:
    """The counts of an STV, one after another; ``elected`` and ``out`` hold those level together."""

    def __init__(self, transfers: Transfers, seats: int, counted: int) -> None:
        self.transfers = transfers
        self.seats = seats
        self.quota = counted // (seats + 1) + 1
        self.elected: list[tuple[str, ...]] = []
        self.out: list[tuple[str, ...]] = []
        self.surpluses: dict[str, Fraction] = {}
        self.rounds: list[dict[str, Any]] = []
        self.steps = [Step("voting.step_stv_quota", {"n": self.quota, "seats": seats, "of": counted})]

    @property
    def open_seats(self) -> int:
        return self.seats - sum(map(len, self.elected))

    def run(self) -> None:
        """Count until every seat is filled, or only a tie is left to fill them."""
        while self.open_seats > 0 and self.transfers.continuing:
            votes = self._count()
            if len(votes) <= self.open_seats:
                self._elect_rest(votes)
                return
            self._elect(votes)
            if self.open_seats > 0 and not self._transfer():
                self._put_out(self.transfers.votes())

    def ranking(self) -> Ranking:
        """The elected in order, then those still in the count by their votes, then those out, last first."""
        left = ranked(self.transfers.votes()) if self.transfers.continuing else ()
        return (*self.elected, *left, *reversed(self.out))

    def _count(self) -> dict[str, Fraction]:
        votes = self.transfers.votes()
        self.rounds.append(
            {
                "votes": votes,
                "exhausted": self.transfers.exhausted,
                "elected": [],
                "surplus": [],
                "out": [],
                "moved": [],
            }
        )
        return votes

    def _elect(self, votes: dict[str, Fraction]) -> None:
        """Seat everyone who reaches the quota, the most votes first."""
        for group in ranked({option: n for option, n in votes.items() if n >= self.quota}):
            values = {"options": list(group), "n": votes[group[0]], "count": len(self.rounds)}
            self._seat(group, Step("voting.step_stv_elected", values))
            self.surpluses |= {option: votes[option] for option in group}

    def _elect_rest(self, votes: dict[str, Fraction]) -> None:
        """As many options as seats, or fewer: they are all elected."""
        for group in ranked(votes):
            self._seat(group, Step("voting.step_stv_rest", {"options": list(group), "n": votes[group[0]]}))

    def _seat(self, group: tuple[str, ...], step: Step) -> None:
        self.elected.append(group)
        self.steps.append(step)
        self.rounds[-1]["elected"] += group
        self.transfers.leave(group)

    def _transfer(self) -> bool:
        """Hand on the largest surplus, with its equals; False when there is none."""
        largest = max(self.surpluses.values(), default=Fraction(self.quota))
        chosen = [option for option, votes in self.surpluses.items() if votes == largest]
        self.surpluses = {option: votes for option, votes in self.surpluses.items() if votes < largest}
        surplus = largest - self.quota
        if not surplus:
            self.surpluses.clear()
            return False
        self.steps.append(Step("voting.step_stv_surplus", {"options": chosen, "n": surplus, "of": largest}))
        self.rounds[-1]["surplus"] += chosen
        moves = self.transfers.hand_on(dict.fromkeys(chosen, surplus / largest))
        self.rounds[-1]["moved"] = listed(moves)
        return True

    def _put_out(self, votes: dict[str, Fraction]) -> None:
        """Fewest votes out, unless that leaves seats empty: the tie is then for the seats themselves."""
        earlier = [each["votes"] for each in self.rounds[:-1]]
        out, by_earlier = lowest(votes, earlier)
        if len(votes) - len(out) < self.open_seats:
            self._show_tie(votes, out)
            return
        self.steps.append(out_step(out, votes[out[0]], by_earlier, count=len(self.rounds)))
        self.out.append(out)
        self.rounds[-1]["out"] += out
        self.rounds[-1]["moved"] = listed(self.transfers.remove(out))

    def _show_tie(self, votes: dict[str, Fraction], tied: tuple[str, ...]) -> None:
        """Whoever is above the tie is elected; those tied are level for the seats that remain."""
        self._elect_rest({option: n for option, n in votes.items() if option not in tied})
        values = {"options": list(tied), "n": self.open_seats, "votes": votes[tied[0]]}
        self._seat(tied, Step("voting.step_stv_tie", values))


METHOD = SingleTransferableVote()
