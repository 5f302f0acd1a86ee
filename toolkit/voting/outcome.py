"""What a count concludes, and the steps that explain it to a room."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from toolkit.voting.ballot import BadBallot

# Beyond a hundred digits, a denominator tells nobody anything.
LONGEST_READ = 10**100

Number = int | Fraction
Ranking = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """
    One sentence of the explanation: a key of the words and what fills it.

    Values named ``option`` and ``other`` are options, ``options`` and ``path`` are lists of options,
    ``grade``, ``other_grade`` and ``median_grade`` are levels among ``grades`` (0 the worst), ``stance``
    is a gradient. Everything else is a number to write as it is.
    """

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {"key": self.key, **plain(self.values)}


@dataclass(frozen=True, slots=True)
class Rejection:
    """A ballot that was not counted: its position in the request (from 0) and why."""

    ballot: int
    reason: str
    values: Mapping[str, Any]

    def as_dict(self) -> dict[str, Any]:
        return {"ballot": self.ballot, "reason": self.reason, "values": plain(self.values)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What a method concludes.

    ranking: best first, exact ties together (within a tie, in the order of the options).
    winners: usually the first group; the seats filled by an STV; empty when the method names none.
    scores: by option, exact (``int`` or ``Fraction``), every option present.
    cast: people whose ballot was valid, blank ones included; blank: those who marked nothing.
    details: JSON-able material for a picture, every option present, zeros included; what is not a whole
        number is there the nearest float, for nothing is decided by it.
    params: the complete settings it was counted under, when a whole request was.
    """

    method: str
    ranking: Ranking
    winners: tuple[str, ...]
    scores: Mapping[str, Number]
    cast: int
    blank: int
    steps: tuple[Step, ...]
    details: Mapping[str, Any]
    rejected: tuple[Rejection, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The outcome as a JSON-able object; see ``plain`` for how exact numbers are written."""
        return {
            "method": self.method,
            "ranking": [list(group) for group in self.ranking],
            "winners": list(self.winners),
            "scores": plain(self.scores),
            "cast": self.cast,
            "blank": self.blank,
            "rejected": [rejection.as_dict() for rejection in self.rejected],
            "steps": [step.as_dict() for step in self.steps],
            "details": dict(self.details),
        }


def ranked(scores: Mapping[str, Any]) -> Ranking:
    """Options by falling score, equal scores together."""
    groups: dict[Any, list[str]] = {}
    for option, score in scores.items():
        groups.setdefault(score, []).append(option)
    return tuple(tuple(groups[score]) for score in sorted(groups, reverse=True))


def plain(value: Any) -> Any:
    """
    *value* for JSON, without losing exactness.

    A fraction is a number when JSON can write it exactly in decimals (3, 1.5, 31.56), else the text
    ``"19/3"``; one too long to be read, which only an STV of many seats reaches, is the nearest float.
    """
    if isinstance(value, Fraction):
        return _plain_fraction(value)
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value


def drawn(value: Any) -> Any:
    """*value* for a picture: a fraction is a whole number, or the nearest float."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else float(value)
    if isinstance(value, Mapping):
        return {key: drawn(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [drawn(inner) for inner in value]
    return value


def _plain_fraction(value: Fraction) -> int | float | str:
    if value.denominator == 1:
        return value.numerator
    # A float prints the shortest decimals that give it back: exact when those decimals are the fraction.
    nearest = float(value)
    exact = Fraction(repr(nearest)) == value
    return nearest if exact or value.denominator > LONGEST_READ else str(value)


def rejection(position: int, error: BadBallot) -> Rejection:
    """The trace a refused ballot leaves in the outcome."""
    return Rejection(position, error.reason, error.values)
