"""What holds for every method: people and options are equal, counts are copies, every step is told."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.voting.methods import METHODS, tally
from toolkit.voting.outcome import plain
from toolkit.words import say
from toolkit.workshop.explaining import explain

OPTIONS = ("A", "B", "C", "D")
COORDINATES = (0, 0.1, 0.25, 1 / 3, 0.7, 1)
# A pile is a list of numbers, quick to draw and to shrink: the last digit is how many people cast the
# ballot (1 to 10), the four others say something about each option; 9 says nothing.
PILES = st.lists(st.integers(0, 99_999), max_size=8)


def by_option(digits, levels):
    """A table from the digits: 0 to *levels* - 1 by option."""
    return {option: digit % levels for option, digit in zip(OPTIONS, digits, strict=True) if digit < 9}


def ranking(digits):
    levels = by_option(digits, 4)
    return [group for at in range(4) if (group := [o for o in levels if levels[o] == at])]


WRITTEN = {
    "single_choice": lambda d: {"choice": None if d[0] == 9 else OPTIONS[d[0] % 4]},
    "approval": lambda d: {"approve": [option for option, mark in by_option(d, 2).items() if mark]},
    "dots": lambda d: {"dots": by_option(d, 4)},
    "majority_judgment": lambda d: {"grades": by_option(d, 7)},
    "gradients": lambda d: {"stance": {option: n + 1 for option, n in by_option(d, 8).items()}},
    "score": lambda d: {"scores": by_option(d, 6)},
    "quadratic": lambda d: {"votes": by_option(d, 6)},
    "placement": lambda d: {
        "at": {option: [COORDINATES[n], COORDINATES[-n]] for option, n in by_option(d, 6).items()}
    },
}


def pile_of(method, numbers):
    write = WRITTEN.get(method, lambda digits: {"ranking": ranking(digits)})
    pile = []
    for number in numbers:
        *digits, people = (int(digit) for digit in f"{number:05}")
        pile.append({**write(digits), "count": people + 1})
    return pile


CASES = [(method, {}) for method in METHODS] + [
    ("majority_judgment", {"missing": "normalise"}),
    ("score", {"rule": "mean"}),
    ("score", {"rule": "median"}),
    ("score", {"rule": "star"}),
    ("placement", {"best": "bottom_right"}),
    ("borda", {"unranked": "zero", "lowest": 0}),
    ("stv", {"seats": 2}),
    ("stv", {"seats": 3}),
]
by_case = pytest.mark.parametrize(("method", "params"), CASES)
by_method = pytest.mark.parametrize("method", METHODS)


def count(method, params, pile, options=OPTIONS):
    outcome = tally({"method": method, "options": list(options), "ballots": pile, "params": params})
    assert outcome.rejected == ()
    return outcome


def renamed(value, names):
    """*value* with every option called by another name, wherever it appears."""
    if isinstance(value, dict):
        return {names.get(key, key): renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [renamed(inner, names) for inner in value]
    return names.get(value, value) if isinstance(value, str) else value


@by_case
@settings(max_examples=12)
@given(PILES)
def test_people_are_equal_and_a_count_is_as_many_of_them(method, params, numbers):
    """Neither the order of the ballots nor the way equal ones are written changes anything."""
    pile = pile_of(method, numbers)
    copies = [{**ballot, "count": 1} for ballot in pile for _ in range(ballot["count"])]
    random.Random(0).shuffle(copies)
    assert count(method, params, pile).as_dict() == count(method, params, copies).as_dict()


@by_case
@settings(max_examples=12)
@given(PILES, st.permutations(OPTIONS))
def test_options_are_equal(method, params, numbers, others):
    """Neither their names nor their order change anything."""
    pile = pile_of(method, numbers)
    names = dict(zip(OPTIONS, others, strict=True))
    before = count(method, params, pile)
    after = count(method, params, renamed(pile, names), sorted(OPTIONS, reverse=True))
    assert [sorted(names[o] for o in group) for group in before.ranking] == [sorted(g) for g in after.ranking]
    assert {names[o]: score for o, score in before.scores.items()} == after.scores
    assert {names[o] for o in before.winners} == set(after.winners)


@by_case
@settings(max_examples=12)
@given(PILES)
def test_every_outcome_is_whole_and_told(method, params, numbers):
    """Every option is ranked once, winners first; every step has words; the outcome is JSON."""
    outcome = count(method, params, pile_of(method, numbers))
    ranked = [option for group in outcome.ranking for option in group]
    assert sorted(ranked) == list(OPTIONS)
    assert set(outcome.scores) == set(OPTIONS)
    assert sorted(outcome.winners) == sorted(ranked[: len(outcome.winners)])
    assert outcome.cast >= outcome.blank
    assert plain(outcome.details) == outcome.details
    for step in outcome.steps:
        for language in ("fr", "en"):
            assert explain(step, language, str.lower)


@by_case
@settings(max_examples=12)
@given(PILES)
def test_a_billion_rooms_like_this_one_conclude_as_it_does(method, params, numbers):
    """But for an STV, whose quota of a whole vote matters less in a larger room."""
    pile = pile_of(method, numbers)
    many = [{**ballot, "count": ballot["count"] * 10**9} for ballot in pile]
    if method != "stv":
        assert count(method, params, pile).ranking == count(method, params, many).ranking
    assert count(method, params, many).cast == 10**9 * count(method, params, pile).cast


@pytest.mark.parametrize(
    ("method", "more"),
    [
        ("single_choice", {"choice": "A"}),
        ("approval", {"approve": ["A"]}),
        ("dots", {"dots": {"A": 1}}),
        ("quadratic", {"votes": {"A": 1}}),
        ("score", {"scores": {"A": 5}}),
    ],
)
@settings(max_examples=12)
@given(PILES)
def test_one_more_voice_never_hurts(method, more, numbers):
    pile = pile_of(method, numbers)

    def rank_of_a(outcome):
        return next(i for i, group in enumerate(outcome.ranking) if "A" in group)

    before, after = count(method, {}, pile), count(method, {}, [*pile, more])
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


@by_method
def test_a_blank_ballot_is_blank_for_every_method(method):
    outcome = count(method, {}, [{}, {"count": 4}])
    assert (outcome.cast, outcome.blank) == (5, 5)
    assert outcome.winners in (OPTIONS, ())
    assert [step.key for step in outcome.steps] == ["voting.step_nobody", "voting.step_blank"]
