"""A workshop from its creation to its end: create, join, show, end."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from toolkit.content.cards import LANGUAGES, Language
from toolkit.store.models import Participant, Workshop
from toolkit.workshop.codes import new_join_code, new_secret
from toolkit.workshop.detaching import detach_all, forget_turns
from toolkit.workshop.errors import (
    BadSetting,
    DoorsClosed,
    RemovedParticipant,
    UnknownDeck,
    WorkshopEnded,
    WorkshopFull,
)
from toolkit.workshop.finding import participant_by_token, workshop_by_code, workshop_by_desk
from toolkit.workshop.typed import tidy

TITLE_LENGTH = 120
NAME_LENGTH = 40
# Days a workshop is kept once nobody touches it any more; 0 is until somebody deletes it.
KEPT_DAYS = (7, 30, 90, 365, 0)
# More than the largest day Rebond is built for, few enough that a script cannot fill the disk.
MOST_PEOPLE = 5000
MOST_WITHOUT_PHONE = 2000


def create_workshop(
    session: Session,
    *,
    title: str,
    deck_id: str,
    decks: Collection[str],
    language: Language,
    anonymous: bool,
    now: datetime,
    keep_days: int = 0,
) -> Workshop:
    """
    A new workshop, with its join code and the secret of its desk.

    Args: keep_days: one of KEPT_DAYS, after which it is deleted by itself; 0: never.

    Raises: BadSetting (title empty or over 120 characters, unknown language or time), UnknownDeck.
    """
    title = tidy(title)
    if not title:
        raise BadSetting(field="title", reason="empty")
    if len(title) > TITLE_LENGTH:
        raise BadSetting(field="title", reason="too_long", most=TITLE_LENGTH)
    if language not in LANGUAGES:
        raise BadSetting(field="language", reason="unknown")
    if keep_days not in KEPT_DAYS:
        raise BadSetting(field="keep", reason="unknown")
    if deck_id not in decks:
        raise UnknownDeck(deck=deck_id)
    for _attempt in range(8):  # a clash of codes is a once-in-a-million draw; draw again
        workshop = Workshop(
            join_code=new_join_code(),
            desk_key=new_secret(),
            title=title,
            deck_id=deck_id,
            language=language,
            anonymous=anonymous,
            keep_days=keep_days,
            created_at=now,
        )
        try:
            with session.begin_nested():
                session.add(workshop)
        except IntegrityError:
            continue
        return workshop
    raise RuntimeError("no free join code in eight draws")


def join(
    session: Session, join_code: str, *, name: str = "", known: Sequence[str] = (), now: datetime
) -> Participant:
    """
    Someone enters. A phone that was already in (one of its *known* tokens) comes back as itself,
    the latest of them first; one that was removed does not come back as somebody else.

    A name is kept only in a workshop with names.
    Raises: UnknownWorkshop, RemovedParticipant, WorkshopEnded, DoorsClosed, WorkshopFull.
    """
    workshop = workshop_by_code(session, join_code)
    if back := _come_back(session, workshop, known):
        return back
    if workshop.ended_at:
        raise WorkshopEnded
    if workshop.doors_closed_at:
        raise DoorsClosed
    if _count_joined(session, workshop.id) >= MOST_PEOPLE:
        raise WorkshopFull(most=MOST_PEOPLE)
    kept = "" if workshop.anonymous else tidy(name)[:NAME_LENGTH]
    participant = Participant(workshop_id=workshop.id, token=new_secret(), name=kept, joined_at=now)
    session.add(participant)
    session.flush()
    return participant


def _come_back(session: Session, workshop: Workshop, known: Sequence[str]) -> Participant | None:
    if not known:
        return None
    people = session.scalars(
        select(Participant).where(Participant.workshop_id == workshop.id, Participant.token.in_(known))
    ).all()
    inside = [person for person in people if person.removed_at is None]
    if people and not inside:
        raise RemovedParticipant
    return min(inside, key=lambda person: known.index(person.token), default=None)


def show(session: Session, desk_key: str, showing: str) -> None:
    """
    Put the join screen or the round on the projector.

    Raises: UnknownDesk, BadSetting, WorkshopEnded.
    """
    workshop = running_workshop(session, desk_key)
    if showing not in ("join", "round"):
        raise BadSetting(field="showing", reason="unknown")
    if workshop.showing != showing:
        workshop.showing = showing
        touch(workshop)


def expect(session: Session, desk_key: str, without_phone: int) -> None:
    """
    How many people are there without a phone. A shared device gets its address with the first of them.

    Raises: UnknownDesk, WorkshopEnded, BadSetting.
    """
    workshop = running_workshop(session, desk_key)
    if not 0 <= without_phone <= MOST_WITHOUT_PHONE:
        raise BadSetting(field="without_phone", reason="out_of_range", least=0, most=MOST_WITHOUT_PHONE)
    if workshop.without_phone != without_phone:
        workshop.without_phone = without_phone
        workshop.shared_key = workshop.shared_key or new_secret()
        workshop.side_version += 1


def observe(session: Session, token: str, observing: bool) -> None:
    """
    Follow without voting, or vote again: whoever observes is not expected in the turnout. A ballot already
    cast stays counted: who has voted must show neither on the desk nor in the turnout.

    Raises: UnknownParticipant, WorkshopEnded.
    """
    person = participant_by_token(session, token)
    if person.workshop.ended_at:
        raise WorkshopEnded
    set_observing(person, observing)


def set_observing(person: Participant, observing: bool) -> None:
    """Twice is once; the desk and the projector are told."""
    if person.observing != observing:
        person.observing = observing
        # Added by the database: two phones at once must not make one change of it.
        person.workshop.side_version = Workshop.side_version + 1


def hide_turnout(session: Session, desk_key: str, hidden: bool) -> None:
    """
    Whether the projector says how many people are there and have voted.

    Raises: UnknownDesk, WorkshopEnded.
    """
    workshop = running_workshop(session, desk_key)
    if workshop.turnout_hidden != hidden:
        workshop.turnout_hidden = hidden
        workshop.side_version += 1


def end_workshop(session: Session, desk_key: str, *, now: datetime) -> None:
    """
    End it for good: an open round is closed, ballots are detached from people. Twice is once.

    Raises: UnknownDesk.
    """
    workshop = workshop_by_desk(session, desk_key, lock=True)
    if workshop.ended_at:
        return
    for this_round in workshop.rounds:
        if this_round.state == "open":
            this_round.closed_at = now
            forget_turns(session, this_round)
            this_round.revealed_at = now if this_round.asks_ideas else None
    workshop.ended_at = now
    touch(workshop)
    session.flush()
    detach_all(session, workshop, now=now)


def running_workshop(session: Session, desk_key: str) -> Workshop:
    """
    The workshop of this desk, locked for a verb.

    Raises: UnknownDesk, WorkshopEnded.
    """
    workshop = workshop_by_desk(session, desk_key, lock=True)
    if workshop.ended_at:
        raise WorkshopEnded
    return workshop


def touch(workshop: Workshop) -> None:
    """Tell every screen that something changed."""
    workshop.version += 1


def count_present(session: Session, workshop: Workshop) -> int:
    """People who may vote: who joined, was not removed and does not only observe; and who has no phone."""
    voting = _count_joined(session, workshop.id, Participant.observing.is_(False))
    return voting + workshop.without_phone


def _count_joined(session: Session, workshop_id: int, *only: ColumnElement[bool]) -> int:
    query = select(func.count()).where(
        Participant.workshop_id == workshop_id, Participant.removed_at.is_(None), *only
    )
    return session.scalar(query) or 0
