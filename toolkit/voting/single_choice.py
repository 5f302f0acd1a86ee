"""
Single choice: each person names one option, the most named comes first.

Source: plurality rule; its weakness when options resemble each other is why the steps say whether the
first option has more than half of the votes.
"""

from collections.abc import Sequence
from typing import Any

from toolkit.voting.ballot import BadBallot, Ballot, Counted, Params, part, require_known, set_blank_aside
from toolkit.voting.outcome import Outcome, Step, ranked
from toolkit.voting.params import refuse_unknown
from toolkit.voting.podium import opening, podium


class SingleChoice:
    """Ballot ``{"choice": option}``; no setting."""

    name = "single_choice"

    def complete(self, params: Params, options: Sequence[str]) -> dict[str, Any]:
        refuse_unknown(params)
        return {}

    def check(self, ballot: Ballot, options: Sequence[str], params: Params) -> None:
        choice = part(ballot, "choice")
        if choice is None:
            return
        if isinstance(choice, list | tuple) and len(choice) > 1:
            raise BadBallot("choose_one")
        require_known(choice, options)

    def is_blank(self, ballot: Ballot) -> bool:
        return ballot.get("choice") is None

    def count(self, ballots: Counted, options: Sequence[str], params: Params) -> Outcome:
        pile = set_blank_aside(ballots, self.is_blank)
        votes = dict.fromkeys(options, 0)
        for ballot, count in pile.marked:
            votes[ballot["choice"]] += count
        ranking = ranked(votes)
        remarks = [_majority(max(votes.values()), pile.counted)]
        return Outcome(
            method=self.name,
            ranking=ranking,
            winners=ranking[0],
            scores=votes,
            cast=pile.cast,
            blank=pile.blank,
            steps=(*opening(pile), *podium("choice", votes, ranking, pile, remarks)),
            details={"points": votes, "counted": pile.counted},
        )


def _majority(votes: int, counted: int) -> Step:
    return Step("voting.step_choice_majority" if 2 * votes > counted else "voting.step_choice_no_majority")


METHOD = SingleChoice()
