"""Beginning a game, and each of its steps: one move of the rules, one line of the log."""

import random
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from toolkit.content.cards import Deck, Language
from toolkit.game import errors as rules
from toolkit.game.book import Book
from toolkit.game.log import added, last_step, replay
from toolkit.game.moves import CloseGame, Commit, EndRound, Move, Reveal, StartSeason, TakeBack
from toolkit.game.play import play
from toolkit.game.setup import new_game, possible_tables
from toolkit.playing.ballots import drop, reveal, settle
from toolkit.playing.clocks import begin
from toolkit.playing.debriefing import enter_part
from toolkit.playing.errors import GameMoved, MoveRefused
from toolkit.playing.logs import Log, game_of, read_log, write_line
from toolkit.playing.material import Material
from toolkit.playing.telling import seconds
from toolkit.store.models import Game, GameNote, Workshop
from toolkit.workshop.codes import new_secret
from toolkit.workshop.finding import current_round
from toolkit.workshop.gathering import create_workshop, running_workshop, touch


def create_game(
    session: Session,
    *,
    title: str,
    deck: Deck,
    book: Book,
    language: Language,
    minutes: int,
    people: int,
    tables: int,
    difficulty: str,
    now: datetime,
    keep_days: int = 0,
) -> Workshop:
    """
    A workshop in which a game begins, its cards shuffled; always without names.

    Raises: BadSetting, as ``create_workshop``; MoveRefused, for a number of people or tables that cannot be.
    """
    first = new_game(
        book, minutes=minutes, people=people, tables=tables, seed=new_secret()[:12], difficulty=difficulty
    )
    try:
        play(book, None, first)
    except rules.Refused as refused:
        raise MoveRefused(reason=refused.reason, details=refused.values) from refused
    workshop = create_workshop(
        session,
        title=title,
        deck_id=deck.id,
        decks=[deck.id],
        language=language,
        anonymous=True,
        now=now,
        keep_days=keep_days,
    )
    game = Game(workshop_id=workshop.id)
    session.add(game)
    session.flush()
    write_line(session, game, 1, first, now=now)
    return workshop


def usual_tables(book: Book, people: int) -> int:
    """Tables of about six."""
    possible = possible_tables(book, people)
    return min(max(possible[0], round(people / 6)), possible[-1])


def act(
    session: Session, desk_key: str, move: Move | None, *, at: int, material: Material, now: datetime
) -> None:
    """
    One step of the game. The same step sent twice is one step.

    Args: move: None to reveal the vote under way, whose counts are then taken; at: how many lines the log
    had on the screen that asks.

    Raises: UnknownDesk, WorkshopEnded, NoGame; GameMoved, when the log is longer by now; MoveRefused.
    """
    book = material.book
    workshop = running_workshop(session, desk_key)
    game = game_of(session, workshop)
    log = read_log(session, game)
    if len(log) != at:
        if len(log) == at + 1 and _is_same(log[-1], move):
            return
        raise GameMoved
    if move is None:
        move = Reveal(reveal(session, workshop, book, now=now))
    if isinstance(move, CloseGame):
        log = _gather(session, game, log, book, now=now)
    before = replay(book, log)
    undone = (last_step(log) or "") if isinstance(move, TakeBack) else ""
    log = _write(session, game, log, move, book, now=now)
    state = replay(book, log)
    if isinstance(move, EndRound):
        _drop_notes(session, game, ("reserve", "objection"))
    if isinstance(move, StartSeason) and before.round == 0:
        drop(session, workshop, current_round(session, workshop))  # the practice vote
    settle(session, workshop, book, material.deck, state, undone=undone, now=now)
    if (before.phase, before.round) != (state.phase, state.round):
        enter_part(game, state, undone)
        begin(game, seconds(material.words, state, game.part), now=now)
    workshop.showing = "round"
    touch(workshop)


def _is_same(written: Move, move: Move | None) -> bool:
    return isinstance(written, Reveal) if move is None else written == move


def _write(session: Session, game: Game, log: Log, move: Move, book: Book, *, now: datetime) -> Log:
    try:
        longer, _ = added(book, log, move)
    except rules.Refused as refused:
        raise MoveRefused(reason=refused.reason, details=refused.values) from refused
    write_line(session, game, len(longer), move, now=now)
    return longer


def _gather(session: Session, game: Game, log: Log, book: Book, *, now: datetime) -> Log:
    """The steps aside people wrote on their phones, in an order that says nothing, before the end."""
    query = select(GameNote.text).where(GameNote.game_id == game.id, GameNote.kind == "commitment")
    texts = list(session.scalars(query))
    random.SystemRandom().shuffle(texts)
    for text in texts:
        log = _write(session, game, log, Commit(text), book, now=now)
    _drop_notes(session, game, ("commitment",))
    return log


def _drop_notes(session: Session, game: Game, kinds: tuple[str, ...]) -> None:
    session.execute(delete(GameNote).where(GameNote.game_id == game.id, GameNote.kind.in_(kinds)))
