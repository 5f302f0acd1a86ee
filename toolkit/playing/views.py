"""
What each role may see of a game. The state of a game holds no count before its reveal, so neither do these.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.content.cards import Card, Language
from toolkit.content.game_words import Step
from toolkit.game.book import Book
from toolkit.game.next_things import Thing
from toolkit.game.state import State
from toolkit.workshop.views import DeskView, ParticipantView, ProjectorView


@dataclass(frozen=True, slots=True)
class PostureView:
    """A posture in the hand: ``cost`` in means when these are too few for it, else 0."""

    key: str
    card: Card
    cost: int = 0


@dataclass(frozen=True, slots=True)
class BarView:
    """
    The votes of a posture once revealed: ``votes`` of ``cast``, ``before`` in vote 1 when this is vote 2,
    else None; ``share`` and ``share_before`` of the longest bar of both, 0 to 1; ``moved``: since vote 1.
    """

    posture: PostureView
    votes: int
    before: int | None
    share: float
    share_before: float
    leads: bool
    is_applied: bool

    @property
    def moved(self) -> int:
        return 0 if self.before is None else self.votes - self.before


@dataclass(frozen=True, slots=True)
class TrackView:
    """A track: where its cube is, and where it was before what has just happened."""

    key: str
    level: int
    before: int

    @property
    def by(self) -> int:
        return self.level - self.before


@dataclass(frozen=True, slots=True)
class ClockView:
    """Seconds left for a step, 0 or less once its time is over; ``of`` tells one clock from the next."""

    left: int
    is_stopped: bool
    of: str


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """How the room used a posture: votes in first votes, in second ones, rounds it was applied."""

    posture: PostureView
    first: int
    second: int
    applied: int


@dataclass(frozen=True, slots=True)
class GameView:
    """
    A game as everybody may see it.

    Attributes:

    situation, crisis: the card in play, None without one; ``face_up``: those of the board.
    postures: all six, in the order of the deck.
    bars: the votes last revealed in what is being played, most votes first is not their order: the deck’s is.
    vote: which vote these are: 1, 2, or 0 for a crisis.
    consequence: what comes of the applied posture, once the card is turned.
    cast, asked: how many have voted, of how many, while a vote is under way.
    clock: of this step; None when it has none.
    part: which part of the debrief the room is at, from 0.
    practice: the vote for nothing, before the first season: empty, ``open`` or ``revealed``, in ``bars``.
    """

    state: State
    book: Book
    language: Language
    tracks: tuple[TrackView, ...]
    situation: Card | None
    crisis: Card | None
    face_up: tuple[Card, ...]
    postures: tuple[PostureView, ...]
    bars: tuple[BarView, ...]
    vote: int
    consequence: str
    applied: PostureView | None
    damages: tuple[tuple[str, int], ...]
    cast: int
    asked: int
    clock: ClockView | None
    part: int
    practice: str
    profile: tuple[ProfileRow, ...]

    @property
    def phase(self) -> str:
        return self.state.phase

    @property
    def is_voting(self) -> bool:
        return self.phase in ("vote_1", "vote_2", "crisis_vote") or self.practice == "open"

    @property
    def reserves(self) -> tuple[tuple[str, str], ...]:
        """The lines of the minorities so far: the situation by its id, the line."""
        turns = (turn for turn in self.state.played if turn.reserve and turn.situation)
        return tuple((turn.situation, turn.reserve) for turn in turns)  # type: ignore[misc]

    @property
    def untried(self) -> tuple[PostureView, ...]:
        """The postures that were never applied, once the profile is known."""
        return tuple(row.posture for row in self.profile if not row.applied)

    @property
    def on_board(self) -> tuple[Card, ...]:
        """The situations that lie on the board: those to choose from, and the one in play."""
        return (*self.face_up, self.situation) if self.situation else self.face_up

    @property
    def duty(self) -> int:
        """The duty table of what is being played, 0 with a single table or between rounds."""
        now = self.state.strike or self.state.turn
        return now.duty if now and self.state.tables > 1 else 0

    @property
    def sum(self) -> int:
        return sum(self.state.tracks)


@dataclass(frozen=True, slots=True)
class GameDesk:
    """
    The facilitator's screen of a game.

    Attributes:

    desk: what surrounds any workshop: addresses, the round under way and how it is counted.
    at: how many lines the log has; sent back with each step.
    forward: the move that carries the game on, None once it is over; ``beside``: what may also be done.
    undo: the kind of the move that may be taken back, None at the beginning.
    steps: the facilitator's script for this moment.
    names: titles of cards by their ids, of postures by their keys.
    reserves, objections: lines proposed from phones; ``commitments``: how many steps aside.
    seats: how many phones said they sit at each table, by its number.
    """

    desk: DeskView
    game: GameView
    at: int
    forward: Thing | None
    beside: Mapping[str, Thing]
    undo: str | None
    steps: tuple[Step, ...]
    names: Mapping[str, str]
    reserves: tuple[str, ...]
    objections: tuple[str, ...]
    commitments: int
    tables: tuple[int, ...]
    seats: Mapping[int, int]

    @property
    def round(self) -> object:
        return self.desk.round

    @property
    def counted(self) -> object:
        return self.desk.counted

    @property
    def desk_key(self) -> str:
        return self.desk.desk_key


@dataclass(frozen=True, slots=True)
class GameProjector:
    """
    The room's screen of a game; ``is_door`` while it shows how to come in. ``steps``: the script, for the
    questions of the debrief; ``written``: how many small steps aside have been written.
    """

    room: ProjectorView
    game: GameView
    is_door: bool
    steps: tuple[Step, ...]
    written: int


@dataclass(frozen=True, slots=True)
class GamePhone:
    """
    The phone of one person in a game. ``asked``: the kinds of notes they may write now, those of a minority
    only when they voted otherwise; ``own``: what they wrote, by kind; ``seat``: their table, 0 for none.
    """

    phone: ParticipantView
    game: GameView
    asked: tuple[str, ...]
    own: Mapping[str, str]
    seat: int
