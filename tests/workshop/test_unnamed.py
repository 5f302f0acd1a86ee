"""Few people are never shown apart: a source one person used would give their ballot away."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.workshop.unnamed import LEAST_PEOPLE, SEVERAL, SOURCES, told_apart

crowds = st.dictionaries(st.sampled_from(SOURCES), st.integers(1, 30), min_size=1)


def test_sources_that_many_used_are_told_apart() -> None:
    assert told_apart({"phone": 27, "hands": 5}) == {"phone": "phone", "hands": "hands"}


def test_one_source_is_itself_however_few_used_it() -> None:
    assert told_apart({"phone": 2}) == {"phone": "phone"}


def test_a_lone_ballot_hides_among_the_smallest_of_the_others() -> None:
    told = told_apart({"phone": 27, "shared": 1, "hands": 6})
    assert told == {"phone": "phone", "shared": SEVERAL, "hands": SEVERAL}


def test_small_sources_hide_together() -> None:
    told = told_apart({"phone": 27, "shared": 2, "paper": 4})
    assert told == {"phone": "phone", "shared": SEVERAL, "paper": SEVERAL}


@given(crowds)
def test_no_label_stands_for_fewer_than_five_people_unless_for_all(people: dict[str, int]) -> None:
    told = told_apart(people)
    groups: dict[str, int] = {}
    for source, n in people.items():
        groups[told[source]] = groups.get(told[source], 0) + n
    assert set(told) == set(people)
    assert min(groups.values()) >= LEAST_PEOPLE or len(groups) == 1
