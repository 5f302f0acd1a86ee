"""The steps of a count, and why a ballot was refused, told in the room's language with the cards' titles."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from toolkit.content.cards import Language
from toolkit.voting.outcome import Step
from toolkit.words import catalogue, listed, say

Label = Callable[[str], str]

# Beyond this, a list of titles is no longer heard: the first ones, and how many more.
MOST_NAMED = 5


def explain(step: Step, language: Language, label: Label, grades: Sequence[str] = ()) -> str:
    """
    One sentence. Options are called by their label, grades by *grades* (worst first), by default the
    words of a scale with as many levels.
    """
    names = grades or grade_names(language, step.values.get("grades", 0))
    values = {name: _written(name, value, language, label, names) for name, value in step.values.items()}
    return say(language, step.key, **values)


def explain_refusal(reason: str, values: Mapping[str, Any], language: Language, label: Label) -> str:
    """Why a ballot, a setting or a request was refused."""
    written: dict[str, Any] = {}
    for name, value in values.items():
        if name == "option" and reason not in ("unknown_option", "foreign_option"):
            written[name] = label(value)
        elif isinstance(value, list):
            written[name] = ", ".join(map(str, value))
        else:
            written[name] = value
    return say(language, f"voting.reject_{reason}", **written)


def grade_names(language: Language, how_many: int) -> tuple[str, ...]:
    """The words of a scale of *how_many* grades, worst first; plain numbers for a scale without words."""
    keys = [f"voting.grade_{how_many}_{i}" for i in range(how_many)]
    if all(key in catalogue() for key in keys):
        return tuple(say(language, key) for key in keys)
    return tuple(str(i) for i in range(how_many))


# What a count does with what a ballot leaves out, and other choices that are legitimate: the words of each.
POLICIES: Mapping[str, tuple[str, ...]] = {
    "majority_judgment": ("missing",),
    "score": ("rule",),
    "borda": ("unranked", "lowest"),
}
LEFT_OUT_LAST = ("schulze", "ranked_pairs", "copeland")
LEFT_OUT_NEVER = ("irv", "stv")


def policy(method: str, params: Mapping[str, Any], language: Language) -> str:
    """The choices this count makes where several are legitimate, in a sentence or two; empty without any."""
    keys = [f"voting.policy_{name}_{params[name]}" for name in POLICIES.get(method, ())]
    if method in LEFT_OUT_LAST:
        keys = ["voting.policy_last"]
    elif method in LEFT_OUT_NEVER:
        keys = ["voting.policy_never"]
    return " ".join(say(language, key, least=params.get("min", 0)) for key in keys)


def name_all(options: Sequence[str], language: Language, label: Label) -> str:
    """Titles in quotes, as a list that can be read aloud."""
    titles = [say(language, "voting.quoted", label=label(option)) for option in options]
    if len(titles) <= MOST_NAMED + 1:
        return listed(language, titles)
    shown = ", ".join(titles[:MOST_NAMED])
    return say(language, "voting.some_of", shown=shown, n=len(titles) - MOST_NAMED)


def _written(name: str, value: Any, language: Language, label: Label, grades: Sequence[str]) -> Any:
    if name in ("option", "other"):
        return label(value)
    if name == "options":
        return name_all(value, language, label)
    if name == "path":
        return " → ".join(say(language, "voting.quoted", label=label(option)) for option in value)
    if name.endswith("grade"):
        return grades[value]
    if name == "stance":
        return say(language, f"voting.stance_{value}")
    return decimal(value) if isinstance(value, Fraction) else value


def decimal(value: Fraction | int) -> int | Decimal:
    """A number as it is written: a text keeps three decimals of it, enough for the ear."""
    if value.denominator == 1:
        return value.numerator
    return Decimal(value.numerator) / Decimal(value.denominator)
