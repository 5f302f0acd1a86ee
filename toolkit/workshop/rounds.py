"""A round from the question to the reveal: prepare, open, close, reveal, vote again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from toolkit.content.cards import Deck, Language
from toolkit.store.models import Ballot, Option, Round, Workshop
from toolkit.voting.ballot import BadParams
from toolkit.voting.methods import METHODS
from toolkit.workshop.detaching import detach_before, forget_turns
from toolkit.workshop.errors import BadSetting, NothingToChoose, NoVoteToRepeat, UnknownCard, WrongMoment
from toolkit.workshop.finding import current_round, round_of
from toolkit.workshop.gathering import running_workshop, touch
from toolkit.workshop.ideas import add_list, ideas_by_key
from toolkit.workshop.moving import flow_keys
from toolkit.workshop.outcomes import settings_under
from toolkit.workshop.typed import tidy
from toolkit.workshop.ways import WAYS

QUESTION_LENGTH = 200
MOST_OPTIONS = 60

# What a phone has a ballot for, as the chooser names it.
ROOM_METHODS = tuple(WAYS)


def prepare_round(
    session: Session,
    desk_key: str,
    *,
    deck: Deck,
    card_ids: Sequence[str],
    question: str,
    method: str,
    params: Mapping[str, Any],
    now: datetime,
    pasted: str = "",
) -> Round:
    """
    A draft round on these cards, in the deck's order, then on these ideas, in the order they were written.
    A draft already there is replaced.

    Args: card_ids: ids of cards of the deck, or keys of ideas; method: one of ``ROOM_METHODS``; params: those
    of its settings that the facilitator said; pasted: more options, one a line, which become ideas of this
    workshop (``ideas.listing``).
    Raises: UnknownDesk, WorkshopEnded, WrongMoment (a vote is open or not yet revealed), UnknownCard,
    NothingToChoose, BadSetting.
    """
    workshop = running_workshop(session, desk_key)
    question = tidy_question(question)
    require_free(session, workshop)
    listed = add_list(session, workshop, pasted, now=now)
    options = _options(session, workshop, deck, [*card_ids, *listed])
    counted_by, settled = _params(method, params, [option.key for option in options])
    return draft(
        session, workshop, question=question, method=counted_by, params=settled, options=options, now=now
    )


def require_free(session: Session, workshop: Workshop) -> None:
    """Raises: WrongMoment, while a vote is open or not yet revealed: the next question waits."""
    last = current_round(session, workshop)
    if last is not None and last.state in ("open", "closed"):
        raise WrongMoment(state=last.state)


def draft(
    session: Session,
    workshop: Workshop,
    *,
    question: str,
    method: str,
    params: dict[str, Any],
    options: list[Option],
    now: datetime,
    number: int | None = None,
) -> Round:
    """
    The next question, as a draft: one already there is replaced. Ballots of earlier series are detached
    when it opens: until then it can be dropped, and the room vote again on the question before.

    Args: number: of its row, where the next one free may have been that of another vote.
    Raises: WrongMoment (a vote is open or not yet revealed).
    """
    require_free(session, workshop)
    last = current_round(session, workshop)
    if last is not None and last.state == "draft":
        # A second vote prepared but never opened leaves its series behind; a first one is replaced.
        series = last.series + 1 if last.vote > 1 else last.series
        session.delete(last)
        session.flush()
    else:
        series = last.series + 1 if last else 1
    session.expire(workshop, ["rounds"])
    this_round = Round(
        id=number,
        workshop_id=workshop.id,
        series=series,
        vote=1,
        question=question,
        method=method,
        params=params,
        created_at=now,
        options=options,
    )
    session.add(this_round)
    workshop.showing = "round"
    touch(workshop)
    session.flush()
    return this_round


def open_round(session: Session, desk_key: str, round_id: int, *, now: datetime) -> Round:
    """
    Take ballots from now on; those of earlier questions are detached from people. Twice is once.

    Raises: WrongMoment once closed.
    """
    workshop, this_round = _at(session, desk_key, round_id)
    if this_round.state == "open":
        return this_round
    _require(this_round, "draft")
    detach_before(session, workshop, this_round.series, now=now)
    this_round.opened_at = now
    workshop.showing = "round"
    touch(workshop)
    return this_round


def close_round(session: Session, desk_key: str, round_id: int, *, now: datetime) -> Round:
    """Take no more ballots. Twice is once. Raises: WrongMoment before opening."""
    workshop, this_round = _at(session, desk_key, round_id)
    if this_round.state in ("closed", "revealed"):
        return this_round
    _require(this_round, "open")
    this_round.closed_at = now
    forget_turns(session, this_round)
    if this_round.asks_ideas:
        this_round.revealed_at = now  # nothing is counted: there is nothing to hold back
    touch(workshop)
    return this_round


def reveal_round(session: Session, desk_key: str, round_id: int, *, now: datetime) -> Round:
    """Show the outcome everywhere. Twice is once. Raises: WrongMoment before closing."""
    workshop, this_round = _at(session, desk_key, round_id)
    if this_round.state == "revealed":
        return this_round
    _require(this_round, "closed")
    this_round.revealed_at = now
    workshop.showing = "round"
    touch(workshop)
    return this_round


def vote_again(session: Session, desk_key: str, round_id: int, *, now: datetime) -> Round:
    """
    A draft of the next vote on the same question and cards. Twice is once.

    Raises: WrongMoment, when the round is not revealed or no longer the latest of its series.
    """
    workshop, this_round = _at(session, desk_key, round_id)
    last = current_round(session, workshop)
    if last and last.series == this_round.series and last.vote == this_round.vote + 1:
        return last
    _require(this_round, "revealed")
    if last is None or last.id != this_round.id:
        raise WrongMoment(state="past")
    if this_round.asks_ideas:
        raise NoVoteToRepeat
    following = Round(
        workshop_id=workshop.id,
        series=this_round.series,
        vote=this_round.vote + 1,
        question=this_round.question,
        method=this_round.method,
        params=dict(this_round.params),
        created_at=now,
        options=[
            Option(position=o.position, key=o.key, title=o.title, sentence=o.sentence)
            for o in this_round.options
        ],
    )
    session.add(following)
    workshop.showing = "round"
    touch(workshop)
    session.flush()
    return following


def show_rule(session: Session, desk_key: str, round_id: int, rule: str) -> Round:
    """
    Put the outcome of a ranking on the projector as another rule counts it, or, with no rule, as the room
    voted again. What is recorded does not change. Twice is once.

    Raises: WrongMoment before the reveal; BadSetting, for a rule these ballots cannot be counted by.
    """
    workshop, this_round = _at(session, desk_key, round_id)
    _require(this_round, "revealed")
    if rule:
        settings_under(this_round, rule)
    wanted = rule or None
    if this_round.shown_rule != wanted:
        this_round.shown_rule = wanted
        touch(workshop)
    return this_round


def compare(session: Session, desk_key: str, round_id: int, vote: int) -> None:
    """
    Show everywhere the movement since this earlier *vote* on the same question.

    Raises: UnknownDesk, UnknownRound, WorkshopEnded, WrongMoment before the reveal, BadSetting.
    """
    workshop, this_round = _at(session, desk_key, round_id)
    _require(this_round, "revealed")
    if not 1 <= vote < this_round.vote:
        raise BadSetting(field="vote", reason="unknown")
    if this_round.compared_vote != vote:
        this_round.compared_vote = vote
        touch(workshop)


def show_flows(session: Session, desk_key: str, round_id: int, key: str) -> None:
    """
    Put on the projector who went where since the vote before, on the whole or for one option (the *key* of
    these flows), or, with no key, the outcome again. Twice is once.

    Raises: UnknownDesk, UnknownRound, WorkshopEnded, WrongMoment before the reveal; BadSetting, for a first
    vote, or a key that no flow of this method has.
    """
    workshop, this_round = _at(session, desk_key, round_id)
    _require(this_round, "revealed")
    if key and (this_round.vote == 1 or key not in flow_keys(this_round.method, this_round.keys)):
        raise BadSetting(field="flows", reason="unknown")
    wanted = key or None
    if this_round.shown_flows != wanted or (wanted and this_round.shown_rule):
        this_round.shown_flows = wanted
        this_round.shown_rule = None if wanted else this_round.shown_rule
        touch(workshop)


def discard_round(session: Session, desk_key: str, round_id: int) -> None:
    """Throw a draft away. Raises: WrongMoment once it was opened: ballots are never thrown away."""
    workshop, this_round = _at(session, desk_key, round_id)
    _require(this_round, "draft")
    session.delete(this_round)
    touch(workshop)


def count_cast(session: Session, round_id: int) -> int:
    """Ballots in a round: people who voted, however they did."""
    return session.scalar(select(func.sum(Ballot.count)).where(Ballot.round_id == round_id)) or 0


def _at(session: Session, desk_key: str, round_id: int) -> tuple[Workshop, Round]:
    workshop = running_workshop(session, desk_key)
    return workshop, round_of(session, workshop, round_id)


def _require(this_round: Round, state: str) -> None:
    if this_round.state != state:
        raise WrongMoment(state=this_round.state)


def tidy_question(text: str) -> str:
    """Raises: BadSetting, empty or too long."""
    text = tidy(text)
    if not text:
        raise BadSetting(field="question", reason="empty")
    if len(text) > QUESTION_LENGTH:
        raise BadSetting(field="question", reason="too_long", most=QUESTION_LENGTH)
    return text


def _options(session: Session, workshop: Workshop, deck: Deck, keys: Sequence[str]) -> list[Option]:
    wanted = set(keys)
    chosen = [card for card in deck.cards if card.id in wanted]
    ideas = ideas_by_key(session, workshop, wanted - {card.id for card in chosen})
    if unknown := wanted - {card.id for card in chosen} - ideas.keys():
        raise UnknownCard(card=min(unknown))
    if len(wanted) < 2:
        raise NothingToChoose(least=2)
    if len(wanted) > MOST_OPTIONS:
        raise BadSetting(field="card", reason="too_many", most=MOST_OPTIONS)
    language: Language = "en" if workshop.language == "en" else "fr"
    options = [Option(key=card.id, title=card.text(language).title) for card in chosen]
    options += [Option(key=key, title=one.title, sentence=one.sentence) for key, one in ideas.items()]
    for position, option in enumerate(options, 1):
        option.position = position
    return options


def _params(method: str, params: Mapping[str, Any], keys: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """The method a way of voting is counted by, and all its settings."""
    if method not in WAYS:
        raise BadSetting(field="method", reason="unknown")
    way = WAYS[method]
    try:
        return way.method, METHODS[way.method].complete(way.settle(params), keys)
    except BadParams as bad:
        raise BadSetting(
            field=f"params.{bad.values['param']}", **{"reason": bad.reason, **bad.values}
        ) from bad
