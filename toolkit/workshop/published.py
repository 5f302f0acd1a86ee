"""
The ballots of a revealed round as anybody may read them: each beside its fingerprint, in the order of
fingerprints, which says nothing. Nobody's name, no reason that was written, no word of who did not vote.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.content.cards import Language
from toolkit.store.models import Ballot, Round, Workshop
from toolkit.workshop.errors import UnknownRound
from toolkit.workshop.explaining import Label
from toolkit.workshop.receipts import fingerprint, in_fours, may_be_receipt
from toolkit.workshop.unnamed import LEAST_PEOPLE
from toolkit.workshop.wording import in_words


@dataclass(frozen=True, slots=True)
class Line:
    """A published ballot: its fingerprint (empty when it came without a phone), its words, how many alike."""

    fingerprint: str
    words: str
    count: int = 1

    @property
    def shown(self) -> str:
        return in_fours(self.fingerprint)


@dataclass(frozen=True, slots=True)
class Published:
    """
    The ballots of a round. ``lines`` is empty, and ``withheld`` true, when so few people voted that a list
    would name them; ``others`` came without a receipt (hands, paper); ``found`` is the line of the receipt
    that was typed, and ``typed`` whether one was.
    """

    round: Round
    cast: int
    lines: tuple[Line, ...]
    others: tuple[Line, ...]
    withheld: bool
    typed: bool = False
    misshapen: bool = False
    found: Line | None = None


def revealed_votes(session: Session, workshop: Workshop) -> Sequence[Round]:
    """The votes whose ballots are published, in order."""
    query = select(Round).where(Round.workshop_id == workshop.id, Round.revealed_at.is_not(None))
    rounds = session.scalars(query.order_by(Round.series, Round.vote))
    return [this_round for this_round in rounds if not this_round.asks_ideas]


def published(
    session: Session, workshop: Workshop, series: int, vote: int, *, language: Language, receipt: str = ""
) -> Published:
    """
    Args: receipt: as somebody typed it, to find their line.

    Raises: UnknownRound, also for one not yet revealed.
    """
    this_round = next(
        (r for r in revealed_votes(session, workshop) if (r.series, r.vote) == (series, vote)), None
    )
    if this_round is None:
        raise UnknownRound(series=series, vote=vote)
    titles = {option.key: option.title for option in this_round.options}
    query = select(Ballot).where(Ballot.round_id == this_round.id)
    ballots = session.scalars(query).all()
    lines = [_line(ballot, this_round, language, titles.__getitem__) for ballot in ballots]
    cast = sum(line.count for line in lines)
    looked_for = fingerprint(receipt, series, vote) if may_be_receipt(receipt) else None
    return Published(
        round=this_round,
        cast=cast,
        lines=tuple(sorted((one for one in lines if one.fingerprint), key=lambda one: one.fingerprint))
        if cast >= LEAST_PEOPLE
        else (),
        others=tuple(sorted((one for one in lines if not one.fingerprint), key=lambda one: one.words))
        if cast >= LEAST_PEOPLE
        else (),
        withheld=cast < LEAST_PEOPLE,
        typed=bool(receipt.strip()),
        misshapen=bool(receipt.strip()) and looked_for is None,
        found=next((one for one in lines if looked_for and one.fingerprint == looked_for), None),
    )


def _line(ballot: Ballot, this_round: Round, language: Language, label: Label) -> Line:
    words = in_words(this_round.method, ballot.content, this_round.params, language, label)
    return Line(ballot.fingerprint or "", words, ballot.count)
