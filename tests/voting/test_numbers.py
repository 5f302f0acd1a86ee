"""Scores, quadratic votes, gradients and places: what is added up, and what is concluded."""

from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.voting.ballot import BadParams
from toolkit.voting.methods import METHODS, tally
from toolkit.voting.quadratic import cost
from toolkit.voting.star import runoffs


def ask(method, ballots, options="AB", **params):
    return tally({"method": method, "options": list(options), "ballots": ballots, "params": params})


def keys(outcome):
    return [step.key.removeprefix("voting.step_") for step in outcome.steps]


# Quadratic


def test_n_votes_cost_n_squared_credits(vector):
    case = vector("quadratic", "n_squared_cost")
    assert [cost(votes) for votes in case["input"]] == case["expected"]["credits"]


def test_the_cost_is_not_the_cumulative_one_some_software_uses(vector):
    """That vector adds the squares up (1, 1 + 4, 1 + 4 + 9): it is kept to show the rule not followed."""
    case = vector("quadratic", "punksolid_cumulative_NOT_n2")
    assert [cost(votes) for votes in case["input"]] != case["expected"]["credits"]


def test_quadratic_votes_add_up_and_tell_how_many_people_cast_them():
    outcome = ask("quadratic", [{"votes": {"A": 3}}, {"votes": {"A": 0, "B": 1}, "count": 4}], credits=9)
    assert outcome.scores == {"A": 3, "B": 4}
    assert outcome.details["credits"] == {"A": 9, "B": 4}
    assert outcome.details["people"] == {"A": 1, "B": 4}
    assert keys(outcome) == ["quadratic_first", "quadratic_people", "quadratic_next"]


def test_spending_more_than_the_credits_is_refused_and_exactly_them_is_not():
    outcome = ask("quadratic", [{"votes": {"A": 3, "B": 1}}, {"votes": {"A": 3}}], credits=9)
    [rejected] = outcome.rejected
    assert (rejected.reason, rejected.values) == ("over_budget", {"n": 10, "most": 9})
    assert outcome.scores == {"A": 3, "B": 0}


def test_a_vote_against_is_refused():
    assert ask("quadratic", [{"votes": {"A": -1}}]).rejected[0].reason == "out_of_range"


# Score


def test_everybody_abstaining_leaves_every_option_level(vector):
    case = vector("score", "all_abstain")
    ballots = [{"scores": scores} for scores in case["input"]]
    for rule in ("sum", "mean", "median", "star"):
        outcome = ask("score", ballots, rule=rule)
        assert outcome.winners == tuple("AB"[i] for i in case["expected"]["winners"])


def test_star_vector(vector):
    case = vector("star", "condorcet_winner")
    ballots = [{"scores": dict(zip("ABCD", row, strict=True))} for row in case["input"]]
    outcome = ask("score", ballots, "ABCD", rule="star")
    assert outcome.winners == ("ABCD"[case["expected"]["winner"]],)
    assert outcome.ranking[1] == ("ABCD"[case["expected"]["runner_up"]],)
    assert [step.as_dict() for step in outcome.steps] == [
        {"key": "voting.step_star_finalists", "option": "A", "other": "C", "n": 45, "against": 31},
        {"key": "voting.step_star_runoff", "option": "A", "other": "C", "n": 7, "against": 3},
    ]


def test_the_rules_can_name_different_winners():
    """One person adores A, three like B a little more."""
    ballots = [{"scores": {"A": 5, "B": 0}}, {"scores": {"A": 1, "B": 2}, "count": 3}]
    winners = {rule: ask("score", ballots, rule=rule).winners for rule in ("sum", "mean", "median", "star")}
    assert winners == {"sum": ("A",), "mean": ("A",), "median": ("B",), "star": ("B",)}


def test_a_missing_score_adds_nothing_and_is_not_in_the_mean():
    ballots = [{"scores": {"A": 4}}, {"scores": {"B": 3}, "count": 2}]
    assert ask("score", ballots, "ABC").scores == {"A": 4, "B": 6, "C": 0}
    outcome = ask("score", ballots, "ABC", rule="mean", min=1)
    assert outcome.scores == {"A": 4, "B": 3, "C": 1}
    assert outcome.steps[-1].as_dict() == {"key": "voting.step_score_unscored", "options": ["C"], "least": 1}


def test_the_mean_is_exact():
    ballots = [{"scores": {"A": 1, "B": 1}}, {"scores": {"A": 0, "B": 0}, "count": 2}]
    outcome = ask("score", ballots, rule="mean")
    assert outcome.scores["A"] == Fraction(1, 3)
    assert outcome.as_dict()["scores"]["A"] == "1/3"
    assert outcome.winners == ("A", "B")


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(-3, 5), st.integers(1, 4)), min_size=1, max_size=6))
def test_the_median_is_the_statistical_one(given_scores):
    ballots = [{"scores": {"A": score}, "count": n} for score, n in given_scores]
    everyone = [score for score, n in given_scores for _ in range(n)]
    outcome = ask("score", ballots, "A", rule="median", min=-3)
    assert outcome.scores["A"] == Fraction(median(everyone))


def test_star_with_one_option_needs_no_runoff():
    outcome = ask("score", [{"scores": {"A": 2}}], "A", rule="star")
    assert keys(outcome) == ["only_option"]


def test_a_level_runoff_goes_to_the_higher_total():
    outcome = ask("score", [{"scores": {"A": 5, "B": 0}}, {"scores": {"A": 1, "B": 2}}], rule="star")
    assert outcome.winners == ("A",)
    assert keys(outcome)[-1] == "star_total"


def test_a_runoff_level_in_people_and_in_total_is_a_tie():
    outcome = ask("score", [{"scores": {"A": 5, "B": 0}}, {"scores": {"A": 0, "B": 5}}], rule="star")
    assert outcome.winners == ("A", "B")
    assert keys(outcome)[-1] == "star_level"


def test_a_tie_for_the_second_place_in_the_runoff_goes_to_the_duel():
    ballots = [
        {"scores": {"A": 5, "B": 3, "C": 2}, "count": 2},
        {"scores": {"A": 5, "B": 1, "C": 3}},
    ]
    outcome = ask("score", ballots, "ABC", rule="star")
    assert outcome.scores == {"A": 15, "B": 7, "C": 7}
    assert outcome.ranking == (("A",), ("B",), ("C",))


def test_only_duels_won_count_for_a_place_in_the_runoff():
    """Of B, C and D, level in total, B beats C; D is level with both, and that is no win."""
    table = {
        "A": {"A": 0, "B": 9, "C": 9, "D": 9},
        "B": {"A": 0, "B": 0, "C": 5, "D": 4},
        "C": {"A": 0, "B": 3, "C": 0, "D": 4},
        "D": {"A": 0, "B": 4, "C": 4, "D": 0},
    }
    assert runoffs({"A": 30, "B": 20, "C": 20, "D": 20}, table) == [("A", "B")]


def test_when_the_duel_does_not_tell_every_runoff_is_held():
    same = [{"scores": {"A": 5, "B": 3, "C": 1}}, {"scores": {"A": 5, "B": 1, "C": 3}}]
    outcome = ask("score", same, "ABC", rule="star")
    assert outcome.winners == ("A",)
    assert keys(outcome) == ["star_places", "star_any"]
    outcome = ask("score", [{"scores": {"A": 5, "B": 5, "C": 5}}], "ABC", rule="star")
    assert outcome.winners == ("A", "B", "C")
    assert keys(outcome) == ["star_places", "star_tie"]


@pytest.mark.parametrize(
    ("params", "name"), [({"min": 3, "max": 3}, "max"), ({"rule": "best"}, "rule"), ({"min": 0.5}, "min")]
)
def test_a_scale_needs_two_scores_and_a_known_rule(params, name):
    with pytest.raises(BadParams) as refused:
        METHODS["score"].complete(params, ["A"])
    assert refused.value.values["param"] == name


def test_a_scale_that_starts_high_has_a_next_score():
    assert METHODS["score"].complete({"min": 7}, ["A"]) == {
        "min": 7,
        "max": 8,
        "rule": "sum",
        "scale": "numbers",
    }


@pytest.mark.parametrize(("score", "reason"), [(6, "out_of_range"), (-1, "out_of_range"), (2.5, "not_whole")])
def test_a_score_off_the_scale_is_rejected(score, reason):
    assert ask("score", [{"scores": {"A": score}}]).rejected[0].reason == reason


# Gradients of agreement


def test_a_blocked_option_does_not_pass_however_loved():
    ballots = [{"stance": {"A": 1, "B": 3}, "count": 9}, {"stance": {"A": 8, "B": 5}}]
    outcome = ask("gradients", ballots)
    assert outcome.winners == ("B",)
    assert outcome.ranking == (("B",), ("A",))
    assert outcome.details["counts"]["A"] == [9, 0, 0, 0, 0, 0, 0, 1]
    assert [step.as_dict() for step in outcome.steps] == [
        {"key": "voting.step_gradients_first", "option": "B", "n": 9, "of": 10},
        {"key": "voting.step_gradients_blocked", "options": ["A"]},
    ]


def test_fewest_blocks_then_most_support_then_least_disagreement():
    ballots = [
        {"stance": {"A": 8, "B": 1, "C": 1, "D": 1}},
        {"stance": {"A": 1, "B": 4, "C": 2, "D": 2}},
        {"stance": {"A": 1, "B": 4, "C": 6, "D": 4}},
    ]
    assert ask("gradients", ballots, "ABCD").ranking == (("D",), ("C",), ("B",), ("A",))


def test_when_everything_is_blocked_nothing_wins():
    outcome = ask("gradients", [{"stance": {"A": 8, "B": 8}}, {"stance": {"A": 8, "B": 1}}])
    assert outcome.winners == ()
    assert outcome.ranking == (("B",), ("A",))
    assert outcome.steps[0].as_dict() == {
        "key": "voting.step_gradients_all_blocked",
        "options": ["B"],
        "n": 1,
    }


def test_what_nobody_supports_does_not_win():
    outcome = ask("gradients", [{"stance": {"A": 4, "B": 5}}])
    assert (outcome.winners, keys(outcome)) == ((), ["gradients_no_support"])


def test_gradients_level_on_all_three_are_tied():
    outcome = ask("gradients", [{"stance": {"A": 1, "B": 3}}])
    assert (outcome.winners, keys(outcome)) == (("A", "B"), ["gradients_tie"])


@pytest.mark.parametrize(("stance", "reason"), [(0, "out_of_range"), (9, "out_of_range"), ("1", "not_whole")])
def test_a_stance_is_one_of_eight(stance, reason):
    assert ask("gradients", [{"stance": {"A": stance}}]).rejected[0].reason == reason


# Placement


def test_a_map_names_no_winner_and_tells_where_people_agree():
    ballots = [{"at": {"A": [0.1, 0.9], "B": [0, 0]}, "count": 2}, {"at": {"A": [0.1, 0.9], "B": [1, 1]}}]
    outcome = ask("placement", ballots, "ABC")
    assert (outcome.winners, outcome.ranking) == ((), (("A", "B", "C"),))
    assert outcome.details["at"] == {"A": [0.1, 0.9], "B": [1 / 3, 1 / 3], "C": None}
    assert outcome.details["people"] == outcome.scores == {"A": 3, "B": 3, "C": 0}
    assert outcome.details["spread"]["A"] == 0
    assert [step.as_dict() for step in outcome.steps] == [
        {"key": "voting.step_placement_together", "options": ["A"]},
        {"key": "voting.step_placement_apart", "options": ["B"]},
    ]


@pytest.mark.parametrize(
    ("best", "winner"), [("top_right", "A"), ("top_left", "B"), ("bottom_right", "C"), ("bottom_left", "D")]
)
def test_a_best_corner_ranks_by_it(best, winner):
    at = {"A": [0.9, 0.8], "B": [0.1, 0.9], "C": [0.8, 0.1], "D": [0.2, 0.1]}
    outcome = ask("placement", [{"at": at}], "ABCDE", best=best)
    assert outcome.winners == (winner,)
    assert outcome.scores["E"] == 0


def test_places_are_read_as_their_decimals():
    """0.1 + 0.2 is 0.3: binary fractions would part these two."""
    ballots = [{"at": {"A": [0.1, 0.2], "B": [0.3, 0]}}]
    outcome = ask("placement", ballots, best="top_right")
    assert (outcome.winners, keys(outcome)) == (("A", "B"), ["placement_tie"])
    assert outcome.scores["A"] == Fraction(3, 10)


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        ([0, 0], "bad_shape"),
        ({"Z": [0, 0]}, "unknown_option"),
        ({"A": 0.5}, "not_a_place"),
        ({"A": [0.5]}, "not_a_place"),
        ({"A": [0.5, True]}, "not_a_place"),
        ({"A": ["0", "1"]}, "not_a_place"),
        ({"A": [0, 1.01]}, "off_the_map"),
        ({"A": [-0.01, 1]}, "off_the_map"),
        ({"A": [float("nan"), 0]}, "off_the_map"),
        ({"A": [float("inf"), 0]}, "off_the_map"),
    ],
)
def test_a_place_is_two_numbers_on_the_map(at, reason):
    assert ask("placement", [{"at": at}]).rejected[0].reason == reason
