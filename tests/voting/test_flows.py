"""Who went where between two votes: both tallies in the margins, and no place where few people stood."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.voting.flows import (
    APART,
    NOTHING,
    SEVERAL,
    Flow,
    Flows,
    Place,
    chosen,
    crossed,
    graded,
    unnamed,
)
from toolkit.voting.methods import METHODS
from toolkit.voting.shifts import Shift, replaced, shifts

ORDER = ["A", "B", "C", "D", "E", NOTHING]
LEAST = 5
places = st.sampled_from(ORDER)
followed = st.lists(st.tuples(places, places), min_size=LEAST, max_size=60)
others = st.lists(places, max_size=20).map(lambda found: [({"choice": place}, 1) for place in found])


def by_choice(ballot: Mapping[str, Any]) -> Place:
    place: Place = ballot["choice"]
    return place


def told(pairs: list[tuple[Place, Place]], left: Any = (), came: Any = (), **kw: Any) -> Flows | None:
    ballots = [({"choice": before}, {"choice": after}) for before, after in pairs]
    return unnamed(crossed(by_choice, ballots, left, came), ORDER, least=LEAST, **kw)


def test_the_flows_of_a_room_of_twenty_by_hand() -> None:
    """
    Before, eight stood on A, seven on B, two on C, three on D: C and D are five together. After, ten stand
    on B, six on A, two on C and two on D: these four would still be few, and A is told with them.
    """
    pairs = [("A", "A")] * 5 + [("A", "B")] * 3 + [("B", "B")] * 6 + [("B", "C")]
    pairs += [("C", "C"), ("C", "A"), ("D", "D"), ("D", "D"), ("D", "B")]
    a, b, few = ("A",), ("B",), ("C", "D")
    assert told(pairs) == Flows(
        starts=(a, b, few),
        ends=(("B",), ("A", "C", "D")),
        flows=(
            Flow(a, b, 3),
            Flow(a, ("A", "C", "D"), 5),
            Flow(b, b, 6),
            Flow(b, ("A", "C", "D"), 1),
            Flow(few, b, 1),
            Flow(few, ("A", "C", "D"), 4),
        ),
    )


def test_whoever_came_and_left_is_counted_apart() -> None:
    pairs = [("A", "A")] * 5 + [("B", "A")] * 5
    found = told(pairs, left=[({"choice": "B"}, 6)], came=[({"choice": "C"}, 7)])
    assert found is not None
    assert found.starts == (("A",), ("B",), (APART,))
    assert found.ends == (("A",), ("C",), (APART,))
    assert Flow(("B",), (APART,), 6) in found.flows
    assert Flow((APART,), ("C",), 7) in found.flows
    assert found.standing(("B",), after=False) == 11
    assert found.standing(("C",), after=True) == 7


def test_one_person_of_a_room_of_five_is_told_by_nothing() -> None:
    """The one who said aloud that they alone stood on B would be followed to where they went."""
    assert told([("A", "A")] * 4 + [("B", "C")]) is None


def test_fewer_people_than_it_takes_have_no_flow() -> None:
    assert told([("A", "B")] * 4) is None
    assert told([("A", "B")] * 4, came=[({"choice": "A"}, 30)]) is None


def test_neighbours_on_a_scale_are_told_together() -> None:
    """Levels 5, 4, 2, 1, 0, best first; one person at 5, three at 2 and three at 1."""
    pairs: list[tuple[Place, Place]] = [(5, 5)] + [(4, 5)] * 6 + [(2, 4)] * 3 + [(1, 4)] * 3 + [(0, 0)] * 5
    ballots = [({"choice": before}, {"choice": after}) for before, after in pairs]
    found = unnamed(crossed(by_choice, ballots, [], []), range(5, -1, -1), least=LEAST, scale=True)
    assert found is not None
    assert found.starts == ((5, 4), (2, 1), (0,))
    assert found.ends == ((5,), (4,), (0,))


@given(followed, others, others, st.booleans(), st.integers(0, 4))
def test_the_margins_are_the_two_tallies(
    pairs: list[tuple[Place, Place]], left: Any, came: Any, scale: bool, most: int
) -> None:
    found = told(pairs, left, came, scale=scale, most=most)
    if found is None:
        return
    for after, alone in ((False, left), (True, came)):
        tally = Counter(pair[after] for pair in pairs) + Counter(by_choice(b) for b, _ in alone)
        groups = [group for group in (found.ends if after else found.starts) if group != (APART,)]
        assert sorted(map(str, (place for group in groups for place in group))) == sorted(map(str, tally))
        for group in groups:
            assert found.standing(group, after=after) == sum(tally[place] for place in group)
    assert sum(flow.people for flow in found.flows) == len(pairs) + len(left) + len(came)


@given(followed, others, others, st.booleans(), st.integers(0, 4))
def test_no_place_of_few_people_is_told_alone(
    pairs: list[tuple[Place, Place]], left: Any, came: Any, scale: bool, most: int
) -> None:
    found = told(pairs, left, came, scale=scale, most=most)
    for after in (False, True):
        for group in (found.ends if after else found.starts) if found else ():
            stood = sum(pair[after] in group for pair in pairs)
            assert group == (APART,) or stood == 0 or stood >= LEAST
    if found and most:
        assert len([group for group in found.starts if group != (APART,)]) <= most


@given(followed, st.permutations("ABCDE"), st.booleans())
def test_options_that_change_names_change_nothing_else(
    pairs: list[tuple[Place, Place]], names: list[str], scale: bool
) -> None:
    other: dict[Place, Place] = dict(zip("ABCDE", names, strict=True)) | {NOTHING: NOTHING}
    renamed = [({"choice": other[a]}, {"choice": other[b]}) for a, b in pairs]
    order = [other[place] for place in ORDER]
    found = told(pairs, scale=scale)
    again = unnamed(crossed(by_choice, renamed, [], []), order, least=LEAST, scale=scale)
    if found is None or again is None:
        assert found is again
        return
    assert again.flows == tuple(
        Flow(tuple(other[p] for p in flow.start), tuple(other[p] for p in flow.end), flow.people)
        for flow in found.flows
    )


@given(followed, st.booleans())
def test_going_back_is_the_mirror(pairs: list[tuple[Place, Place]], scale: bool) -> None:
    there, back = told(pairs, scale=scale), told([(b, a) for a, b in pairs], scale=scale)
    if there is None or back is None:
        assert there is back
        return
    assert {(f.start, f.end, f.people) for f in there.flows} == {
        (f.end, f.start, f.people) for f in back.flows
    }


def test_a_ranking_stands_on_its_first_preference() -> None:
    where = chosen("schulze")
    assert where is not None
    assert where({"ranking": [["B"], ["A"]]}) == "B"
    assert where({"ranking": [["A", "B"]]}) is SEVERAL
    assert where({"ranking": []}) is NOTHING
    assert where({}) is NOTHING


def test_a_missing_grade_stands_where_the_tally_counts_it() -> None:
    worst, apart = (
        graded("majority_judgment", "A", {"missing": policy}) for policy in ("worst", "normalise")
    )
    assert worst is not None
    assert apart is not None
    assert worst({"grades": {"B": 3}}) == 0
    assert apart({"grades": {"B": 3}}) is NOTHING
    assert worst({"grades": {}}) is NOTHING  # a blank ballot is set aside
    assert worst({"grades": {"A": 3}}) == apart({"grades": {"A": 3}}) == 3


@pytest.mark.parametrize("method", METHODS)
def test_a_method_has_flows_where_people_stand_in_one_place(method: str) -> None:
    kinds = (chosen(method) is not None, graded(method, "A", {"missing": "worst"}) is not None)
    assert kinds in ((True, False), (False, True), (False, False))
    assert (kinds == (False, False)) == (method in ("approval", "dots", "quadratic", "placement"))


def test_a_map_tells_which_way_people_moved_an_option() -> None:
    pairs = [
        ({"at": {"A": [0.1, 0.1]}}, {"at": {"A": [0.5, 0.1]}}),
        ({"at": {"A": [0.1, 0.1]}}, {"at": {"A": [0.5, 0.9]}}),
        ({"at": {"A": [0.5, 0.5]}}, {"at": {"A": [0.4, 0.1]}}),
        ({"at": {"A": [0.5, 0.5]}}, {"at": {"A": [0.5, 0.5]}}),
        ({"at": {"A": [0.5, 0.5]}}, {"at": {"A": [0.5, 0.6], "B": [0, 0]}}),
        ({"at": {"A": [0.5, 0.5]}}, {"at": {}}),
    ]
    assert shifts(pairs, ["A", "B"], least=5) == {"A": Shift(5, stayed=1, left=1, right=2, down=1, up=2)}
    assert shifts(pairs, ["A", "B"], least=6) == {}
    assert replaced(pairs, ["A", "B"]) == 5
