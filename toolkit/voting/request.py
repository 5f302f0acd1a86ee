"""What a count is asked: one JSON object, read strictly."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.voting.ballot import LARGEST_COUNT, BadBallot, Refused, is_whole

FIELDS = ("method", "options", "ballots", "tallies", "params")


class BadRequest(Refused):
    """A request that cannot be counted: ``field`` says where, ``reason`` and ``values`` why."""

    def __init__(self, field: str, reason: str, **values: Any) -> None:
        super().__init__(reason, **values)
        self.field = field

    def __str__(self) -> str:
        return f"{self.field}: {super().__str__()}"


@dataclass(frozen=True, slots=True)
class Request:
    """``ballots`` are as received, each still to be checked; ``tallies`` replaces them when not ``None``."""

    method: str
    options: tuple[str, ...]
    params: Mapping[str, Any]
    ballots: tuple[Any, ...]
    tallies: Mapping[str, Any] | None


def read_request(request: Any) -> Request:
    """
    Raises: BadRequest, naming the field: ``not_an_object``, ``unknown_field``, ``missing_field``,
    ``not_text``, ``not_a_list``, ``no_option``, ``empty_option``, ``repeated_option``,
    ``ballots_or_tallies``.
    """
    if not isinstance(request, Mapping):
        raise BadRequest("request", "not_an_object")
    for name in request:
        if name not in FIELDS:
            raise BadRequest(str(name), "unknown_field")
    if ("ballots" in request) == ("tallies" in request):
        raise BadRequest("ballots", "ballots_or_tallies")
    return Request(
        method=_text(_field(request, "method"), "method"),
        options=_options(_field(request, "options")),
        params=_object(request.get("params", {}), "params"),
        ballots=tuple(_list(request.get("ballots", []), "ballots")),
        tallies=_object(request["tallies"], "tallies") if "tallies" in request else None,
    )


def split_count(entry: Any) -> tuple[dict[str, Any], int]:
    """
    A ballot without its ``count``, and that count (1 by default).

    Raises: BadBallot, ``bad_shape`` or ``bad_count``.
    """
    if not isinstance(entry, Mapping):
        raise BadBallot("bad_shape")
    ballot = dict(entry)
    count = ballot.pop("count", 1)
    if not is_whole(count) or not 1 <= count <= LARGEST_COUNT:
        raise BadBallot("bad_count", most=LARGEST_COUNT)
    return ballot, count


def read_tallies(request: Request) -> dict[str, list[int]]:
    """
    Counts by option, in the order of the options, all with as many grades.

    Raises: BadRequest, ``foreign_option``, ``missing_option``, ``not_counts`` or ``uneven_grades``.
    """
    tallies = request.tallies or {}
    for option in tallies:
        if option not in request.options:
            raise BadRequest("tallies", "foreign_option", option=str(option))
    for option in request.options:
        if option not in tallies:
            raise BadRequest("tallies", "missing_option", option=option)
        if not _are_counts(tallies[option]):
            raise BadRequest(f"tallies.{option}", "not_counts")
        if len(tallies[option]) != len(tallies[request.options[0]]):
            raise BadRequest(f"tallies.{option}", "uneven_grades")
    return {option: list(tallies[option]) for option in request.options}


def _are_counts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(is_whole(n) and 0 <= n <= LARGEST_COUNT for n in value)


def _field(request: Mapping[str, Any], name: str) -> Any:
    if name not in request:
        raise BadRequest(name, "missing_field")
    return request[name]


def _text(value: Any, field: str) -> str:
    if not isinstance(value, str):
        raise BadRequest(field, "not_text")
    return value


def _list(value: Any, field: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise BadRequest(field, "not_a_list")
    return list(value)


def _object(value: Any, field: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadRequest(field, "not_an_object")
    return value


def _options(value: Any) -> tuple[str, ...]:
    options = _list(value, "options")
    if not options:
        raise BadRequest("options", "no_option")
    seen: set[str] = set()
    for position, option in enumerate(options):
        if not _text(option, f"options[{position}]").strip():
            raise BadRequest(f"options[{position}]", "empty_option")
        if option in seen:
            raise BadRequest(f"options[{position}]", "repeated_option", option=option)
        seen.add(option)
    return tuple(options)
