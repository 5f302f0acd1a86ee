"""
Score: each person gives every option a number; the sum, the mean, the median or STAR decides.

Source: Smith, *Range voting*, 2000, for sum and mean; the statistical median (the mean of the two middle
scores when their number is even); ``star`` is told in its own module.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from toolkit.voting.ballot import (
    LARGEST_COUNT,
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
from toolkit.voting.outcome import Number, Outcome, Ranking, Step, drawn, ranked
from toolkit.voting.params import one_of, refuse_unknown, whole
from toolkit.voting.podium import opening, podium
from toolkit.voting.star import star

RULES = ("sum", "mean", "median", "star")

# How the scores are said: as numbers, or by the hand, from a closed fist to five fingers.
SCALES = ("numbers", "fist")
FIST = (0, 5)

# How many people gave each score, by score.
Given = Mapping[int, int]


class Score:
    """
    Ballot ``{"scores": {option: score}}``, whole numbers from ``min`` (0) to ``max`` (5).

    ``rule``: ``sum`` (a score not given adds nothing), ``mean`` or ``median`` of the scores given (an
    option without any has ``min``), ``star`` (a score not given is ``min``). ``scale``: ``fist`` for
    fist-to-five, from 0 to 5; it changes the words, not the count.
    """

    name = "score"

    def complete(self, params: Params, options: Sequence[str]) -> dict[str, Any]:
        refuse_unknown(params, "min", "max", "rule", "scale")
        least = whole(params, "min", default=0, least=-LARGEST_COUNT)
        most = whole(params, "max", default=max(5, least + 1), least=least + 1)
        scale = one_of(params, "scale", SCALES)
        if scale == "fist" and (least, most) != FIST:
            raise BadParams("param_fist_scale", param="scale", least=FIST[0], most=FIST[1])
        return {"min": least, "max": most, "rule": one_of(params, "rule", RULES), "scale": scale}

    def check(self, ballot: Ballot, options: Sequence[str], params: Params) -> None:
        scores = require_numbers(part(ballot, "scores"), options)
        require_between(scores, params["min"], params["max"])

    def is_blank(self, ballot: Ballot) -> bool:
        return not ballot.get("scores")

    def count(self, ballots: Counted, options: Sequence[str], params: Params) -> Outcome:
        pile = set_blank_aside(ballots, self.is_blank)
        given = _given(pile, options)
        if params["rule"] == "star":
            scores, ranking, steps = star(pile, options, params["min"])
        else:
            scores, ranking, steps = _by_rule(given, pile, params)
        return Outcome(
            method=self.name,
            ranking=ranking,
            winners=ranking[0],
            scores=scores,
            cast=pile.cast,
            blank=pile.blank,
            steps=(*opening(pile), *steps),
            details={
                "points": drawn(scores),
                "given": {o: [[score, given[o][score]] for score in sorted(given[o])] for o in options},
                "counted": pile.counted,
            },
        )


def _given(pile: Pile, options: Sequence[str]) -> dict[str, dict[int, int]]:
    given: dict[str, dict[int, int]] = {option: {} for option in options}
    for ballot, count in pile.marked:
        for option, score in ballot["scores"].items():
            given[option][score] = given[option].get(score, 0) + count
    return given


def _by_rule(
    given: Mapping[str, Given], pile: Pile, params: Params
) -> tuple[dict[str, Number], Ranking, list[Step]]:
    rule = params["rule"]
    scores = {option: FIGURES[rule](scored, params["min"]) for option, scored in given.items()}
    ranking = ranked(scores)
    steps = podium(f"score_{rule}", scores, ranking, pile)
    unscored = [option for option, scored in given.items() if not scored]
    if steps and unscored and rule != "sum":
        steps.append(Step("voting.step_score_unscored", {"options": unscored, "least": params["min"]}))
    return scores, ranking, steps


def _total(given: Given, least: int) -> Number:
    return sum(score * people for score, people in given.items())


def _mean(given: Given, least: int) -> Number:
    return Fraction(_total(given, least), sum(given.values())) if given else least


def _median(given: Given, least: int) -> Number:
    if not given:
        return least
    people = sum(given.values())
    return Fraction(_score_at(given, (people - 1) // 2) + _score_at(given, people // 2), 2)


def _score_at(given: Given, position: int) -> int:
    """The score at *position*, from 0, lowest first."""
    upto = 0
    for score in sorted(given):
        upto += given[score]
        if position < upto:
            return score
    raise IndexError(position)


FIGURES: Mapping[str, Callable[[Given, int], Number]] = {"sum": _total, "mean": _mean, "median": _median}

METHOD = Score()
