"""
Gradients of agreement: on each option, each person says where they stand, from 1, endorse, to 8, block.

The order is: fewest blocks, then most support (1 to 3), then least disagreement (5 to 7). An option that
someone blocks, or that nobody supports, does not win: it goes back to the conversation.

Source: Kaner, *Facilitator's Guide to Participatory Decision-Making*, 3rd edition, 2014 (the scale); the
order is this toolkit's, the book leaves the reading to the group.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.voting.ballot import (
    BadBallot,
    Ballot,
    Counted,
    Params,
    part,
    require_between,
    require_known,
    require_numbers,
    set_blank_aside,
)
from toolkit.voting.outcome import Outcome, Ranking, Step, ranked
from toolkit.voting.params import refuse_unknown
from toolkit.voting.podium import opening

ENDORSE, BLOCK = 1, 8
SUPPORT = range(1, 4)
DISAGREEMENT = range(5, 8)

# A reason is a sentence or two, to be read aloud.
REASON_LENGTH = 280


class Gradients:
    """
    Ballot ``{"stance": {option: 1 to 8}}``, with ``"reasons": {option: text}`` if the person gave any;
    no setting. Reasons are for the room to read: they count for nothing.
    """

    name = "gradients"

    def complete(self, params: Params, options: Sequence[str]) -> dict[str, Any]:
        refuse_unknown(params)
        return {}

    def check(self, ballot: Ballot, options: Sequence[str], params: Params) -> None:
        if isinstance(ballot, Mapping) and "reasons" in ballot:
            _require_reasons(ballot["reasons"], options)
            ballot = {name: value for name, value in ballot.items() if name != "reasons"}
        require_between(require_numbers(part(ballot, "stance"), options), ENDORSE, BLOCK)

    def is_blank(self, ballot: Ballot) -> bool:
        return not ballot.get("stance")

    def count(self, ballots: Counted, options: Sequence[str], params: Params) -> Outcome:
        """``scores`` is the support; ``details["counts"]`` the people at each stance, endorse first."""
        pile = set_blank_aside(ballots, self.is_blank)
        counts = {option: [0] * BLOCK for option in options}
        for ballot, count in pile.marked:
            for option, stance in ballot["stance"].items():
                counts[option][stance - 1] += count
        blocks = {option: row[BLOCK - 1] for option, row in counts.items()}
        support = {option: _people(row, SUPPORT) for option, row in counts.items()}
        against = {option: _people(row, DISAGREEMENT) for option, row in counts.items()}
        ranking = ranked({o: (-blocks[o], support[o], -against[o]) for o in options})
        first = ranking[0]
        agreed = not blocks[first[0]] and (support[first[0]] > 0 or not pile.counted)
        return Outcome(
            method=self.name,
            ranking=ranking,
            winners=first if agreed else (),
            scores=support,
            cast=pile.cast,
            blank=pile.blank,
            steps=(*opening(pile), *(_steps(ranking, counts, blocks, support) if pile.counted else [])),
            details={
                "counts": counts,
                "blocks": blocks,
                "support": support,
                "against": against,
                "counted": pile.counted,
            },
        )


def _require_reasons(reasons: object, options: Sequence[str]) -> None:
    """Raises: BadBallot, ``bad_shape``, ``unknown_option`` or ``reason_too_long``."""
    if not isinstance(reasons, Mapping):
        raise BadBallot("bad_shape")
    known = set(options)
    for option, reason in reasons.items():
        require_known(option, known)
        if not isinstance(reason, str):
            raise BadBallot("bad_shape")
        if len(reason) > REASON_LENGTH:
            raise BadBallot("reason_too_long", option=option, n=len(reason), most=REASON_LENGTH)


def _people(row: Sequence[int], stances: range) -> int:
    return sum(row[stance - 1] for stance in stances)


def _steps(
    ranking: Ranking, counts: Mapping[str, list[int]], blocks: Mapping[str, int], support: Mapping[str, int]
) -> list[Step]:
    first = ranking[0]
    people = sum(counts[first[0]])
    values = {"n": support[first[0]], "of": people}
    steps = []
    if blocks[first[0]]:
        steps.append(
            Step("voting.step_gradients_all_blocked", {"options": list(first), "n": blocks[first[0]]})
        )
    elif not support[first[0]]:
        steps.append(Step("voting.step_gradients_no_support"))
    elif len(first) > 1:
        steps.append(Step("voting.step_gradients_tie", {"options": list(first), **values}))
    else:
        steps.append(Step("voting.step_gradients_first", {"option": first[0], **values}))
    others = [option for option in counts if blocks[option] and option not in first]
    if others:
        steps.append(Step("voting.step_gradients_blocked", {"options": others}))
    return steps


METHOD = Gradients()
