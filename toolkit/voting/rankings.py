"""Ranking ballots: ``{"ranking": [["A"], ["C", "B"]]}``, best first, options in one list being level."""

from collections.abc import Sequence

from toolkit.voting.ballot import BadBallot, Ballot, part, require_list


def require_ranking(ballot: Ballot, options: Sequence[str]) -> None:
    """Raises: BadBallot, ``bad_shape``, ``unknown_option`` or ``duplicate_option``."""
    groups = part(ballot, "ranking")
    if groups is None:
        return
    if not isinstance(groups, list | tuple):
        raise BadBallot("bad_shape")
    for group in groups:
        if not isinstance(group, list | tuple) or not group:
            raise BadBallot("bad_shape")
    require_list([option for group in groups for option in group], options)


def is_unranked(ballot: Ballot) -> bool:
    """Whether the ballot ranks nothing."""
    return not ballot.get("ranking")


def groups_of(ballot: Ballot, options: Sequence[str]) -> list[list[str]]:
    """The ranking of the ballot, with the options it leaves out last together."""
    groups = [list(group) for group in ballot["ranking"]]
    named = {option for group in groups for option in group}
    left_out = [option for option in options if option not in named]
    return [*groups, left_out] if left_out else groups
