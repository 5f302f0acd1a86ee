"""Majority judgment against published counts, and against the removal of medians one by one."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit.voting.judgments import equal_judges
from toolkit.voting.methods import tally
from toolkit.voting.request import BadRequest


def request(tallies, **params):
    named = {f"P{i}": counts for i, counts in enumerate(tallies)}
    return {"method": "majority_judgment", "options": list(named), "tallies": named, "params": params}


def ranks(outcome):
    """Rank of each option, 1 the best, equal ranks for exact ties, no rank skipped after a tie."""
    place = {option: i for i, group in enumerate(outcome.ranking, 1) for option in group}
    return [place[option] for option in outcome.scores]


@pytest.mark.parametrize("name", ["basic01", "readme_demo_exact_tie", "few_judgments"])
def test_published_vector(vector, name):
    case = vector("majority_judgment", name)
    assert ranks(tally(request(case["input"]))) == case["expected"]["ranks"]


def test_published_vector_with_missing_judgments_as_the_worst(vector):
    case = vector("majority_judgment", "default_grade_0_for_missing")
    assert case["input"]["default_grade"] == 0
    outcome = tally(request(case["input"]["tallies"], judges=case["input"]["judges"], missing="worst"))
    assert ranks(outcome) == case["expected"]["ranks"]
    assert outcome.details["counts"] == {"P0": [2, 0, 1], "P1": [0, 3, 0]}
    assert outcome.details["given"] == {"P0": [0, 0, 1], "P1": [0, 3, 0]}
    assert outcome.details["missing"] == {"P0": 2, "P1": 0}
    assert outcome.steps[0].key == "voting.step_mj_missing_worst"


def test_published_inputs_that_must_be_refused(vector):
    case = vector("majority_judgment", "must_raise")["input"]
    for tallies, params, reason in (
        (case["incoherent"], {"judges": case["judges"]}, "too_few_judges"),
        (case["misshaped"], {}, "uneven_grades"),
        (case["unbalanced"], {}, "missing_judgments"),
    ):
        with pytest.raises(BadRequest) as refused:
            tally(request(tallies, **params))
        assert refused.value.reason == reason


def test_the_tie_break_is_told_with_its_removals():
    """P0 wins at the third removal: 1 1 2 3 against 0 1 2 3, both of median 1; then 2, then 1 against 0."""
    outcome = tally(request([[0, 2, 1, 1], [1, 1, 1, 1]]))
    step = outcome.steps[-1].as_dict()
    assert step["key"] == "voting.step_mj_parting"
    assert (step["option"], step["other"], step["n"]) == ("P0", "P1", 2)
    assert (step["median_grade"], step["grade"], step["other_grade"]) == (1, 1, 0)


def test_the_median_is_told_with_the_people_behind_it():
    steps = tally(request([[2, 0, 5, 3], [0, 0, 0, 10], [9, 0, 1, 0]])).steps
    assert [step.as_dict() for step in steps] == [
        {"key": "voting.step_mj_median_end", "grade": 3, "grades": 4, "option": "P1", "n": 10, "of": 10},
        {
            "key": "voting.step_mj_median",
            "grade": 2,
            "grades": 4,
            "option": "P0",
            "n": 8,
            "better": 3,
            "of": 10,
        },
        {"key": "voting.step_mj_median_end", "grade": 0, "grades": 4, "option": "P2", "n": 9, "of": 10},
    ]


def test_the_median_of_an_even_room_is_the_lower_one():
    """Balinski & Laraki: with two middle judgments the majority-grade is the worse of the two."""
    assert tally(request([[0, 2, 2]])).scores == {"P0": 1}


def test_ballots_are_judgments():
    outcome = tally(
        {
            "method": "majority_judgment",
            "options": ["A", "B"],
            "ballots": [{"grades": {"A": 2, "B": 0}, "count": 3}, {"grades": {"B": 1}}, {}],
            "params": {"grades": 3},
        }
    )
    assert outcome.details["counts"] == {"A": [1, 0, 3], "B": [3, 1, 0]}
    assert (outcome.cast, outcome.blank, outcome.details["judges"]) == (5, 1, 4)
    assert [step.key for step in outcome.steps[:2]] == ["voting.step_blank", "voting.step_mj_missing_worst"]
    assert outcome.scores == {"A": 2, "B": 0}


def test_normalise_compares_proportions():
    """2 of 3 against 4 of 6: the same proportions are an exact tie, whatever the numbers."""
    outcome = tally(request([[1, 0, 2], [2, 0, 4], [0, 1, 0]], missing="normalise"))
    assert outcome.ranking == (("P0", "P1"), ("P2",))
    assert outcome.details["counts"]["P0"] == [1, 0, 2]
    assert outcome.steps[0].as_dict()["key"] == "voting.step_mj_missing_normalise"


def test_normalise_tells_the_tie_break_in_proportion():
    outcome = tally(request([[1, 0, 2], [2, 1, 5]], missing="normalise"))
    [parting] = [s for s in outcome.steps if s.key == "voting.step_mj_parting_share"]
    assert 0 < parting.values["percent"] < 100


def test_an_option_nobody_judged_has_the_worst_grade():
    outcome = tally(request([[0, 0, 0], [1, 0, 1]], missing="normalise"))
    assert outcome.ranking == (("P1",), ("P0",))
    assert ["P0"] in [step.values.get("options") for step in outcome.steps]


@pytest.mark.parametrize("tallies", [[[0, 0], [0, 0]], [[0, 0]]])
def test_nobody_judging_is_a_tie_of_all(tallies):
    outcome = tally(request(tallies))
    assert len(outcome.ranking) == 1
    assert [step.key for step in outcome.steps] == ["voting.step_nobody"]


def test_missing_judgments_may_be_an_error():
    asked = {
        "method": "majority_judgment",
        "options": ["A", "B"],
        "ballots": [{"grades": {"A": 1}}, {"grades": {"A": 1, "B": 0}}, {}],
        "params": {"missing": "error"},
    }
    outcome = tally(asked)
    assert [(r.ballot, r.reason, r.values) for r in outcome.rejected] == [
        (0, "missing_grade", {"option": "B"})
    ]
    asked["params"]["judges"] = 5
    with pytest.raises(BadRequest, match=r"params\.missing: missing_judgments"):
        tally(asked)


def test_a_grade_outside_the_scale_is_rejected():
    ballots = [{"grades": {"A": 7}}, {"grades": {"A": -1}}, {"grades": {"A": 6}}]
    outcome = tally({"method": "majority_judgment", "options": ["A"], "ballots": ballots})
    assert [r.reason for r in outcome.rejected] == ["out_of_range", "out_of_range"]


counts = st.lists(st.integers(0, 4), min_size=4, max_size=4).filter(any)


@st.composite
def tables(draw):
    """Tallies of two to four options, every one with as many judgments."""
    judges = draw(st.integers(1, 9))
    row = st.lists(st.integers(0, 3), min_size=judges, max_size=judges)
    rows = draw(st.lists(row, min_size=2, max_size=4))
    return [[grades.count(g) for g in range(4)] for grades in rows]


def by_removal(tally_row):
    """The definition: write the lower median down, remove it, start again."""
    left = [grade for grade, n in enumerate(tally_row) for _ in range(n)]
    return [left.pop((len(left) - 1) // 2) for _ in range(len(left))]


@settings(max_examples=50)
@given(tables())
def test_the_order_is_the_one_of_removing_medians_one_by_one(rows):
    outcome = tally(request(rows))
    values = {f"P{i}": by_removal(row) for i, row in enumerate(rows)}
    groups = {}
    for option, value in values.items():
        groups.setdefault(tuple(value), []).append(option)
    assert outcome.ranking == tuple(tuple(groups[value]) for value in sorted(groups, reverse=True))


@settings(max_examples=50)
@given(tables())
@example([[4, 0, 5, 0], [2, 0, 7, 0]])
@example([[0, 5, 0, 4], [0, 7, 0, 2]])
def test_the_removals_told_are_those_that_part_two_options(rows):
    judgments = equal_judges({"P0": rows[0], "P1": rows[1]}, sum(rows[0]), "error")
    one, two = by_removal(rows[0]), by_removal(rows[1])
    if one == two:
        with pytest.raises(ValueError, match="tied"):
            judgments.parting("P0", "P1")
    else:
        n = next(i for i, (a, b) in enumerate(zip(one, two, strict=True)) if a != b)
        assert judgments.parting("P0", "P1") == (n, one[n], two[n])


@settings(max_examples=50)
@given(tables(), st.integers(2, 10**9))
def test_every_judgment_repeated_changes_no_order(rows, times):
    repeated = [[n * times for n in row] for row in rows]
    assert tally(request(rows)).ranking == tally(request(repeated)).ranking


@settings(max_examples=50)
@given(st.lists(counts, min_size=2, max_size=4))
def test_normalise_is_the_count_of_equal_rooms_when_totals_are_equal(rows):
    """Scaling each option to one total by hand gives the same order."""
    totals = [sum(row) for row in rows]
    product = 1
    for total in totals:
        product *= total
    scaled = [[n * product // sum(row) for n in row] for row in rows]
    assert tally(request(rows, missing="normalise")).ranking == tally(request(scaled)).ranking


def test_ten_billion_judges_and_sixty_options():
    """A loop over judges or medians would never end."""
    rows = [[10**10 // 7 + i, 10**10 // 7, 10**10 - 2 * (10**10 // 7) - i] for i in range(60)]
    outcome = tally(request(rows))
    assert [option for group in outcome.ranking for option in group] == [f"P{i}" for i in range(60)]
