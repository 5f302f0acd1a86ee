"""Laws that tell methods on rankings apart: who must win, what a better place or a clone may change."""

import random
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from toolkit.voting.methods import tally

OPTIONS = ("A", "B", "C", "D", "E")
CONDORCET = ("schulze", "ranked_pairs", "copeland")
STRICT = st.lists(
    st.tuples(st.permutations(OPTIONS), st.integers(1, 5)).map(lambda one: (tuple(one[0]), one[1])),
    min_size=1,
    max_size=7,
)
# Large enough numbers that no two duels are as won.
FOUR = OPTIONS[:4]


def uneven(seed):
    chance = random.Random(seed)
    return [(tuple(chance.sample(FOUR, 4)), chance.randint(1, 10**6)) for _ in range(12)]


UNEVEN = st.integers(0, 10**9).map(uneven)
few = settings(max_examples=60)


def count(method, pile, options=OPTIONS, **params):
    ballots = [{"ranking": [[option] for option in order], "count": people} for order, people in pile]
    outcome = tally({"method": method, "options": list(options), "ballots": ballots, "params": params})
    assert outcome.rejected == ()
    return outcome


def preferring(pile, one, other):
    return sum(people for order, people in pile if order.index(one) < order.index(other))


def condorcet_winner(pile, options=OPTIONS):
    for option in options:
        others = [other for other in options if other != option]
        if all(preferring(pile, option, other) > preferring(pile, other, option) for other in others):
            return option
    return None


@pytest.mark.parametrize("method", CONDORCET)
@few
@given(STRICT)
def test_whoever_beats_every_other_wins_alone(method, pile):
    winner = condorcet_winner(pile)
    assume(winner is not None)
    assert count(method, pile).winners == (winner,)


def test_borda_and_runoff_may_pass_over_whoever_beats_every_other():
    """They are other rules, not wrong ones: the room is told which one counts."""
    pile = [(("A", "B", "C"), 3), (("B", "C", "A"), 2)]
    assert condorcet_winner(pile, ("A", "B", "C")) == "A"
    assert count("borda", pile, ("A", "B", "C")).winners == ("B",)
    squeezed = [(("A", "B", "C"), 4), (("C", "B", "A"), 3), (("B", "A", "C"), 2)]
    assert condorcet_winner(squeezed, ("A", "B", "C")) == "B"
    assert count("irv", squeezed, ("A", "B", "C")).winners == ("A",)


@pytest.mark.parametrize("method", ["irv", "stv", *CONDORCET])
@few
@given(STRICT)
def test_whoever_most_people_put_first_wins(method, pile):
    firsts = {option: sum(n for order, n in pile if order[0] == option) for option in OPTIONS}
    winner = max(firsts, key=lambda option: firsts[option])
    assume(2 * firsts[winner] > sum(firsts.values()))
    assert count(method, pile).winners == (winner,)


@pytest.mark.parametrize("method", ["schulze", "copeland", "borda", "ranked_pairs"])
@few
@given(STRICT, st.data())
def test_a_better_place_never_hurts_a_winner(method, pile, data):
    winner = data.draw(st.sampled_from(count(method, pile).winners))
    at = data.draw(st.integers(0, len(pile) - 1))
    order, people = pile[at]
    place = order.index(winner)
    to = data.draw(st.integers(0, place))
    without = [option for option in order if option != winner]
    raised = (*without[:to], winner, *without[to:])
    after = count(method, [*pile[:at], (raised, people), *pile[at + 1 :]])
    assert winner in after.winners


def test_a_better_place_may_hurt_in_a_runoff():
    """Known of instant runoff, and why the chooser says when not to use it."""
    before = [(("A", "B", "C"), 8), (("B", "C", "A"), 7), (("C", "A", "B"), 6)]
    assert count("irv", before, ("A", "B", "C")).winners == ("A",)
    after = [(("A", "B", "C"), 10), (("B", "C", "A"), 5), (("C", "A", "B"), 6)]
    assert count("irv", after, ("A", "B", "C")).winners == ("C",)


@pytest.mark.parametrize("method", ["schulze", "ranked_pairs"])
@few
@given(UNEVEN, st.sampled_from(FOUR), st.lists(st.booleans(), min_size=12, max_size=12))
def test_a_clone_changes_no_winner_but_for_its_own(method, pile, cloned, first):
    """A clone stands next to its original on every ballot. Duels as won as each other are another story."""
    margins = [preferring(pile, a, b) for a, b in combinations(FOUR, 2)]
    total = sum(people for _, people in pile)
    assume(len({max(n, total - n) for n in margins}) == len(margins))
    assume(all(2 * n != total for n in margins))
    copied = [
        (tuple(o for option in order for o in twins(option, cloned, clone_first=first[i])), people)
        for i, (order, people) in enumerate(pile)
    ]
    before = set(count(method, pile, FOUR).winners)
    after = set(count(method, copied, (*FOUR, "clone")).winners)
    assert {cloned if option == "clone" else option for option in after} == before


def twins(option, cloned, *, clone_first):
    if option != cloned:
        return (option,)
    return ("clone", cloned) if clone_first else (cloned, "clone")


@pytest.mark.parametrize("seats", [2, 3])
@few
@given(STRICT)
def test_a_group_of_so_many_quotas_has_as_many_seats(seats, pile):
    """Proportionality for solid coalitions (Woodall 1994): people with the same options before all others."""
    outcome = count("stv", pile, seats=seats)
    people = sum(n for _, n in pile)
    quota = people // (seats + 1) + 1
    for size in range(1, len(OPTIONS)):
        for group in combinations(OPTIONS, size):
            solid = sum(n for order, n in pile if set(order[:size]) == set(group))
            deserved = min(solid // quota, size)
            assert len(set(group) & set(outcome.winners)) >= deserved


@few
@given(STRICT)
def test_a_single_seat_is_a_runoff(pile):
    runoff, single = count("irv", pile), count("stv", pile, seats=1)
    if len(runoff.winners) == 1:
        assert single.winners == runoff.winners


@few
@given(STRICT)
def test_grades_cast_twice_by_everyone_change_nothing(pile):
    ballots = [
        {"grades": {option: 4 - place for place, option in enumerate(order)}, "count": people}
        for order, people in pile
    ]
    request = {"method": "majority_judgment", "options": list(OPTIONS), "params": {"grades": 5}}
    once = tally({**request, "ballots": ballots})
    twice = tally({**request, "ballots": ballots * 2})
    assert (once.ranking, once.scores) == (twice.ranking, twice.scores)
