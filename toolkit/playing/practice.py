"""A vote for nothing, before the first season: the room tries its phones, its cards and its hands."""

from datetime import datetime

from sqlalchemy.orm import Session

from toolkit.content.cards import Deck, Language
from toolkit.game.book import Book
from toolkit.game.state import Counts, State
from toolkit.playing.ballots import counts_of, draft_vote, drop, open_now, options_of, reveal
from toolkit.playing.errors import GameMoved
from toolkit.playing.logs import game_of, read_state
from toolkit.store.models import Round, Workshop
from toolkit.words import say
from toolkit.workshop.finding import current_round
from toolkit.workshop.gathering import running_workshop, touch

VERBS = ("open", "reveal")


def is_possible(state: State) -> bool:
    """Whether the first season is still to come."""
    return state.phase == "season" and state.round == 0


def practise(
    session: Session, desk_key: str, verb: str, *, book: Book, deck: Deck, language: Language, now: datetime
) -> None:
    """
    ``open`` a practice vote, anew if one was revealed, or ``reveal`` it. Neither enters the log; the first
    season wipes it out. Already so: nothing happens.

    Raises: UnknownDesk, WorkshopEnded, NoGame; GameMoved, once the first season has passed.
    """
    workshop = running_workshop(session, desk_key)
    if not is_possible(read_state(session, game_of(session, workshop), book)):
        raise GameMoved
    last = current_round(session, workshop)
    if verb == "open" and (last is None or last.revealed_at):
        drop(session, workshop, last)
        _open(session, workshop, book, deck, language, now=now)
    elif verb == "reveal" and last is not None and not last.revealed_at:
        reveal(session, workshop, book, now=now)
    workshop.showing = "round"
    touch(workshop)


def practised(session: Session, book: Book, state: State, last: Round | None) -> tuple[str, Counts | None]:
    """How the practice vote stands: nothing, ``open`` or ``revealed``; and its counts, once revealed."""
    if last is None or not is_possible(state):
        return "", None
    if last.revealed_at:
        return "revealed", counts_of(session, book, last)
    return "open", None


def _open(
    session: Session, workshop: Workshop, book: Book, deck: Deck, language: Language, *, now: datetime
) -> None:
    options = options_of(book, deck, book.postures, language)
    question = say(language, "playing.practice_question")
    open_now(session, workshop, draft_vote(session, workshop, question, options, now=now), now=now)
