"""A ballot that belongs to no phone: a sheet of paper being copied, a device passed around."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from toolkit.content.cards import Deck, Language
from toolkit.workshop.codes import new_secret
from toolkit.workshop.counted import counted_view
from toolkit.workshop.finding import vote_of, workshop_by_desk
from toolkit.workshop.showing import round_view
from toolkit.workshop.views import CountedView, RoundView


@dataclass(frozen=True, slots=True)
class PaperView:
    """
    Where the paper of a round is counted. ``key`` is drawn anew each time: what is sent twice with it is
    entered once. ``ballot`` and ``focus`` are never set: a sheet starts blank.
    """

    desk_key: str
    title: str
    language: Language
    round: RoundView
    counted: CountedView
    key: str
    ballot: None = None
    focus: str = ""


def paper_view(
    session: Session, desk_key: str, round_id: int, decks: Mapping[str, Deck], *, language: Language
) -> PaperView:
    """Raises: UnknownDesk, UnknownRound."""
    workshop = workshop_by_desk(session, desk_key)
    this_round = vote_of(session, workshop, round_id)
    view = round_view(session, workshop, this_round, decks, language)
    return PaperView(
        desk_key=desk_key,
        title=workshop.title,
        language=language,
        # How many have voted is on the desk; here it would only distract from the pile.
        round=replace(view, cast=0),
        counted=counted_view(session, workshop, this_round),
        key=new_secret(),
    )
