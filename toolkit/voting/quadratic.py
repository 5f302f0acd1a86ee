"""
Quadratic voting: votes are bought with credits, n votes for one option cost n² credits.

Source: Lalley & Weyl, *Quadratic Voting: How Mechanism Design Can Radicalize Democracy*, AEA Papers and
Proceedings 108, 2018. Votes are in favour only; credits may be left unspent.
"""

from collections.abc import Sequence
from typing import Any

from toolkit.voting.ballot import (
    LARGEST_COUNT,
    BadBallot,
    Ballot,
    Counted,
    Params,
    part,
    require_between,
    require_numbers,
    set_blank_aside,
)
from toolkit.voting.outcome import Outcome, ranked
from toolkit.voting.params import refuse_unknown, whole
from toolkit.voting.podium import hands, opening, podium


class Quadratic:
    """Ballot ``{"votes": {option: how many}}``; ``credits``: what each person may spend (100)."""

    name = "quadratic"

    def complete(self, params: Params, options: Sequence[str]) -> dict[str, Any]:
        refuse_unknown(params, "credits")
        return {"credits": whole(params, "credits", default=100, least=1)}

    def check(self, ballot: Ballot, options: Sequence[str], params: Params) -> None:
        votes = require_numbers(part(ballot, "votes"), options)
        require_between(votes, 0, LARGEST_COUNT)
        spent = sum(map(cost, votes.values()))
        if spent > params["credits"]:
            raise BadBallot("over_budget", n=spent, most=params["credits"])

    def is_blank(self, ballot: Ballot) -> bool:
        return not any((ballot.get("votes") or {}).values())

    def count(self, ballots: Counted, options: Sequence[str], params: Params) -> Outcome:
        pile = set_blank_aside(ballots, self.is_blank)
        votes, people, spent = (dict.fromkeys(options, 0) for _ in range(3))
        for ballot, count in pile.marked:
            for option, number in ballot["votes"].items():
                votes[option] += number * count
                people[option] += count * (number > 0)
                spent[option] += cost(number) * count
        ranking = ranked(votes)
        remarks = hands("quadratic", ranking[0], people, pile.counted)
        return Outcome(
            method=self.name,
            ranking=ranking,
            winners=ranking[0],
            scores=votes,
            cast=pile.cast,
            blank=pile.blank,
            steps=(*opening(pile), *podium("quadratic", votes, ranking, pile, remarks)),
            details={"points": votes, "people": people, "credits": spent, "counted": pile.counted},
        )


def cost(votes: int) -> int:
    """Credits for that many votes on one option."""
    return votes**2


METHOD = Quadratic()
