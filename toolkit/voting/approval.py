"""
Approval: each person marks every option they could live with, the most approved comes first.

Source: Brams & Fishburn, *Approval Voting*, American Political Science Review 72(3), 1978.
"""

from collections.abc import Sequence
from typing import Any

from toolkit.voting.ballot import BadBallot, Ballot, Counted, Params, part, require_list, set_blank_aside
from toolkit.voting.outcome import Outcome, ranked
from toolkit.voting.params import limit, refuse_unknown
from toolkit.voting.podium import opening, podium


class Approval:
    """Ballot ``{"approve": [options]}``; ``max``: how many at most (no limit by default)."""

    name = "approval"

    def complete(self, params: Params, options: Sequence[str]) -> dict[str, Any]:
        refuse_unknown(params, "max")
        return {"max": limit(params, "max", least=1)}

    def check(self, ballot: Ballot, options: Sequence[str], params: Params) -> None:
        approved = require_list(part(ballot, "approve"), options)
        most = params["max"]
        if most is not None and len(approved) > most:
            raise BadBallot("too_many_options", n=len(approved), most=most)

    def is_blank(self, ballot: Ballot) -> bool:
        return not ballot.get("approve")

    def count(self, ballots: Counted, options: Sequence[str], params: Params) -> Outcome:
        pile = set_blank_aside(ballots, self.is_blank)
        approvals = dict.fromkeys(options, 0)
        for ballot, count in pile.marked:
            for option in ballot["approve"]:
                approvals[option] += count
        ranking = ranked(approvals)
        return Outcome(
            method=self.name,
            ranking=ranking,
            winners=ranking[0],
            scores=approvals,
            cast=pile.cast,
            blank=pile.blank,
            steps=(*opening(pile), *podium("approval", approvals, ranking, pile)),
            details={"points": approvals, "counted": pile.counted},
        )


METHOD = Approval()
