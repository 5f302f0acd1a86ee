"""Building the view of each role from what is stored."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from toolkit.content.cards import Deck, Language
from toolkit.game.log import last_step, replay
from toolkit.game.next_things import next_things
from toolkit.game.setup import possible_tables
from toolkit.playing.clocks import clock
from toolkit.playing.logs import game_of, read_log
from toolkit.playing.material import Material
from toolkit.playing.noting import asked, notes, own_notes
from toolkit.playing.practice import practised
from toolkit.playing.telling import PARTS, named, steps, told
from toolkit.playing.views import GameDesk, GamePhone, GameProjector, GameView
from toolkit.store.models import Game, Participant, Workshop
from toolkit.workshop.finding import current_round, participant_by_token, workshop_by_code, workshop_by_desk
from toolkit.workshop.rounds import count_cast
from toolkit.workshop.showing import Addresses, desk_view, language_of, projector_view
from toolkit.workshop.views import ParticipantView


def game_desk(
    session: Session,
    desk_key: str,
    decks: Mapping[str, Deck],
    material: Material,
    addresses: Addresses,
    *,
    language: Language,
    now: datetime,
) -> GameDesk:
    """Raises: UnknownDesk, NoGame."""
    workshop = workshop_by_desk(session, desk_key)
    game = game_of(session, workshop)
    log = read_log(session, game)
    state = replay(material.book, log)
    things = next_things(material.book, state)
    seen = _game(session, workshop, game, material, language, now=now)
    return GameDesk(
        desk=desk_view(session, desk_key, decks, addresses, language=language),
        game=seen,
        at=len(log),
        forward=next((thing for thing in things if thing.forward), None),
        beside={thing.move: thing for thing in things if not thing.forward},
        undo=last_step(log),
        steps=steps(material.words, state, seen.part, seen.practice),
        names=named(material.deck, language),
        reserves=notes(session, game, "reserve"),
        objections=notes(session, game, "objection"),
        commitments=len(notes(session, game, "commitment")),
        tables=tuple(possible_tables(material.book, state.people)),
        seats=_seats(session, workshop),
    )


def game_projector(
    session: Session,
    join_code: str,
    decks: Mapping[str, Deck],
    material: Material,
    addresses: Addresses,
    *,
    now: datetime,
) -> GameProjector:
    """Raises: UnknownWorkshop, NoGame."""
    workshop = workshop_by_code(session, join_code)
    game = game_of(session, workshop)
    seen = _game(session, workshop, game, material, language_of(workshop), now=now)
    return GameProjector(
        room=projector_view(session, join_code, decks, addresses),
        game=seen,
        is_door=workshop.showing == "join",
        steps=steps(material.words, seen.state, seen.part, seen.practice),
        written=len(seen.state.commitments) + len(notes(session, game, "commitment")),
    )


def game_phone(
    session: Session,
    phone: ParticipantView,
    material: Material,
    *,
    now: datetime,
) -> GamePhone:
    """What the phone shows of the game, around its own ballot. Raises: UnknownParticipant, NoGame."""
    person = participant_by_token(session, phone.token)
    game = game_of(session, person.workshop)
    seen = _game(session, person.workshop, game, material, phone.language, now=now)
    kinds = asked(material.book, seen.state)
    if seen.applied and (phone.ballot or {}).get("choice") == seen.applied.card.id:
        kinds = tuple(kind for kind in kinds if kind != "reserve")
    if seen.part < len(PARTS) - 1:
        kinds = tuple(kind for kind in kinds if kind != "commitment")
    return GamePhone(
        phone=phone, game=seen, asked=kinds, own=own_notes(session, game, person.id), seat=person.seat
    )


def _game(
    session: Session,
    workshop: Workshop,
    game: Game,
    material: Material,
    language: Language,
    *,
    now: datetime,
) -> GameView:
    state = replay(material.book, read_log(session, game))
    this_round = current_round(session, workshop)
    open_now = this_round is not None and this_round.state == "open"
    cast = count_cast(session, this_round.id) if this_round is not None and open_now else 0
    return told(
        state,
        material.book,
        material.deck,
        language,
        cast=cast,
        clock=clock(game, now=now),
        part=game.part,
        practice=practised(session, material.book, state, this_round),
    )


def _seats(session: Session, workshop: Workshop) -> dict[int, int]:
    query = (
        select(Participant.seat, func.count().label("people"))
        .where(Participant.workshop_id == workshop.id, Participant.removed_at.is_(None), Participant.seat > 0)
        .group_by(Participant.seat)
        .order_by(Participant.seat)
    )
    return {row.seat: row.people for row in session.execute(query)}
