"""Schulze against published elections, against every path tried one by one, and its promises."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.voting.duels import all_duels_won, duels
from toolkit.voting.methods import tally
from toolkit.voting.schulze import chain, strongest_paths

OPTIONS = "ABCD"


def as_groups(ranking):
    return tuple(tuple(group) if isinstance(group, list) else (group,) for group in ranking)


@pytest.mark.parametrize("name", ["wiki_45_voters", "ex4_tie"])
def test_published_vector(vector, ranked_request, name):
    case = vector("schulze", name)
    asked = ranked_request("schulze", case["input"])
    asked["options"] = sorted(asked["options"])
    outcome = tally(asked)
    assert outcome.ranking == as_groups(case["expected"]["ranking"])
    for pair, people in case["expected"].get("pairs", {}).items():
        one, other = pair.split(">")
        assert outcome.details["pairwise"][one][other] == people


def test_a_chain_is_told_only_where_it_decides(vector, ranked_request):
    """E loses one duel, to C; the chain E D C is worth 28 and C can only answer with 24."""
    outcome = tally(ranked_request("schulze", vector("schulze", "wiki_45_voters")["input"]))
    chains = [step.as_dict() for step in outcome.steps if step.key == "voting.step_schulze_chain"]
    assert chains == [
        {
            "key": "voting.step_schulze_chain",
            "option": "E",
            "other": "C",
            "n": 24,
            "against": 21,
            "path": ["E", "D", "C"],
            "worth": 28,
            "back": 24,
        }
    ]


def test_a_winner_of_every_duel_needs_no_chain(vector, ranked_request):
    outcome = tally(ranked_request("schulze", vector("ranked_pairs", "tennessee")["input"]))
    assert outcome.winners == ("Nashville",)
    assert [step.as_dict() for step in outcome.steps] == [
        {"key": "voting.step_duels_all", "option": "Nashville", "n": 3},
        {
            "key": "voting.step_duels_closest",
            "option": "Nashville",
            "other": "Memphis",
            "n": 58,
            "against": 42,
        },
        {"key": "voting.step_then", "options": ["Chattanooga"]},
    ]


def test_options_left_out_are_last_together_and_level_ones_gain_nothing():
    asked = {
        "method": "schulze",
        "options": list(OPTIONS),
        "ballots": [{"ranking": [["A", "B"]], "count": 2}],
    }
    outcome = tally(asked)
    assert outcome.details["pairwise"]["A"] == {"A": 0, "B": 0, "C": 2, "D": 2}
    assert outcome.ranking == (("A", "B"), ("C", "D"))
    assert outcome.steps[-2].key == "voting.step_schulze_tie"


def test_two_options_make_one_duel():
    outcome = tally({"method": "schulze", "options": ["A", "B"], "ballots": [{"ranking": [["B"]]}]})
    assert outcome.steps[0].as_dict() == {
        "key": "voting.step_duels_only",
        "option": "B",
        "other": "A",
        "n": 1,
        "against": 0,
    }


def test_one_option_has_nobody_to_meet():
    outcome = tally({"method": "schulze", "options": ["A"], "ballots": [{"ranking": [["A"]]}]})
    assert [step.key for step in outcome.steps] == ["voting.step_only_option"]


@pytest.mark.parametrize(
    ("ranking", "reason"),
    [
        ("A", "bad_shape"),
        (["A", "B"], "bad_shape"),
        ([[]], "bad_shape"),
        ([[["A"]]], "bad_shape"),
        ([["A"], ["A"]], "duplicate_option"),
        ([["A", "Z"]], "unknown_option"),
    ],
)
def test_a_malformed_ranking_is_rejected(ranking, reason):
    outcome = tally({"method": "schulze", "options": list(OPTIONS), "ballots": [{"ranking": ranking}]})
    assert [r.reason for r in outcome.rejected] == [reason]


# Up to nine ballots, each a number quick to draw: a level for each option (9: left out), then a count.
PILES = st.lists(st.integers(0, 99_999), min_size=1, max_size=9)


def ballots(numbers):
    made = []
    for number in numbers:
        *levels, n = (int(digit) for digit in f"{number:05}")
        groups = [
            [o for o, d in zip(OPTIONS, levels, strict=True) if d < 9 and d % 4 == at] for at in range(4)
        ]
        if any(groups):
            made.append(({"ranking": [group for group in groups if group]}, n + 1))
    return made


def paths_one_by_one(table):
    """Every path of won duels, its weakest link, the best of them."""
    best = {a: dict.fromkeys(table, 0) for a in table}
    for length in range(2, len(table) + 1):
        for path in permutations(table, length):
            links = [table[a][b] if table[a][b] > table[b][a] else 0 for a, b in pairwise(path)]
            best[path[0]][path[-1]] = max(best[path[0]][path[-1]], min(links))
    return best


def count(made, options=OPTIONS):
    return tally(
        {
            "method": "schulze",
            "options": list(options),
            "ballots": [{**ballot, "count": n} for ballot, n in made],
        }
    )


@settings(max_examples=50)
@given(PILES)
def test_strongest_paths_are_the_best_of_all_paths(numbers):
    made = ballots(numbers)
    table = duels(made, OPTIONS)
    assert strongest_paths(table) == paths_one_by_one(table)


@settings(max_examples=50)
@given(PILES)
def test_the_ranking_follows_the_paths(numbers):
    """One is in an earlier group than another it is before, and a group holds only equals."""
    made = ballots(numbers)
    outcome, best = count(made), paths_one_by_one(duels(made, OPTIONS))
    place = {option: i for i, group in enumerate(outcome.ranking) for option in group}
    for a in OPTIONS:
        for b in OPTIONS:
            if best[a][b] > best[b][a]:
                assert place[a] < place[b]
    winners = {a for a in OPTIONS if all(best[a][b] >= best[b][a] for b in OPTIONS if b != a)}
    assert set(outcome.winners) == winners


@settings(max_examples=50)
@given(PILES)
def test_a_told_chain_is_made_of_won_duels_worth_what_is_said(numbers):
    made = ballots(numbers)
    table = duels(made, OPTIONS)
    paths = strongest_paths(table)
    for a in OPTIONS:
        for b in OPTIONS:
            if a != b and paths[a][b]:
                found = chain(table, a, b, paths[a][b])
                assert (found[0], found[-1]) == (a, b)
                assert min(table[x][y] for x, y in pairwise(found)) == paths[a][b]


@settings(max_examples=50)
@given(PILES)
def test_whoever_wins_all_duels_wins_alone(numbers):
    made = ballots(numbers)
    table = duels(made, OPTIONS)
    for option in OPTIONS:
        if all_duels_won(table, option):
            assert count(made).winners == (option,)


@settings(max_examples=50)
@given(PILES, st.lists(st.booleans(), min_size=9, max_size=9))
def test_a_clone_of_an_option_changes_no_other_winner(numbers, clone_first):
    """E is put next to D on every ballot, before or after it: the others win as they did without E."""
    made = ballots(numbers)
    cloned = []
    for (ballot, n), first in zip(made, clone_first, strict=False):
        groups = []
        for group in ballot["ranking"]:
            if "D" not in group:
                groups.append(group)
                continue
            rest = [option for option in group if option != "D"]
            pair = [["E"], ["D"]] if first else [["D"], ["E"]]
            groups += [[*rest, "D", "E"]] if rest else pair
        cloned.append(({"ranking": groups}, n))
    before, after = set(count(made).winners), set(count(cloned, "ABCDE").winners)
    assert after - {"D", "E"} == before - {"D"}
    assert bool(after & {"D", "E"}) == ("D" in before)


def test_sixty_options_and_ten_billion_people():
    options = [f"O{i}" for i in range(60)]
    made = [{"ranking": [[o] for o in options[i:] + options[:i]], "count": 10**8 + i} for i in range(60)]
    outcome = tally({"method": "schulze", "options": options, "ballots": made})
    assert outcome.cast == sum(ballot["count"] for ballot in made)
    assert sum(len(group) for group in outcome.ranking) == 60
