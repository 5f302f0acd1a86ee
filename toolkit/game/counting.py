"""Votes by posture: which may be cast, what a count says, who is in the minority."""

from collections.abc import Mapping
from itertools import takewhile
from types import MappingProxyType

from toolkit.game.book import PLACE, Book, Tracks
from toolkit.game.errors import Refused
from toolkit.game.moves import is_whole
from toolkit.game.state import Counts, State


def available(book: Book, tracks: Tracks) -> tuple[str, ...]:
    """The postures that may be voted for: those whose cost in means is not more than what is left."""
    left = tracks[PLACE[book.means]]
    return tuple(key for key, posture in book.postures.items() if posture.cost(book.means) <= left)


def counted(book: Book, counts: Mapping[str, int], people: int, allowed: tuple[str, ...]) -> Counts:
    """
    *counts* with every posture, in the order of the book.

    Raises: Refused: ``unknown_posture``, ``not_a_count``, ``without_means``, ``no_votes``,
    ``more_votes_than_people``.
    """
    if not isinstance(counts, Mapping):
        raise Refused("not_a_count", posture="")
    for key, count in counts.items():
        if key not in book.postures:
            raise Refused("unknown_posture", posture=str(key))
        if not is_whole(count) or count < 0:
            raise Refused("not_a_count", posture=key)
        if count and key not in allowed:
            raise Refused("without_means", posture=key)
    cast = sum(counts.values())
    if not cast:
        raise Refused("no_votes")
    if cast > people:
        raise Refused("more_votes_than_people", n=cast, people=people)
    return MappingProxyType({key: counts.get(key, 0) for key in book.postures})


def leaders(counts: Counts) -> tuple[str, ...]:
    """The postures with most votes: several in a tie."""
    most = max(counts.values())
    return tuple(key for key, count in counts.items() if count == most)


def is_below(count: int, counts: Counts, percent: int) -> bool:
    """Whether *count* is strictly less than *percent* of the votes, compared exactly."""
    return count * 100 < percent * sum(counts.values())


def is_contested(book: Book, counts: Counts) -> bool:
    """Whether even the leading posture gathers too small a share."""
    return is_below(max(counts.values()), counts, book.numbers.contested_below)


def may_write_reserve(book: Book, counts: Counts, applied: str) -> bool:
    """Whether those who chose otherwise are enough to write their line."""
    others = sum(counts.values()) - counts[applied]
    return not is_below(others, counts, book.numbers.reserve_from)


def in_a_row(state: State, posture: str) -> int:
    """How many of the rounds just before applied *posture*, one after the other."""
    return sum(1 for _ in takewhile(lambda turn: turn.applied == posture, reversed(state.played)))


def moved_at_least(first: Counts, second: Counts) -> int:
    """The fewest people who must have changed their vote to get from one count to the other."""
    ups = sum(max(0, second[key] - first[key]) for key in second)
    downs = sum(max(0, first[key] - second[key]) for key in second)
    return min(ups, downs)


def net_movement(first: Counts, second: Counts) -> dict[str, int]:
    """By posture: votes won (or lost) from vote 1 to vote 2."""
    return {key: second[key] - first[key] for key in second}
