"""Ideas: cards that people write during a workshop, each with a title and, if they like, one sentence."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from toolkit.store.models import Idea, Participant, Round, Workshop
from toolkit.workshop.errors import BadSetting, EnoughIdeas, IdeasClosed, Observing, UnknownIdea
from toolkit.workshop.finding import participant_by_token, round_of
from toolkit.workshop.typed import tidy

TITLE_LENGTH = 80
SENTENCE_LENGTH = 240
# Beyond this nobody reads them, and a forged phone could fill the disk.
MOST_IDEAS = 500
MOST_PASTED = 60

KEY = re.compile(r"idea-([1-9][0-9]{0,8})")
# What parts a title from its sentence in a pasted line: a tab, or a colon with a space on both sides.
PARTING = re.compile(r"\t+|\s:\s")


class Words(NamedTuple):
    """What an idea says, fit to be stored."""

    title: str
    sentence: str


def words(title: str, sentence: str) -> Words:
    """
    What was typed, on one line each.

    Raises: BadSetting (``title`` empty or over 80 characters, ``sentence`` over 240).
    """
    kept = Words(tidy(title), tidy(sentence))
    if not kept.title:
        raise BadSetting(field="title", reason="empty")
    for field, most in (("title", TITLE_LENGTH), ("sentence", SENTENCE_LENGTH)):
        if len(getattr(kept, field)) > most:
            raise BadSetting(field=field, reason="too_long", most=most)
    return kept


def write_idea(
    session: Session, token: str, round_id: int, *, title: str, sentence: str = "", now: datetime
) -> Idea:
    """
    One more idea of this person. The same one twice is once: a phone may send again what it sent.

    Raises: UnknownParticipant, Observing, UnknownRound, IdeasClosed, EnoughIdeas, BadSetting.
    """
    person = _writer(session, token)
    this_round = _open_round(session, person, round_id)
    said = words(title, sentence)
    own = ideas_of(session, this_round, person.id)
    for idea in own:
        if (idea.title, idea.sentence) == said:
            return idea
    if len(own) >= this_round.params["most"]:
        raise EnoughIdeas(most=this_round.params["most"])
    _require_room(session, this_round)
    idea = Idea(
        workshop_id=person.workshop_id,
        round_id=this_round.id,
        participant_id=person.id,
        number=next_number(session, person.workshop_id),
        title=said.title,
        sentence=said.sentence,
        written_at=now,
        shown_at=None if this_round.params["moderated"] else now,
    )
    session.add(idea)
    session.flush()
    return idea


def change_idea(session: Session, token: str, number: int, *, title: str, sentence: str) -> Idea:
    """
    Its author says it better. Where ideas are read before they are shown, it is to be read again.

    Raises: UnknownParticipant, Observing, UnknownIdea, IdeasClosed, BadSetting.
    """
    _writer(session, token)
    idea, this_round = _own(session, token, number)
    said = words(title, sentence)
    if (idea.title, idea.sentence) != said:
        idea.title, idea.sentence = said
        idea.shown_at = None if this_round.params["moderated"] else idea.shown_at
        idea.revision += 1
    return idea


def withdraw_idea(session: Session, token: str, number: int, *, now: datetime) -> None:
    """
    Its author takes it back: nothing is left of it but its number.

    Raises: UnknownParticipant, UnknownIdea, IdeasClosed.
    """
    idea, _ = _own(session, token, number)
    into = idea.merged_into_id
    erase(idea, now=now)
    session.flush()
    if into is not None and not _originals(session, into):
        erase(session.get_one(Idea, into), now=now)


def erase(idea: Idea, *, now: datetime) -> None:
    """Take everything out of an idea but its number."""
    idea.title = idea.sentence = ""
    idea.participant_id = idea.merged_into_id = idea.written_at = None
    idea.withdrawn_at = now
    idea.revision += 1


def ideas_of(session: Session, this_round: Round, participant_id: int) -> Sequence[Idea]:
    """What this person wrote in a round and did not withdraw, in the order of writing."""
    query = select(Idea).where(
        Idea.round_id == this_round.id,
        Idea.participant_id == participant_id,
        Idea.withdrawn_at.is_(None),
    )
    return session.scalars(query.order_by(Idea.number)).all()


def ideas_by_key(session: Session, workshop: Workshop, keys: Collection[str]) -> Mapping[str, Idea]:
    """Ideas that can be chosen among *keys*, in the order they were written; others are left out."""
    numbers = [int(found[1]) for key in keys if (found := KEY.fullmatch(key))]
    if not numbers:
        return {}
    query = select(Idea).where(Idea.workshop_id == workshop.id, Idea.number.in_(numbers))
    return {
        idea.key: idea
        for idea in session.scalars(query.order_by(Idea.number))
        if idea.state in ("shown", "hidden", "merged")
    }


def kept_ideas(session: Session, workshop: Workshop, this_round: Round | None = None) -> Sequence[Idea]:
    """Ideas the room may see and vote on: let through, not hidden, not merged into another."""
    query = select(Idea).where(
        Idea.workshop_id == workshop.id,
        Idea.shown_at.is_not(None),
        Idea.hidden_at.is_(None),
        Idea.merged_into_id.is_(None),
        Idea.withdrawn_at.is_(None),
    )
    if this_round is not None:
        query = query.where(Idea.round_id == this_round.id)
    return session.scalars(query.order_by(Idea.number)).all()


def shown_idea(session: Session, workshop: Workshop, number: int) -> Idea:
    """Raises: UnknownIdea, also for one the room may not see, or not any more."""
    query = select(Idea).where(Idea.workshop_id == workshop.id, Idea.number == number)
    found = session.scalar(query) if 0 < number < 2**31 else None
    if found is None or found.state not in ("shown", "merged") or not found.shown_at or found.hidden_at:
        raise UnknownIdea(number=number)
    return found


def count_ideas(session: Session, round_id: int) -> int:
    """Ideas received in a round and not withdrawn; a merged one stands for its originals."""
    query = select(func.count()).where(
        Idea.round_id == round_id, Idea.withdrawn_at.is_(None), Idea.source == "room"
    )
    return session.scalar(query) or 0


def next_number(session: Session, workshop_id: int) -> int:
    """
    A number no idea of this workshop has had. Whoever asks holds the workshop's row, so that no two
    ideas are given the same one.
    """
    _hold(session, workshop_id)
    last = session.scalar(select(func.max(Idea.number)).where(Idea.workshop_id == workshop_id))
    return (last or 0) + 1


def listing(pasted: str) -> Iterator[Words]:
    """
    The options of a pasted list: one a line, a title and perhaps a sentence after a tab or " : ".

    Raises: BadSetting, naming the ``line`` that is too long, or too many lines.
    """
    said = [(number, line) for number, line in enumerate(pasted.splitlines(), 1) if tidy(line)]
    if len(said) > MOST_PASTED:
        raise BadSetting(field="pasted", reason="too_many", most=MOST_PASTED)
    for number, line in said:
        title, *rest = PARTING.split(line.strip(), maxsplit=1)
        try:
            yield words(title, rest[0] if rest else "")
        except BadSetting as bad:
            raise BadSetting(**bad.values | {"field": "pasted", "reason": "line", "line": number}) from None


def add_list(session: Session, workshop: Workshop, pasted: str, *, now: datetime) -> list[str]:
    """
    Keys of the ideas that a pasted list makes; a line already pasted before is the same idea.

    Raises: BadSetting.
    """
    query = select(Idea).where(
        Idea.workshop_id == workshop.id, Idea.source == "desk", Idea.withdrawn_at.is_(None)
    )
    known = {Words(idea.title, idea.sentence): idea for idea in session.scalars(query)}
    keys = []
    for said in listing(pasted):
        if said not in known:
            known[said] = Idea(
                workshop_id=workshop.id,
                number=next_number(session, workshop.id),
                source="desk",
                title=said.title,
                sentence=said.sentence,
                written_at=now,
                shown_at=now,
            )
            session.add(known[said])
            session.flush()
        known[said].hidden_at = None
        keys.append(known[said].key)
    return keys


def _writer(session: Session, token: str) -> Participant:
    """Raises: UnknownParticipant; Observing, for who said they write nothing."""
    person = participant_by_token(session, token)
    if person.observing:
        raise Observing
    return person


def _open_round(session: Session, person: Participant, round_id: int) -> Round:
    """The round; its workshop is held, so that a closure waits for what is being written."""
    _hold(session, person.workshop_id)
    this_round = round_of(session, person.workshop, round_id)
    session.refresh(this_round)
    if not this_round.asks_ideas or this_round.state != "open":
        raise IdeasClosed
    return this_round


def _hold(session: Session, workshop_id: int) -> None:
    """Take one's turn: desks hold the same row first, so nobody waits for somebody who waits for them."""
    session.execute(select(Workshop.id).where(Workshop.id == workshop_id).with_for_update())


def _own(session: Session, token: str, number: int) -> tuple[Idea, Round]:
    person = participant_by_token(session, token)
    known = 0 < number < 2**31
    idea = (
        session.scalar(select(Idea).where(Idea.workshop_id == person.workshop_id, Idea.number == number))
        if known
        else None
    )
    if idea is None or idea.participant_id != person.id or idea.round_id is None or idea.withdrawn_at:
        raise UnknownIdea(number=number)
    this_round = _open_round(session, person, idea.round_id)
    session.refresh(idea)
    if idea.withdrawn_at:
        raise UnknownIdea(number=number)
    return idea, this_round


def _require_room(session: Session, this_round: Round) -> None:
    if count_ideas(session, this_round.id) >= MOST_IDEAS:
        raise BadSetting(field="idea", reason="too_many_ideas", most=MOST_IDEAS)


def _originals(session: Session, idea_id: int) -> Sequence[Idea]:
    return session.scalars(select(Idea).where(Idea.merged_into_id == idea_id)).all()
