"""What the facilitator does with ideas: ask for them, let them through, hide, correct, merge, part again."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from toolkit.store.models import IDEAS, Idea, Option, Round, Workshop
from toolkit.workshop.errors import BadSetting, NothingToMerge, UnknownIdea
from toolkit.workshop.gathering import running_workshop, touch
from toolkit.workshop.ideas import erase, next_number, words
from toolkit.workshop.rounds import draft, tidy_question

FEWEST, MOST, USUAL = 1, 20, 3


def ask_for_ideas(
    session: Session, desk_key: str, *, question: str, most: object, moderated: bool, now: datetime
) -> Round:
    """
    A draft question that asks for ideas, in place of a draft already there.

    Args: most: how many ideas each person may write, 1 to 20; moderated: the facilitator reads each idea
    before the room sees it.
    Raises: UnknownDesk, WorkshopEnded, WrongMoment (a vote is open or not yet revealed), BadSetting.
    """
    workshop = running_workshop(session, desk_key)
    question = tidy_question(question)
    if not isinstance(most, int) or not FEWEST <= most <= MOST:
        raise BadSetting(field="most", reason="out_of_range", least=FEWEST, most=MOST)
    params = {"most": most, "moderated": moderated}
    return draft(session, workshop, question=question, method=IDEAS, params=params, options=[], now=now)


def let_through(session: Session, desk_key: str, number: int, *, now: datetime) -> None:
    """
    Show an idea to the room: one that waited to be read, or one that was hidden. Twice is once.

    Raises: UnknownDesk, WorkshopEnded, UnknownIdea.
    """
    workshop, idea = _held(session, desk_key, number)
    if idea.state in ("pending", "hidden"):
        idea.shown_at, idea.hidden_at = idea.shown_at or now, None
        _changed(session, workshop, idea)


def hide(session: Session, desk_key: str, number: int, *, now: datetime) -> None:
    """
    Take an idea out of the room's sight; it can come back. Twice is once.

    Raises: UnknownDesk, WorkshopEnded, UnknownIdea.
    """
    workshop, idea = _held(session, desk_key, number)
    if not idea.hidden_at:
        idea.hidden_at = now
        _changed(session, workshop, idea)


def correct(session: Session, desk_key: str, number: int, *, title: str, sentence: str) -> None:
    """
    Mend what an idea says; a draft vote it already stands in says it too.

    Raises: UnknownDesk, WorkshopEnded, UnknownIdea, BadSetting.
    """
    workshop, idea = _held(session, desk_key, number)
    said = words(title, sentence)
    if (idea.title, idea.sentence) == said:
        return
    idea.title, idea.sentence = said
    drafts = select(Round.id).where(Round.workshop_id == workshop.id, Round.opened_at.is_(None))
    session.execute(
        update(Option)
        .where(Option.key == idea.key, Option.round_id.in_(drafts))
        .values(title=said.title, sentence=said.sentence)
    )
    _changed(session, workshop, idea)


def merge(
    session: Session,
    desk_key: str,
    keys: Collection[str],
    *,
    title: str = "",
    sentence: str = "",
    now: datetime,
) -> Idea:
    """
    One idea in place of several, which are kept and can be parted again. Twice is once.

    Args: keys: of ideas that stand on their own; title: of the new one, by default that of the first;
    sentence: idem, when no title is given either.
    Raises: UnknownDesk, WorkshopEnded, UnknownIdea, NothingToMerge, BadSetting.
    """
    workshop = running_workshop(session, desk_key)
    found = _to_merge(session, workshop, keys)
    into = {idea.merged_into_id for idea in found}
    if into != {None}:
        if len(into) == 1 and (same := into.pop()):
            return session.get_one(Idea, same)
        raise NothingToMerge(least=2)
    first = found[0]
    said = words(title, sentence) if title.strip() else words(first.title, sentence or first.sentence)
    merged = Idea(
        workshop_id=workshop.id,
        round_id=first.round_id,
        number=next_number(session, workshop.id),
        source="merged",
        title=said.title,
        sentence=said.sentence,
        written_at=now,
        shown_at=now,
    )
    session.add(merged)
    session.flush()
    for idea in found:
        idea.merged_into_id = merged.id
        idea.revision += 1
    _changed(session, workshop, merged)
    return merged


def part(session: Session, desk_key: str, number: int, *, now: datetime) -> None:
    """
    Undo a merging: the originals stand on their own again, as they were. Twice is once.

    Raises: UnknownDesk, WorkshopEnded, UnknownIdea (also one that was not merged of others).
    """
    workshop, idea = _held(session, desk_key, number, withdrawn=True)
    if idea.source != "merged" or idea.merged_into_id is not None:
        raise UnknownIdea(number=number)
    if idea.withdrawn_at:
        return
    for original in session.scalars(select(Idea).where(Idea.merged_into_id == idea.id)):
        original.merged_into_id = None
        original.revision += 1
    erase(idea, now=now)
    _changed(session, workshop, idea)


def _held(session: Session, desk_key: str, number: int, *, withdrawn: bool = False) -> tuple[Workshop, Idea]:
    """The idea, as it is once the desk has its turn."""
    workshop = running_workshop(session, desk_key)
    query = select(Idea).where(Idea.workshop_id == workshop.id, Idea.number == number)
    query = query.with_for_update().execution_options(populate_existing=True)
    idea = session.scalar(query) if 0 < number < 2**31 else None
    if idea is None or (idea.withdrawn_at and not withdrawn):
        raise UnknownIdea(number=number)
    return workshop, idea


def _to_merge(session: Session, workshop: Workshop, keys: Collection[str]) -> list[Idea]:
    query = select(Idea).where(Idea.workshop_id == workshop.id, Idea.withdrawn_at.is_(None))
    standing = {idea.key: idea for idea in session.scalars(query.order_by(Idea.number).with_for_update())}
    if unknown := set(keys) - standing.keys():
        raise UnknownIdea(number=min(unknown))
    found = [idea for key, idea in standing.items() if key in set(keys)]
    if len(found) < 2 or len({idea.round_id for idea in found}) > 1:
        raise NothingToMerge(least=2)
    return found


def _changed(session: Session, workshop: Workshop, idea: Idea) -> None:
    """Tell the screens that show it; while people write, phones show only what they wrote themselves."""
    idea.revision += 1
    this_round = session.get(Round, idea.round_id) if idea.round_id else None
    if this_round is None or this_round.state != "open":
        touch(workshop)
