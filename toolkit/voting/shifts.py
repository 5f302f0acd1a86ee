"""Which way people moved each option on a map between two votes, as counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BallotLike = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shift:
    """
    ``people`` placed the option at both votes: ``stayed`` of them at the same place; the others moved it
    ``left`` or ``right``, ``down`` or ``up``, or both, a slanting move being one on each axis.
    """

    people: int
    stayed: int
    left: int
    right: int
    down: int
    up: int


def shifts(
    pairs: Sequence[tuple[BallotLike, BallotLike]], options: Sequence[str], *, least: int
) -> dict[str, Shift]:
    """The options that at least so many people placed at both votes; nothing is said of the others."""
    found = {}
    for option in options:
        places = [(_at(before, option), _at(after, option)) for before, after in pairs]
        moves = [
            (x2 - x1, y2 - y1) for one, two in places if one and two for x1, y1, x2, y2 in [(*one, *two)]
        ]
        if len(moves) < least:
            continue
        found[option] = Shift(
            people=len(moves),
            stayed=moves.count((0, 0)),
            left=sum(x < 0 for x, _ in moves),
            right=sum(x > 0 for x, _ in moves),
            down=sum(y < 0 for _, y in moves),
            up=sum(y > 0 for _, y in moves),
        )
    return found


def replaced(pairs: Sequence[tuple[BallotLike, BallotLike]], options: Sequence[str]) -> int:
    """How many people changed the place of some option, or placed one, or took one away."""
    return sum(
        any(_at(before, option) != _at(after, option) for option in options) for before, after in pairs
    )


def _at(ballot: BallotLike, option: str) -> tuple[float, float] | None:
    place = (ballot.get("at") or {}).get(option)
    return (place[0], place[1]) if place else None
