"""Many at once, for real: threads on one database, each with its own connection."""

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier

from sqlalchemy import select

from tests.builders import NOW, a_participant, a_round, a_workshop
from toolkit.store.models import Ballot, Round, Withheld
from toolkit.store.session import Store
from toolkit.workshop.ballots import cast_ballot
from toolkit.workshop.doors import remove_person
from toolkit.workshop.errors import RemovedParticipant, RoundNotOpen
from toolkit.workshop.rounds import close_round


def a_room(store: Store, people: int) -> tuple[str, int, list[str]]:
    """An open round: the desk's key, the round's id, the tokens of the people."""
    with store.writing() as session:
        workshop = a_workshop(session)
        this_round = a_round(session, workshop)
        tokens = [a_participant(session, workshop).token for _ in range(people)]
        return workshop.desk_key, this_round.id, tokens


def together(store: Store, jobs: list[tuple[str, int, list[str]]]) -> list[bool]:
    """Cast all these ballots at the same moment; whether each was accepted."""
    barrier = Barrier(min(len(jobs), 16))

    def run(job: tuple[str, int, list[str]]) -> bool:
        token, round_id, approve = job
        if jobs.index(job) < barrier.parties:
            barrier.wait(10)
        try:
            with store.writing() as session:
                cast_ballot(session, token, round_id, {"approve": approve}, now=NOW)
        except RoundNotOpen:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(run, jobs))


def stored(store: Store, round_id: int) -> list[list[str]]:
    with store.reading() as session:
        return [
            content["approve"]
            for content in session.scalars(select(Ballot.content).where(Ballot.round_id == round_id))
        ]


def test_one_person_on_many_browsers_the_same_second_has_one_ballot(store: Store) -> None:
    _, round_id, (token,) = a_room(store, 1)
    accepted = together(store, [(token, round_id, [option]) for option in "ABCABCABC"])
    assert all(accepted)
    assert len(stored(store, round_id)) == 1


def test_a_hundred_ballots_at_once_are_a_hundred_ballots(store: Store) -> None:
    _, round_id, tokens = a_room(store, 100)
    assert all(together(store, [(token, round_id, ["A"]) for token in tokens]))
    assert stored(store, round_id) == [["A"]] * 100


def test_closing_while_people_vote_keeps_every_accepted_ballot_and_no_other(store: Store) -> None:
    desk, round_id, tokens = a_room(store, 60)
    with ThreadPoolExecutor(17) as pool:
        closing = None
        casting = []
        for place, token in enumerate(tokens):
            casting.append(pool.submit(together, store, [(token, round_id, ["A"])]))
            if place == 20:
                closing = pool.submit(_close, store, desk, round_id)
        accepted = sum(job.result()[0] for job in casting)
        assert closing is not None
        at_closure = closing.result()
    assert len(stored(store, round_id)) == accepted
    assert at_closure == accepted, "no ballot slipped in after the closure"
    assert 0 < accepted <= 60


def _close(store: Store, desk: str, round_id: int) -> int:
    with store.writing() as session:
        close_round(session, desk, round_id, now=NOW)
    return len(stored(store, round_id))


def test_two_desks_closing_at_once_close_once(store: Store) -> None:
    desk, round_id, _ = a_room(store, 1)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: _close(store, desk, round_id), range(8)))
    with store.reading() as session:
        this_round = session.get_one(Round, round_id)
        assert this_round.state == "closed"
        assert this_round.workshop.version == 2


def test_a_ballot_on_its_way_while_its_person_is_put_out_is_set_aside(store: Store) -> None:
    desk, round_id, (token, _) = a_room(store, 2)

    def remove() -> None:
        with store.writing() as session:
            remove_person(session, desk, 1, now=NOW)

    with ThreadPoolExecutor(1) as pool:
        with store.writing() as session:
            cast_ballot(session, token, round_id, {"approve": ["A"]}, now=NOW)
            removing = pool.submit(remove)
            wait([removing], timeout=0.3)  # long enough for a removal that would not wait for the ballot
        removing.result(20)
    assert stored(store, round_id) == []
    with store.reading() as session:
        assert len(session.scalars(select(Withheld)).all()) == 1


def test_a_ballot_that_comes_while_its_person_is_put_out_is_refused(store: Store) -> None:
    desk, round_id, (token, _) = a_room(store, 2)

    def cast() -> bool:
        try:
            with store.writing() as session:
                cast_ballot(session, token, round_id, {"approve": ["A"]}, now=NOW)
        except RemovedParticipant:
            return False
        return True

    with ThreadPoolExecutor(1) as pool:
        with store.writing() as session:
            remove_person(session, desk, 1, now=NOW)
            casting = pool.submit(cast)
            wait([casting], timeout=0.3)
        assert not casting.result(20)
    assert stored(store, round_id) == []
