"""Two desks at once: what one did while the other waited for its turn is seen, and kept."""

import pytest

from tests.builders import NOW, a_participant, a_round, a_workshop
from toolkit.store.models import Workshop
from toolkit.store.session import Store
from toolkit.workshop.errors import WorkshopEnded
from toolkit.workshop.finding import workshop_by_desk
from toolkit.workshop.gathering import end_workshop, join, running_workshop, show, touch


@pytest.fixture
def desk(store: Store) -> str:
    with store.writing() as session:
        workshop = a_workshop(session)
        a_round(session, workshop)
        return workshop.desk_key


def test_a_desk_that_waited_finds_the_workshop_ended(store: Store, desk: str) -> None:
    if store.engine.dialect.name == "sqlite":
        pytest.skip("a verb holds the whole database from its start")
    with store.writing() as session:
        seen = workshop_by_desk(session, desk)  # as the web does, to know the language and the deck
        assert seen.ended_at is None
        with store.writing() as other:
            end_workshop(other, desk, now=NOW)
        with pytest.raises(WorkshopEnded):
            running_workshop(session, desk)


def test_no_change_of_version_is_lost(store: Store, desk: str) -> None:
    if store.engine.dialect.name == "sqlite":
        pytest.skip("a verb holds the whole database from its start")
    with store.writing() as session:
        seen = workshop_by_desk(session, desk)
        before = seen.version
        with store.writing() as other:
            show(other, desk, "round")
        touch(running_workshop(session, desk))
    with store.reading() as session:
        assert workshop_by_desk(session, desk).version == before + 2


def test_a_phone_in_twice_comes_back_as_the_latest(store: Store, desk: str) -> None:
    with store.writing() as session:
        workshop = workshop_by_desk(session, desk)
        first, second = (a_participant(session, workshop) for _ in range(2))
        for known in ([first.token, second.token], [second.token, first.token]):
            assert join(session, workshop.join_code, known=known, now=NOW).token == known[0]
        assert len(session.get_one(Workshop, workshop.id).participants) == 2
