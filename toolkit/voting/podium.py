"""The steps every count shares: who said nothing, who comes first, who follows."""

from collections.abc import Mapping, Sequence

from toolkit.voting.ballot import Pile
from toolkit.voting.outcome import Number, Ranking, Step


def opening(pile: Pile) -> list[Step]:
    """Said before anything else: nobody marked a ballot, or some ballots are blank."""
    steps = []
    if not pile.counted:
        steps.append(Step("voting.step_nobody"))
    if pile.blank:
        steps.append(Step("voting.step_blank", {"n": pile.blank}))
    return steps


def podium(
    name: str, scores: Mapping[str, Number], ranking: Ranking, pile: Pile, remarks: Sequence[Step] = ()
) -> list[Step]:
    """
    First place, *remarks* about it, and the place after, told in the words of the method: keys
    ``voting.step_<name>_first``, ``_tie`` and ``_next``. Empty when nobody marked a ballot.
    """
    if not pile.counted:
        return []
    first, *others = ranking
    values = {"n": scores[first[0]], "of": pile.counted}
    if len(first) == 1:
        steps = [Step(f"voting.step_{name}_first", {"option": first[0], **values})]
    else:
        steps = [Step(f"voting.step_{name}_tie", {"options": list(first), **values})]
    steps.extend(remarks)
    if others:
        after = others[0]
        steps.append(Step(f"voting.step_{name}_next", {"options": list(after), "n": scores[after[0]]}))
    return steps


def hands(name: str, first: Sequence[str], people: Mapping[str, int], counted: int) -> list[Step]:
    """
    How many people gave the first options what they have, which may be three or thirty: key
    ``voting.step_<name>_people``. Of a long tie, the first three.
    """
    return [
        Step(f"voting.step_{name}_people", {"option": option, "n": people[option], "of": counted})
        for option in first[:3]
    ]


def first_of(ranking: Ranking, most: int) -> tuple[tuple[str, ...], int]:
    """
    The first *most* options of a ranking, with all those that tie for the last of these places: a tie at
    the edge is for the room to settle.

    Returns: the options, and how many share that last place when they are more than fit, else 0.
    """
    kept: list[str] = []
    for group in ranking:
        if len(kept) >= most:
            break
        kept += group
        if len(kept) > most:
            return tuple(kept), len(group)
    return tuple(kept), 0
