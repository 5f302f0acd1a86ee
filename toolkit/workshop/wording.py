"""A ballot told in one line, in the room's language: for a list that people read, not for a count."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from babel.numbers import format_decimal

from toolkit.content.cards import Language
from toolkit.words import apart, say
from toolkit.workshop.explaining import Label, grade_names

Content = Mapping[str, Any]


def in_words(
    method: str, content: Content, params: Mapping[str, Any], language: Language, label: Label
) -> str:
    """
    One line for any ballot its method takes: what was chosen, best first; a blank one is said blank.

    Args: label: how an option is called.
    """
    if not any(content.get(part) for part in ("choice", "approve", "ranking", *LEVELLED)):
        return say(language, "ballots.blank")
    if "choice" in content:
        return apart(label(content["choice"]))
    if "approve" in content:
        return _listed(language, [apart(label(key)) for key in content["approve"]])
    if "ranking" in content:
        return _ranking(content["ranking"], language, label)
    part = next(part for part in LEVELLED if part in content)
    written = _writer(part, params, language)
    values: Mapping[str, Any] = content[part]
    ordered = list(values) if part == "at" else sorted(values, key=lambda key: _height(part, values[key]))
    told = [say(language, "ballots.mark", option=label(key), mark=written(values[key])) for key in ordered]
    return _listed(language, told)


LEVELLED = ("dots", "votes", "scores", "grades", "stance", "at")


def _height(part: str, value: Any) -> Any:
    """Best first: a stance is the better the lower."""
    return value if part == "stance" else -value


def _writer(part: str, params: Mapping[str, Any], language: Language) -> Callable[[Any], str]:
    if part == "grades":
        names = grade_names(language, params["grades"])
        return lambda value: names[value]
    if part == "stance":
        return lambda value: say(language, f"voting.stance_{value}")
    if part == "at":
        x, y = params["x"] or say(language, "voting.axis_x"), params["y"] or say(language, "voting.axis_y")
        return lambda at: say(
            language, "participant.yours_place", x=x, across=round(10 * at[0]), y=y, up=round(10 * at[1])
        )
    return lambda value: _number(value, language)


def _number(value: float, language: Language) -> str:
    return str(format_decimal(round(value, 2), locale=language))


def _ranking(groups: Sequence[Sequence[str]], language: Language, label: Label) -> str:
    told, place = [], 1
    for group in groups:
        titles = " = ".join(apart(label(key)) for key in group)
        told.append(say(language, "ballots.rank", rank=place, options=titles))
        place += len(group)
    return _listed(language, told)


def _listed(language: Language, parts: Sequence[str]) -> str:
    return say(language, "ballots.between").join(parts)
