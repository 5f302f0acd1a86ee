"""Who moved between two votes, as counts."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.voting.movement import HEIGHTS, Move, movement

OPTIONS = ["A", "B", "C", "D"]

approvals = st.sets(st.sampled_from(OPTIONS)).map(lambda chosen: {"approve": sorted(chosen)})
choices = st.sampled_from(OPTIONS).map(lambda option: {"choice": option})
dots = st.dictionaries(st.sampled_from(OPTIONS), st.integers(1, 5)).map(lambda d: {"dots": d})
grades = st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 4)).map(lambda g: {"grades": g})
rankings = st.permutations(OPTIONS).flatmap(
    lambda order: st.integers(0, 4).map(lambda n: {"ranking": [[o] for o in order[:n]]})
)
METHODS = {
    "single_choice": choices,
    "approval": approvals,
    "dots": dots,
    "majority_judgment": grades,
    "schulze": rankings,
}
profiles = st.sampled_from(sorted(METHODS)).flatmap(
    lambda method: st.tuples(st.just(method), st.lists(st.tuples(METHODS[method], METHODS[method])))
)


def test_approval_counts_who_took_up_and_who_dropped_each_option() -> None:
    pairs = [
        ({"approve": ["A"]}, {"approve": ["B"]}),
        ({"approve": ["A", "B"]}, {"approve": ["A", "B"]}),
        ({"approve": []}, {"approve": ["B"]}),
    ]
    found = movement("approval", pairs, ["A", "B"])
    assert (found.people, found.moved) == (3, 2)
    assert found.options == {"A": Move(up=0, down=1, same=2), "B": Move(up=2, down=0, same=1)}


def test_a_ranking_moves_by_places_and_the_unranked_come_last() -> None:
    pairs = [({"ranking": [["A"], ["B"]]}, {"ranking": [["C"], ["A"]]})]
    found = movement("schulze", pairs, ["A", "B", "C"])
    assert found.options["C"].up == 1
    assert found.options["A"].down == 1
    assert found.options["B"].down == 1


def test_options_ranked_together_share_a_place() -> None:
    pairs = [({"ranking": [["A", "B"]]}, {"ranking": [["B", "A"]]})]
    assert movement("schulze", pairs, ["A", "B"]).moved == 0


def test_a_missing_grade_is_the_worst_as_in_the_tally() -> None:
    pairs = [({"grades": {}}, {"grades": {"A": 0}}), ({"grades": {}}, {"grades": {"A": 3}})]
    assert movement("majority_judgment", pairs, ["A"]).options["A"] == Move(up=1, down=0, same=1)


def test_nobody_voted_twice() -> None:
    found = movement("approval", [], OPTIONS)
    assert (found.people, found.moved) == (0, 0)
    assert found.options == dict.fromkeys(OPTIONS, Move(0, 0, 0))


@given(profiles)
def test_every_person_is_counted_once_for_every_option(profile: tuple[str, list]) -> None:
    method, pairs = profile
    found = movement(method, pairs, OPTIONS)
    assert all(move.up + move.down + move.same == len(pairs) for move in found.options.values())
    assert 0 <= found.moved <= found.people == len(pairs)


@given(profiles)
def test_going_back_is_the_mirror(profile: tuple[str, list]) -> None:
    method, pairs = profile
    there = movement(method, pairs, OPTIONS)
    back = movement(method, [(after, before) for before, after in pairs], OPTIONS)
    assert there.moved == back.moved
    for option in OPTIONS:
        assert (there.options[option].up, there.options[option].down) == (
            back.options[option].down,
            back.options[option].up,
        )


@given(profiles, st.randoms())
def test_the_order_of_people_says_nothing(profile: tuple[str, list], chance: object) -> None:
    method, pairs = profile
    mixed = list(pairs)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert movement(method, mixed, OPTIONS) == movement(method, pairs, OPTIONS)


def test_every_method_that_a_room_votes_by_has_a_movement() -> None:
    from toolkit.web.ballot_form import READERS

    # A place on a map is neither higher nor lower.
    assert set(READERS) - {"placement"} == set(HEIGHTS)
