"""A recount reads any JSON at all: it is no results file, or it is counted, and nothing else happens."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.voting.methods import METHODS
from toolkit.workshop.recount import NotResults, Recount, recount

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 12),
    st.sampled_from([10**30, -(10**30), 0.5, float("nan"), float("inf"), "A", "B", "x", "", "1", "p1"]),
)
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["A", "B", "C", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
BALLOTS: dict[str, list[dict[str, Any]]] = {
    "single_choice": [{"choice": "A"}, {"choice": "B"}],
    "approval": [{"approve": ["A", "B"]}, {"approve": []}],
    "dots": [{"dots": {"A": 2}}, {"dots": {"B": 1, "C": 1}}],
    "majority_judgment": [{"grades": {"A": 4, "B": 0, "C": 1}}, {"grades": {"C": 2}}],
    "gradients": [{"stance": {"A": 1, "B": 8}}, {"stance": {"C": 4}}],
    "score": [{"scores": {"A": 5}}, {"scores": {"B": 1, "C": 2}}],
    "quadratic": [{"votes": {"A": 2}}, {"votes": {"B": -1}}],
    "placement": [{"at": {"A": [0.2, 0.9]}}, {"at": {"B": [0, 1]}}],
}
RANKED: list[dict[str, Any]] = [{"ranking": [["A"], ["B", "C"]]}, {"ranking": [["C"]]}]


def a_file(method: str) -> dict[str, Any]:
    """Two revealed votes by six people, and one that is open."""
    cast = BALLOTS.get(method, RANKED)
    vote: dict[str, Any] = {
        "series": 1,
        "method": method,
        "params": {},
        "options": [{"key": key, "code": None, "title": key} for key in "ABC"],
        "state": "revealed",
        "outcome": {"ranking": [], "winners": [], "scores": {}, "cast": 0, "blank": 0, "details": {}},
        "movement": None,
    }
    first = [{"source": "phone", "person": f"p{n}", **cast[n % 2]} for n in range(6)]
    again = [{"source": "phone", "person": f"p{n}", **cast[n % 3 % 2]} for n in range(6)]
    rounds = [vote | {"vote": 1, "ballots": first}, vote | {"vote": 2, "ballots": again}]
    rounds.append({**vote, "vote": 3, "state": "open"})
    return copy.deepcopy({"format": "rebond-results", "version": 1, "rounds": rounds})


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container and key in *value*, so that each part of it can be replaced."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [place for key in keys for place in ((value, key), *places(value[key]))]


def read(file: object) -> Recount | None:
    try:
        return recount(file)
    except NotResults:
        return None


@settings(deadline=None, derandomize=True, database=None)
@given(anything)
def test_anything_is_no_results_file(file: object) -> None:
    assert read(file) is None
    assert read({"format": "rebond-results", "version": 1, "rounds": file}) is None or file == []


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(data=st.data())
def test_a_file_changed_anywhere_is_refused_or_counted(method: str, data: st.DataObject) -> None:
    file = a_file(method)
    for _ in range(data.draw(st.integers(1, 3))):
        container, key = data.draw(st.sampled_from(places(file)))
        if data.draw(st.integers(0, 5)):
            container[key] = data.draw(anything)
        else:
            del container[key]
        if not places(file):
            break
    read(file)


@pytest.mark.parametrize("bad", ["x", "1" * 5000, None, [], {}, 1e400, float("nan")])
@pytest.mark.parametrize("method", ["dots", "majority_judgment"])
def test_a_first_vote_that_cannot_be_read_does_not_stop_the_movement(method: str, bad: Any) -> None:
    file = a_file(method)
    for ballot in file["rounds"][0]["ballots"]:
        ballot["dots" if method == "dots" else "grades"] = {"A": bad}
    found = read(file)
    assert found is not None
    assert {"ballots[1]", "ballots[6]"} <= {d.what for d in found.disagreements}
