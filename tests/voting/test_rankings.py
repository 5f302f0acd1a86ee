"""Ranked pairs, Copeland and Borda: published elections, and ranked pairs settled one duel at a time."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.voting.duels import all_duels_won, duels
from toolkit.voting.methods import tally
from toolkit.voting.ranked_pairs import settle

OPTIONS = "ABCD"


def as_groups(ranking):
    return tuple(tuple(group) if isinstance(group, list) else (group,) for group in ranking)


def keys(outcome):
    return [step.key.removeprefix("voting.step_") for step in outcome.steps]


# Ranked pairs


@pytest.mark.parametrize("name", ["wiki_45_voters", "tennessee"])
def test_published_ranked_pairs(vector, ranked_request, name):
    case = vector("ranked_pairs", name)
    outcome = tally(ranked_request("ranked_pairs", case["input"]))
    assert outcome.ranking == as_groups(case["expected"]["ranking"])


def test_a_duel_left_out_is_told(ranked_request):
    """A beats B 6 to 3, B beats C 7 to 2, C beats A 5 to 4: the closest would close the circle."""
    outcome = tally(ranked_request("ranked_pairs", "A>B>C*4;B>C>A*3;C>A>B*2"))
    assert outcome.ranking == (("A",), ("B",), ("C",))
    assert keys(outcome) == ["duels_none", "pairs_left_out", "pairs_first", "then"]
    assert outcome.steps[1].values == {"option": "C", "other": "A", "n": 5, "against": 4}
    assert outcome.details["settled"] == [["B", "C", 7, 2], ["A", "B", 6, 3]]
    assert outcome.details["left_out"] == [["C", "A", 5, 4]]


def test_of_duels_as_won_the_least_contested_is_the_clearest():
    """5 to 1, 5 to 2 and 5 to 3 in a circle: the last is left out."""
    table = {"A": {"A": 0, "B": 5, "C": 3}, "B": {"A": 1, "B": 0, "C": 5}, "C": {"A": 5, "B": 2, "C": 0}}
    settled, left_out = settle(table)
    assert settled == [("A", "B", 5, 1), ("B", "C", 5, 2)]
    assert left_out == [("C", "A", 5, 3)]


def test_a_circle_of_equals_is_a_tie(ranked_request):
    outcome = tally(ranked_request("ranked_pairs", "A>B>C*1;B>C>A*1;C>A>B*1"))
    assert outcome.winners == ("A", "B", "C")
    assert keys(outcome) == ["duels_none", *["pairs_left_out"] * 3, "pairs_tie"]


def test_one_option_has_nobody_to_meet():
    for method in ("ranked_pairs", "copeland"):
        outcome = tally({"method": method, "options": ["A"], "ballots": [{"ranking": [["A"]]}]})
        assert keys(outcome) == ["only_option"]


# Strict rankings, some of them stopping early, and how many people cast each.
ORDERS = [order for length in range(1, 5) for order in permutations(OPTIONS, length)]
PILES = st.lists(st.tuples(st.sampled_from(ORDERS), st.integers(1, 10**6)), min_size=1, max_size=7)


def written(pile):
    return [({"ranking": [[option] for option in order]}, n) for order, n in pile]


def counted(pile):
    return [{**ballot, "count": n} for ballot, n in written(pile)]


def reaches(start, end, held):
    """Whether a chain of *held* duels goes from *start* to *end*."""
    return start == end or any(duel[0] == start and reaches(duel[1], end, held) for duel in held)


def one_duel_at_a_time(table):
    """Tideman's own words, for duels that are all different: clearest first, unless it closes a circle."""
    held = []
    won = [(a, b) for a in table for b in table if table[a][b] > table[b][a]]
    for a, b in sorted(won, key=lambda pair: (-table[pair[0]][pair[1]], table[pair[1]][pair[0]])):
        if not reaches(b, a, held):
            held.append((a, b))
    return set(held)


@settings(max_examples=80)
@given(PILES)
def test_duels_all_different_are_settled_one_at_a_time(pile):
    table = duels(written(pile), OPTIONS)
    clarity = [(table[a][b], table[b][a]) for a in OPTIONS for b in OPTIONS if table[a][b] > table[b][a]]
    settled, _ = settle(table)
    if len(set(clarity)) == len(clarity):
        assert {(duel.winner, duel.loser) for duel in settled} == one_duel_at_a_time(table)
    assert not any(reaches(duel.loser, duel.winner, settled) for duel in settled)


@settings(max_examples=40)
@given(PILES)
def test_whoever_wins_all_duels_wins_alone(pile):
    table = duels(written(pile), OPTIONS)
    asked = {"options": list(OPTIONS), "ballots": counted(pile)}
    for option in OPTIONS:
        if all_duels_won(table, option):
            for method in ("ranked_pairs", "copeland"):
                assert tally({"method": method, **asked}).winners == (option,)


def test_sixty_options_and_billions_of_people():
    options = [f"O{i}" for i in range(60)]
    ballots = [
        {"ranking": [[o] for o in options[i:] + options[:i]], "count": 10**8 + i * i} for i in range(60)
    ]
    for method in ("ranked_pairs", "copeland", "borda"):
        outcome = tally({"method": method, "options": options, "ballots": ballots})
        assert sum(len(group) for group in outcome.ranking) == 60


# Copeland


def test_published_copeland_balance(vector, ranked_request):
    case = vector("copeland", "tennessee")
    outcome = tally(ranked_request("copeland", case["input"]))
    assert outcome.scores == case["expected"]["balance"]


def test_published_copeland_ranking_with_options_left_out(vector, ranked_request):
    case = vector("copeland", "wiki_5cand_100")
    asked = ranked_request("copeland", case["input"])
    asked["options"].sort()
    outcome = tally(asked)
    assert outcome.ranking == as_groups(case["expected"]["ranking"])
    assert keys(outcome) == ["duels_none", "copeland_first", "then"]
    assert outcome.details["won"]["A"] - outcome.details["lost"]["A"] == outcome.scores["A"]


def test_a_circle_is_a_tie_for_copeland(ranked_request):
    outcome = tally(ranked_request("copeland", "A>B>C*4;B>C>A*3;C>A>B*2"))
    assert (outcome.winners, keys(outcome)) == (("A", "B", "C"), ["duels_none", "copeland_tie"])


# Borda


def test_published_borda_scores(vector, ranked_request):
    case = vector("borda", "fr_wiki_start1")
    outcome = tally(ranked_request("borda", case["input"]))
    assert outcome.scores == case["expected"]["scores"]
    assert keys(outcome) == ["borda_first", "borda_next"]


@pytest.mark.parametrize(
    ("unranked", "expected"), [("shared", "scores_implicit"), ("zero", "scores_explicit")]
)
def test_published_borda_with_options_left_out(vector, rankings, unranked, expected):
    case = vector("borda", "truncated")
    asked = {
        "method": "borda",
        "options": case["input"]["candidates"],
        "ballots": rankings(case["input"]["ballots"]),
        "params": {"unranked": unranked},
    }
    assert tally(asked).as_dict()["scores"] == case["expected"][expected]


def test_the_last_place_may_be_worth_nothing():
    asked = {"method": "borda", "options": ["A", "B", "C"], "ballots": [{"ranking": [["A"], ["B", "C"]]}]}
    assert tally({**asked, "params": {"lowest": 0}}).scores == {
        "A": 2,
        "B": Fraction(1, 2),
        "C": Fraction(1, 2),
    }
    assert tally(asked).scores == {"A": 3, "B": Fraction(3, 2), "C": Fraction(3, 2)}


@settings(max_examples=30)
@given(PILES)
def test_every_ballot_gives_the_same_points_when_the_last_places_are_shared(pile):
    asked = {"method": "borda", "options": list(OPTIONS), "ballots": counted(pile)}
    assert sum(tally(asked).scores.values()) == sum(n for _, n in pile) * (4 + 3 + 2 + 1)
