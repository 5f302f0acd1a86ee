"""
Who went where between two votes, as counts: from where people stood to where they stand, never who.

Where somebody stands is an option (one choice, or the first preference of a ranking), or the level they gave
to one option (grades, scores, gradients of agreement). Other ballots stand in several places at once, and
have no flow: their movement is told option by option (``movement``).

Whoever said aloud where they stood is known in the room, so that a flow from a place where few people stood
would tell what they did next, and a flow to such a place what they had done before. On each side, places
where few of the people followed stood are therefore told together: neighbours on a scale, the smallest ones
among options. How small a flow is between two such places does not matter: it is one of many on each side.

Source: the cells of a table that are combined until each margin counts enough people, as in Hundepool et
al., *Statistical Disclosure Control*, Wiley, 2012 chapter 5.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from toolkit.voting.ballot import Counted, Params

BallotLike = Mapping[str, Any]


class Nowhere(Enum):
    """Where a ballot stands that is on no single option, and whoever cannot be followed."""

    NOTHING = "nothing"
    SEVERAL = "several"
    APART = "apart"


# The key of an option, or a level.
Place = str | int | Nowhere
Group = tuple[Place, ...]
Crossed = Mapping[tuple[Place, Place], int]
Where = Callable[[BallotLike], Place]

NOTHING, SEVERAL, APART = Nowhere.NOTHING, Nowhere.SEVERAL, Nowhere.APART


@dataclass(frozen=True, slots=True)
class Flow:
    """``people`` who stood in one of the places *start*, and now stand in one of the places *end*."""

    start: Group
    end: Group
    people: int


@dataclass(frozen=True, slots=True)
class Flows:
    """
    Where people stood (``starts``) and where they stand (``ends``), in order, and the ``flows`` between
    them, none of nobody. People who cannot be followed start or end in ``(APART,)``, the last one.
    """

    starts: tuple[Group, ...]
    ends: tuple[Group, ...]
    flows: tuple[Flow, ...]

    def standing(self, group: Group, *, after: bool) -> int:
        """How many people stood there before, or stand there *after*."""
        return sum(flow.people for flow in self.flows if (flow.end if after else flow.start) == group)


def chosen(method: str) -> Where | None:
    """Where a whole ballot stands, for the methods in which it stands on one option at most."""
    return CHOSEN.get(method)


def graded(method: str, option: str, params: Params) -> Where | None:
    """Where a ballot stands on one *option*, for the methods in which each option gets a level."""
    level = LEVELS.get(method)
    return (lambda ballot: level(ballot, option, params)) if level else None


def crossed(
    where: Where, pairs: Sequence[tuple[BallotLike, BallotLike]], left: Counted, came: Counted
) -> Crossed:
    """
    Args: pairs: the two ballots of each person followed; left, came: the ballots of the first and of the
    second vote whose people cannot be followed.

    Returns: people by where they stood and where they stand; its margins are the two tallies.
    """
    found: Counter[tuple[Place, Place]] = Counter((where(before), where(after)) for before, after in pairs)
    for ballot, people in left:
        found[where(ballot), APART] += people
    for ballot, people in came:
        found[APART, where(ballot)] += people
    return found


def unnamed(
    people: Crossed, order: Sequence[Place], *, least: int, scale: bool = False, most: int = 0
) -> Flows | None:
    """
    Flows between places where at least so many people stood, those with fewer told together.

    Args: order: the places, as they are told; least: of the people followed, on each side; scale: whether
    places next to each other in *order* are those told together, rather than the smallest ones; most: how
    many places on a side, 0 for any number.

    Returns: None when nothing is left to tell but the two tallies.
    """
    if sum(n for pair, n in people.items() if APART not in pair) < least:
        return None
    starts = _grouped(_followed(people, 0), order, least, scale, most)
    ends = _grouped(_followed(people, 1), order, least, scale, most)
    if any(sum(map(bool, side.values())) == 1 and len(_one(side)) > 1 for side in (starts, ends)):
        return None
    apart: Group = (APART,)
    of_start = {place: group for group in starts for place in group} | {APART: apart}
    of_end = {place: group for group in ends for place in group} | {APART: apart}
    added: Counter[tuple[Group, Group]] = Counter()
    for (start, end), n in people.items():
        added[of_start[start], of_end[end]] += n
    flows = tuple(
        Flow(start, end, added[start, end])
        for start in (*starts, apart)
        for end in (*ends, apart)
        if added[start, end]
    )
    return Flows(
        tuple(group for group in (*starts, apart) if any(flow.start == group for flow in flows)),
        tuple(group for group in (*ends, apart) if any(flow.end == group for flow in flows)),
        flows,
    )


def _one(side: Mapping[Group, int]) -> Group:
    return next(group for group, people in side.items() if people)


def _followed(people: Crossed, side: int) -> dict[Place, int]:
    """How many of the people followed stood in each place; 0 where only others did."""
    found: dict[Place, int] = {}
    for pair, n in people.items():
        if pair[side] is not APART:
            found[pair[side]] = found.get(pair[side], 0) + (n if pair[1 - side] is not APART else 0)
    return found


def _grouped(
    sizes: Mapping[Place, int], order: Sequence[Place], least: int, scale: bool, most: int
) -> dict[Group, int]:
    """The groups in order, each with how many people followed stood there: none, or at least *least*."""
    stood = {place: sizes[place] for place in order if place in sizes}
    groups = _neighbours(stood, least, most) if scale else _smallest(stood, least, most)
    return {group: sum(stood[place] for place in group) for group in groups}


def _smallest(sizes: Mapping[Place, int], least: int, most: int) -> list[Group]:
    """One group of the smallest places, as long as it or the next one counts too few; it comes last."""
    rising = sorted(sizes, key=lambda place: sizes[place])
    pool: list[Place] = []
    together = 0
    for place in rising:
        alone = len(sizes) - len(pool) + bool(pool)
        enough = sizes[place] >= least and (not together or together >= least)
        if (enough or not sizes[place]) and not (most and alone > most):
            continue
        pool.append(place)
        together += sizes[place]
    if len(pool) < 2:
        return [(place,) for place in sizes]
    last = tuple(place for place in sizes if place in pool)
    return [*((place,) for place in sizes if place not in pool), last]


def _neighbours(sizes: Mapping[Place, int], least: int, most: int) -> list[Group]:
    """The smallest group joins the smaller of its neighbours until each counts enough people."""
    groups: list[tuple[Group, int]] = [((place,), people) for place, people in sizes.items()]
    while len(groups) > 1:
        few = [place for place, (_, people) in enumerate(groups) if 0 < people < least]
        if not few and not (most and len(groups) > most):
            break
        here = min(few or range(len(groups)), key=lambda place: groups[place][1])
        beside = [place for place in (here - 1, here + 1) if 0 <= place < len(groups)]
        low, high = sorted((here, min(beside, key=lambda place: groups[place][1])))
        groups[low : high + 1] = [
            (groups[low][0] + groups[high][0], groups[low][1] + groups[high][1]),
        ]
    return [group for group, _ in groups]


def _choice(ballot: BallotLike) -> Place:
    choice = ballot.get("choice")
    return choice if isinstance(choice, str) else NOTHING


def _first(ballot: BallotLike) -> Place:
    """The first preference; options put first together are no one's."""
    first = next((group for group in ballot.get("ranking") or [] if group), None)
    if first is None:
        return NOTHING
    return first[0] if len(first) == 1 else SEVERAL


def _grade(ballot: BallotLike, option: str, params: Params) -> Place:
    """A missing grade is the worst one where the tally counts it so; a blank ballot gives none."""
    grades = ballot.get("grades") or {}
    if option in grades:
        return int(grades[option])
    return 0 if grades and params["missing"] == "worst" else NOTHING


def _level(part: str) -> Callable[[BallotLike, str, Params], Place]:
    def level(ballot: BallotLike, option: str, params: Params) -> Place:
        given = (ballot.get(part) or {}).get(option)
        return NOTHING if given is None else int(given)

    return level


CHOSEN: Mapping[str, Where] = {
    "single_choice": _choice,
    **dict.fromkeys(("schulze", "ranked_pairs", "copeland", "borda", "irv", "stv"), _first),
}
LEVELS: Mapping[str, Callable[[BallotLike, str, Params], Place]] = {
    "majority_judgment": _grade,
    "score": _level("scores"),
    "gradients": _level("stance"),
}
