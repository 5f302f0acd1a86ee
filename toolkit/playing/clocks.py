"""The clock of a step: it begins with the step, can be stopped and given more; it closes nothing."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from toolkit.game.book import Book
from toolkit.playing.errors import GameMoved
from toolkit.playing.logs import game_of, read_log
from toolkit.playing.views import ClockView
from toolkit.store.models import Game
from toolkit.workshop.gathering import running_workshop, touch

VERBS = ("stop", "go", "more")
MORE_S = 30
LONGEST_S = 3600
# A clock that ran out longer ago than this is that of a game left for another day.
LONG_GONE_S = 3600


def begin(game: Game, seconds: int | None, *, now: datetime) -> None:
    """A new step; None: it has no clock."""
    game.ends_at = None if seconds is None else now + timedelta(seconds=seconds)
    game.left_s = None


def wind(session: Session, desk_key: str, verb: str, *, at: int, book: Book, now: datetime) -> None:
    """
    One of ``VERBS``; where there is no clock, or it already does so, nothing happens.

    Args: at: how many lines the log had on the screen that asks.
    Raises: UnknownDesk, WorkshopEnded, NoGame; GameMoved, when it was the clock of another step.
    """
    workshop = running_workshop(session, desk_key)
    game = game_of(session, workshop)
    if len(read_log(session, game)) != at:
        raise GameMoved
    if verb == "stop" and game.ends_at is not None:
        game.left_s = max(0, round((game.ends_at - now).total_seconds()))
        game.ends_at = None
    elif verb == "go" and game.left_s is not None:
        game.ends_at, game.left_s = now + timedelta(seconds=game.left_s), None
    elif verb == "more":
        _more(game, now)
    touch(workshop)


def _more(game: Game, now: datetime) -> None:
    if game.left_s is not None:
        game.left_s = min(game.left_s + MORE_S, LONGEST_S)
    elif game.ends_at is not None:
        longest = now + timedelta(seconds=LONGEST_S)
        game.ends_at = min(max(game.ends_at, now) + timedelta(seconds=MORE_S), longest)


def clock(game: Game, *, now: datetime) -> ClockView | None:
    """What the clock of the present step shows; None without one."""
    if game.left_s is not None:
        return ClockView(left=game.left_s, is_stopped=True, of=f"stopped-{game.left_s}")
    if game.ends_at is None or (now - game.ends_at).total_seconds() > LONG_GONE_S:
        return None
    return ClockView(
        left=round((game.ends_at - now).total_seconds()), is_stopped=False, of=f"{game.ends_at:%H-%M-%S-%f}"
    )
