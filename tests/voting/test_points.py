"""Single choice, approval and dots: what is added up, and how it is told."""

import pytest

from toolkit.voting.methods import tally

ABC = ["A", "B", "C"]


def request(method, ballots, **params):
    return {"method": method, "options": ABC, "ballots": ballots, "params": params}


def keys(outcome):
    return [step.key.removeprefix("voting.step_") for step in outcome.steps]


def test_single_choice_counts_voices_and_says_when_no_option_has_half():
    outcome = tally(
        request(
            "single_choice",
            [{"choice": "B", "count": 2}, {"choice": "A", "count": 2}, {"choice": "C", "count": 3}],
        )
    )
    assert outcome.ranking == (("C",), ("A", "B"))
    assert outcome.scores == {"A": 2, "B": 2, "C": 3}
    assert keys(outcome) == ["choice_first", "choice_no_majority", "choice_next"]
    assert outcome.steps[0].values == {"option": "C", "n": 3, "of": 7}
    assert outcome.steps[2].values == {"options": ["A", "B"], "n": 2}


def test_exactly_half_is_not_a_majority():
    half = [{"choice": "A", "count": 5}, {"choice": "B", "count": 4}, {"choice": "C"}]
    more = [{"choice": "A", "count": 6}, {"choice": "B", "count": 4}, {"choice": "C"}]
    assert "choice_no_majority" in keys(tally(request("single_choice", half)))
    assert "choice_majority" in keys(tally(request("single_choice", more)))


def test_a_tie_for_first_place_is_shown_and_has_two_winners():
    outcome = tally(request("single_choice", [{"choice": "C"}, {"choice": "A"}]))
    assert outcome.winners == ("A", "C")
    assert outcome.ranking == (("A", "C"), ("B",))
    assert keys(outcome)[0] == "choice_tie"
    assert outcome.steps[0].values["options"] == ["A", "C"]


@pytest.mark.parametrize("blank", [{}, {"choice": None}, {"choice": None, "count": 1}])
def test_blank_ballots_are_cast_and_counted_apart(blank):
    outcome = tally(request("single_choice", [blank, {"choice": "A"}]))
    assert (outcome.cast, outcome.blank, outcome.details["counted"]) == (2, 1, 1)
    assert outcome.steps[0].as_dict() == {"key": "voting.step_blank", "n": 1}


def test_nobody_voting_leaves_every_option_level():
    outcome = tally(request("approval", [{"approve": []}, {}]))
    assert outcome.ranking == (("A", "B", "C"),)
    assert (outcome.cast, outcome.blank) == (2, 2)
    assert keys(outcome) == ["nobody", "blank"]


def test_approval_vector_with_bad_ballots(vector):
    """The vector scores 0 or 1: a row is the list of the options scored 1; a row of null is a blank ballot.

    Its rows out of bounds (a 2, a -1) have no equal in a list of approvals: the nearest malformed
    ballots are an option approved twice and an unknown option.
    """
    case = vector("approval", "single_winner_with_bad_ballots")
    names = ["Alice", "Bob", "Carol", "Dave"]

    def ballot(row):
        if 2 in row:
            return {"approve": ["Dave", "Dave"]}
        if -1 in row:
            return {"approve": ["-Carol"]}
        return {"approve": [name for name, mark in zip(names, row, strict=True) if mark]}

    outcome = tally({"method": "approval", "options": names, "ballots": [ballot(r) for r in case["input"]]})
    expected = case["expected"]
    assert list(outcome.scores.values()) == expected["scores"]
    assert outcome.winners == (names[expected["winner"]],)
    assert outcome.blank == expected["abstentions"]
    assert outcome.cast - outcome.blank == expected["tallied"]
    assert [(r.ballot, r.reason) for r in outcome.rejected] == [
        (8, "duplicate_option"),
        (9, "unknown_option"),
    ]
    assert len(outcome.rejected) == expected["out_of_bounds"]


def test_as_many_approvals_as_allowed_are_allowed():
    outcome = tally(request("approval", [{"approve": ["A", "B"]}], max=2))
    assert (outcome.winners, outcome.rejected) == (("A", "B"), ())


def test_dots_add_up_and_tell_how_many_hands_placed_them():
    outcome = tally(
        request(
            "dots",
            [{"dots": {"A": 5}}, {"dots": {"B": 1, "C": 0}, "count": 4}],
            budget=5,
        )
    )
    assert outcome.scores == {"A": 5, "B": 4, "C": 0}
    assert outcome.details["people"] == {"A": 1, "B": 4, "C": 0}
    assert keys(outcome) == ["dots_first", "dots_people", "dots_next"]
    assert outcome.steps[1].values == {"option": "A", "n": 1, "of": 5}


def test_dots_may_be_left_unspent_and_none_at_all_is_blank():
    outcome = tally(request("dots", [{"dots": {"A": 0}}, {"dots": {"A": 1}}], budget=5))
    assert (outcome.blank, outcome.rejected) == (1, ())


@pytest.mark.parametrize(
    ("method", "ballot", "params", "reason", "values"),
    [
        ("single_choice", "A", {}, "bad_shape", {}),
        ("single_choice", {"choice": 1}, {}, "bad_shape", {}),
        ("single_choice", {"choice": []}, {}, "bad_shape", {}),
        ("single_choice", {"choice": ["A", "B"]}, {}, "choose_one", {}),
        ("single_choice", {"choice": "Z"}, {}, "unknown_option", {"option": "Z"}),
        ("single_choice", {"choise": "A"}, {}, "unknown_field", {"field": "choise"}),
        ("approval", {"approve": "AB"}, {}, "bad_shape", {}),
        ("approval", {"approve": [["A"]]}, {}, "bad_shape", {}),
        ("approval", {"approve": ["A", "A"]}, {}, "duplicate_option", {"option": "A"}),
        ("approval", {"approve": ["A", "B"]}, {"max": 1}, "too_many_options", {"n": 2, "most": 1}),
        ("dots", {"dots": ["A"]}, {}, "bad_shape", {}),
        ("dots", {"dots": {"A": 1.0}}, {}, "not_whole", {"option": "A"}),
        ("dots", {"dots": {"A": True}}, {}, "not_whole", {"option": "A"}),
        ("dots", {"dots": {"A": None}}, {}, "not_whole", {"option": "A"}),
        ("dots", {"dots": {"Z": 1}}, {}, "unknown_option", {"option": "Z"}),
        ("dots", {"dots": {"A": 2, "B": 2}}, {"budget": 3}, "too_many_dots", {"n": 4, "most": 3}),
        (
            "dots",
            {"dots": {"A": 3}},
            {"budget": 3, "max_per_option": 2},
            "too_many_on_option",
            {"option": "A", "n": 3, "most": 2},
        ),
        (
            "dots",
            {"dots": {"A": -1}},
            {},
            "out_of_range",
            {"option": "A", "number": -1, "least": 0, "most": 10**12},
        ),
    ],
)
def test_a_malformed_ballot_is_rejected_by_name_and_the_others_count(method, ballot, params, reason, values):
    blank = {}
    outcome = tally(request(method, [blank, ballot], **params))
    [rejected] = outcome.rejected
    assert (rejected.ballot, rejected.reason, rejected.values) == (1, reason, values)
    assert outcome.cast == 1
