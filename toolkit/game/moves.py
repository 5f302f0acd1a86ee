"""What can be done in a game: one frozen value per move, and its form in a file."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

from toolkit.game.errors import BadGame


def frozen(counts: Mapping[str, int]) -> Mapping[str, int]:
    """A copy of *counts* that nobody can change; what is no mapping stays, for the rules to refuse."""
    return MappingProxyType(dict(counts)) if isinstance(counts, Mapping) else counts


@dataclass(frozen=True, slots=True)
class Begin:
    """
    The first move of every log.

    ``situations`` and ``crises`` are the two shuffled piles, the next card first. With a ``seed`` they are
    those that ``shuffled`` gives; without, hands shuffled them.
    """

    minutes: int
    difficulty: str
    people: int
    tables: int
    seed: str
    situations: tuple[str, ...]
    crises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StartSeason:
    """A new round begins: means come in and, from the second on, the resource wears."""


@dataclass(frozen=True, slots=True)
class ChooseSituation:
    situation: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A face-up situation goes under the pile, and the next card takes its place."""

    situation: str


@dataclass(frozen=True, slots=True)
class OpenVote:
    """People may vote: the situation has been read, the talk is over, or the crisis has been read."""


@dataclass(frozen=True, slots=True)
class Reveal:
    """The vote is closed and everybody shows at once: phones and paper together, votes by posture key."""

    counts: Mapping[str, int]

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", frozen(self.counts))


@dataclass(frozen=True, slots=True)
class BreakTie:
    posture: str


@dataclass(frozen=True, slots=True)
class TurnCard:
    """The back of the situation is read, and the cubes move."""


@dataclass(frozen=True, slots=True)
class WriteReserve:
    text: str


@dataclass(frozen=True, slots=True)
class Object:
    """A table contests the card. ``table`` 0: it does not say which."""

    text: str
    table: int = 0


@dataclass(frozen=True, slots=True)
class EndRound:
    pass


@dataclass(frozen=True, slots=True)
class HoldAssembly:
    pass


@dataclass(frozen=True, slots=True)
class DrawCrisis:
    pass


@dataclass(frozen=True, slots=True)
class FaceCrisis:
    """The crisis strikes; ``vigilance`` tokens are spent against it."""

    vigilance: int = 0


@dataclass(frozen=True, slots=True)
class DropRound:
    """One round less will be played."""


@dataclass(frozen=True, slots=True)
class CorrectCount:
    """The counts of vote 1, of vote 2, or of the crisis (``vote`` 0), as they should have been."""

    vote: int
    counts: Mapping[str, int]

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", frozen(self.counts))


@dataclass(frozen=True, slots=True)
class Headcount:
    """Somebody came or left."""

    people: int
    tables: int


@dataclass(frozen=True, slots=True)
class Commit:
    """One small step aside, without a name."""

    text: str


@dataclass(frozen=True, slots=True)
class CloseGame:
    pass


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The last step not yet taken back is as if it had not been. Lives in the log only: see ``log.py``."""


Move = (
    Begin
    | StartSeason
    | ChooseSituation
    | SetAside
    | OpenVote
    | Reveal
    | BreakTie
    | TurnCard
    | WriteReserve
    | Object
    | EndRound
    | HoldAssembly
    | DrawCrisis
    | FaceCrisis
    | DropRound
    | CorrectCount
    | Headcount
    | Commit
    | CloseGame
    | TakeBack
)


def kind_of(move: type[Move]) -> str:
    """The name of a move in files and addresses: ``start_season``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", move.__name__).lower()


KINDS: Mapping[str, type[Move]] = {
    kind_of(move): move
    for move in (
        Begin,
        StartSeason,
        ChooseSituation,
        SetAside,
        OpenVote,
        Reveal,
        BreakTie,
        TurnCard,
        WriteReserve,
        Object,
        EndRound,
        HoldAssembly,
        DrawCrisis,
        FaceCrisis,
        DropRound,
        CorrectCount,
        Headcount,
        Commit,
        CloseGame,
        TakeBack,
    )
}
NAMES: Mapping[type[Move], str] = {move: kind for kind, move in KINDS.items()}


def as_dict(move: Move) -> dict[str, Any]:
    """*move* as JSON can hold it: its kind under ``move``, then its fields."""
    written: dict[str, Any] = {"move": NAMES[type(move)]}
    for each in fields(move):
        value = getattr(move, each.name)
        if isinstance(value, tuple):
            value = list(value)
        elif isinstance(value, Mapping):
            value = dict(value)
        written[each.name] = value
    return written


def move_from(written: Any, at: str = "") -> Move:
    """
    The move that *written* describes; *at* names its place in the file, for the refusal.

    Only shapes are judged here; whether the move may be made is for ``play``.
    Raises: BadGame: ``not_an_object``, ``unknown_move``, ``unknown_field``, ``missing_field``,
    ``wrong_kind``.
    """
    if not isinstance(written, Mapping):
        raise BadGame("not_an_object", at=at)
    kind = written.get("move")
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadGame("unknown_move", at=at, name=str(kind))
    move = KINDS[kind]
    names = [each.name for each in fields(move)]
    for name in written:
        if name != "move" and name not in names:
            raise BadGame("unknown_field", at=at, name=str(name))
    values = {}
    for name in names:
        if name not in written:
            raise BadGame("missing_field", at=at, name=name)
        values[name] = _value(name, written[name], at)
    return move(**values)


def is_whole(value: object) -> bool:
    """Whether *value* is an integer (``true`` and ``3.0`` are not)."""
    return isinstance(value, int) and not isinstance(value, bool)


def _counts(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(key, str) and is_whole(count) for key, count in value.items()
    )


def _names(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


def _text(value: Any) -> bool:
    return isinstance(value, str)


SHAPES: Mapping[str, Callable[[Any], bool]] = {
    "counts": _counts,
    "situations": _names,
    "crises": _names,
    **dict.fromkeys(("minutes", "people", "tables", "table", "vigilance", "vote"), is_whole),
    **dict.fromkeys(("difficulty", "seed", "situation", "posture", "text"), _text),
}


def _value(name: str, value: Any, at: str) -> Any:
    if not SHAPES[name](value):
        raise BadGame("wrong_kind", at=at, name=name)
    if isinstance(value, list):
        return tuple(value)
    return dict(value) if isinstance(value, Mapping) else value
