"""What people write on their phones: a reserve, an objection, one small step aside."""

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from toolkit.game.book import Book
from toolkit.game.counting import may_write_reserve
from toolkit.game.state import State
from toolkit.playing.errors import NotTheMoment
from toolkit.playing.logs import game_of, read_state
from toolkit.store.models import Game, GameNote
from toolkit.workshop.errors import BadSetting, WorkshopEnded
from toolkit.workshop.finding import participant_by_token
from toolkit.workshop.typed import tidy

KINDS = ("reserve", "objection", "commitment")


def asked(book: Book, state: State) -> tuple[str, ...]:
    """The kinds of notes that people may write now."""
    if state.phase == "debrief":
        return ("commitment",)
    if state.phase != "closing" or state.turn is None:
        return ()
    turn = state.turn
    wanted = turn.reserve is None and turn.second is not None and turn.applied is not None
    if wanted and may_write_reserve(book, turn.second, turn.applied):  # type: ignore[arg-type]
        return ("reserve", "objection")
    return ("objection",)


def write_note(session: Session, token: str, kind: str, text: str, *, book: Book) -> None:
    """
    In place of what this person wrote before; nothing written takes it away.

    Raises: UnknownParticipant, WorkshopEnded, NoGame, NotTheMoment, BadSetting (too long).
    """
    person = participant_by_token(session, token)
    if person.workshop.ended_at:
        raise WorkshopEnded
    game = game_of(session, person.workshop)
    if kind not in asked(book, read_state(session, game, book)):
        raise NotTheMoment
    text = tidy(text)
    if len(text) > book.numbers.text:
        raise BadSetting(field="text", reason="too_long", most=book.numbers.text)
    if text:
        row = {"game_id": game.id, "participant_id": person.id, "kind": kind, "text": text}
        postgres = session.get_bind().dialect.name == "postgresql"
        insert = postgresql.insert(GameNote) if postgres else sqlite.insert(GameNote)
        keys = ["game_id", "participant_id", "kind"]
        session.execute(insert.values(row).on_conflict_do_update(index_elements=keys, set_={"text": text}))
    else:
        session.execute(
            delete(GameNote).where(
                GameNote.game_id == game.id, GameNote.participant_id == person.id, GameNote.kind == kind
            )
        )
    person.workshop.side_version += 1


def take_seat(session: Session, token: str, seat: int, *, book: Book) -> None:
    """
    The number of the table someone sits at; 0 for none.

    Raises: UnknownParticipant, NoGame, BadSetting.
    """
    person = participant_by_token(session, token)
    tables = read_state(session, game_of(session, person.workshop), book).tables
    if not 0 <= seat <= tables:
        raise BadSetting(field="seat", reason="out_of_range", least=0, most=tables)
    person.seat = seat


def notes(session: Session, game: Game, kind: str) -> tuple[str, ...]:
    """What people propose, in alphabetical order: it says neither who nor when."""
    query = select(GameNote.text).where(GameNote.game_id == game.id, GameNote.kind == kind)
    return tuple(sorted(session.scalars(query)))


def own_notes(session: Session, game: Game, participant_id: int) -> dict[str, str]:
    """What this person wrote, by kind."""
    query = select(GameNote.kind, GameNote.text).where(
        GameNote.game_id == game.id, GameNote.participant_id == participant_id
    )
    return {note.kind: note.text for note in session.execute(query)}
