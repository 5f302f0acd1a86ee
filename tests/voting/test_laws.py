"""What holds for every method: people and options are equal, counts are copies, every option is told."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.voting.methods import METHODS, tally
from toolkit.voting.outcome import plain
from toolkit.words import say
from toolkit.workshop.explaining import explain

OPTIONS = ("A", "B", "C", "D")
option = st.sampled_from(OPTIONS)


def table(numbers):
    return st.dictionaries(option, numbers, max_size=4)


def ranking(levels):
    groups = [[o for o in OPTIONS if levels.get(o) == at] for at in range(4)]
    return [group for group in groups if group]


RANKED = st.builds(lambda levels: {"ranking": ranking(levels)}, table(st.integers(0, 3)))
BALLOTS = {
    "single_choice": st.builds(lambda o: {"choice": o}, st.none() | option),
    "approval": st.builds(lambda o: {"approve": o}, st.lists(option, unique=True)),
    "dots": st.builds(lambda d: {"dots": d}, table(st.integers(0, 3))),
    "majority_judgment": st.builds(lambda g: {"grades": g}, table(st.integers(0, 6))),
    "schulze": RANKED,
}
by_method = pytest.mark.parametrize("method", METHODS)


@st.composite
def piles(draw, method):
    """Up to eight ballots of this method, each cast by one to four people."""
    ballots = draw(st.lists(BALLOTS[method], max_size=8))
    return [{**ballot, "count": draw(st.integers(1, 4))} for ballot in ballots]


def count(method, pile, options=OPTIONS):
    outcome = tally({"method": method, "options": list(options), "ballots": pile})
    assert outcome.rejected == ()
    return outcome


def renamed(value, names):
    """*value* with every option called by another name, wherever it appears."""
    if isinstance(value, dict):
        return {names.get(key, key): renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [renamed(inner, names) for inner in value]
    return names.get(value, value) if isinstance(value, str) else value


@by_method
@settings(max_examples=15)
@given(data=st.data())
def test_every_option_is_ranked_once_and_winners_are_at_the_top(method, data):
    outcome = count(method, data.draw(piles(method)))
    assert sorted(o for group in outcome.ranking for o in group) == list(OPTIONS)
    assert set(outcome.scores) == set(OPTIONS)
    top = [o for group in outcome.ranking for o in group][: len(outcome.winners)]
    assert sorted(outcome.winners) == sorted(top)


@by_method
@settings(max_examples=15)
@given(data=st.data())
def test_the_order_in_which_people_vote_changes_nothing(method, data):
    pile = data.draw(piles(method))
    assert count(method, pile) == count(method, data.draw(st.permutations(pile)))


@by_method
@settings(max_examples=15)
@given(data=st.data())
def test_the_names_and_the_order_of_options_change_nothing(method, data):
    pile, names = (
        data.draw(piles(method)),
        dict(zip(OPTIONS, data.draw(st.permutations(OPTIONS)), strict=True)),
    )
    before, after = count(method, pile), count(method, renamed(pile, names), sorted(OPTIONS, reverse=True))
    assert [sorted(names[o] for o in group) for group in before.ranking] == [sorted(g) for g in after.ranking]
    assert {names[o]: score for o, score in before.scores.items()} == after.scores
    assert {names[o] for o in before.winners} == set(after.winners)


@by_method
@settings(max_examples=15)
@given(data=st.data())
def test_a_count_is_as_many_copies(method, data):
    pile = data.draw(piles(method))
    copies = [{**ballot, "count": 1} for ballot in pile for _ in range(ballot["count"])]
    random.Random(0).shuffle(copies)
    assert count(method, pile).as_dict() == count(method, copies).as_dict()


@by_method
@settings(max_examples=15)
@given(data=st.data())
def test_a_billion_rooms_like_this_one_conclude_as_it_does(method, data):
    pile = data.draw(piles(method))
    many = [{**ballot, "count": ballot["count"] * 10**9} for ballot in pile]
    assert count(method, pile).ranking == count(method, many).ranking


@by_method
@settings(max_examples=15)
@given(data=st.data())
def test_every_step_has_words_in_both_languages_and_the_outcome_is_json(method, data):
    outcome = count(method, data.draw(piles(method)))
    for step in outcome.steps:
        for language in ("fr", "en"):
            assert explain(step, language, str.lower)
    assert plain(outcome.as_dict()) == outcome.as_dict()


@pytest.mark.parametrize(
    ("method", "more"),
    [("single_choice", {"choice": "A"}), ("approval", {"approve": ["A"]}), ("dots", {"dots": {"A": 1}})],
)
@settings(max_examples=15)
@given(data=st.data())
def test_one_more_voice_never_hurts(method, more, data):
    pile = data.draw(piles(method))

    def rank_of_a(outcome):
        return next(i for i, group in enumerate(outcome.ranking) if "A" in group)

    before, after = count(method, pile), count(method, [*pile, more])
    assert rank_of_a(after) <= rank_of_a(before)
    if "A" in before.winners:
        assert after.winners == ("A",)


@by_method
def test_completing_settings_twice_changes_nothing(method):
    once = METHODS[method].complete({}, OPTIONS)
    assert METHODS[method].complete(once, OPTIONS) == once


@by_method
def test_every_method_has_its_words_in_both_languages(method):
    for language in ("fr", "en"):
        for part in ("name", "when", "not", "how"):
            assert say(language, f"voting.{method}_{part}")
