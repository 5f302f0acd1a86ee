"""What a facilitator puts on tables of their workshop: the way in, the questions, read in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from toolkit.content.cards import Language
from toolkit.store.models import Round, Workshop
from toolkit.workshop.finding import workshop_by_desk
from toolkit.workshop.showing import language_of


@dataclass(frozen=True, slots=True)
class QuestionToPrint:
    """A question put to the room, or about to be: ``options`` are keys and titles, as they read that day."""

    question: str
    method: str
    params: Mapping[str, Any]
    options: tuple[tuple[str, str], ...]
    asks_ideas: bool


@dataclass(frozen=True, slots=True)
class ToPrint:
    title: str
    join_code: str
    deck_id: str
    language: Language
    wifi: tuple[str, str] | None
    questions: tuple[QuestionToPrint, ...]

    @property
    def votes(self) -> tuple[QuestionToPrint, ...]:
        return tuple(each for each in self.questions if not each.asks_ideas and each.options)


def to_print(session: Session, desk_key: str) -> ToPrint:
    """Raises: UnknownDesk."""
    workshop = workshop_by_desk(session, desk_key)
    return ToPrint(
        workshop.title,
        workshop.join_code,
        workshop.deck_id,
        language_of(workshop),
        (workshop.wifi_name, workshop.wifi_password) if workshop.wifi_name else None,
        tuple(_question(each) for each in _latest(workshop)),
    )


def _latest(workshop: Workshop) -> list[Round]:
    """The last vote of each question: it has the cards and the method that count now."""
    by_series = {each.series: each for each in workshop.rounds}
    return [by_series[series] for series in sorted(by_series)]


def _question(found: Round) -> QuestionToPrint:
    options = tuple((option.key, option.title) for option in found.options)
    return QuestionToPrint(found.question, found.method, found.params, options, found.asks_ideas)
