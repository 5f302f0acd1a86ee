"""The methods a room may choose among, and the one way to count with any of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from toolkit.voting import (
    approval,
    borda,
    copeland,
    dots,
    gradients,
    irv,
    majority_judgment,
    placement,
    quadratic,
    ranked_pairs,
    schulze,
    score,
    single_choice,
    stv,
)
from toolkit.voting.ballot import BadBallot, BadParams, Ballot, Counted, Params
from toolkit.voting.outcome import Outcome, Rejection, rejection
from toolkit.voting.request import BadRequest, Request, read_request, read_tallies, split_count


class Method(Protocol):
    """What every method answers."""

    name: str

    def complete(self, params: Params, options: Sequence[str]) -> dict[str, Any]:
        """
        The settings with their defaults; completing twice changes nothing.

        Raises: BadParams, also for a setting the method does not have.
        """

    def check(self, ballot: Ballot, options: Sequence[str], params: Params) -> None:
        """
        Let a ballot (without ``count``) pass as it is, or refuse it; *params* are complete.

        Raises: BadBallot.
        """

    def is_blank(self, ballot: Ballot) -> bool:
        """Whether a valid ballot marks nothing."""

    def count(self, ballots: Counted, options: Sequence[str], params: Params) -> Outcome:
        """
        Count ballots already checked, each with how many people cast it; *params* are complete.

        Raises: BadParams, when a setting contradicts the ballots.
        """


_ALL: tuple[Method, ...] = (
    single_choice.METHOD,
    approval.METHOD,
    dots.METHOD,
    majority_judgment.METHOD,
    gradients.METHOD,
    score.METHOD,
    quadratic.METHOD,
    placement.METHOD,
    schulze.METHOD,
    ranked_pairs.METHOD,
    copeland.METHOD,
    borda.METHOD,
    irv.METHOD,
    stv.METHOD,
)

# In the order a chooser shows them.
METHODS: Mapping[str, Method] = {method.name: method for method in _ALL}


def tally(request: Mapping[str, Any]) -> Outcome:
    """
    Count one request: ``{"method", "options", "ballots" or "tallies", "params"}``.

    A malformed ballot is left out and listed in ``rejected``.

    Raises: BadRequest, when the request itself is malformed.
    """
    asked = read_request(request)
    method = METHODS.get(asked.method)
    if method is None:
        raise BadRequest("method", "unknown_method", method=asked.method, methods=list(METHODS))
    try:
        if asked.tallies is not None:
            return _count_tallies(asked)
        params = method.complete(asked.params, asked.options)
        ballots, rejected = _checked(method, asked, params)
        outcome = method.count(ballots, asked.options, params)
        return replace(outcome, rejected=tuple(rejected), params=params)
    except BadParams as error:
        values = dict(error.values)
        raise BadRequest(f"params.{values.pop('param')}", error.reason, **values) from error


def _checked(
    method: Method, asked: Request, params: Params
) -> tuple[list[tuple[Ballot, int]], list[Rejection]]:
    ballots: list[tuple[Ballot, int]] = []
    rejected: list[Rejection] = []
    for position, entry in enumerate(asked.ballots):
        try:
            ballot, count = split_count(entry)
            method.check(ballot, asked.options, params)
        except BadBallot as error:
            rejected.append(rejection(position, error))
        else:
            ballots.append((ballot, count))
    return ballots, rejected


def _count_tallies(asked: Request) -> Outcome:
    """
    Judgments already added up. Unequal totals are then more likely a typing error than an abstention:
    unlike ballots, they are refused unless ``missing`` says what they are.
    """
    judgment = majority_judgment.METHOD
    if asked.method != judgment.name:
        raise BadRequest("tallies", "only_for", method=judgment.name)
    tallies = read_tallies(asked)
    levels = len(tallies[asked.options[0]])
    params = judgment.complete({"grades": levels, "missing": "error", **asked.params}, asked.options)
    if params["grades"] != levels:
        raise BadRequest("tallies", "uneven_grades", grades=params["grades"])
    return replace(judgment.count_tallies(tallies, params), params=params)
