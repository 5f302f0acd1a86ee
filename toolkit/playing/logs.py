"""The log of a game, as rows: found, read, one line longer."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.game.book import Book
from toolkit.game.log import replay
from toolkit.game.moves import Move, as_dict, move_from
from toolkit.game.state import State
from toolkit.playing.errors import NoGame
from toolkit.store.models import Game, GameLine, Workshop

Log = tuple[Move, ...]


def find_game(session: Session, workshop: Workshop) -> Game | None:
    return session.scalar(select(Game).where(Game.workshop_id == workshop.id))


def game_of(session: Session, workshop: Workshop) -> Game:
    """Raises: NoGame."""
    found = find_game(session, workshop)
    if found is None:
        raise NoGame
    return found


def read_log(session: Session, game: Game) -> Log:
    """Every line, oldest first."""
    query = select(GameLine.move).where(GameLine.game_id == game.id).order_by(GameLine.number)
    return tuple(move_from(move) for move in session.scalars(query))


def read_state(session: Session, game: Game, book: Book) -> State:
    return replay(book, read_log(session, game))


def write_line(session: Session, game: Game, number: int, move: Move, *, now: datetime) -> None:
    """The line *number* of the log, counted from 1. Raises: IntegrityError, when another desk wrote it."""
    session.add(GameLine(game_id=game.id, number=number, move=as_dict(move), made_at=now))
    session.flush()
