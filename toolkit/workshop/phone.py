"""
What a phone shows. What all the phones of a room have in common is made once for each version; what belongs
to one person comes with that person. The two never meet before the page of that phone.
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from toolkit.content.cards import Deck, Language
from toolkit.store.models import Round, Workshop
from toolkit.store.session import Store
from toolkit.workshop.finding import current_round
from toolkit.workshop.ideas import ideas_of
from toolkit.workshop.keeping import Kept
from toolkit.workshop.person import Person, person_of
from toolkit.workshop.receipts import fingerprint
from toolkit.workshop.showing import IDEA_STAGES, idea_view, outcome_of, round_view, shared_ideas
from toolkit.workshop.versions import participant_version
from toolkit.workshop.views import IdeaView, ParticipantView, PhonesView, RoundView

PHONES: Kept[PhonesView] = Kept(most=500)
STAGES = {"draft": "waiting", "open": "voting", "closed": "closed", "revealed": "revealed"}


class MovedOn(Exception):
    """The facilitator acted between two looks: the first one is no longer what phones show."""


def participant_view(
    store: Store, person: Person, decks: Mapping[str, Deck], *, language: Language, focus: str = ""
) -> ParticipantView:
    """What the phone of *person* shows; *focus* is the code of a card they scanned."""
    key = (person.workshop_id, person.join_code, person.version, language)
    try:
        phones = PHONES.get(key, lambda: _phones_at(store, person, decks, language))
    except MovedOn:
        return participant_view(store, person_of(store, person.token), decks, language=language, focus=focus)
    view = phones.round
    receipt = person.receipt if view else ""
    return ParticipantView(
        phones=phones,
        token=person.token,
        join_code=phones.join_code,
        deck_id=phones.deck_id,
        title=phones.title,
        language=language,
        anonymous=phones.anonymous,
        name=person.name,
        version=phones.version,
        stage="observing" if person.observing and phones.stage in ("voting", "writing") else phones.stage,
        observing=person.observing,
        round=view,
        ballot=person.ballot if view else None,
        outcome=phones.outcome,
        focus=_focus(view, focus),
        own=_own_ideas(store, view, person),
        ideas=phones.ideas,
        receipt=receipt,
        fingerprint=fingerprint(receipt, view.series, view.vote) if receipt and view else "",
    )


def _phones_at(store: Store, person: Person, decks: Mapping[str, Deck], language: Language) -> PhonesView:
    """Raises: MovedOn, when the workshop is no longer at the version at which *person* was read."""
    with store.reading() as session:
        workshop = session.get(Workshop, person.workshop_id)
        if workshop is None or workshop.version != person.version:
            raise MovedOn
        return phones_view(session, workshop, decks, language=language)


def phones_view(
    session: Session, workshop: Workshop, decks: Mapping[str, Deck], *, language: Language
) -> PhonesView:
    """
    What every phone shows. All of it depends on the version only, so that it is made once for each; the
    turnout in its round is the one of that moment, and not for phones.
    """
    this_round = current_round(session, workshop)
    stage = "waiting" if this_round is None else _stage(this_round)
    shown = this_round if stage != "waiting" else None
    if workshop.ended_at:
        stage = "ended"
    view = round_view(session, workshop, shown, decks, language) if shown else None
    return PhonesView(
        key=(workshop.id, workshop.join_code, workshop.version, language),
        join_code=workshop.join_code,
        deck_id=workshop.deck_id,
        title=workshop.title,
        language=language,
        anonymous=workshop.anonymous,
        version=participant_version(workshop.version),
        stage=stage,
        is_prepared=this_round is not None and this_round.state == "draft",
        round=view,
        outcome=outcome_of(session, shown, view, language),
        ideas=shared_ideas(session, workshop, shown) if stage == "gathered" else (),
    )


def _stage(this_round: Round) -> str:
    if this_round.asks_ideas and this_round.state != "draft":
        return IDEA_STAGES[this_round.state]
    return STAGES[this_round.state]


def _own_ideas(store: Store, view: RoundView | None, person: Person) -> tuple[IdeaView, ...]:
    if view is None or not view.asks_ideas:
        return ()
    with store.reading() as session:
        this_round = session.get(Round, view.id)
        return tuple(map(idea_view, ideas_of(session, this_round, person.id))) if this_round else ()


def _focus(view: RoundView | None, code: str) -> str | None:
    """The key of the option whose card carries this code."""
    if view is None or not code:
        return None
    return next((o.key for o in view.options if o.card and o.card.code == code.upper()), None)
