"""Movement by subtraction: what the room gained, less what those followed did, is never one person’s."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from toolkit.workshop.following import Cast, followed
from toolkit.workshop.unnamed import LEAST_PEOPLE


def vote(people: Sequence[int], apart: int = 0) -> Cast:
    return Cast({who: f"{who * 7919 % 1009:04}" for who in people}, apart)


def test_when_everyone_votes_twice_everyone_is_followed() -> None:
    assert followed([vote(range(6)), vote(range(6))]) == [frozenset(range(6))] * 2


def test_a_lone_latecomer_hides_among_four_others() -> None:
    first, second = followed([vote(range(12)), vote(range(13))])
    assert first == second
    assert len(first) == 12 - LEAST_PEOPLE
    assert 12 not in first


def test_a_ballot_of_a_shared_device_hides_too() -> None:
    first, _ = followed([vote(range(12), apart=1), vote(range(12), apart=1)])
    assert len(first) == 12 - 4


def test_many_without_a_phone_hide_one_another() -> None:
    first, _ = followed([vote(range(6), apart=9), vote(range(6), apart=7)])
    assert len(first) == 6


def test_too_few_to_hide_among_and_nobody_is_followed() -> None:
    assert followed([vote(range(8)), vote(range(9))]) == [frozenset()] * 2


def test_a_single_vote_follows_nobody() -> None:
    assert followed([vote(range(30))]) == [frozenset()]
    assert followed([]) == []


def test_who_is_left_out_is_drawn_by_fingerprint_not_by_name() -> None:
    votes = [vote(range(12)), vote(range(13))]
    renamed = [Cast({f"trail-{who}": mark for who, mark in one.people.items()}, one.apart) for one in votes]
    before, after = followed(votes)[0], followed(renamed)[0]
    assert {f"trail-{who}" for who in before} == after


rooms = st.lists(
    st.builds(vote, st.sets(st.integers(0, 25), max_size=26).map(sorted), st.integers(0, 8)),
    min_size=2,
    max_size=4,
)


@given(rooms)
def test_nobody_or_at_least_five_stand_apart_in_any_vote(votes: list[Cast]) -> None:
    for one, people in zip(votes, followed(votes), strict=True):
        if people:
            assert len(people) >= LEAST_PEOPLE
            assert people <= one.people.keys()
            apart = len(one.people) - len(people) + one.apart
            assert apart == 0 or apart >= LEAST_PEOPLE
