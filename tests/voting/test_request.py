"""A request is read strictly: what is wrong, and where, is named."""

import pytest

from toolkit.voting.ballot import BadParams
from toolkit.voting.methods import METHODS, tally
from toolkit.voting.request import BadRequest

GOOD = {"method": "approval", "options": ["A", "B"], "ballots": [{"approve": ["A"]}]}


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"method": None}, "method", "not_text"),
        ({"method": "acclaim"}, "method", "unknown_method"),
        ({"options": "AB"}, "options", "not_a_list"),
        ({"options": []}, "options", "no_option"),
        ({"options": ["A", 2]}, "options[1]", "not_text"),
        ({"options": ["A", " "]}, "options[1]", "empty_option"),
        ({"options": ["A", "A"]}, "options[1]", "repeated_option"),
        ({"ballots": {}}, "ballots", "not_a_list"),
        ({"params": []}, "params", "not_an_object"),
        ({"params": {"budget": 3}}, "params.budget", "unknown_param"),
        ({"params": {"max": 0}}, "params.max", "param_out_of_range"),
        ({"params": {"max": "2"}}, "params.max", "param_not_whole"),
        ({"voters": 3}, "voters", "unknown_field"),
        ({"tallies": {}}, "ballots", "ballots_or_tallies"),
    ],
)
def test_a_malformed_request_names_field_and_reason(change, field, reason):
    with pytest.raises(BadRequest) as refused:
        tally({**GOOD, **change})
    assert (refused.value.field, refused.value.reason) == (field, reason)
    assert str(refused.value).startswith(f"{field}: {reason}")


@pytest.mark.parametrize("missing", ["method", "options", "ballots"])
def test_a_missing_field_is_named(missing):
    with pytest.raises(BadRequest) as refused:
        tally({name: value for name, value in GOOD.items() if name != missing})
    assert refused.value.field == missing


def test_a_request_is_an_object():
    with pytest.raises(BadRequest, match="request: not_an_object"):
        tally([GOOD])


@pytest.mark.parametrize("count", [0, -1, 1.5, 1.0, True, "3", None, 10**12 + 1])
def test_a_count_is_a_positive_whole_number(count):
    outcome = tally({**GOOD, "ballots": [{"approve": ["A"], "count": count}]})
    assert [r.reason for r in outcome.rejected] == ["bad_count"]
    assert outcome.cast == 0


@pytest.mark.parametrize("entry", [None, "A", 3, ["A"]])
def test_a_ballot_is_an_object(entry):
    outcome = tally({**GOOD, "ballots": [{"approve": ["B"]}, entry]})
    assert [r.as_dict() for r in outcome.rejected] == [{"ballot": 1, "reason": "bad_shape", "values": {}}]


@pytest.mark.parametrize(
    ("tallies", "field", "reason"),
    [
        ([], "tallies", "not_an_object"),
        ({"A": [1, 2]}, "tallies", "missing_option"),
        ({"A": [1, 2], "B": [1, 2], "C": [1, 2]}, "tallies", "foreign_option"),
        ({"A": [1, 2], "B": [1, 1, 1]}, "tallies.B", "uneven_grades"),
        ({"A": [1, 2], "B": [1, -2]}, "tallies.B", "not_counts"),
        ({"A": "12", "B": [1, 2]}, "tallies.A", "not_counts"),
        ({"A": [3], "B": [3]}, "params.grades", "param_out_of_range"),
    ],
)
def test_malformed_tallies_name_the_option(tallies, field, reason):
    with pytest.raises(BadRequest) as refused:
        tally({"method": "majority_judgment", "options": ["A", "B"], "tallies": tallies})
    assert (refused.value.field, refused.value.reason) == (field, reason)


def test_tallies_have_as_many_grades_as_the_setting():
    asked = {
        "method": "majority_judgment",
        "options": ["A"],
        "tallies": {"A": [1, 2]},
        "params": {"grades": 3},
    }
    with pytest.raises(BadRequest, match="tallies: uneven_grades"):
        tally(asked)


def test_tallies_are_for_judgments_only():
    with pytest.raises(BadRequest, match="tallies: only_for"):
        tally({"method": "approval", "options": ["A"], "tallies": {"A": [1]}})


@pytest.mark.parametrize("method", METHODS)
def test_every_method_refuses_a_setting_it_does_not_have(method):
    with pytest.raises(BadParams) as refused:
        METHODS[method].complete({"colour": "red"}, ["A"])
    assert (refused.value.reason, refused.value.values) == ("unknown_param", {"param": "colour"})


def test_a_word_setting_names_its_choices():
    with pytest.raises(BadParams) as refused:
        METHODS["majority_judgment"].complete({"missing": "best"}, ["A"])
    assert refused.value.values["choices"] == ["worst", "error", "normalise"]
