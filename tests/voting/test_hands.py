"""Raised hands: counts card by card become ballots that add up to them, for as many people as took part."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.voting.ballot import BadBallot
from toolkit.voting.hands import MOST_PEOPLE, deal, levels, marks_of
from toolkit.voting.methods import METHODS

ABC = ["A", "B", "C"]
PARAMS: Mapping[str, Mapping[str, Any]] = {
    "single_choice": {},
    "approval": {},
    "dots": {"budget": 5},
    "majority_judgment": {"grades": 5},
    "gradients": {},
    "score": {"max": 5},
}


def params(method: str, **changed: Any) -> Mapping[str, Any]:
    return METHODS[method].complete({**PARAMS.get(method, {}), **changed}, ABC)


def hands(method: str, counts: Mapping[str, int], people: int | None = None, **changed: Any) -> Any:
    marks = {option: {1: n} for option, n in counts.items()}
    return deal(method, params(method, **changed), ABC, marks, people)


def test_a_hand_for_one_card_is_a_vote_for_it() -> None:
    assert hands("single_choice", {"A": 12, "B": 7}) == [({"choice": "A"}, 12), ({"choice": "B"}, 7)]


def test_whoever_raised_no_hand_cast_a_blank_ballot() -> None:
    assert ({}, 3) in hands("single_choice", {"A": 12, "B": 5}, 20)


def test_hands_for_several_cards_are_dealt_to_the_people_who_took_part() -> None:
    """Twelve hands for A and eight for B among ten people: at least two of them cannot be told apart."""
    ballots = hands("approval", {"A": 8, "B": 6}, 10)
    assert sum(n for _, n in ballots) == 10
    outcome = METHODS["approval"].count(ballots, ABC, params("approval"))
    assert outcome.scores == {"A": 8, "B": 6, "C": 0}
    assert (outcome.cast, outcome.blank) == (10, 0)


def test_without_a_number_of_people_it_is_the_fewest_possible() -> None:
    assert sum(n for _, n in hands("approval", {"A": 8, "B": 6})) == 8
    assert sum(n for _, n in hands("approval", {"A": 8, "B": 6}, max=1)) == 14
    assert sum(n for _, n in hands("dots", {"A": 8, "B": 6})) == 3
    assert sum(n for _, n in hands("dots", {"A": 8, "B": 6}, max_per_option=2)) == 4


def test_grades_are_raised_one_after_the_other() -> None:
    marks = {"A": {4: 3, 2: 1}, "B": {0: 4}, "C": {3: 4}}
    ballots = deal("majority_judgment", params("majority_judgment"), ABC, marks, None)
    outcome = METHODS["majority_judgment"].count(ballots, ABC, params("majority_judgment"))
    assert outcome.cast == 4
    assert outcome.details["counts"] == {"A": [0, 0, 1, 0, 3], "B": [4, 0, 0, 0, 0], "C": [0, 0, 0, 4, 0]}


@pytest.mark.parametrize(
    ("method", "marks", "people", "reason"),
    [
        ("single_choice", {"A": {1: 3}, "B": {1: 3}}, 5, "too_few_people"),
        ("approval", {"A": {1: 6}}, 5, "too_few_people"),
        ("dots", {"A": {1: 26}}, 5, "too_few_people"),
        ("approval", {"A": {1: 1}}, MOST_PEOPLE + 1, "too_many_people"),
        ("single_choice", {"A": {1: MOST_PEOPLE}, "B": {1: 1}}, None, "too_many_people"),
        ("approval", {"A": {1: -1}}, None, "out_of_range"),
        ("approval", {"A": {1: 10**9}}, None, "out_of_range"),
        ("approval", {"A": {2: 1}}, None, "out_of_range"),
        ("approval", {"A": {1: True}}, None, "not_whole"),
        ("majority_judgment", {"A": {5: 1}}, None, "out_of_range"),
        ("schulze", {"A": {1: 1}}, None, "needs_ballots"),
        ("quadratic", {"A": {1: 1}}, None, "needs_ballots"),
        ("placement", {"A": {1: 1}}, None, "needs_ballots"),
    ],
)
def test_hands_that_cannot_be_are_refused_by_name(
    method: str, marks: dict[str, dict[int, int]], people: int | None, reason: str
) -> None:
    with pytest.raises(BadBallot) as refused:
        deal(method, params(method), ABC, marks, people)
    assert refused.value.reason == reason


def test_a_method_that_asks_for_every_grade_wants_every_hand() -> None:
    settled = params("majority_judgment", missing="error")
    every = {option: {1: 4} for option in ABC}
    assert sum(n for _, n in deal("majority_judgment", settled, ABC, every, None)) == 4
    with pytest.raises(BadBallot) as refused:
        deal("majority_judgment", settled, ABC, every | {"C": {1: 3}}, None)
    assert (refused.value.reason, refused.value.values) == ("missing_grade", {"option": "C"})


def test_star_needs_whole_ballots_for_its_runoff() -> None:
    assert levels("score", params("score", rule="star")) == ()
    assert levels("score", params("score", rule="mean")) == (0, 1, 2, 3, 4, 5)


@given(data=st.data(), method=st.sampled_from(list(PARAMS)))
@settings(deadline=None, max_examples=150)
def test_dealt_hands_are_ballots_the_method_takes_and_add_up_to_what_was_counted(
    data: st.DataObject, method: str
) -> None:
    limits = {"approval": {"max": data.draw(st.sampled_from([None, 1, 2]))}}
    settled = params(method, **limits.get(method, {}))
    asked = levels(method, settled)
    counts = st.dictionaries(st.sampled_from(asked), st.integers(0, 7), max_size=len(asked))
    marks = {option: data.draw(counts) for option in ABC}
    ballots = deal(method, settled, ABC, marks, None)
    for ballot, n in ballots:
        METHODS[method].check(ballot, ABC, settled)
        assert n > 0
    found, people = marks_of(method, ballots)
    assert found == {
        option: {level: n for level, n in row.items() if n}
        for option, row in marks.items()
        if any(row.values())
    }
    again = deal(method, settled, ABC, marks, people)
    assert again == ballots
    more = deal(method, settled, ABC, marks, people + 3)
    assert marks_of(method, more) == (found, people + 3)
