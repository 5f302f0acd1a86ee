"""Ballots that come at the same moment: each is taken or refused for itself."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import NoneType
from typing import Any

from sqlalchemy import select

from tests.cast import LEADS, Facilitator, Participant
from toolkit.store.models import Ballot
from toolkit.store.models import Participant as Row
from toolkit.store.session import Store
from toolkit.voting.ballot import BadBallot
from toolkit.workshop import errors
from toolkit.workshop.ballots import Casting, cast_ballots

A, B, _ = LEADS
NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)


def casting(token: str, round_id: int, *approved: str) -> Casting:
    return Casting(token, round_id, lambda _method, _keys: {"approve": list(approved)}, NOW)


def kept(store: Store, round_id: int) -> Mapping[str, Any]:
    with store.reading() as session:
        rows = session.execute(
            select(Row.token, Ballot.content)
            .join(Row, Row.id == Ballot.participant_id)
            .where(Ballot.round_id == round_id)
        )
        return {token: content["approve"] for token, content in rows}


def test_each_is_taken_or_refused_for_itself(
    store: Store, ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ana.open("approval")
    gone = ana.welcome()
    ana.post(f"{ana.desk}/people/3/removal")
    other = Facilitator.create(ana.app).open("approval")
    jobs = [
        casting(bo.token, round_id, A),
        casting(chi.token, round_id, "lead-unknown"),
        casting(gone.token, round_id, A),
        casting("nobody-has-this", round_id, A),
        casting("\x00", round_id, A),
        casting(chi.token, other, A),
        casting(chi.token, 2**40, A),
        casting(chi.token, round_id, B),
        casting(bo.token, round_id, A, B),
    ]
    with store.writing() as session:
        became = cast_ballots(session, jobs)
    assert [type(each) for each in became] == [
        NoneType,
        BadBallot,
        errors.RemovedParticipant,
        errors.UnknownParticipant,
        errors.UnknownParticipant,
        errors.UnknownRound,
        errors.UnknownRound,
        NoneType,
        NoneType,
    ]
    assert kept(store, round_id) == {bo.token: [A, B], chi.token: [B]}, "of two, the later counts"
    ana.act("closure")
    with store.writing() as session:
        (late,) = cast_ballots(session, [casting(bo.token, round_id, B)])
    assert isinstance(late, errors.RoundNotOpen)
    assert kept(store, round_id)[bo.token] == [A, B]


def test_the_store_carries_them_out(store: Store, ana: Facilitator, bo: Participant) -> None:
    round_id = ana.open("approval")
    assert store.together(cast_ballots, casting(bo.token, round_id, A)) is None
    assert kept(store, round_id) == {bo.token: [A]}
    refused = store.together(cast_ballots, casting(bo.token, round_id, "lead-unknown"))
    assert isinstance(refused, BadBallot)
    assert kept(store, round_id) == {bo.token: [A]}
