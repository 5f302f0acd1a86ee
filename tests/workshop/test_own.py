"""What a phone reads back to the person who voted."""

from typing import Any

import pytest

from toolkit.workshop.own import OwnLine, left_out, own_lines
from toolkit.workshop.views import OptionView, RoundView


def a_round(method: str = "approval", way: str = "", **params: Any) -> RoundView:
    options = tuple(
        OptionView(key=key, title=key.upper(), number=n, card=None) for n, key in enumerate("abcd", 1)
    )
    return RoundView(
        id=1,
        series=1,
        vote=1,
        question="?",
        method=method,
        way=way or method,
        ballot=method,
        params=params,
        state="closed",
        options=options,
        cast=1,
        present=1,
    )


@pytest.mark.parametrize(
    ("view", "ballot", "lines"),
    [
        (a_round("single_choice"), {"choice": "b"}, [("b", "")]),
        (a_round(), {"approve": ["c", "a"]}, [("a", ""), ("c", "")]),
        (a_round("dots"), {"dots": {"d": 1, "b": 3}}, [("b", "3 gommettes"), ("d", "1 gommette")]),
        (
            a_round("majority_judgment", grades=5),
            {"grades": {"a": 0, "b": 4, "c": 4}},
            [("b", "Très bien"), ("c", "Très bien"), ("a", "À rejeter"), ("d", "sans mention")],
        ),
        (a_round("score"), {"scores": {"a": -2}}, [("a", "−2"), *((key, "sans note") for key in "bcd")]),
    ],
)
def test_best_first_then_what_nothing_was_said_of(
    view: RoundView, ballot: Any, lines: list[tuple[str, str]]
) -> None:
    assert [(line.key, line.said) for line in own_lines(view, ballot, "fr")] == lines


def test_a_ranking_gives_places_and_says_what_it_leaves_out() -> None:
    view, ballot = a_round("schulze"), {"ranking": [["c", "a"], ["b"]]}
    assert own_lines(view, ballot, "fr") == [
        OwnLine("c", place=1),
        OwnLine("a", place=1),
        OwnLine("b", place=3),
    ]
    assert left_out(view, ballot) == ["d"]
    assert left_out(a_round(), {"approve": ["a"]}) == []


def test_a_reason_is_read_back_even_without_a_stance() -> None:
    ballot = {"stance": {}, "reasons": {"b": "Trop tôt"}}
    assert own_lines(a_round("gradients"), ballot, "fr") == [OwnLine("b", "", reason="Trop tôt")]


@pytest.mark.parametrize(
    "ballot", [{"approve": []}, {"dots": {}}, {"grades": {}}, {"ranking": []}, {"stance": {}}]
)
def test_a_blank_ballot_has_no_line(ballot: Any) -> None:
    assert own_lines(a_round(grades=5), ballot, "fr") == []
    assert left_out(a_round(), ballot) == []
