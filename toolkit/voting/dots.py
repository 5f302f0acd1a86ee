"""
Dots: each person spreads or stacks dots, the option with most dots comes first.

Source: cumulative voting, practised as dot voting (Diceman, *Idea Rating Sheets* and *Dotmocracy
Handbook*, 2010). Dots may be left unspent.
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
from toolkit.voting.params import limit, refuse_unknown
from toolkit.voting.podium import hands, opening, podium


class Dots:
    """
    Ballot ``{"dots": {option: how many}}``; ``budget``: dots per person, ``max_per_option``: how high
    they may be stacked (no limit by default).
    """

    name = "dots"

    def complete(self, params: Params, options: Sequence[str]) -> dict[str, Any]:
        refuse_unknown(params, "budget", "max_per_option")
        return {
            "budget": limit(params, "budget", least=1),
            "max_per_option": limit(params, "max_per_option", least=1),
        }

    def check(self, ballot: Ballot, options: Sequence[str], params: Params) -> None:
        dots = require_numbers(part(ballot, "dots"), options)
        require_between(dots, 0, LARGEST_COUNT)
        stack, budget = params["max_per_option"], params["budget"]
        for option, number in dots.items():
            if stack is not None and number > stack:
                raise BadBallot("too_many_on_option", option=option, n=number, most=stack)
        if budget is not None and sum(dots.values()) > budget:
            raise BadBallot("too_many_dots", n=sum(dots.values()), most=budget)

    def is_blank(self, ballot: Ballot) -> bool:
        return not any((ballot.get("dots") or {}).values())

    def count(self, ballots: Counted, options: Sequence[str], params: Params) -> Outcome:
        pile = set_blank_aside(ballots, self.is_blank)
        points, people = dict.fromkeys(options, 0), dict.fromkeys(options, 0)
        for ballot, count in pile.marked:
            for option, number in ballot["dots"].items():
                points[option] += number * count
                people[option] += count * (number > 0)
        ranking = ranked(points)
        remarks = hands("dots", ranking[0], people, pile.counted)
        return Outcome(
            method=self.name,
            ranking=ranking,
            winners=ranking[0],
            scores=points,
            cast=pile.cast,
            blank=pile.blank,
            steps=(*opening(pile), *podium("dots", points, ranking, pile, remarks)),
            details={"points": points, "people": people, "counted": pile.counted},
        )


METHOD = Dots()
