"""Anonymous means that nobody can tell any more who cast what."""

from datetime import timedelta

from sqlalchemy import select

from tests.builders import NOW, a_ballot, a_participant, a_round, a_workshop
from toolkit.store.models import Ballot, Round, Workshop
from toolkit.store.session import Store
from toolkit.workshop.detaching import FORGOTTEN, detach_all, detach_forgotten
from toolkit.workshop.outcomes import moved

CHOICES = [["A"], ["A", "B"], ["B"], ["C"], [], ["A", "C"]]


def two_votes(store: Store, *, anonymous: bool = True) -> int:
    """A series of two revealed votes: everyone adds C the second time. Returns the workshop's id."""
    with store.writing() as session:
        workshop = a_workshop(session, anonymous=anonymous)
        people = [a_participant(session, workshop, name=f"n{i}") for i in range(len(CHOICES))]
        for vote in (1, 2):
            this_round = a_round(session, workshop, vote=vote, closed_at=NOW, revealed_at=NOW)
            for person, choice in zip(people, CHOICES, strict=True):
                approve = choice if vote == 1 else sorted({*choice, "C"})
                a_ballot(session, this_round, person, content={"approve": approve})
        return workshop.id


def test_nothing_ties_a_ballot_to_a_person_or_a_time(store: Store) -> None:
    key = two_votes(store)
    with store.writing() as session:
        detach_all(session, session.get_one(Workshop, key), now=NOW)
    with store.reading() as session:
        for ballot in session.scalars(select(Ballot)):
            assert ballot.participant_id is None
            assert ballot.cast_at is None
            assert ballot.trail


def test_no_ballot_is_lost_or_changed(store: Store) -> None:
    key = two_votes(store)
    with store.writing() as session:
        detach_all(session, session.get_one(Workshop, key), now=NOW)
    with store.reading() as session:
        first = session.scalars(select(Ballot.content).join(Round).where(Round.vote == 1))
        assert sorted(ballot["approve"] for ballot in first) == sorted(CHOICES)


def test_the_order_of_rows_is_drawn_anew(store: Store) -> None:
    """Six ballots keep their order once in 720; twenty workshops all keep theirs once in 720 ** 20."""
    keys = [two_votes(store) for _ in range(20)]
    kept = 0
    for key in keys:
        with store.writing() as session:
            detach_all(session, session.get_one(Workshop, key), now=NOW)
        with store.reading() as session:
            query = (
                select(Ballot.content)
                .join(Round)
                .where(Round.workshop_id == key, Round.vote == 1)
                .order_by(Ballot.id)
            )
            kept += [ballot["approve"] for ballot in session.scalars(query)] == CHOICES
    assert kept < 20


def test_movement_is_the_same_before_and_after(store: Store) -> None:
    key = two_votes(store)
    with store.reading() as session:
        votes = session.get_one(Workshop, key).rounds
        before = moved(session, *votes)
    assert before.people == 6
    assert before.options["C"].up == 4
    assert before.options["A"].same == 6
    with store.writing() as session:
        detach_all(session, session.get_one(Workshop, key), now=NOW)
    with store.reading() as session:
        assert moved(session, *session.get_one(Workshop, key).rounds) == before


def test_detaching_twice_changes_nothing(store: Store) -> None:
    key = two_votes(store)
    trails = []
    for _ in range(2):
        with store.writing() as session:
            detach_all(session, session.get_one(Workshop, key), now=NOW)
        with store.reading() as session:
            trails.append(sorted(session.scalars(select(Ballot.trail)).all()))
    assert trails[0] == trails[1]


def test_a_workshop_with_names_keeps_its_links(store: Store) -> None:
    key = two_votes(store, anonymous=False)
    with store.writing() as session:
        detach_all(session, session.get_one(Workshop, key), now=NOW)
    with store.reading() as session:
        assert all(ballot.participant_id for ballot in session.scalars(select(Ballot)))


def test_links_nobody_cut_are_cut_half_a_day_later(store: Store) -> None:
    key = two_votes(store)
    assert detach_forgotten(store, now=NOW + FORGOTTEN - timedelta(minutes=1)) == 0
    assert detach_forgotten(store, now=NOW + FORGOTTEN + timedelta(minutes=1)) == 1
    with store.reading() as session:
        assert not [one for one in session.scalars(select(Ballot)) if one.participant_id or one.cast_at]
        assert all(one.detached_at for one in session.get_one(Workshop, key).rounds)
    assert detach_forgotten(store, now=NOW + 2 * FORGOTTEN) == 0


def test_a_vote_still_open_keeps_its_links_however_long(store: Store) -> None:
    key = two_votes(store)
    with store.writing() as session:
        workshop = session.get_one(Workshop, key)
        person = a_participant(session, workshop)
        a_ballot(session, a_round(session, workshop, series=2), person)
    detach_forgotten(store, now=NOW + 9 * FORGOTTEN)
    with store.reading() as session:
        kept = session.scalars(select(Ballot.participant_id).where(Ballot.participant_id.is_not(None))).all()
        assert len(kept) == 1


def test_with_names_links_stay(store: Store) -> None:
    two_votes(store, anonymous=False)
    assert detach_forgotten(store, now=NOW + 9 * FORGOTTEN) == 0
