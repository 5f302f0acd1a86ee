"""What a revealed round concludes, and how the room moved: computed from ballots each time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from babel.numbers import format_decimal
from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.content.cards import Language
from toolkit.store.models import Ballot, Round
from toolkit.voting.ballot import Counted
from toolkit.voting.methods import METHODS
from toolkit.voting.movement import Movement, movement
from toolkit.voting.outcome import Outcome
from toolkit.voting.rankings import is_unranked
from toolkit.workshop.counted import people_by_source
from toolkit.workshop.errors import BadSetting, WrongMoment
from toolkit.workshop.explaining import decimal, explain, grade_names, policy
from toolkit.workshop.following import Cast, followed
from toolkit.workshop.moving import Held, movement_told
from toolkit.workshop.unnamed import are_quotable, are_too_few_to_quote
from toolkit.workshop.views import MovementView, OptionView, OutcomeView, ResultRow, RuleView
from toolkit.workshop.ways import WAYS

DUEL_METHODS = ("schulze", "ranked_pairs", "copeland")

# How each outcome is best drawn.
SHAPES: Mapping[str, str] = {
    "single_choice": "bars",
    "approval": "bars",
    "dots": "bars",
    "quadratic": "bars",
    "borda": "bars",
    "majority_judgment": "grades",
    "score": "degrees",
    "gradients": "degrees",
    **dict.fromkeys(DUEL_METHODS, "duels"),
    "irv": "flow",
    "stv": "flow",
    "placement": "map",
}


def count(session: Session, this_round: Round) -> Outcome:
    """
    The outcome of a revealed round.

    Raises: WrongMoment before the reveal: nobody, the facilitator included, sees a count sooner.
    """
    require_revealed(this_round)
    return count_ballots(this_round, counted(session, this_round))


def require_revealed(this_round: Round) -> None:
    """Raises: WrongMoment before the reveal."""
    if this_round.state != "revealed":
        raise WrongMoment(state=this_round.state)


def count_ballots(this_round: Round, ballots: Counted) -> Outcome:
    return METHODS[this_round.method].count(ballots, this_round.keys, this_round.params)


def counted(session: Session, this_round: Round) -> Counted:
    """What was cast in a round, each with how many people cast it, in an order that says nothing."""
    found = session.execute(select(Ballot.content, Ballot.count).where(Ballot.round_id == this_round.id))
    return [(content, people) for content, people in found]


def outcome_view(
    session: Session, this_round: Round, options: Sequence[OptionView], language: Language, *, rule: str = ""
) -> OutcomeView:
    """
    Args: rule: another rule to count the same rankings by, to teach how much the rule decides; no movement
    then, which is told of the rule the room voted under.

    Raises: WrongMoment before the reveal; BadSetting, for a rule these ballots cannot be counted by.
    """
    require_revealed(this_round)
    cast = counted(session, this_round)
    if rule:
        params = settings_under(this_round, rule)
        other = METHODS[rule].count(cast, this_round.keys, params)
        return replace(told(other, params, options, language), other_rule=rule)
    outcome = count_ballots(this_round, cast)
    sources = people_by_source(session, this_round.id)
    return replace(
        told(outcome, this_round.params, options, language),
        sources=sources,
        reasons=_reasons(cast, options) if are_quotable(sources) else (),
        reasons_held=asks_reasons(this_round.method) and are_too_few_to_quote(sources),
        movement=movement_view(session, this_round, outcome, options, language),
    )


def settings_under(this_round: Round, rule: str) -> Mapping[str, Any]:
    """
    The settings to count these rankings under another rule: those a room usually has, as many seats as fit.

    Raises: BadSetting, when the ballots are no rankings or no such rule counts them.
    """
    if rule not in other_rules(this_round.method):
        raise BadSetting(field="rule", reason="unknown")
    usual = dict(WAYS[rule].usual)
    if "seats" in usual:
        usual["seats"] = min(usual["seats"], len(this_round.keys) - 1)
    return METHODS[rule].complete(usual, this_round.keys)


def other_rules(method: str) -> tuple[str, ...]:
    """The other rules that count the same ballots: those of rankings; none for what is no ranking."""
    rules = tuple(way.method for way in WAYS.values() if way.ballot == "ranking")
    return tuple(rule for rule in rules if rule != method) if method in rules else ()


def rules_view(
    session: Session, this_round: Round, options: Sequence[OptionView], language: Language
) -> tuple[RuleView, ...]:
    """What every rule concludes from the rankings of a revealed round; empty before, or for other ballots."""
    rules = other_rules(this_round.method)
    cast = counted(session, this_round) if rules and this_round.state == "revealed" else ()
    if not any(not is_unranked(ballot) for ballot, _ in cast):
        return ()
    titles = {option.key: option.title for option in options}
    views = []
    for rule in (this_round.method, *rules):
        recorded = rule == this_round.method
        params = this_round.params if recorded else settings_under(this_round, rule)
        winners = METHODS[rule].count(cast, this_round.keys, params).winners
        projected = rule == (this_round.shown_rule or this_round.method)
        views.append(RuleView(rule, tuple(titles[key] for key in winners), recorded, projected))
    return tuple(views)


def told(
    outcome: Outcome, params: Mapping[str, Any], options: Sequence[OptionView], language: Language
) -> OutcomeView:
    """An outcome in the words of the room, without what only the store knows: reasons and movement."""
    by_key = {option.key: option for option in options}
    grades = grade_names(language, params["grades"]) if outcome.method == "majority_judgment" else ()
    order = [key for group in outcome.ranking for key in group]
    return OutcomeView(
        method=outcome.method,
        shape=SHAPES[outcome.method],
        params=params,
        details=outcome.details,
        rows=_rows(outcome, by_key, grades, language),
        cast=outcome.cast,
        blank=outcome.blank,
        steps=tuple(explain(s, language, lambda key: by_key[key].title, grades) for s in outcome.steps),
        policy=policy(outcome.method, params, language),
        grades=grades,
        pairs=_pairs(outcome, order),
    )


def _rows(
    outcome: Outcome, by_key: Mapping[str, OptionView], grades: tuple[str, ...], language: Language
) -> tuple[ResultRow, ...]:
    heights = {key: _bar(outcome, key) for key in by_key}
    highest = max(heights.values(), default=Fraction(0)) or Fraction(1)
    rows = []
    rank = 1
    for group in outcome.ranking:
        for key in sorted(group, key=lambda k: by_key[k].number):
            rows.append(
                ResultRow(
                    option=by_key[key],
                    rank=rank,
                    tied=len(group) > 1,
                    winner=key in outcome.winners,
                    score=_score(outcome, key, grades, language),
                    share=float(heights[key] / highest),
                    parts=tuple(outcome.details["counts"][key]) if grades else (),
                )
            )
        rank += len(group)
    return tuple(rows)


def _bar(outcome: Outcome, key: str) -> Fraction:
    """What the length of a bar stands for: the score, or for a ranking the duels won."""
    value = outcome.scores.get(key, 0)
    return max(Fraction(value), Fraction(0))


def _score(outcome: Outcome, key: str, grades: tuple[str, ...], language: Language) -> str:
    value = outcome.scores[key]
    if grades and outcome.cast:
        return grades[int(value)]
    return format_decimal(decimal(value), locale=language, format="#,##0.##")


def _pairs(outcome: Outcome, order: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    if outcome.method not in DUEL_METHODS:
        return ()
    preferred = outcome.details["pairwise"]
    return tuple(tuple(preferred[a].get(b, 0) for b in order) for a in order)


def _reasons(cast: Counted, options: Sequence[OptionView]) -> tuple[tuple[OptionView, tuple[str, ...]], ...]:
    """What was written about each option, if anything: in alphabetical order, which tells nothing of who."""
    given = reasons_of([content for content, _ in cast])
    return tuple((option, given[option.key]) for option in options if option.key in given)


def asks_reasons(method: str) -> bool:
    """Whether people may write why, beside their vote."""
    return method == "gradients"


def reasons_of(cast: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """The reasons that ballots carry, by option, in alphabetical order."""
    given: dict[str, list[str]] = {}
    for ballot in cast:
        for key, reason in ballot.get("reasons", {}).items():
            given.setdefault(key, []).append(reason)
    return {key: tuple(sorted(given[key], key=lambda text: (text.casefold(), text))) for key in sorted(given)}


def moved(session: Session, before: Round, after: Round) -> Movement:
    """The movement between two votes of one series, over the people followed in both (``following``)."""
    both = _followed_in_both(session, before, after)
    first, second = _by_person(session, before), _by_person(session, after)
    return movement(after.method, [(first[who], second[who]) for who in both], after.keys)


def _followed_in_both(session: Session, before: Round, after: Round) -> frozenset[object]:
    query = (
        select(Round)
        .where(
            Round.workshop_id == after.workshop_id,
            Round.series == after.series,
            Round.revealed_at.is_not(None),
        )
        .order_by(Round.vote)
    )
    votes = session.scalars(query).all()
    people = dict(
        zip((one.id for one in votes), followed([_cast(session, one) for one in votes]), strict=True)
    )
    nobody: frozenset[object] = frozenset()
    return people.get(before.id, nobody) & people.get(after.id, nobody)


def _cast(session: Session, this_round: Round) -> Cast:
    query = select(Ballot.participant_id, Ballot.trail, Ballot.fingerprint, Ballot.count).where(
        Ballot.round_id == this_round.id
    )
    people: dict[object, str] = {}
    apart = 0
    for person, trail, mark, count in session.execute(query):
        who = person if person is not None else trail
        if who is None:
            apart += count
        else:
            people[who] = mark or ""
    return Cast(people, apart)


def _by_person(session: Session, this_round: Round) -> dict[object, Mapping[str, Any]]:
    """Ballots by whoever cast them: a participant, or the trail left of one."""
    rows = session.execute(
        select(Ballot.participant_id, Ballot.trail, Ballot.content).where(Ballot.round_id == this_round.id)
    )
    return {
        person if person is not None else trail: content
        for person, trail, content in rows
        if person is not None or trail is not None
    }


def earlier_vote(session: Session, this_round: Round) -> Round | None:
    """
    The vote on the same question that this one is compared with, once revealed: the one the facilitator
    picked, else the one before.
    """
    picked = this_round.compared_vote
    vote = picked if picked is not None and picked < this_round.vote else this_round.vote - 1
    before = session.scalar(
        select(Round).where(
            Round.workshop_id == this_round.workshop_id,
            Round.series == this_round.series,
            Round.vote == vote,
        )
    )
    return before if before is not None and before.revealed_at is not None else None


def movement_view(
    session: Session, this_round: Round, outcome: Outcome, options: Sequence[OptionView], language: Language
) -> MovementView | None:
    """The movement since the vote it is compared with; None for a first vote."""
    before = earlier_vote(session, this_round) if this_round.vote > 1 else None
    if before is None:
        return None
    both = _followed_in_both(session, before, this_round)
    return movement_told(
        _held(session, before, count(session, before), both),
        _held(session, this_round, outcome, both),
        this_round.params,
        options,
        language,
        projected=this_round.shown_flows or "",
    )


def _held(session: Session, this_round: Round, outcome: Outcome, both: frozenset[object]) -> Held:
    people: dict[object, Mapping[str, Any]] = {}
    apart = []
    rows = session.execute(
        select(Ballot.participant_id, Ballot.trail, Ballot.content, Ballot.count).where(
            Ballot.round_id == this_round.id
        )
    )
    for person, trail, content, number in rows:
        who = person if person is not None else trail
        if who in both:
            people[who] = content
        else:
            apart.append((content, number))
    return Held(this_round.vote, outcome, people, apart)
