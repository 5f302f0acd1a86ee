"""Simulated people: the same for one word, different among themselves, and never refused by a method."""

from collections import Counter

import pytest
from werkzeug.datastructures import MultiDict

from toolkit.serving.opinions import Paper, Person, argument
from toolkit.voting.methods import METHODS
from toolkit.web.ballot_form import read_ballot

KEYS = [f"card-{letter}" for letter in "abcdefg"]
PEOPLE = [Person("rebond", number) for number in range(40)]
PAPERS = {
    "single_choice": (Paper("choice", KEYS), {}),
    "approval": (Paper("approve", KEYS), {}),
    "approval of three": (Paper("approve", KEYS, most=3), {"max": 3}),
    "dots": (Paper("dots", KEYS, budget=5), {"budget": 5}),
    "dots stacked by two": (Paper("dots", KEYS, budget=5, most=2), {"budget": 5, "max_per_option": 2}),
    "dots for few cards": (Paper("dots", KEYS[:2], budget=9, most=2), {"budget": 9, "max_per_option": 2}),
    "majority_judgment": (Paper("grade", KEYS, levels=6), {"grades": 6}),
    "schulze": (Paper("rank", KEYS), {}),
    "stv": (Paper("rank", KEYS), {"seats": 2}),
    "quadratic": (Paper("votes", KEYS, budget=25), {"credits": 25}),
    "quadratic with one credit": (Paper("votes", KEYS, budget=1), {"credits": 1}),
    "score": (Paper("score", KEYS, scale=["-2", "-1", "0", "1", "2"]), {"min": -2, "max": 2}),
    "gradients": (Paper("stance", KEYS), {}),
    "placement": (Paper("x", KEYS), {}),
}


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("hesitates", [False, True])
def test_every_ballot_is_one_its_method_accepts(name: str, hesitates: bool):
    paper, settings = PAPERS[name]
    method = METHODS[name.split(" ")[0]]
    params = method.complete(settings, paper.keys)
    for person in PEOPLE:
        fields = MultiDict(person.fill(paper, hesitates=hesitates))
        ballot = read_ballot(method.name, fields, paper.keys)
        method.check(ballot, paper.keys, params)
        assert not method.is_blank(ballot)


def test_a_room_is_the_same_for_the_same_word_and_another_for_another():
    paper = PAPERS["schulze"][0]
    room = [person.fill(paper) for person in PEOPLE]
    assert room == [Person("rebond", number).fill(paper) for number in range(40)]
    assert room != [Person("another", number).fill(paper) for number in range(40)]


def test_opinions_are_neither_all_alike_nor_spread_evenly():
    chosen = Counter(person.fill(PAPERS["single_choice"][0])[0][1] for person in PEOPLE)
    assert len(chosen) >= 3
    assert max(chosen.values()) >= 2 * len(PEOPLE) / len(KEYS)


def test_an_argument_moves_part_of_the_room_towards_its_card():
    paper = PAPERS["single_choice"][0]
    argued = argument(PEOPLE, KEYS)
    before = [person.fill(paper)[0][1] for person in PEOPLE]
    after = [person.fill(paper, argued)[0][1] for person in PEOPLE]
    moved = sum(one != other for one, other in zip(before, after, strict=True))
    assert after.count(argued[0]) > before.count(argued[0])
    assert 0.1 * len(PEOPLE) < moved < 0.6 * len(PEOPLE)


def test_some_first_ideas_are_not_the_last():
    paper = PAPERS["single_choice"][0]
    assert any(person.fill(paper, hesitates=True) != person.fill(paper) for person in PEOPLE)
