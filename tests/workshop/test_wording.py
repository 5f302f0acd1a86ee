"""A ballot of any method, told in one line."""

import pytest

from toolkit.content.cards import Language
from toolkit.words import listed, say
from toolkit.workshop.wording import in_words

GRADES = {"grades": 5}
CASES = [
    ("single_choice", {"choice": "A"}, {}, "Carte A"),
    ("approval", {"approve": ["A", "C"]}, {}, "Carte A ; Carte C"),
    ("approval", {"approve": []}, {}, "Bulletin blanc"),
    ("dots", {"dots": {"A": 1, "B": 3}}, {}, "Carte B : 3 ; Carte A : 1"),
    ("quadratic", {"votes": {"A": -1, "B": 2}}, {}, "Carte B : 2 ; Carte A : -1"),
    ("score", {"scores": {"A": 0}}, {}, "Carte A : 0"),
    (
        "majority_judgment",
        {"grades": {"A": 0, "B": 4}},
        {"grades": 5},
        "Carte B : Très bien ; Carte A : À rejeter",
    ),
    ("schulze", {"ranking": [["B"], ["A", "C"]]}, {}, "1. Carte B ; 2. Carte A = Carte C"),
    ("placement", {"at": {"A": [0.3, 1]}}, {"x": "", "y": "Plaisir"}, "Carte A : Effort 3, Plaisir 10"),
]


@pytest.mark.parametrize(("method", "ballot", "params", "said"), CASES)
def test_a_ballot_is_told_best_first(method: str, ballot: object, params: object, said: str) -> None:
    found = in_words(method, ballot, params, "fr", lambda key: f"Carte {key}")  # type: ignore[arg-type]
    assert found.replace("\u00a0", " ").replace("\u202f", " ") == said


def test_a_title_written_from_right_to_left_turns_nothing_else_round() -> None:
    ballot = {"scores": {"A": 5, "B": 4}}
    found = in_words("score", ballot, {}, "en", {"A": "مكتبة (2026)", "B": "Banc"}.__getitem__)
    assert found == "\u2068مكتبة (2026)\u2069: 5; Banc: 4"
    assert say("fr", "outcome.winner", title="مكتبة") == "En tête\u00a0: \u2068مكتبة\u2069."
    assert listed("fr", ["Banc", "דוח"]) == "Banc et \u2068דוח\u2069"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_stances_are_told_the_most_agreeing_first(language: Language) -> None:
    found = in_words("gradients", {"stance": {"A": 8, "B": 1}}, {}, language, str)
    assert found.startswith("B")
