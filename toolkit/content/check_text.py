"""Whether one text may be shown and printed: its length, how it is set, the characters in it."""

from collections.abc import Iterator

from toolkit.content.cards import Language
from toolkit.content.problems import Problem
from toolkit.content.typography import faults, undrawable


def text_problems(file: str, field: str, text: str, language: Language, limit: int) -> Iterator[Problem]:
    """Everything wrong in *text*, of *limit* characters at most."""
    if len(text) > limit:
        yield Problem(file, field, "too_long", {"n": len(text) - limit, "limit": limit})
    for fault in faults(language, text):
        yield Problem(file, field, fault.rule, {"near": fault.near})
    yield from character_problems(file, field, text)


def character_problems(file: str, field: str, text: str) -> Iterator[Problem]:
    """The characters of *text* that cannot be drawn, each once."""
    for char in undrawable(text):
        code = f"U+{ord(char):04X}"
        if char in "\r\n":
            yield Problem(file, field, "line_break")
        elif ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0:
            yield Problem(file, field, "control", {"code": code})
        else:
            yield Problem(file, field, "not_in_fonts", {"char": char, "code": code})
