"""The votes of a game are rounds like any other: opened, reopened and revealed as the game goes."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from toolkit.content.cards import Deck, Language
from toolkit.game.book import Book
from toolkit.game.counting import available
from toolkit.game.state import State
from toolkit.store.models import Option, Round, Workshop
from toolkit.workshop.detaching import detach_before, forget_turns
from toolkit.workshop.finding import current_round
from toolkit.workshop.outcomes import counted
from toolkit.workshop.rounds import draft

METHOD = "single_choice"
VOTING = ("vote_1", "vote_2", "crisis_vote")
WAITING = ("reading", "talk", "crisis_reading")  # what comes before each


def settle(
    session: Session, workshop: Workshop, book: Book, deck: Deck, state: State, *, undone: str, now: datetime
) -> None:
    """
    Make the rounds of the workshop those that *state* needs.

    While a vote is under way there is an open round, with its ballots if its reveal was just taken back
    (*undone*, the kind of move); otherwise none is open. A vote whose opening was taken back waits as a draft
    with its ballots, until it is opened again; ballots nobody can ask for any more are gone. Before the first
    season a practice vote is left alone.
    """
    last = current_round(session, workshop)
    if state.phase in VOTING:
        if undone == "reveal" and last is not None and not last.revealed_at:  # vote 2 waited
            drop(session, workshop, last)
            last = current_round(session, workshop)
        if undone == "reveal" and last is not None:
            _reopen(session, workshop, book, deck, state, last, now=now)
        elif last is not None and last.state == "draft":
            last.opened_at = now
        elif last is None or last.revealed_at or last.closed_at:
            _open(session, workshop, book, deck, state, last, now=now)
    elif last is None or last.revealed_at or state.round == 0:
        return
    elif state.phase in WAITING:
        last.opened_at = None
    else:
        drop(session, workshop, last)


def drop(session: Session, workshop: Workshop, unwanted: Round | None) -> None:
    """That vote has never been."""
    if unwanted is not None:
        session.delete(unwanted)
        session.flush()
        session.expire(workshop, ["rounds"])


def fresh_number(session: Session, workshop: Workshop) -> int | None:
    """
    A number for the row of a vote that no vote of this workshop ever had; None where the database sees to it.

    SQLite gives the number of a deleted row again: a ballot on its way to a vote that has never been would be
    counted in the next one.
    """
    if session.get_bind().dialect.name != "sqlite":
        return None
    return (session.scalar(select(func.max(Round.id))) or 0) + workshop.version + 1


def reveal(session: Session, workshop: Workshop, book: Book, *, now: datetime) -> dict[str, int]:
    """Close and reveal the vote under way. Returns: votes by the key of each posture."""
    this_round = current_round(session, workshop)
    if this_round is None:
        return {}
    if not this_round.closed_at:
        this_round.closed_at = now
        forget_turns(session, this_round)
    this_round.revealed_at = this_round.revealed_at or now
    session.flush()
    return counts_of(session, book, this_round)


def counts_of(session: Session, book: Book, this_round: Round) -> dict[str, int]:
    """Votes by the key of each posture, in the order of the book."""
    keys = {posture.card: key for key, posture in book.postures.items()}
    counts = dict.fromkeys(book.postures, 0)
    for content, people in counted(session, this_round):
        counts[keys[content["choice"]]] += people
    return counts


def _reopen(
    session: Session,
    workshop: Workshop,
    book: Book,
    deck: Deck,
    state: State,
    last: Round,
    *,
    now: datetime,
) -> None:
    """Its ballots stay, unless nobody could change their own any more: then people vote anew."""
    if not last.detached_at:
        last.closed_at = last.revealed_at = None
        return
    drop(session, workshop, last)
    _open(session, workshop, book, deck, state, current_round(session, workshop), now=now)


def _open(
    session: Session,
    workshop: Workshop,
    book: Book,
    deck: Deck,
    state: State,
    last: Round | None,
    *,
    now: datetime,
) -> None:
    language: Language = "en" if workshop.language == "en" else "fr"
    about = state.strike.card if state.strike else state.turn.situation if state.turn else None
    question = deck.card(about).text(language).title if about else ""
    options = options_of(book, deck, available(book, state.tracks), language)
    if state.phase == "vote_2" and last is not None:
        opened = Round(
            id=fresh_number(session, workshop),
            workshop_id=workshop.id,
            series=last.series,
            vote=last.vote + 1,
            question=question,
            method=METHOD,
            params={},
            created_at=now,
            options=options,
        )
        session.add(opened)
    else:
        opened = draft_vote(session, workshop, question, options, now=now)
        detach_before(session, workshop, opened.series, now=now)
    open_now(session, workshop, opened, now=now)


def options_of(book: Book, deck: Deck, keys: Iterable[str], language: Language) -> list[Option]:
    """The postures of those *keys*, as options of a vote."""
    cards = [deck.card(book.postures[key].card) for key in keys]
    return [
        Option(position=position, key=card.id, title=card.text(language).title)
        for position, card in enumerate(cards, 1)
    ]


def draft_vote(
    session: Session, workshop: Workshop, question: str, options: list[Option], *, now: datetime
) -> Round:
    """The first vote of a new question of the game."""
    return draft(
        session,
        workshop,
        question=question,
        method=METHOD,
        params={},
        options=options,
        now=now,
        number=fresh_number(session, workshop),
    )


def open_now(session: Session, workshop: Workshop, drafted: Round, *, now: datetime) -> None:
    """Open it to ballots, and let the workshop find it."""
    drafted.opened_at = now
    session.flush()
    session.expire(workshop, ["rounds"])
