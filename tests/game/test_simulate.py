"""Synthetic groups: the order of the design's table, from a fixed seed and few games."""

from random import Random

import pytest

from tests.game.table import book
from toolkit.game.errors import Refused
from toolkit.game.groups import drawn, groups
from toolkit.game.simulate import Shares, Table, one_game, simulate

GAMES = 300
BETTER_AND_BETTER = ("random", "novice", "ordinary", "attentive", "expert")


def shares(name: str, minutes: int, people: int, games: int = GAMES) -> Shares:
    return simulate(book(), Table(minutes, people, games), groups(book())[name], Random(f"1 {name}"))


@pytest.mark.parametrize(("minutes", "people"), [(45, 6), (70, 20), (90, 30)])
def test_the_better_a_group_reads_the_more_often_the_common_lives(minutes, people):
    alive = [shares(name, minutes, people).percent("alive") for name in BETTER_AND_BETTER]
    assert alive == sorted(alive)
    assert len(set(alive)) == len(alive)


@pytest.mark.parametrize("posture", [*book().postures])
@pytest.mark.parametrize("minutes", [45, 70, 90])
def test_a_single_posture_never_wins(posture, minutes):
    assert shares(f"only {posture}", minutes, 6, 250).percent("alive") == 0


def test_the_cycle_is_worse_than_an_ordinary_group():
    assert shares("cycle", 70, 20).percent("alive") < shares("ordinary", 70, 20).percent("alive")


def test_no_posture_is_idle_nor_sovereign_in_an_attentive_group():
    found = shares("attentive", 70, 20)
    for rounds in found.applied.values():
        assert 0.08 < rounds / found.rounds < 0.28


def test_the_same_seed_gives_the_same_games():
    assert shares("novice", 45, 6, 20) == shares("novice", 45, 6, 20)
    table = Table(45, 6, 1)
    random = groups(book())["random"]
    assert one_game(book(), table, random, Random(1), 0) == one_game(book(), table, random, Random(1), 0)


def test_impossible_games_are_refused():
    with pytest.raises(Refused, match="unknown_format"):
        simulate(book(), Table(50, 6, 1), groups(book())["random"], Random(1))


def test_votes_follow_what_seems_best():
    votes = drawn(("A", "B", "C"), (3.0, 0.0, 0.0), 1.0, 3000, Random(1))
    # softmax: e³ / (e³ + 2) = 0.909
    assert abs(votes["A"] / 3000 - 0.909) < 0.02
    assert sum(votes.values()) == 3000
