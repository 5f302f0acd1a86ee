"""
Majority judgment: each person gives every option a grade in words; the best median grade comes first.

The median of n judgments is the lower one: the grade that more than half of the judges find deserved, or
more than deserved. Options with one median are told apart by removing one median judgment from each, again
and again, until the medians differ.

Source: Balinski & Laraki, *Majority Judgment: Measuring, Ranking, and Electing*, MIT Press, 2011
(majority-grade and majority-value, chapters 1 and 13).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from toolkit.voting.ballot import (
    BadBallot,
    BadParams,
    Ballot,
    Counted,
    Params,
    Pile,
    part,
    require_between,
    require_numbers,
    set_blank_aside,
)
from toolkit.voting.judgments import Judgments, equal_judges
from toolkit.voting.majority_steps import majority_steps
from toolkit.voting.outcome import Outcome, ranked
from toolkit.voting.params import limit, one_of, refuse_unknown, whole
from toolkit.voting.podium import opening

POLICIES = ("worst", "error", "normalise")


class MajorityJudgment:
    """
    Ballot ``{"grades": {option: grade}}``, 0 the worst.

    ``grades``: how many levels (7). ``judges``: how many people judge, when more than the ballots.
    ``missing``: what a missing judgment is: ``worst`` the worst grade, ``error`` refused, ``normalise``
    each option judged by those who judged it, in proportion.
    """

    name = "majority_judgment"

    def complete(self, params: Params, options: Sequence[str]) -> dict[str, Any]:
        refuse_unknown(params, "grades", "judges", "missing")
        return {
            "grades": whole(params, "grades", default=7, least=2, most=20),
            "judges": limit(params, "judges"),
            "missing": one_of(params, "missing", POLICIES),
        }

    def check(self, ballot: Ballot, options: Sequence[str], params: Params) -> None:
        grades = require_numbers(part(ballot, "grades"), options)
        require_between(grades, 0, params["grades"] - 1)
        if grades and params["missing"] == "error":
            for option in options:
                if option not in grades:
                    raise BadBallot("missing_grade", option=option)

    def is_blank(self, ballot: Ballot) -> bool:
        return not ballot.get("grades")

    def count(self, ballots: Counted, options: Sequence[str], params: Params) -> Outcome:
        """
        Blank ballots are set aside, and judge nothing.

        Raises: BadParams, when ``judges`` is less than the ballots, or more and ``missing`` is ``error``.
        """
        pile = set_blank_aside(ballots, self.is_blank)
        given = {option: [0] * params["grades"] for option in options}
        for ballot, count in pile.marked:
            for option, grade in ballot["grades"].items():
                given[option][grade] += count
        return _outcome(given, _judges(params, pile.counted), params, pile)

    def count_tallies(self, tallies: Mapping[str, Sequence[int]], params: Params) -> Outcome:
        """
        The same count from judgments already added up: counts by option, worst grade first.

        Raises: BadParams, when a total is more than ``judges``, or less and ``missing`` is ``error``.
        """
        given = {option: list(counts) for option, counts in tallies.items()}
        judges = _judges(params, max(map(sum, given.values())))
        return _outcome(given, judges, params, Pile(cast=judges, blank=0, marked=()))


def _judges(params: Params, judging: int) -> int:
    judges: int | None = params["judges"]
    if judges is None:
        return judging
    if judges < judging:
        raise BadParams("too_few_judges", param="judges", judges=judges, n=judging)
    return judges


def _outcome(given: dict[str, list[int]], judges: int, params: Params, pile: Pile) -> Outcome:
    judgments = equal_judges(given, judges, params["missing"])
    ranking = ranked(judgments.values())
    medians = {option: judgments.median(option) for option in given}
    nobody = not any(map(any, given.values()))
    if nobody:
        pile = replace(pile, cast=pile.blank)
    return Outcome(
        method=MajorityJudgment.name,
        ranking=ranking,
        winners=ranking[0],
        scores=medians,
        cast=pile.cast,
        blank=pile.blank,
        steps=(*opening(pile), *([] if nobody else majority_steps(judgments, ranking))),
        details=_details(judgments, medians),
    )


def _details(judgments: Judgments, medians: Mapping[str, int]) -> dict[str, Any]:
    """
    Worst grade first: ``given``, judgments received, and ``counts``, those of the count (a missing one
    is there when it is the worst grade). ``missing``: how many were not received. ``medians``, and how
    many of the ``counts`` are ``above`` and ``below`` them.
    """
    given, counts = judgments.given, judgments.people()
    return {
        "counts": counts,
        "given": given,
        "missing": {option: judgments.judges - sum(received) for option, received in given.items()},
        "judges": judgments.judges,
        "policy": judgments.policy,
        "medians": dict(medians),
        "above": {option: sum(counts[option][grade + 1 :]) for option, grade in medians.items()},
        "below": {option: sum(counts[option][:grade]) for option, grade in medians.items()},
    }


METHOD = MajorityJudgment()
