"""An outcome written as JSON loses nothing: a number when JSON can write it, else an exact fraction."""

import json
from fractions import Fraction

import pytest

from toolkit.voting.outcome import Step, drawn, plain, ranked


@pytest.mark.parametrize(
    ("exact", "written"),
    [
        (Fraction(3), 3),
        (Fraction(3, 2), 1.5),
        (Fraction(789, 25), 31.56),
        (Fraction(19, 3), "19/3"),
        (Fraction(10**30, 1), 10**30),
        (Fraction(10**30 + 1, 10), str(Fraction(10**30 + 1, 10))),
        (7, 7),
        ("A", "A"),
        (None, None),
    ],
)
def test_exact_numbers_stay_exact(exact, written):
    assert plain(exact) == written
    assert type(plain(exact)) is type(written)
    if not isinstance(exact, str) and exact is not None:
        assert Fraction(json.dumps(written).strip('"')) == exact


def test_fractions_are_found_wherever_they_are():
    assert plain({"a": [Fraction(1, 2), (Fraction(4, 2),)]}) == {"a": [0.5, [2]]}


def test_a_step_is_written_flat():
    assert Step("voting.step_then", {"options": ["A"]}).as_dict() == {
        "key": "voting.step_then",
        "options": ["A"],
    }


def test_equal_scores_share_a_rank_in_the_order_of_the_options():
    assert ranked({"B": 1, "A": Fraction(2), "C": 1, "D": 2}) == (("A", "D"), ("B", "C"))


def test_a_picture_has_plain_numbers():
    assert drawn({"a": [Fraction(4, 2), Fraction(1, 3)], "b": (7, None)}) == {"a": [2, 1 / 3], "b": [7, None]}
    assert type(drawn(Fraction(4, 2))) is int
