"""Who moved between two votes on the same options, as counts: never who."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BallotLike = Mapping[str, Any]
Pair = tuple[BallotLike, BallotLike]


@dataclass(frozen=True, slots=True)
class Move:
    """People who raised, lowered or left an option where it was, between two votes."""

    up: int
    down: int
    same: int


@dataclass(frozen=True, slots=True)
class Movement:
    """``people`` cast both votes; ``moved`` of them changed something; a ``Move`` per option."""

    people: int
    moved: int
    options: Mapping[str, Move]


def movement(method: str, pairs: Sequence[Pair], options: Sequence[str]) -> Movement:
    """
    Args: pairs: the two ballots of each person who cast both, in any order of people.

    Returns: all options, zeros included; up + down + same = people for each.
    """
    height = HEIGHTS[method]
    moves = {}
    for option in options:
        steps = [_sign(height(after, option) - height(before, option)) for before, after in pairs]
        moves[option] = Move(up=steps.count(1), down=steps.count(-1), same=steps.count(0))
    moved = sum(
        any(height(before, option) != height(after, option) for option in options) for before, after in pairs
    )
    return Movement(people=len(pairs), moved=moved, options=moves)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _place(ballot: BallotLike, option: str) -> int:
    """Minus the number of options put before it; an unranked option comes after all ranked ones."""
    before = 0
    for group in ballot.get("ranking") or []:
        if option in group:
            return -before
        before += len(group)
    return -before


# Lower than any score: giving one where there was none is raising the option.
NO_SCORE = -(10**13)
NO_OPINION = 4  # among the gradients of agreement, where an option without a stance stands too

# A placement has two dimensions and no height: its movement is read on the map.
HEIGHTS: Mapping[str, Callable[[BallotLike, str], int]] = {
    "single_choice": lambda ballot, option: int(ballot.get("choice") == option),
    "approval": lambda ballot, option: int(option in (ballot.get("approve") or [])),
    "dots": lambda ballot, option: int((ballot.get("dots") or {}).get(option, 0)),
    # A missing grade counts as the worst one, as it does in the tally.
    "majority_judgment": lambda ballot, option: int((ballot.get("grades") or {}).get(option, 0)),
    "score": lambda ballot, option: int((ballot.get("scores") or {}).get(option, NO_SCORE)),
    "quadratic": lambda ballot, option: int((ballot.get("votes") or {}).get(option, 0)),
    "gradients": lambda ballot, option: -int((ballot.get("stance") or {}).get(option, NO_OPINION)),
    "schulze": _place,
    "ranked_pairs": _place,
    "copeland": _place,
    "borda": _place,
    "irv": _place,
    "stv": _place,
}
