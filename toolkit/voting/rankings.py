"""Ranking ballots: ``{"ranking": [["A"], ["C", "B"]]}``, best first, options in one list being level."""

from collections.abc import Sequence
from typing import Any

from toolkit.voting.ballot import BadBallot, Ballot, Params, part, require_list
from toolkit.voting.params import refuse_unknown


class RankingBallots:
    """What every method on ranking ballots shares: how a ballot is read, and no setting unless it says so."""

    def complete(self, params: Params, options: Sequence[str]) -> dict[str, Any]:
        refuse_unknown(params)
        return {}

    def check(self, ballot: Ballot, options: Sequence[str], params: Params) -> None:
        require_ranking(ballot, options)

    def is_blank(self, ballot: Ballot) -> bool:
        return is_unranked(ballot)


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
