"""
Which people are followed from one vote to the next of a series, so that movement names nobody.

Whoever cast only some of the votes, and whoever voted without a phone, stands apart. Few people apart would
be told by subtraction: what the outcome gained, less what those followed gained, is what they did. So none
stands apart, or at least five in every vote: others are then left out with them, drawn by their fingerprints,
which are random, stay the same once links are cut, and say nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.workshop.unnamed import LEAST_PEOPLE

Who = object


@dataclass(frozen=True, slots=True)
class Cast:
    """One vote: the fingerprint of each person's ballot, and how many people's cannot be followed at all."""

    people: Mapping[Who, str]
    apart: int = 0


def followed(votes: Sequence[Cast]) -> list[frozenset[Who]]:
    """
    For each vote of a series, in order, the people followed in it: the same in votes that enough people
    cast one after the other, nobody in a vote that stands alone.
    """
    found: list[frozenset[Who]] = []
    for run in _runs(votes):
        found += [_in_all(run) if len(run) > 1 else frozenset()] * len(run)
    return found


def _runs(votes: Sequence[Cast]) -> list[list[Cast]]:
    """Votes that follow each other, parted where too few people cast both."""
    runs: list[list[Cast]] = [[vote] for vote in votes[:1]]
    for before, after in pairwise(votes):
        if len(before.people.keys() & after.people.keys()) >= LEAST_PEOPLE:
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs


def _in_all(run: Sequence[Cast]) -> frozenset[Who]:
    everywhere = set(run[0].people).intersection(*(vote.people for vote in run[1:]))
    apart = [len(vote.people) - len(everywhere) + vote.apart for vote in run]
    alone = any(0 < n < LEAST_PEOPLE for n in apart)
    left_out = LEAST_PEOPLE - min(apart) if alone else 0
    drawn = sorted(everywhere, key=lambda who: (run[0].people[who], str(who)))
    kept = drawn[max(0, left_out) :]
    return frozenset(kept) if len(kept) >= LEAST_PEOPLE else frozenset()
