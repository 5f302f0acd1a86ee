"""How a majority judgment is told to the room: the medians of the first options, and what parts equals."""

from fractions import Fraction
from typing import Any

from toolkit.voting.judgments import Judgments
from toolkit.voting.outcome import Ranking, Step

# The podium is told; the rest is in the picture.
PLACES = 3


def majority_steps(judgments: Judgments, ranking: Ranking) -> list[Step]:
    """Missing judgments first, then each place of the podium and what decides between two equal medians."""
    steps = _missing(judgments)
    for place, group in enumerate(ranking[:PLACES]):
        steps.append(_median(judgments, group))
        if place:
            steps.extend(_parting(judgments, ranking[place - 1][0], group[0]))
    return steps


def _median(judgments: Judgments, group: tuple[str, ...]) -> Step:
    grade = judgments.median(group[0])
    values: dict[str, Any] = {"grade": grade, "grades": judgments.levels}
    if len(group) > 1:
        return Step("voting.step_mj_tie", {"options": list(group), **values})
    values["option"] = group[0]
    if judgments.policy == "normalise":
        return Step("voting.step_mj_median_share", values)
    counts = judgments.settled[group[0]]
    if grade in (0, judgments.levels - 1):
        # "The worst grade or better" would say nothing: tell how many gave exactly this one.
        return Step("voting.step_mj_median_end", {**values, "n": counts[grade], "of": judgments.total})
    values |= {"n": sum(counts[grade:]), "better": sum(counts[grade + 1 :]), "of": judgments.total}
    return Step("voting.step_mj_median", values)


def _missing(judgments: Judgments) -> list[Step]:
    lacking = sum(judgments.judges - sum(counts) for counts in judgments.given.values())
    if not lacking:
        return []
    values = {"n": lacking, "grade": 0, "grades": judgments.levels}
    steps = [Step(f"voting.step_mj_missing_{judgments.policy}", values)]
    unjudged = [option for option, counts in judgments.given.items() if not any(counts)]
    if unjudged and judgments.policy == "normalise":
        steps.append(Step("voting.step_mj_unjudged", {"options": unjudged, **values}))
    return steps


def _parting(judgments: Judgments, option: str, other: str) -> list[Step]:
    """Why *option* is before *other*, when both have the same median."""
    if judgments.median(option) != judgments.median(other):
        return []
    removed, grade, other_grade = judgments.parting(option, other)
    values = {
        "option": option,
        "other": other,
        "median_grade": judgments.median(option),
        "grade": grade,
        "other_grade": other_grade,
        "grades": judgments.levels,
    }
    if judgments.policy == "normalise":
        left = Fraction(100 * (judgments.total - removed), judgments.total)
        return [Step("voting.step_mj_parting_share", {**values, "percent": left})]
    return [Step("voting.step_mj_parting", {**values, "n": removed})]
