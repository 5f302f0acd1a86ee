"""The facts of a workshop, as rows. Results are never stored: they are computed from ballots."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

# The method of a round that asks for ideas: nothing is counted in it.
IDEAS = "ideas"
IDEA_SOURCES = ("room", "desk", "merged")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite keeps no zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time must carry its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    # Every constraint has a name, so that a migration can change it on both databases.
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime, dict[str, Any]: JSON}


class Workshop(Base):
    """
    One live gathering. ``version`` grows with every verb that changes what phones show, ``side_version``
    with those that change only what the desk and the projector show; ``showing`` is what the projector
    shows: ``join`` or ``round``. ``without_phone`` people are there without one; they may pass around a
    device that has the address ``shared_key``. Deleted ``keep_days`` after it was last touched; 0: never.
    """

    __tablename__ = "workshop"
    __table_args__ = (CheckConstraint("showing IN ('join', 'round')", name="showing"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    join_code: Mapped[str] = mapped_column(String(12), unique=True)
    desk_key: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    deck_id: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(8))
    anonymous: Mapped[bool]
    version: Mapped[int] = mapped_column(default=1)
    side_version: Mapped[int] = mapped_column(default=1, server_default="1")
    showing: Mapped[str] = mapped_column(String(8), default="join")
    without_phone: Mapped[int] = mapped_column(default=0, server_default="0")
    turnout_hidden: Mapped[bool] = mapped_column(default=False, server_default=false())
    shared_key: Mapped[str | None] = mapped_column(String(64), unique=True, index=True)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    doors_closed_at: Mapped[datetime | None]
    keep_days: Mapped[int] = mapped_column(default=0, server_default="0")
    wifi_name: Mapped[str] = mapped_column(String(32), default="", server_default="")
    wifi_password: Mapped[str] = mapped_column(String(63), default="", server_default="")

    rounds: Mapped[list["Round"]] = relationship(
        back_populates="workshop", order_by="(Round.series, Round.vote)", cascade="all, delete-orphan"
    )
    participants: Mapped[list["Participant"]] = relationship(
        back_populates="workshop", cascade="all, delete-orphan"
    )


class Participant(Base):
    """
    Someone in the room. ``token`` is the secret in the address of their screen; a name is a choice.
    Whoever is ``observing`` follows without voting, and is not expected to. ``seat`` is the number of the
    table they said they sit at, 0 when they did not.
    """

    __tablename__ = "participant"
    __table_args__ = (Index("ix_participant_present", "workshop_id", "removed_at", "observing"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    token: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(60), default="")
    joined_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    observing: Mapped[bool] = mapped_column(default=False, server_default=false())
    seat: Mapped[int] = mapped_column(default=0, server_default="0")

    workshop: Mapped[Workshop] = relationship(back_populates="participants")


class Round(Base):
    """
    One question put to the room. ``series`` numbers the questions of a workshop from 1;
    ``vote`` numbers the votes on the same question and cards from 1. ``ends_at`` is when the facilitator
    means to close: a clock for the room, which closes nothing. ``compared_vote`` is the vote its movement is
    shown from, when the facilitator picked one: by default the one before.
    """

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("workshop_id", "series", "vote", name="uq_round_place"),
        CheckConstraint("series >= 1 AND vote >= 1", name="numbers"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    series: Mapped[int]
    vote: Mapped[int]
    question: Mapped[str] = mapped_column(String(300))
    method: Mapped[str] = mapped_column(String(40))
    params: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    revealed_at: Mapped[datetime | None]
    detached_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    compared_vote: Mapped[int | None]
    # Another rule that the projector counts the same rankings by, for as long as the facilitator wants it.
    shown_rule: Mapped[str | None] = mapped_column(String(40))
    # Who went where, on the projector instead of the outcome: the key of these flows (workshop/moving.py).
    shown_flows: Mapped[str | None] = mapped_column(String(80))

    workshop: Mapped[Workshop] = relationship(back_populates="rounds")
    options: Mapped[list["Option"]] = relationship(
        order_by="Option.position", cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def state(self) -> str:
        if self.revealed_at:
            return "revealed"
        if self.closed_at:
            return "closed"
        return "open" if self.opened_at else "draft"

    @property
    def asks_ideas(self) -> bool:
        """Whether it asks the room for ideas rather than for a vote."""
        return self.method == IDEAS

    @property
    def keys(self) -> list[str]:
        return [option.key for option in self.options]


class Option(Base):
    """
    What can be chosen in a round: a card by its id, or an idea by its key, with its title (and for an
    idea its sentence) as it read that day.
    """

    __tablename__ = "option"
    __table_args__ = (UniqueConstraint("round_id", "key", name="uq_option_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    sentence: Mapped[str] = mapped_column(String(300), default="", server_default="")


class Idea(Base):
    """
    A card written during the workshop: by someone in the room, by the facilitator (a pasted list), or made
    of others (``merged``: they keep their rows and point at it).

    ``number`` counts from 1 in a workshop and is never given twice; ``shown_at`` is when it was let through
    to the room. A withdrawn idea keeps its number and nothing else. ``revision`` grows with every change,
    so that the desk and the projector notice.
    """

    __tablename__ = "idea"
    __table_args__ = (
        UniqueConstraint("workshop_id", "number", name="uq_idea_number"),
        CheckConstraint(f"source IN {IDEA_SOURCES}", name="source"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("round.id", ondelete="SET NULL"), index=True)
    participant_id: Mapped[int | None] = mapped_column(
        ForeignKey("participant.id", ondelete="SET NULL"), index=True
    )
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id", ondelete="SET NULL"), index=True)
    number: Mapped[int]
    source: Mapped[str] = mapped_column(String(8), default="room")
    title: Mapped[str] = mapped_column(String(200))
    sentence: Mapped[str] = mapped_column(String(300), default="")
    revision: Mapped[int] = mapped_column(default=1)
    written_at: Mapped[datetime | None]
    shown_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    @property
    def key(self) -> str:
        """What it is called as an option, for as long as its workshop is kept."""
        return f"idea-{self.number}"

    @property
    def state(self) -> str:
        if self.withdrawn_at:
            return "withdrawn"
        if self.merged_into_id is not None:
            return "merged"
        if self.hidden_at:
            return "hidden"
        return "shown" if self.shown_at else "pending"


class Batch(Base):
    """
    Ballots entered together at the desk: a show of hands, a photo of cards, a pile of paper typed in.

    ``key`` is unique in its round: what is sent twice is entered once. ``kind`` is ``hands`` (one for each
    round, replaced), ``cards`` (a photo), ``tally`` (counts card by card), ``ballot`` (one sheet) or
    ``shared`` (one ballot of a shared device, until the vote closes).
    ``digest`` says which photo it was, so that the same one is recognised; the photo itself is not kept.
    """

    __tablename__ = "batch"
    __table_args__ = (
        UniqueConstraint("round_id", "key", name="uq_batch_key"),
        CheckConstraint("kind IN ('hands', 'cards', 'tally', 'ballot', 'shared')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(12))
    digest: Mapped[str | None] = mapped_column(String(64))


class Ballot(Base):
    """
    What one participant cast in one round: one row, replaced until the round closes. What came without a
    phone has no participant; one row may then stand for ``count`` people who cast the same, and ``batch_id``
    says with what it was entered. ``source`` is ``phone``, ``shared`` (a device passed around), ``hands``
    or ``paper``.

    Once detached, ``participant_id``, ``receipt`` and ``cast_at`` are gone for good; ``trail`` is a random
    word that ties together the ballots of one unknown person within one series, so that movement stays
    countable; ``fingerprint`` is what ``workshop.receipts`` makes of the receipt: whoever still holds the
    receipt finds the ballot by it, and it leads nowhere else. Ballots that nobody cast by hand have neither.
    """

    __tablename__ = "ballot"
    __table_args__ = (
        UniqueConstraint("round_id", "participant_id", name="uq_ballot_one_each"),
        CheckConstraint("source IN ('phone', 'shared', 'hands', 'paper')", name="source"),
        CheckConstraint("count >= 1", name="count"),
        # All that is counted while people vote: no ballot is read for it.
        Index("ix_ballot_counted", "round_id", "source", "count"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"))
    participant_id: Mapped[int | None] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    trail: Mapped[str | None] = mapped_column(String(32))
    source: Mapped[str] = mapped_column(String(12), default="phone")
    count: Mapped[int] = mapped_column(default=1, server_default="1")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"), index=True)
    content: Mapped[dict[str, Any]]
    receipt: Mapped[str | None] = mapped_column(String(16))
    fingerprint: Mapped[str | None] = mapped_column(String(16))
    cast_at: Mapped[datetime | None]


class Withheld(Base):
    """
    The ballot of someone the facilitator removed, out of every count while they are out: ``row`` is the
    ballot as it was, column by column. It comes back with the person, until the round is revealed.
    """

    __tablename__ = "withheld"
    __table_args__ = (UniqueConstraint("round_id", "participant_id", name="uq_withheld_one_each"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), index=True)
    row: Mapped[dict[str, Any]]


class Game(Base):
    """
    A board game: a workshop holds one at most. All there is to know of its play is in its lines. Beside them,
    what only the screens need: when the time of the present step is over (``ends_at``), or how much was left
    when its clock was stopped (``left_s``), and which ``part`` of the debrief the room is at.
    """

    __tablename__ = "game"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), unique=True)
    ends_at: Mapped[datetime | None]
    left_s: Mapped[int | None]
    part: Mapped[int] = mapped_column(default=0, server_default="0")


class GameLine(Base):
    """
    One line of the log of a game: a ``move`` as JSON holds it, ``number`` counted from 1 without a gap. Two
    desks that would both write the next line cannot.
    """

    __tablename__ = "game_line"
    __table_args__ = (
        UniqueConstraint("game_id", "number", name="uq_game_line_number"),
        CheckConstraint("number >= 1", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    game_id: Mapped[int] = mapped_column(ForeignKey("game.id", ondelete="CASCADE"))
    number: Mapped[int]
    move: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]


class GameNote(Base):
    """
    What someone proposes on their phone, until the facilitator takes it into the log or its moment is
    over: a ``reserve``, an ``objection``, or a ``commitment``. One of each for each person.
    """

    __tablename__ = "game_note"
    __table_args__ = (
        UniqueConstraint("game_id", "participant_id", "kind", name="uq_game_note_one_each"),
        CheckConstraint("kind IN ('reserve', 'objection', 'commitment')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    game_id: Mapped[int] = mapped_column(ForeignKey("game.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(String(300))
