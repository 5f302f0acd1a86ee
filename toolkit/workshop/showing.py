"""Building the view of each role from what is stored. The filter of who sees what is here, and only here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.content.cards import Deck, Language
from toolkit.store.models import Idea, Participant, Round, Workshop
from toolkit.voting.podium import first_of
from toolkit.workshop.counted import counted_view, people_by_source
from toolkit.workshop.finding import current_round, workshop_by_code, workshop_by_desk
from toolkit.workshop.gathering import count_present
from toolkit.workshop.ideas import count_ideas, kept_ideas
from toolkit.workshop.keeping import Kept
from toolkit.workshop.outcomes import count, other_rules, outcome_view, rules_view
from toolkit.workshop.rounds import count_cast
from toolkit.workshop.versions import desk_version, projector_version
from toolkit.workshop.views import (
    DeckChoice,
    DeskView,
    IdeaView,
    OptionView,
    OutcomeView,
    PastRound,
    Preset,
    ProjectorView,
    RoundView,
)
from toolkit.workshop.ways import WAYS, way_of

OUTCOMES: Kept[OutcomeView] = Kept(most=500)

# What an ideas round shows while it is open, then once it is closed.
IDEA_STAGES = {"draft": "announced", "open": "writing", "closed": "gathered", "revealed": "gathered"}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the screens of a workshop are, as full addresses."""

    join: str
    desk: str = ""
    screen: str = ""


def idea_view(idea: Idea) -> IdeaView:
    """An idea as the room may see it."""
    return IdeaView(
        key=idea.key,
        number=idea.number,
        title=idea.title,
        sentence=idea.sentence,
        state=idea.state,
        revision=idea.revision,
    )


def shared_ideas(session: Session, workshop: Workshop, this_round: Round | None) -> tuple[IdeaView, ...]:
    if this_round is None or not this_round.asks_ideas:
        return ()
    return tuple(map(idea_view, kept_ideas(session, workshop, this_round)))


def projector_view(
    session: Session, join_code: str, decks: Mapping[str, Deck], addresses: Addresses
) -> ProjectorView:
    """Raises: UnknownWorkshop."""
    workshop = workshop_by_code(session, join_code)
    language = language_of(workshop)
    this_round = current_round(session, workshop)
    stage = _big_stage(workshop, this_round)
    shown = this_round if stage not in ("join",) else None
    view = round_view(session, workshop, shown, decks, language) if shown else None
    return ProjectorView(
        join_code=workshop.join_code,
        join_url=addresses.join,
        deck_id=workshop.deck_id,
        title=workshop.title,
        language=language,
        version=projector_version(session, workshop),
        stage=stage,
        present=count_present(session, workshop),
        turnout_hidden=workshop.turnout_hidden,
        round=view,
        outcome=outcome_of(session, shown, view, language, (shown.shown_rule or "") if shown else ""),
        wifi=(workshop.wifi_name, workshop.wifi_password) if workshop.wifi_name else None,
        ideas=shared_ideas(session, workshop, shown),
    )


def _big_stage(workshop: Workshop, this_round: Round | None) -> str:
    if workshop.ended_at:
        return "ended"
    if this_round is None or workshop.showing == "join":
        return "join"
    return IDEA_STAGES[this_round.state] if this_round.asks_ideas else this_round.state


def desk_view(
    session: Session,
    desk_key: str,
    decks: Mapping[str, Deck],
    addresses: Addresses,
    *,
    language: Language,
    preparing: str = "",
    past: int | None = None,
    rule: str = "",
    preset: tuple[int, int] | None = None,
) -> DeskView:
    """
    Args: preparing: what to show instead of a round that waits, ``prepare`` for the card chooser, ``ideas``
    to ask for ideas; past: the id of an earlier round to look at; preset: the id of a round whose ideas, or
    whose first options, and how many of them, are chosen beforehand.

    Raises: UnknownDesk.
    """
    workshop = workshop_by_desk(session, desk_key)
    rounds = list(
        session.scalars(
            select(Round).where(Round.workshop_id == workshop.id).order_by(Round.series, Round.vote)
        )
    )
    this_round = next((r for r in rounds if r.id == past), rounds[-1] if rounds else None)
    stage = _desk_stage(workshop, this_round, preparing)
    view = round_view(session, workshop, this_round, decks, language) if this_round else None
    deck = decks.get(workshop.deck_id)
    return DeskView(
        desk_key=desk_key,
        join_code=workshop.join_code,
        join_url=addresses.join,
        desk_url=addresses.desk,
        screen_url=addresses.screen,
        deck_id=workshop.deck_id,
        title=workshop.title,
        language=language,
        anonymous=workshop.anonymous,
        version=desk_version(session, workshop),
        stage=stage,
        showing=workshop.showing,
        present=count_present(session, workshop),
        names=() if workshop.anonymous else _names(session, workshop),
        round=view,
        outcome=outcome_of(session, this_round, view, language, rule),
        choices=tuple(DeckChoice(g.kind, g.head, g.cards) for g in deck.groups()) if deck else (),
        ways=tuple(WAYS.values()),
        rules=rules_view(session, this_round, view.options, language) if view and this_round else (),
        past=tuple(_past_round(session, r) for r in rounds),
        counted=counted_view(session, workshop, this_round),
        ideas=_curated(session, workshop, this_round) if this_round and this_round.asks_ideas else (),
        kept=tuple(map(idea_view, kept_ideas(session, workshop))),
        preset=_preset(session, workshop, rounds, preset),
    )


def _past_round(session: Session, this_round: Round) -> PastRound:
    return PastRound(
        id=this_round.id,
        series=this_round.series,
        vote=this_round.vote,
        question=this_round.question,
        way=way_of(this_round.method, this_round.params).name,
        state=this_round.state,
        cast=_received(session, this_round),
    )


def _desk_stage(workshop: Workshop, this_round: Round | None, preparing: str) -> str:
    if workshop.ended_at:
        return "ended"
    # A vote under way is never hidden behind the chooser.
    if this_round is None or (preparing and this_round.state in ("draft", "revealed")):
        return "asking" if preparing == "ideas" else "preparing"
    return IDEA_STAGES[this_round.state] if this_round.asks_ideas else this_round.state


def _received(session: Session, this_round: Round) -> int:
    """Ballots of a vote, ideas of a question that asked for some."""
    return (count_ideas if this_round.asks_ideas else count_cast)(session, this_round.id)


def _curated(session: Session, workshop: Workshop, this_round: Round) -> tuple[IdeaView, ...]:
    """Every idea of a round but those withdrawn, the latest first, merged ones in what was made of them."""
    query = (
        select(Idea, Participant.name)
        .outerjoin(Participant, Participant.id == Idea.participant_id)
        .where(Idea.round_id == this_round.id, Idea.withdrawn_at.is_(None))
        .order_by(Idea.number.desc())
    )
    found = session.execute(query).all()
    parts: dict[int | None, list[IdeaView]] = defaultdict(list)
    # What was made of others is younger than they are: in the order of writing, parts come before wholes.
    for idea, name in reversed(found):
        kept = "" if workshop.anonymous else name or ""
        view = replace(idea_view(idea), name=kept, parts=tuple(parts.pop(idea.id, ())))
        parts[idea.merged_into_id].append(view)
    return tuple(reversed(parts[None]))


def _preset(
    session: Session, workshop: Workshop, rounds: Sequence[Round], asked: tuple[int, int] | None
) -> Preset | None:
    source = next((r for r in rounds if asked and r.id == asked[0]), None)
    if source is None or asked is None or source.state != "revealed":
        return None
    if source.asks_ideas:
        return Preset(tuple(idea.key for idea in kept_ideas(session, workshop, source)))
    keys, edge = first_of(count(session, source).ranking, asked[1])
    return Preset(keys, asked[1], edge) if keys else None


def _names(session: Session, workshop: Workshop) -> tuple[str, ...]:
    query = (
        select(Participant.name)
        .where(
            Participant.workshop_id == workshop.id, Participant.removed_at.is_(None), Participant.name != ""
        )
        .order_by(Participant.name)
    )
    return tuple(session.scalars(query))


def outcome_of(
    session: Session, this_round: Round | None, view: RoundView | None, language: Language, rule: str = ""
) -> OutcomeView | None:
    if this_round is None or view is None or this_round.state != "revealed" or this_round.asks_ideas:
        return None
    asked = rule if rule in other_rules(this_round.method) else ""
    # Once revealed, a round only changes by what the facilitator does: which vote it is compared with, and
    # whom a later vote lets it follow.
    workshop = this_round.workshop
    key = (this_round.id, workshop.join_code, workshop.version, language, asked)
    return OUTCOMES.get(key, lambda: outcome_view(session, this_round, view.options, language, rule=asked))


def round_view(
    session: Session, workshop: Workshop, this_round: Round, decks: Mapping[str, Deck], language: Language
) -> RoundView:
    deck = decks.get(workshop.deck_id)
    cards = {card.id: card for card in deck.cards} if deck else {}
    options = []
    for option in this_round.options:
        card = cards.get(option.key)
        title = card.text(language).title if card else option.title
        options.append(OptionView(option.key, title, option.position, card, option.sentence))
    people = people_by_source(session, this_round.id)
    cast = count_ideas(session, this_round.id) if this_round.asks_ideas else sum(people.values())
    # Hands that nobody announced are people of the room all the same.
    unforeseen = max(0, sum(people.values()) - people.get("phone", 0) - workshop.without_phone)
    way = way_of(this_round.method, this_round.params)
    return RoundView(
        id=this_round.id,
        series=this_round.series,
        vote=this_round.vote,
        question=this_round.question,
        method=this_round.method,
        way=way.name,
        ballot=way.ballot,
        params=this_round.params,
        state=this_round.state,
        options=tuple(options),
        cast=cast,
        present=max(count_present(session, workshop) + unforeseen, sum(people.values())),
        asks_ideas=this_round.asks_ideas,
        ends_at=this_round.ends_at if this_round.state == "open" else None,
    )


def language_of(workshop: Workshop) -> Language:
    return "en" if workshop.language == "en" else "fr"
