"""The steps of a count, told in the room's language with the cards' titles."""

from collections.abc import Callable
from typing import Any

from babel.lists import format_list

from toolkit.content.cards import Language
from toolkit.voting.outcome import Step
from toolkit.words import catalogue, say


def explain(step: Step, language: Language, label: Callable[[str], str], grades: tuple[str, ...] = ()) -> str:
    """
    One sentence. Values named ``option`` and ``other`` are options, ``options`` a list of them,
    ``grade`` the index of a grade: each is replaced by what people call it.
    """
    values: dict[str, Any] = {}
    for name, value in step.values.items():
        if name in ("option", "other"):
            values[name] = label(value)
        elif name == "options":
            values[name] = format_list([label(v) for v in value], locale=language)
        elif name.startswith("grade") and isinstance(value, int):
            values[name] = grades[value] if value < len(grades) else str(value)
        else:
            values[name] = value
    return say(language, step.key, **values)


def grade_names(language: Language, how_many: int) -> tuple[str, ...]:
    """The words of a scale of *how_many* grades, worst first; plain numbers for a scale without words."""
    keys = [f"voting.grade_{how_many}_{i}" for i in range(how_many)]
    if all(key in catalogue() for key in keys):
        return tuple(say(language, key) for key in keys)
    return tuple(str(i) for i in range(how_many))
