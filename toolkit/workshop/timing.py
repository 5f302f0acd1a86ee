"""A clock for the room: it says when the facilitator means to close, can be extended, and closes nothing."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from toolkit.workshop.errors import BadSetting, RoundNotOpen
from toolkit.workshop.finding import round_of
from toolkit.workshop.gathering import running_workshop, touch

MOST_MINUTES = 60


def start_timer(session: Session, desk_key: str, round_id: int, minutes: int, *, now: datetime) -> None:
    """
    Give the open round so many minutes from now, whatever it had.

    Raises: UnknownDesk, UnknownRound, WorkshopEnded, RoundNotOpen, BadSetting.
    """
    if not 1 <= minutes <= MOST_MINUTES:
        raise BadSetting(field="minutes", reason="out_of_range", least=1, most=MOST_MINUTES)
    _set(session, desk_key, round_id, now + timedelta(minutes=minutes))


def extend_timer(session: Session, desk_key: str, round_id: int, *, now: datetime) -> None:
    """One minute more; once the time is up, one minute from now. Raises: as ``start_timer``."""
    ends_at = round_of(session, running_workshop(session, desk_key), round_id).ends_at
    longest = now + timedelta(minutes=MOST_MINUTES)
    _set(session, desk_key, round_id, min(max(ends_at or now, now) + timedelta(minutes=1), longest))


def stop_timer(session: Session, desk_key: str, round_id: int) -> None:
    """No clock any more. Raises: as ``start_timer``."""
    _set(session, desk_key, round_id, None)


def _set(session: Session, desk_key: str, round_id: int, ends_at: datetime | None) -> None:
    workshop = running_workshop(session, desk_key)
    this_round = round_of(session, workshop, round_id)
    if this_round.state != "open":
        raise RoundNotOpen(state=this_round.state)
    if this_round.ends_at != ends_at:
        this_round.ends_at = ends_at
        touch(workshop)
