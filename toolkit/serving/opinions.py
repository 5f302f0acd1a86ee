"""
What simulated people think of cards, and how it fills a ballot: plausible, never uniform, always the
same for one seed.

An opinion is the sum of what everybody finds in a card, what one's camp finds in it, and a mood of
one's own. Between two votes the room talks, and part of it is won over by one card.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

CAMPS = 3
SHARED, CAMP, OWN = 0.5, 0.8, 0.6
WON_OVER = 0.45  # part of the room that an argument moves
ARGUMENT, WEARINESS = 1.5, 0.5  # how far it lifts its card, how far the favourite falls with it
NEARLY_EQUAL = 0.12

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Paper:
    """
    A ballot to fill.

    Attributes:

    kind: what its fields are called: choice, approve, dots, votes, grade, score, stance, rank or x.
    keys: the options.
    levels: grades to choose among; for grade.
    scale: the values to choose among, in the order of the page, the best first but for score.
    budget: dots to place, or credits to spend; for dots and votes.
    most: how many at most, on one option for dots, in all for approve; 0 for no limit.
    about: what the options are weighed for, when the same ones come back for another matter.
    """

    kind: str
    keys: Sequence[str]
    levels: int = 0
    budget: int = 0
    most: int = 0
    scale: Sequence[str] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a room that *seed* draws, by their number."""

    seed: str
    number: int

    def opinion(self, key: str, argued: Sequence[str] = (), about: str = "") -> float:
        """What *key* is worth to them, about -3 to 3; *argued*: the card argued for, then the favourite."""
        card = f"{about}/{key}" if about else key
        worth = (
            SHARED * _draw(self.seed, "shared", card)
            + CAMP * _draw(self.seed, "camp", self.number % CAMPS, card)
            + OWN * _draw(self.seed, "own", self.number, card)
        )
        if argued and Random(f"{self.seed}/heard/{self.number}/{argued[0]}").random() < WON_OVER:
            worth += ARGUMENT * (key == argued[0]) - WEARINESS * (key == argued[1])
        return worth

    def fill(self, paper: Paper, argued: Sequence[str] = (), *, hesitates: bool = False) -> Fields:
        """The fields of their ballot; a first idea, when they hesitate."""
        worth = {key: self.opinion(key, argued, paper.about) for key in paper.keys}
        if hesitates:
            worth = {key: value + _draw(self.seed, "first", self.number, key) for key, value in worth.items()}
        if paper.kind == "x":
            ease = {
                key: _draw(self.seed, "ease", key) + OWN * _draw(self.seed, "hand", self.number, key)
                for key in worth
            }
            return _place(worth, ease)
        return FILLED[paper.kind](worth, paper)


def argument(people: Sequence[Person], keys: Sequence[str], about: str = "") -> Sequence[str]:
    """The card somebody argues for between two votes, a strong second, and the favourite it is up against."""
    liked = sorted(keys, key=lambda key: -sum(person.opinion(key, about=about) for person in people))
    return liked[1], liked[0]


def _draw(*what: object) -> float:
    """The same bell-shaped draw for the same words."""
    return Random("/".join(map(str, what))).gauss(0, 1)


def _choice(worth: Mapping[str, float], paper: Paper) -> Fields:
    return [("choice", _best_first(worth)[0])]


def _approve(worth: Mapping[str, float], paper: Paper) -> Fields:
    """Whatever they rather like, and at least the best of it."""
    ordered = _best_first(worth)
    liked = [key for key in ordered if worth[key] > 0.15] or ordered[:1]
    return [("approve", key) for key in liked[: paper.most or None]]


def _dots(worth: Mapping[str, float], paper: Paper) -> Fields:
    """One dot at a time, where it is felt most: each dot on a card makes the next one there less urgent."""
    placed = dict.fromkeys(worth, 0)
    for _ in range(paper.budget):
        free = [key for key in worth if not paper.most or placed[key] < paper.most]
        if not free:
            break
        placed[max(free, key=lambda key: worth[key] - 0.7 * placed[key])] += 1
    return [(f"dots.{key}", str(number)) for key, number in placed.items()]


def _grade(worth: Mapping[str, float], paper: Paper) -> Fields:
    """The bell of opinions cut into grades of equal weight, worst first."""
    return [(f"grade.{key}", str(_level(value, paper.levels))) for key, value in worth.items()]


def _votes(worth: Mapping[str, float], paper: Paper) -> Fields:
    """One vote at a time, where it is felt most for what it costs, as long as the credits last."""
    bought = dict.fromkeys(worth, 0)
    left = paper.budget
    while affordable := [
        key for key in worth if 2 * bought[key] + 1 <= left and worth[key] > 0.4 * bought[key]
    ]:
        best = max(affordable, key=lambda key: worth[key] - 0.4 * bought[key])
        left -= 2 * bought[best] + 1
        bought[best] += 1
    if not any(bought.values()):
        bought[_best_first(worth)[0]] = 1
    return [(f"votes.{key}", str(number)) for key, number in bought.items()]


def _score(worth: Mapping[str, float], paper: Paper) -> Fields:
    """The bell of opinions along the scale, lowest first."""
    scale = sorted(paper.scale, key=int)
    return [(f"score.{key}", scale[_level(value, len(scale))]) for key, value in worth.items()]


def _stance(worth: Mapping[str, float], paper: Paper) -> Fields:
    """Most people support, few block: a block is for what one cannot live with."""
    fields: Fields = []
    for key, value in worth.items():
        stance = 8 if value < -2.2 else min(7, 1 + _level(-value - 0.5, 7))
        fields.append((f"stance.{key}", str(stance)))
    return fields


def _place(worth: Mapping[str, float], ease: Mapping[str, float]) -> Fields:
    """Effect upwards, effort to the right, in tenths."""
    fields: Fields = []
    for key, value in worth.items():
        fields += [(f"x.{key}", str(_level(-ease[key], 11))), (f"y.{key}", str(_level(value, 11)))]
    return fields


def _rank(worth: Mapping[str, float], paper: Paper) -> Fields:
    """Best first, near equals tied, what they dislike left out."""
    fields: Fields = []
    place, last = 0, math.inf
    for key in _best_first(worth):
        if worth[key] < -1 and place:
            break
        place += last - worth[key] > NEARLY_EQUAL
        last = worth[key]
        fields.append((f"rank.{key}", str(place)))
    return fields


FILLED: Mapping[str, Callable[[Mapping[str, float], Paper], Fields]] = {
    "choice": _choice,
    "approve": _approve,
    "dots": _dots,
    "votes": _votes,
    "grade": _grade,
    "score": _score,
    "stance": _stance,
    "rank": _rank,
}


def _best_first(worth: Mapping[str, float]) -> list[str]:
    return sorted(worth, key=lambda key: -worth[key])


def _level(value: float, levels: int) -> int:
    """Where *value* falls when the bell is cut into *levels* of equal weight, the lowest 0."""
    return min(levels - 1, int(levels * _below(value)))


def _below(value: float) -> float:
    """The part of a standard bell below *value*, between 0 and 1."""
    return 0.5 * (1 + math.erf(value / math.sqrt(2)))
