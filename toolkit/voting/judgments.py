"""
Judgments added up by grade, and the majority value that orders them, without going through the judges.

The majority value of an option (Balinski & Laraki 2011) is the sequence of its medians as median
judgments are removed one by one. With the judgments sorted from worst to best, that walk starts in the
middle and goes one step down, one step up, further and further out. The grade met on each side changes
at most once for each level: two options differ only where one of them changes, so it is enough to compare
them at those few distances, whatever the number of judges.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import lcm

from toolkit.voting.ballot import BadParams

Value = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Judgments:
    """
    given: judgments received by option, worst grade first; settled: the same once the missing ones are
    settled, every option with the same ``total``; judges: how many people judge; policy: see ``missing``.
    """

    given: Mapping[str, Sequence[int]]
    settled: Mapping[str, Sequence[int]]
    judges: int
    policy: str

    @property
    def total(self) -> int:
        return sum(next(iter(self.settled.values())))

    @property
    def levels(self) -> int:
        return len(next(iter(self.settled.values())))

    def median(self, option: str) -> int:
        """The lower median grade; 0 when nobody judges."""
        return grade_at(self.settled[option], (self.total - 1) // 2) if self.total else 0

    def people(self) -> Mapping[str, Sequence[int]]:
        """Judgments in people: those settled, or those received when only proportions are settled."""
        return self.given if self.policy == "normalise" else self.settled

    def distances(self) -> list[int]:
        """Distances from the middle, nearest first, at which the grade of some option changes."""
        low, high = (self.total - 1) // 2, self.total // 2
        cuts = {0}
        for counts in self.settled.values():
            for boundary in accumulate(counts):
                cuts |= {low - boundary + 1, boundary - high}
        return sorted(cut for cut in cuts if 0 <= cut <= low)

    def values(self) -> dict[str, Value]:
        """Majority values: a greater one ranks before, an equal one is an exact tie."""
        low, high = (self.total - 1) // 2, self.total // 2
        cuts = self.distances() if self.total else []
        return {
            option: tuple((grade_at(counts, low - cut), grade_at(counts, high + cut)) for cut in cuts)
            for option, counts in self.settled.items()
        }

    def parting(self, option: str, other: str) -> tuple[int, int, int]:
        """
        Where two options that are not tied part: how many median judgments are removed from each, and
        the median of each then.
        """
        odd = self.total % 2
        values = self.values()
        for cut, mine, theirs in zip(self.distances(), values[option], values[other], strict=True):
            before = max(2 * cut - odd, 0)
            if mine[0] != theirs[0]:
                return before, mine[0], theirs[0]
            if mine[1] != theirs[1]:
                return before + 1, mine[1], theirs[1]
        raise ValueError(f"{option} and {other} are tied")


def grade_at(counts: Sequence[int], position: int) -> int:
    """The grade of the judgment at *position*, from 0, worst first."""
    return next(grade for grade, upto in enumerate(accumulate(counts)) if position < upto)


def equal_judges(given: dict[str, list[int]], judges: int, policy: str) -> Judgments:
    """
    Judgments with the missing ones settled: ``worst`` adds the worst grade, ``normalise`` keeps the
    proportions of those received (an option nobody judged has the worst grade), ``error`` refuses.

    Raises: BadParams, ``missing_judgments``, naming the option.
    """
    settled = {option: list(counts) for option, counts in given.items()}
    for option, counts in settled.items():
        lacking = judges - sum(counts)
        if lacking and policy == "error":
            raise BadParams("missing_judgments", param="missing", option=option, n=lacking)
        if policy != "normalise" or not any(counts):
            counts[0] += lacking
    if policy == "normalise" and judges:
        common = lcm(*map(sum, settled.values()))
        settled = {o: [n * common // sum(counts) for n in counts] for o, counts in settled.items()}
    return Judgments(given, settled, judges, policy)
