"""What every ballot and every setting must respect: shapes read strictly, and refused by name."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Ballot = Mapping[str, Any]
Params = Mapping[str, Any]
Counted = Sequence[tuple[Ballot, int]]

# One line of a file may stand for a whole country; beyond this it is a typing error.
LARGEST_COUNT = 10**12


class Refused(ValueError):
    """Something was refused: ``reason`` is a code, ``values`` its JSON-able details."""

    def __init__(self, reason: str, **values: Any) -> None:
        super().__init__(f"{reason} {values}" if values else reason)
        self.reason = reason
        self.values: dict[str, Any] = values


class BadBallot(Refused):
    """A ballot that the method does not allow."""


class BadParams(Refused):
    """A setting that the method does not allow; ``values["param"]`` names it."""


@dataclass(frozen=True, slots=True)
class Pile:
    """Ballots once the blank ones are set aside: how many were cast, how many are blank, those to count."""

    cast: int
    blank: int
    marked: Counted

    @property
    def counted(self) -> int:
        """People whose ballot says something."""
        return self.cast - self.blank


def set_blank_aside(ballots: Counted, is_blank: Callable[[Ballot], bool]) -> Pile:
    """Blank ballots are cast, and counted apart."""
    marked = [(ballot, count) for ballot, count in ballots if not is_blank(ballot)]
    cast = sum(count for _, count in ballots)
    return Pile(cast, cast - sum(count for _, count in marked), marked)


def is_whole(value: object) -> bool:
    """Whether *value* is an integer (``true`` and ``3.0`` are not)."""
    return isinstance(value, int) and not isinstance(value, bool)


def part(ballot: object, field: str) -> Any:
    """
    What the ballot says under *field*; ``None`` when it says nothing.

    Raises: BadBallot, ``bad_shape`` when it is not an object, ``unknown_field`` when it says anything else.
    """
    if not isinstance(ballot, Mapping):
        raise BadBallot("bad_shape")
    for name in ballot:
        if name != field:
            raise BadBallot("unknown_field", field=str(name))
    return ballot.get(field)


def require_known(option: object, options: Collection[str]) -> None:
    """Raises: BadBallot, ``bad_shape`` when this is no text, ``unknown_option`` when not among *options*."""
    if not isinstance(option, str):
        raise BadBallot("bad_shape")
    if option not in options:
        raise BadBallot("unknown_option", option=option)


def require_list(value: object, options: Sequence[str]) -> list[str]:
    """
    A list of different options; an absent one is empty.

    Raises: BadBallot, ``bad_shape``, ``unknown_option`` or ``duplicate_option``.
    """
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise BadBallot("bad_shape")
    known, seen = set(options), set[str]()
    for option in value:
        require_known(option, known)
        if option in seen:
            raise BadBallot("duplicate_option", option=option)
        seen.add(option)
    return list(value)


def require_numbers(value: object, options: Sequence[str]) -> dict[str, int]:
    """
    Whole numbers by option; an absent table is empty.

    Raises: BadBallot, ``bad_shape``, ``unknown_option`` or ``not_whole``.
    """
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise BadBallot("bad_shape")
    known = set(options)
    for option, number in value.items():
        require_known(option, known)
        if not is_whole(number):
            raise BadBallot("not_whole", option=option)
    return dict(value)


def require_between(numbers: Mapping[str, int], least: int, most: int) -> None:
    """Raises: BadBallot, ``out_of_range``, naming the first option whose number is not in the range."""
    for option, number in numbers.items():
        if not least <= number <= most:
            raise BadBallot("out_of_range", option=option, number=number, least=least, most=most)
