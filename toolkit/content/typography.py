"""
Typography of French and English texts: spaces, quotes, apostrophes, and the characters fonts can draw.

Source: Imprimerie nationale, *Lexique des règles typographiques*, for the French spaces; U+202F stands
for its thin no-break space.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.content.cards import Language

NARROW = "\u202f"
NO_BREAK = "\u00a0"
SPACES = f" {NO_BREAK}{NARROW}"

# What every font of the deck has, on screen and in print: not µ nor ¤; nor the soft hyphen, which nobody sees
# in a file.
REPERTOIRE = frozenset(
    [*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0x100)), *"ŒœŸ’‘“”…–—€", NARROW]
) - {"\u00ad", "µ", "¤"}

BOTH: dict[str, str] = {
    "straight_apostrophe": "'",
    "straight_quote": '"',
    "three_dots": r"\.\.\.",
    "double_space": f"[{SPACES}]{{2,}}",
    "space_around": rf"\A[{SPACES}]|[{SPACES}]\Z",
}
FRENCH: dict[str, str] = {
    # "?!", "(?)" and "[!]" close up; everything else wants its narrow space
    "narrow_space": rf"(?<![{NARROW};!?(\[])(?<!\A)[;!?]",
    # 10:30 and 4:3 are not sentences
    "colon_space": rf"(?<![{NO_BREAK}{NARROW}])(?<!\A)(?<!\d(?=:\d)):",
    "guillemet_space": rf"«(?!{NARROW})|(?<!{NARROW})»",
    "unit_space": r"[\d}] ?[%€]",
}
ENGLISH: dict[str, str] = {
    "english_space": rf"(?<=\S)[{SPACES}][;:!?](?=[{SPACES}]|\Z)",
}


def _compiled(rules: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in rules.items()}


RULES: dict[Language, dict[str, re.Pattern[str]]] = {
    "fr": _compiled(BOTH | FRENCH),
    "en": _compiled(BOTH | ENGLISH),
}
ADDRESS = re.compile(r"[a-z]+://\S*")
AROUND = 12


class Fault(NamedTuple):
    """A broken rule, and the text around its first occurrence."""

    rule: str
    near: str


def faults(language: Language, text: str) -> Iterator[Fault]:
    """Each rule of *language* that *text* breaks, once. Web addresses keep their own punctuation."""
    read = ADDRESS.sub(lambda address: "x" * len(address[0]), text)
    for rule, pattern in RULES[language].items():
        if found := pattern.search(read):
            yield Fault(rule, text[max(0, found.start() - AROUND) : found.end() + AROUND])


def undrawable(text: str) -> list[str]:
    """The characters of *text* that the fonts lack, each once, in order; control characters among them."""
    return list(dict.fromkeys(char for char in text if char not in REPERTOIRE))
