"""
Borda: a place in a ranking is worth points, the last place the least; the points add up.

Options level on a ballot share the points of the places they fill.

Source: Borda, *Mémoire sur les élections au scrutin*, Histoire de l'Académie royale des sciences, 1781.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from toolkit.voting.ballot import Counted, Params, set_blank_aside
from toolkit.voting.outcome import Number, Outcome, drawn, ranked
from toolkit.voting.params import one_of, refuse_unknown, whole
from toolkit.voting.podium import opening, podium
from toolkit.voting.rankings import RankingBallots, groups_of


class Borda(RankingBallots):
    """
    Ballot ``{"ranking": [[best], …]}``; ``lowest``: points of the last place, 1 (the default) or 0;
    ``unranked``: options left out share the last places (``shared``, the default) or have nothing (``zero``).
    """

    name = "borda"

    def complete(self, params: Params, options: Sequence[str]) -> dict[str, Any]:
        refuse_unknown(params, "unranked", "lowest")
        return {
            "unranked": one_of(params, "unranked", ("shared", "zero")),
            "lowest": whole(params, "lowest", default=1, most=1),
        }

    def count(self, ballots: Counted, options: Sequence[str], params: Params) -> Outcome:
        pile = set_blank_aside(ballots, self.is_blank)
        doubled = dict.fromkeys(options, 0)
        for ballot, count in pile.marked:
            groups = ballot["ranking"] if params["unranked"] == "zero" else groups_of(ballot, options)
            for option, worth in places(groups, len(options), params["lowest"]):
                doubled[option] += worth * count
        points: dict[str, Number] = {option: Fraction(twice, 2) for option, twice in doubled.items()}
        ranking = ranked(points)
        return Outcome(
            method=self.name,
            ranking=ranking,
            winners=ranking[0],
            scores=points,
            cast=pile.cast,
            blank=pile.blank,
            steps=(*opening(pile), *podium("borda", points, ranking, pile)),
            details={"points": drawn(points), "counted": pile.counted},
        )


def places(groups: Sequence[Sequence[str]], options: int, lowest: int) -> Iterator[tuple[str, int]]:
    """Twice the points of each option ranked, whole: a group of level options gets the mean of its places."""
    best = options - 1 + lowest
    for group in groups:
        for option in group:
            yield option, 2 * best - len(group) + 1
        best -= len(group)


METHOD = Borda()
