"""Where a game stands: frozen values that hold all the board shows, and nothing nobody may see yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from toolkit.game.book import Tracks

Phase = Literal[
    "season",  # the next round may begin
    "choice",  # the duty table chooses a situation
    "reading",  # the situation is read
    "vote_1",
    "talk",
    "vote_2",
    "tie",  # the duty table chooses among the tied postures
    "card",  # the card is about to be turned
    "closing",  # reserve, objections, before the round ends
    "assembly",  # a track has broken: the room repairs it
    "crisis",  # a crisis is about to be turned
    "crisis_reading",
    "crisis_vote",
    "crisis_tie",
    "crisis_damage",  # the duty table spends its tokens, the crisis strikes
    "debrief",
    "over",
]
Ending = Literal["alive", "fragile", "pilot_light", "undone"]
Counts = Mapping[str, int]


class Correction(NamedTuple):
    """A count that was wrong: of vote 1, of vote 2 or of the crisis (``vote`` 0)."""

    vote: int
    was: Counts
    now: Counts


class Objection(NamedTuple):
    """What a table contests in a card; ``table`` is 0 when it does not say which."""

    text: str
    table: int


class Before(NamedTuple):
    """The board just before a card is turned."""

    tracks: Tracks
    vigilance: int
    ruptures: int


@dataclass(frozen=True, slots=True)
class Turn:
    """
    One round.

    Attributes:

    number: from 1.
    duty: the duty table, from 1.
    before: the tracks before its season; ``after``: when the round ended, assembly included.
    season: the tracks once the season has passed.
    first, second: the counts of the two votes, every posture in the order of the book; None until revealed.
    tied: the postures among which the duty table chose, or has to; empty without a tie.
    applied: None until known.
    contested, worn: as applied; False until the card is turned.
    reserve: the line of the minority.
    kept: the board before the card was turned; None until then.
    assembly: whether the room held its assembly in this round.
    set_aside: situations put aside before this one was played.
    """

    number: int
    duty: int
    before: Tracks
    season: Tracks
    situation: str | None = None
    first: Counts | None = None
    second: Counts | None = None
    tied: tuple[str, ...] = ()
    applied: str | None = None
    contested: bool = False
    worn: bool = False
    reserve: str | None = None
    token: bool = False
    objections: tuple[Objection, ...] = ()
    corrections: tuple[Correction, ...] = ()
    set_aside: tuple[str, ...] = ()
    kept: Before | None = None
    assembly: bool = False
    after: Tracks | None = None


@dataclass(frozen=True, slots=True)
class Strike:
    """
    One crisis, after round ``after_round``.

    Attributes:

    duty: the duty table, from 1.
    card: None until it is turned.
    votes: the counts, None until revealed.
    vigilance: tokens spent.
    damage: what the main track lost; None until it struck.
    before, after: the tracks; ``after`` with the assembly, if the crisis broke something.
    """

    after_round: int
    duty: int
    before: Tracks
    card: str | None = None
    votes: Counts | None = None
    tied: tuple[str, ...] = ()
    chosen: str | None = None
    vigilance: int = 0
    damage: int | None = None
    corrections: tuple[Correction, ...] = ()
    assembly: bool = False
    after: Tracks | None = None


@dataclass(frozen=True, slots=True)
class State:
    """
    A game at one moment.

    Attributes:

    rounds: how many will be played; a dropped round takes one off.
    round: the last one begun, 0 before the first.
    face_up: the situations on the board; ``pile`` and ``crisis_pile``: the face-down ones, next first.
    turn: the round being played; None between rounds.
    strike: the crisis being played.
    then: the phase that follows the assembly.
    played, strikes: what is over, in order.
    ending: None until the debrief.
    commitments: the small steps aside people wrote, without names.
    """

    phase: Phase
    minutes: int
    difficulty: str
    seed: str
    people: int
    tables: int
    rounds: int
    tracks: Tracks
    face_up: tuple[str, ...]
    pile: tuple[str, ...]
    crisis_pile: tuple[str, ...]
    round: int = 0
    vigilance: int = 0
    ruptures: int = 0
    turn: Turn | None = None
    strike: Strike | None = None
    then: Phase | None = None
    played: tuple[Turn, ...] = ()
    strikes: tuple[Strike, ...] = ()
    ending: Ending | None = None
    commitments: tuple[str, ...] = ()
