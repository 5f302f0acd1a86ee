"""The numbers of the game as values: tracks, postures, situations, crises, formats, thresholds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Tracks(NamedTuple):
    """The four tracks of the board, or what is added to them: resource, community, agreement, means."""

    RES: int
    COM: int
    ACC: int
    MOY: int


TRACKS = Tracks._fields
PLACE: Mapping[str, int] = {track: place for place, track in enumerate(TRACKS)}


@dataclass(frozen=True, slots=True)
class Posture:
    """
    One of the six ways to act.

    Attributes:

    key: its short name, used in counts and logs (``PAR``).
    card: id of its card in the deck.
    signature: what it brings by itself.
    wear: the track that suffers when it is applied twice in a row, more each time.
    """

    key: str
    card: str
    signature: Tracks
    wear: str

    def cost(self, means: str) -> int:
        """What it takes from the track *means* by itself; 0 when it takes nothing."""
        return max(0, -self.signature[PLACE[means]])


@dataclass(frozen=True, slots=True)
class Situation:
    """``stakes``: two tracks, the first under pressure. ``effects``: the back of the card, by posture key."""

    card: str
    stakes: tuple[str, str]
    fits: Mapping[str, int]
    effects: Mapping[str, Tracks]


class Damage(NamedTuple):
    track: str
    damage: int


@dataclass(frozen=True, slots=True)
class Crisis:
    """``main`` is softened by a posture that fits; ``second`` always applies."""

    card: str
    main: Damage
    second: Damage
    fits: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Format:
    """
    One length of game.

    Attributes:

    minutes: its name, and how long it lasts.
    rounds: how many situations are played.
    crises_after: the rounds after which a crisis comes.
    adjust: added to the starting tracks of every difficulty.
    plan: minutes for ``welcome``, ``rounds``, ``crises`` and ``debrief``.
    """

    minutes: int
    rounds: int
    crises_after: tuple[int, ...]
    adjust: Tracks
    plan: Mapping[str, int]


class Shield(NamedTuple):
    """A track that takes 1 off the main damage of a crisis when it stands at ``least`` or above."""

    track: str
    least: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The thresholds of the rules; shares in whole percents, so that they are compared exactly."""

    people: tuple[int, int]
    table: tuple[int, int]
    track: int
    face_up: int
    vigilance: int
    text: int
    contested_below: int
    contested: Damage
    wear: int
    reserve_from: int
    shields: tuple[Shield, ...]
    vigilance_in_crisis: int
    assemblies: int
    back_to: int
    others_lose: int
    low: int
    alive_total: int
    fragile_tracks: int


@dataclass(frozen=True, slots=True)
class Book:
    """
    All the numbers of one version of the game.

    Attributes:

    season: what every season brings; ``later_season`` from the second round on.
    difficulties: the starting value of the tracks, by key.
    timing: seconds for ``reading``, ``vote``, ``talk``, ``spokespersons``, ``crisis``.
    """

    rules_version: str
    cards_version: str
    vital: tuple[str, ...]
    means: str
    numbers: Numbers
    first_season: Tracks
    later_season: Tracks
    timing: Mapping[str, int]
    formats: Mapping[int, Format]
    difficulties: Mapping[str, int]
    postures: Mapping[str, Posture]
    situations: Mapping[str, Situation]
    crises: Mapping[str, Crisis]

    def start(self, minutes: int, difficulty: str) -> Tracks:
        """The tracks before the first season. Raises: KeyError, for an unknown format or difficulty."""
        level = self.difficulties[difficulty]
        return self.moved(Tracks(level, level, level, level), self.formats[minutes].adjust)

    def moved(self, tracks: Tracks, by: Tracks) -> Tracks:
        """*tracks* after the cubes move by *by*; what would leave the board is lost."""
        most = self.numbers.track
        a, b, c, d = tracks
        e, f, g, h = by
        return Tracks(
            min(most, max(0, a + e)),
            min(most, max(0, b + f)),
            min(most, max(0, c + g)),
            min(most, max(0, d + h)),
        )

    def lowered(self, tracks: Tracks, track: str, loss: int) -> Tracks:
        """*tracks* with one of them lower by *loss*, which may be negative; never off the board."""
        place = PLACE[track]
        levels = list(tracks)
        levels[place] = min(self.numbers.track, max(0, levels[place] - loss))
        return Tracks(*levels)
