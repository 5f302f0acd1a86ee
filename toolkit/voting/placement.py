"""
Placement: each person puts options on a map with two axes; the room's map is the cloud of their places.

A map is not a vote: it names no winner, unless ``best`` says which corner is the one to look for; options
are then ranked by the mean of their places. It tells where people agree most and least, which is often what a
room needs to talk about. The middle of each cloud is its median, coordinate by coordinate, which a few people
far away from the others do not move.

Source: the marginal median, as in Small, *A survey of multidimensional medians*, International Statistical
Review 58, 1990; the ranking by a corner is this toolkit's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from toolkit.voting.ballot import (
    BadBallot,
    Ballot,
    Counted,
    Params,
    Pile,
    part,
    require_known,
    set_blank_aside,
)
from toolkit.voting.outcome import Number, Outcome, Ranking, Step, ranked
from toolkit.voting.params import one_of, refuse_unknown, text
from toolkit.voting.podium import opening

# In characters: more is a sentence, not the name of an axis.
AXIS_LENGTH = 60

# Where each best corner is: x to the right, y upwards.
CORNERS = {
    "none": (1, 1),
    "top_right": (1, 1),
    "top_left": (0, 1),
    "bottom_right": (1, 0),
    "bottom_left": (0, 0),
}


@dataclass(slots=True)
class Places:
    """The places of one option added up: people, and sums of x, y and of their squares."""

    people: int = 0
    x: Fraction = Fraction(0)
    y: Fraction = Fraction(0)
    squares: Fraction = Fraction(0)
    at: dict[tuple[Fraction, Fraction], int] = field(default_factory=dict)

    def add(self, x: Fraction, y: Fraction, people: int) -> None:
        self.people += people
        self.at[x, y] = self.at.get((x, y), 0) + people
        self.x += x * people
        self.y += y * people
        self.squares += (x * x + y * y) * people

    def mean(self) -> tuple[Fraction, Fraction]:
        return self.x / self.people, self.y / self.people

    def median(self) -> tuple[Fraction, Fraction]:
        """The median of each coordinate; the mean of the two middle ones when people are even in number."""
        return self._middle(0), self._middle(1)

    def _middle(self, axis: int) -> Fraction:
        given: dict[Fraction, int] = {}
        for place, people in self.at.items():
            given[place[axis]] = given.get(place[axis], 0) + people
        low, high = (self.people - 1) // 2, self.people // 2
        found: list[Fraction] = []
        upto = 0
        for coordinate in sorted(given):
            upto += given[coordinate]
            found += [coordinate] * ((low < upto) + (high < upto) - len(found))
        return (found[0] + found[1]) / 2

    def variance(self) -> Fraction:
        """The mean squared distance to the mean place."""
        x, y = self.mean()
        return self.squares / self.people - x * x - y * y


class Placement:
    """
    Ballot ``{"at": {option: [x, y]}}``, x and y in 0..1, x to the right, y upwards.

    ``x`` and ``y``: what the axes are called (not named by default). ``best``: the corner to rank by,
    ``none`` by default: every option is then level.
    """

    name = "placement"

    def complete(self, params: Params, options: Sequence[str]) -> dict[str, Any]:
        refuse_unknown(params, "x", "y", "best")
        return {
            "x": text(params, "x", AXIS_LENGTH),
            "y": text(params, "y", AXIS_LENGTH),
            "best": one_of(params, "best", tuple(CORNERS)),
        }

    def check(self, ballot: Ballot, options: Sequence[str], params: Params) -> None:
        at = part(ballot, "at")
        if at is None:
            return
        if not isinstance(at, Mapping):
            raise BadBallot("bad_shape")
        known = set(options)
        for option, place in at.items():
            require_known(option, known)
            if not isinstance(place, list | tuple) or len(place) != 2 or not all(map(_is_number, place)):
                raise BadBallot("not_a_place", option=option)
            if not all(0 <= coordinate <= 1 for coordinate in place):
                raise BadBallot("off_the_map", option=option)

    def is_blank(self, ballot: Ballot) -> bool:
        return not ballot.get("at")

    def count(self, ballots: Counted, options: Sequence[str], params: Params) -> Outcome:
        """
        ``scores``: with a best corner, from 0 (the opposite corner, or never placed) to 2; without, how
        many people placed the option. ``details``: the mean place (``at``) and the ``median`` one, ``None``
        when never placed; ``cloud``: every place with its people, ``[x, y, people]``.
        """
        pile = set_blank_aside(ballots, self.is_blank)
        places = _add_up(pile, options)
        scores = _scores(places, params["best"])
        ranked_by = params["best"] != "none"
        ranking = ranked(scores) if ranked_by else (tuple(options),)
        return Outcome(
            method=self.name,
            ranking=ranking,
            winners=ranking[0] if ranked_by else (),
            scores=scores,
            cast=pile.cast,
            blank=pile.blank,
            steps=(*opening(pile), *(_steps(places, ranking, ranked_by) if pile.counted else [])),
            details=_details(places),
        )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _add_up(pile: Pile, options: Sequence[str]) -> dict[str, Places]:
    places = {option: Places() for option in options}
    for ballot, count in pile.marked:
        for option, (x, y) in ballot["at"].items():
            # The decimals as they were written, not the nearest binary fraction.
            places[option].add(Fraction(repr(x)), Fraction(repr(y)), count)
    return places


def _scores(places: Mapping[str, Places], best: str) -> dict[str, Number]:
    if best == "none":
        return {option: place.people for option, place in places.items()}
    right, top = CORNERS[best]
    scores: dict[str, Number] = {}
    for option, place in places.items():
        x, y = place.mean() if place.people else (Fraction(1 - right), Fraction(1 - top))
        scores[option] = (x if right else 1 - x) + (y if top else 1 - y)
    return scores


def _details(places: Mapping[str, Places]) -> dict[str, Any]:
    """Places are floats: they are for a picture, nothing is decided by them."""
    return {
        "at": {o: [float(mean) for mean in p.mean()] if p.people else None for o, p in places.items()},
        "median": {o: [float(m) for m in p.median()] if p.people else None for o, p in places.items()},
        "cloud": {
            o: [[float(x), float(y), n] for (x, y), n in sorted(p.at.items())] for o, p in places.items()
        },
        "spread": {o: float(p.variance()) ** 0.5 if p.people else None for o, p in places.items()},
        "people": {option: place.people for option, place in places.items()},
    }


def _steps(places: Mapping[str, Places], ranking: Ranking, ranked_by: bool) -> list[Step]:
    steps = []
    if ranked_by:
        key = "voting.step_placement_tie" if len(ranking[0]) > 1 else "voting.step_placement_first"
        steps.append(Step(key, {"option": ranking[0][0], "options": list(ranking[0])}))
    spread = ranked({o: place.variance() for o, place in places.items() if place.people > 1})
    if len(spread) > 1:
        steps.append(Step("voting.step_placement_together", {"options": list(spread[-1])}))
        steps.append(Step("voting.step_placement_apart", {"options": list(spread[0])}))
    return steps


METHOD = Placement()
