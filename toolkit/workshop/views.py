"""
What each role may see, as plain frozen values. What is not for a role is not in its view:
before the reveal no view holds a count per option, the facilitator's included.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from toolkit.content.cards import Card, Language
from toolkit.voting.hands import Marks
from toolkit.workshop.ways import Way

# The number of the look of what the room wrote itself (faces/look.toml).
ROOM = 8


@dataclass(frozen=True, slots=True)
class OptionView:
    """
    Something to choose. ``number`` counts from 1; ``card`` is None for what is not in the deck: an idea,
    which may have a ``sentence``, or a card that is no longer there.
    """

    key: str
    title: str
    number: int
    card: Card | None
    sentence: str = ""

    @property
    def orientation(self) -> int:
        """What gives it hue and pattern: its card's suit, else what stands for the room's ideas."""
        return self.card.suit if self.card else ROOM


@dataclass(frozen=True, slots=True)
class IdeaView:
    """
    An idea. ``state`` is shown, pending (not yet read by the facilitator), hidden or merged; ``parts`` the
    ideas it was made of, if it was; ``name`` its author's first name, on the desk of a workshop with names
    only; ``revision`` grows with every change.
    """

    key: str
    number: int
    title: str
    sentence: str
    state: str = "shown"
    revision: int = 1
    name: str = ""
    parts: tuple["IdeaView", ...] = ()


@dataclass(frozen=True, slots=True)
class RoundView:
    """
    One round. ``state`` is draft, open, closed or revealed; ``series`` numbers the question and ``vote``
    the votes on it, from 1. ``way`` names the way of voting and ``ballot`` its form on the phone; ``cast`` of
    ``present`` people have voted (the turnout, never who). A round that ``asks_ideas`` has no options;
    ``cast`` is then how many ideas it received. ``ends_at``: the clock of an open round; it closes nothing.
    """

    id: int
    series: int
    vote: int
    question: str
    method: str
    way: str
    ballot: str
    params: Mapping[str, Any]
    state: str
    options: tuple[OptionView, ...]
    cast: int
    present: int
    asks_ideas: bool = False
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """
    One option in the outcome. ``rank`` from 1, shared by exact ties (``tied``); ``score`` is what the
    method counted, ready to read; ``share`` of the longest bar, 0 to 1; ``parts``: counts behind the
    bar where the method has them (majority judgment: people per grade, worst first), else empty.
    """

    option: OptionView
    rank: int
    tied: bool
    winner: bool
    score: str
    share: float
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveRow:
    """How one option moved between two votes: people who raised it, lowered it, left it where it was."""

    option: OptionView
    up: int
    down: int
    same: int
    rank_before: int
    rank_after: int


@dataclass(frozen=True, slots=True)
class StopView:
    """
    Where ``people`` stood at one vote. ``kind``: options, levels, nothing (a blank ballot, no level given),
    several (options put first together), others (options and blank ballots together) or apart (whoever
    cannot be followed); ``name`` in the words of the room; ``options`` where there are some, and
    ``levels``, counted from 0, the worst one.
    """

    kind: str
    name: str
    people: int
    options: tuple[OptionView, ...] = ()
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowView:
    """
    ``people`` who went from a stop to another, by their numbers. ``way``: up, down or same; empty where the
    stops are those of several places, or of nobody followed.
    """

    start: int
    end: int
    people: int
    way: str


@dataclass(frozen=True, slots=True)
class FlowsView:
    """
    Who went where, between the votes of a movement: ``starts`` before, ``ends`` after. ``key`` is that of the
    one ``option`` these levels are about, and ``*`` when people stood on an option; ``told``: the same in
    sentences; ``notes``: how to read it; ``scale``: how many levels there are.
    """

    key: str
    option: OptionView | None
    starts: tuple[StopView, ...]
    ends: tuple[StopView, ...]
    flows: tuple[FlowView, ...]
    told: tuple[str, ...]
    notes: tuple[str, ...]
    scale: int = 0


@dataclass(frozen=True, slots=True)
class ShiftView:
    """
    How the ``people`` who placed one option at both votes moved it on the map: ``before`` and ``after`` are
    the middles of all its places at each vote, from 0 to 1.
    """

    option: OptionView
    people: int
    stayed: int
    left: int
    right: int
    down: int
    up: int
    before: tuple[float, float]
    after: tuple[float, float]


@dataclass(frozen=True, slots=True)
class MovementView:
    """
    The movement from vote ``before`` to vote ``after``, over the ``people`` who cast both; ``moved`` of
    them changed something. ``rows`` follow the outcome's order; ``flows`` those of the whole vote, or of
    each option that moved, most moved first; ``shifts`` on a map, instead of rows. All are empty when too few
    voted to stay unnamed; ``withheld``: flows would be there, had more people stood in each place.
    ``projected``: the key of the flows on the room's screen, empty for the outcome.
    """

    before: int
    after: int
    people: int
    moved: int
    rows: tuple[MoveRow, ...]
    flows: tuple[FlowsView, ...] = ()
    shifts: tuple[ShiftView, ...] = ()
    withheld: bool = False
    projected: str = ""

    @property
    def on_screen(self) -> FlowsView | None:
        """The flows the room's screen shows instead of the outcome."""
        return next((one for one in self.flows if one.key == self.projected), None)

    @property
    def most_moved(self) -> tuple[MoveRow, ...]:
        """The three options that most people moved, those whose rank changed most first among equals."""
        stirred = [row for row in self.rows if row.up or row.down]
        order = sorted(stirred, key=lambda row: (-row.up - row.down, -abs(row.rank_before - row.rank_after)))
        return tuple(order[:3])

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be known of all these flows, each sentence once."""
        return tuple(dict.fromkeys(note for one in self.flows for note in one.notes))

    @property
    def enough(self) -> bool:
        """Whether enough people voted twice to show something."""
        return bool(self.rows or self.shifts)


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """
    What the room decided in a revealed round. ``rows`` best first; ``steps`` the count told in words, and
    ``policy`` what it does with what is left out, if that is a choice; ``shape`` how it is best drawn:
    bars, grades, degrees, duels, flow or map. ``grades`` names of the grades, worst first (majority
    judgment); ``pairs[i][j]``: people who put row i's option before row j's (methods of duels);
    ``reasons``: what people wrote about each option, in alphabetical order; all three empty where they do
    not apply. ``reasons_held``: so few people could write that what they wrote would name them. ``params``
    and ``details`` are those of the count, for a picture. ``other_rule``: the method, when the same ballots
    are counted under another rule than the one the room voted by, else empty. ``sources``: how many people
    voted in each way, nothing of what they chose.
    """

    method: str
    shape: str
    params: Mapping[str, Any]
    details: Mapping[str, Any]
    rows: tuple[ResultRow, ...]
    cast: int
    blank: int
    steps: tuple[str, ...]
    policy: str = ""
    grades: tuple[str, ...] = ()
    pairs: tuple[tuple[int, ...], ...] = ()
    reasons: tuple[tuple[OptionView, tuple[str, ...]], ...] = ()
    reasons_held: bool = False
    movement: MovementView | None = None
    other_rule: str = ""
    sources: Mapping[str, int] = field(default_factory=dict)

    @property
    def ranks(self) -> bool:
        """Whether the options are in an order: a map has none, unless one of its corners was looked for."""
        return self.shape != "map" or self.params["best"] != "none"


@dataclass(frozen=True, slots=True)
class PhonesView:
    """
    What all the phones of a room show alike: nothing in it belongs to one person. ``key`` names it: two
    with the same key are the same; ``is_prepared``: a question is ready to open. The other fields are as in
    ``ParticipantView``.
    """

    key: tuple[int, str, int, Language]
    join_code: str
    deck_id: str
    title: str
    language: Language
    anonymous: bool
    version: str
    stage: str
    is_prepared: bool
    round: RoundView | None
    outcome: OutcomeView | None
    ideas: tuple[IdeaView, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """
    What a rule concludes from the rankings of a round. ``recorded``: the one the room voted by;
    ``projected``: the one on the room's screen; ``first``: titles of those it puts first, or keeps.
    """

    rule: str
    first: tuple[str, ...]
    recorded: bool
    projected: bool


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """
    A phone. ``stage`` is waiting, voting, closed, revealed or ended, or for a question that asks for ideas
    writing, then gathered; ``ballot`` is their own recorded ballot (None when none is); ``outcome`` is there
    only once revealed; ``focus`` is the key of the card they came for by scanning it, if any; ``own`` are
    their own ideas in this round, ``ideas`` those of the room once it is closed; ``receipt`` is that of
    their ballot, with its ``fingerprint``, both empty without one or once detached. ``phones`` is the part
    that is the same on every phone; ``sent``: this phone has just sent the ballot on its screen, and keeps
    its form. Whoever is ``observing`` sees the stage observing instead of voting or writing. ``left`` is
    where the time left on the clock is filled in, when the stage is drawn for many.
    """

    phones: PhonesView
    token: str
    join_code: str
    deck_id: str
    title: str
    language: Language
    anonymous: bool
    name: str
    version: str
    stage: str
    round: RoundView | None
    ballot: Mapping[str, Any] | None
    outcome: OutcomeView | None
    focus: str | None = None
    own: tuple[IdeaView, ...] = ()
    ideas: tuple[IdeaView, ...] = ()
    receipt: str = ""
    fingerprint: str = ""
    sent: bool = False
    observing: bool = False
    left: str = ""


@dataclass(frozen=True, slots=True)
class ProjectorView:
    """
    The big screen. ``stage`` is join, draft, open, closed, revealed or ended, or for a question that asks
    for ideas announced, writing or gathered, ``ideas`` being those the room may see; when ``turnout_hidden``
    it says neither how many people are there nor how many have voted. ``wifi`` is the name and password of
    the room's network, if the facilitator typed them.
    """

    join_code: str
    join_url: str
    deck_id: str
    title: str
    language: Language
    version: str
    stage: str
    present: int
    turnout_hidden: bool
    round: RoundView | None
    outcome: OutcomeView | None
    wifi: tuple[str, str] | None = None
    ideas: tuple[IdeaView, ...] = ()


@dataclass(frozen=True, slots=True)
class DeckChoice:
    """
    A part of the deck to choose cards from: an orientation and its leads, or all the cards of one kind, which
    ``orientation`` does not head. ``name`` tells the parts of a deck apart.
    """

    kind: str
    orientation: Card | None
    cards: tuple[Card, ...]

    @property
    def name(self) -> str:
        return str(self.orientation.orientation) if self.orientation else self.kind

    @property
    def first(self) -> tuple[str, ...]:
        """The ids of the cards that a first question is about: the orientation, or all of a kind."""
        return (self.orientation.id,) if self.orientation else tuple(card.id for card in self.cards)


@dataclass(frozen=True, slots=True)
class PastRound:
    """A round already held, for the list of rounds on the desk."""

    id: int
    series: int
    vote: int
    question: str
    way: str
    state: str
    cast: int


@dataclass(frozen=True, slots=True)
class HandsView:
    """
    A show of hands as the facilitator typed it, theirs to correct: nobody else's view has it.

    ``levels`` asked of each option, worst first; ``marks`` people by option and level; ``people`` who took
    part, 0 when nothing was entered.
    """

    levels: tuple[int, ...]
    marks: Mapping[str, Marks]
    people: int


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry of paper, for how many ``people``: ``cards`` (a photo), ``tally`` or ``ballot``."""

    id: int
    kind: str
    people: int


@dataclass(frozen=True, slots=True)
class CountedView:
    """
    People without a phone (``expected``), the secret of the address of their shared device, if any, and
    how many people voted in each way, by source. ``levels`` are
    those counted card by card, worst first; empty, and ``hands`` None, where the method needs whole ballots.
    """

    expected: int
    device_key: str
    turnout_hidden: bool
    people: Mapping[str, int]
    levels: tuple[int, ...]
    hands: HandsView | None
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class DeskView:
    """
    The facilitator's desk. ``stage`` is as on the projector's, plus ``preparing`` when no round is under
    way, and ``asking`` while ideas are about to be asked for; ``ideas`` are all those of this round,
    ``kept`` those of the workshop that can be voted on; ``preset`` are the keys chosen beforehand for the
    next vote; ``showing`` is what the projector shows now (join or round); ``names`` of participants only in
    a workshop with names; ``rules``: the same rankings under every rule, once revealed.
    """

    desk_key: str
    join_code: str
    join_url: str
    desk_url: str
    screen_url: str
    deck_id: str
    title: str
    language: Language
    anonymous: bool
    version: str
    stage: str
    showing: str
    present: int
    names: tuple[str, ...]
    round: RoundView | None
    outcome: OutcomeView | None
    choices: tuple[DeckChoice, ...]
    ways: tuple[Way, ...]
    rules: tuple[RuleView, ...]
    past: tuple[PastRound, ...]
    counted: CountedView
    ideas: tuple[IdeaView, ...] = ()
    kept: tuple[IdeaView, ...] = ()
    preset: "Preset | None" = None


@dataclass(frozen=True, slots=True)
class Preset:
    """
    Options chosen beforehand: the ideas of a question (``top`` is 0), or the first ``top`` of an outcome;
    ``edge``, how many of them share the last place, when that makes them more than ``top``.
    """

    keys: tuple[str, ...]
    top: int = 0
    edge: int = 0
