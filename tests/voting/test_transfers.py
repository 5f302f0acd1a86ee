"""Instant runoff and STV: published elections, a second count by hand, and ties shown as ties."""

import random
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.voting.ballot import BadParams
from toolkit.voting.methods import METHODS, tally
from toolkit.voting.stv import Election
from toolkit.voting.transfers import LONG, Transfers, lowest

OPTIONS = "ABCD"


def keys(outcome):
    return [step.key.removeprefix("voting.step_") for step in outcome.steps]


# Instant runoff


def test_published_runoff_where_the_leader_of_first_choices_loses(vector, ranked_request):
    case = vector("irv", "loomio_single_seat")
    outcome = tally(ranked_request("irv", case["input"]))
    assert outcome.winners == (case["expected"]["winner"],)
    assert outcome.ranking == (("A",), ("C",), ("B",))
    assert [step.as_dict() for step in outcome.steps] == [
        {"key": "voting.step_out", "options": ["B"], "n": 2, "count": 1},
        {
            "key": "voting.step_irv_first",
            "option": "A",
            "options": ["A"],
            "n": 5,
            "of": 9,
            "count": 2,
        },
    ]
    first, second = outcome.details["rounds"]
    assert first["moved"] == [["B", "A", 2]]
    assert second == {"votes": {"A": 5, "B": 0, "C": 4}, "exhausted": 0, "out": [], "moved": []}


def test_a_majority_of_first_choices_wins_at_once(ranked_request):
    outcome = tally(ranked_request("irv", "A>B*6;B>A*3;C>B*2"))
    assert (outcome.winners, keys(outcome)) == (("A",), ["irv_first"])


def test_options_nobody_chose_first_go_out_together(ranked_request):
    outcome = tally(ranked_request("irv", "A>C>D*3;B>D>C*3;E>A*1"))
    assert outcome.steps[0].as_dict() == {
        "key": "voting.step_out_none",
        "options": ["C", "D"],
        "n": 0,
        "count": 1,
    }
    assert outcome.winners == ("A",)


def test_level_in_last_place_an_earlier_count_parts_them(ranked_request):
    """B has 2, then 3 with D's ballot; C has 3 all along: B was behind, B goes out."""
    outcome = tally(ranked_request("irv", "A*5;C>A*3;B>C*2;D>B*1"))
    assert keys(outcome)[:2] == ["out", "out_by_earlier"]
    assert outcome.steps[1].values["options"] == ["B"]


def test_of_earlier_counts_the_latest_that_parts_them_tells():
    now = {"A": Fraction(3), "B": Fraction(3), "C": Fraction(5)}
    first = {"A": Fraction(0), "B": Fraction(1), "C": Fraction(5)}
    second = {"A": Fraction(2), "B": Fraction(1), "C": Fraction(5)}
    assert lowest(now, [first, second]) == (("B",), True)
    assert lowest(now, [first, now]) == (("A",), True)
    assert lowest(now, [now]) == (("A", "B"), False)


def test_exactly_half_does_not_win_yet(ranked_request):
    outcome = tally(ranked_request("irv", "A*4;B*3;C>B*1"))
    assert (outcome.winners, keys(outcome)) == (("A", "B"), ["out", "irv_tie"])


def test_level_in_last_place_all_along_they_go_out_together(ranked_request):
    outcome = tally(ranked_request("irv", "A*4;B>A*3;C>A*3"))
    assert keys(outcome) == ["out_together", "irv_first"]
    assert outcome.ranking == (("A",), ("B", "C"))


def test_the_last_ones_level_are_tied(ranked_request):
    outcome = tally(ranked_request("irv", "A*4;B*4;C*1"))
    assert (outcome.winners, keys(outcome)) == (("A", "B"), ["out", "irv_tie"])
    assert outcome.details["rounds"][1]["exhausted"] == 1


def test_level_choices_hold_equal_parts_of_the_ballot():
    ballots = [{"ranking": [["A", "B", "C"]]}, {"ranking": [["D"]], "count": 2}]
    outcome = tally({"method": "irv", "options": list(OPTIONS), "ballots": ballots})
    assert outcome.details["rounds"][0]["votes"] == {"A": 1 / 3, "B": 1 / 3, "C": 1 / 3, "D": 2}


# Strict rankings of one to four options, and how many people cast each.
ORDERS = [order for length in range(1, 5) for order in permutations(OPTIONS, length)]
PILES = st.lists(st.tuples(st.sampled_from(ORDERS), st.integers(1, 6)), min_size=1, max_size=7)


def asked(method, ballots, **params):
    written = [{"ranking": [[option] for option in order], "count": n} for order, n in ballots]
    return tally({"method": method, "options": list(OPTIONS), "ballots": written, "params": params})


def runoff_by_hand(ballots):
    """First choices among those left, from scratch at every count; None as soon as a tie matters."""
    left = set(OPTIONS)
    while True:
        firsts = [(next((o for o in order if o in left), None), n) for order, n in ballots]
        votes = {o: sum(n for first, n in firsts if first == o) for o in left}
        leader = max(votes, key=votes.get)
        if 2 * votes[leader] > sum(votes.values()):
            return leader
        last = [o for o in left if votes[o] == min(votes.values())]
        if len(last) > 1 and votes[last[0]]:
            return None
        left -= set(last)


@settings(max_examples=50)
@given(PILES)
def test_a_runoff_counted_by_hand_has_the_same_winner(ballots):
    by_hand = runoff_by_hand(ballots)
    if by_hand:
        assert asked("irv", ballots).winners == (by_hand,)


# STV


def test_published_party_food(vector, ranked_request):
    case = vector("stv", "party_food_3_seats")
    outcome = tally(ranked_request("stv", case["input"], seats=3))
    assert outcome.details["quota"] == case["expected"]["quota"]
    assert list(outcome.winners) == case["expected"]["elected_in_order"]
    assert keys(outcome) == [
        "stv_quota",
        "stv_elected",
        "stv_surplus",
        "out",
        "stv_elected",
        "out",
        "stv_rest",
    ]


def test_published_andrea(vector, ranked_request):
    case = vector("stv", "andrea_2_seats")
    outcome = tally(ranked_request("stv", case["input"], seats=2))
    assert outcome.details["quota"] == case["expected"]["quota"]
    assert list(outcome.winners) == case["expected"]["elected_in_order"]
    second = outcome.details["rounds"][1]["votes"]
    assert {name: second[name] for name in ("Brad", "Carter")} == case["expected"]["round2"]
    assert outcome.details["rounds"][0]["surplus"] == ["Andrea"]


def test_a_tie_for_the_last_seat_is_left_to_the_room(ranked_request):
    outcome = tally(ranked_request("stv", "A*6;B*2;C*2", seats=2))
    assert outcome.ranking == (("A",), ("B", "C"))
    assert outcome.winners == ("A", "B", "C")
    assert outcome.steps[-1].as_dict() == {
        "key": "voting.step_stv_tie",
        "options": ["B", "C"],
        "n": 1,
        "votes": 2,
    }


def test_whoever_is_above_a_tie_for_the_last_seat_is_elected(ranked_request):
    outcome = tally(ranked_request("stv", "A*3;B*2;C*2", seats=2))
    assert outcome.ranking == (("A",), ("B", "C"))
    assert keys(outcome) == ["stv_quota", "stv_elected", "stv_tie"]
    outcome = tally(ranked_request("stv", "A*4;B*3;C*2;D*2", seats=3))
    assert outcome.ranking == (("A",), ("B",), ("C", "D"))


def test_equal_surpluses_move_on_together(ranked_request):
    outcome = tally(ranked_request("stv", "A>C*6;B>D*6;C*1;D*1;E*1", seats=3))
    [surplus] = [step for step in outcome.steps if step.key == "voting.step_stv_surplus"]
    assert surplus.values == {"options": ["A", "B"], "n": 2, "of": 6}


def test_as_many_seats_as_options_elects_them_all(ranked_request):
    outcome = tally(ranked_request("stv", "A*3;B*2", seats=2))
    assert outcome.winners == ("A", "B")


@pytest.mark.parametrize("seats", [0, 3, 1.5])
def test_seats_go_from_one_to_the_number_of_options(seats):
    with pytest.raises(BadParams):
        METHODS["stv"].complete({"seats": seats}, ["A", "B"])


def put(heaps, left, papers):
    """Each paper on the heap of its first choice still left, or aside."""
    for order, weight in papers:
        option = next((o for o in order if o in left), None)
        if option:
            heaps[option].append((order, weight))


def tied(options, weights):
    return len({weights[o] for o in options}) < len(options)


def election_by_hand(ballots, seats):
    """Heaps of papers (choices, weight) on a table; None as soon as a tie matters."""
    quota = sum(n for _, n in ballots) // (seats + 1) + 1
    left, elected, surpluses = list(OPTIONS), [], {}
    heaps = {option: [] for option in OPTIONS}

    put(heaps, left, [(order, Fraction(n)) for order, n in ballots])
    while len(elected) < seats:
        weights = {o: sum(weight for _, weight in heaps[o]) for o in OPTIONS}
        left.sort(key=lambda o: -weights[o])
        places = seats - len(elected)
        reached = left if len(left) <= places else [o for o in left if weights[o] >= quota]
        if tied(reached, weights):
            return None
        elected += reached
        surpluses |= {o: weights[o] - quota for o in reached if weights[o] > quota}
        left = [o for o in left if o not in reached]
        if surpluses:
            largest = max(surpluses, key=surpluses.get)
            if tied(surpluses, surpluses):
                return None
            share = surpluses.pop(largest) / weights[largest]
            put(heaps, left, [(order, weight * share) for order, weight in heaps[largest]])
        elif left and len(elected) < seats:
            last = left.pop()
            if any(weights[o] == weights[last] for o in left):
                return None
            put(heaps, left, heaps[last])
    return elected


@settings(max_examples=50)
@given(PILES, st.integers(1, 3))
def test_an_election_counted_by_hand_has_the_same_elected(ballots, seats):
    by_hand = election_by_hand(ballots, seats)
    if by_hand is not None:
        assert list(asked("stv", ballots, seats=seats).winners) == by_hand


@settings(max_examples=30)
@given(PILES, st.integers(1, 3))
def test_no_vote_appears_or_disappears(ballots, seats):
    """At each count: held by those in the count, by the elected, or exhausted."""
    written, total = (
        [({"ranking": [[o] for o in order]}, n) for order, n in ballots],
        sum(n for _, n in ballots),
    )
    election = Election(Transfers(written, OPTIONS), seats, total)
    election.run()
    elected = {}
    for each in election.rounds:
        assert sum(each["votes"].values()) + sum(elected.values()) + each["exhausted"] == total
        elected |= {option: each["votes"][option] for option in each["elected"]}
        elected |= dict.fromkeys(each["surplus"], election.quota)


def test_forty_seats_and_billions_of_people_are_counted():
    """Exact fractions would double in length at each surplus: they are rounded once they are very long."""
    options, dice = [f"O{i}" for i in range(60)], random.Random(7)
    ballots = [
        {"ranking": [[o] for o in dice.sample(options, 60)], "count": dice.randint(1, 10**10)}
        for _ in range(100)
    ]
    outcome = tally({"method": "stv", "options": options, "ballots": ballots, "params": {"seats": 40}})
    assert len(outcome.winners) == 40
    longest = max((Fraction(n) for n in outcome.scores.values()), key=lambda n: n.denominator)
    assert longest.denominator > LONG
    assert float(longest) in outcome.as_dict()["scores"].values()
