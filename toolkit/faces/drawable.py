"""
Text that nobody checked beforehand, made fit for the typefaces of print: what they lack is replaced, never
a reason to fail.
"""

import unicodedata
from functools import lru_cache

from toolkit.faces.boxes import Font
from toolkit.faces.metrics import STANDS_FOR, metrics

# Stands for one or more characters that a typeface lacks: a sign that all of them have, and nobody types.
LACKING = "×"
# Signs that our own words use on screens, where every typeface has them.
PLAINER = {"\u2192": "\u203a", "\u2190": "\u2039"}
# What shows nothing by itself: marks laid on other characters, and what only governs joining.
SILENT, UNSEEN = ("Mn", "Me"), ("Cf", "Cc")


@lru_cache(maxsize=4096)
def drawable(text: str, font: Font) -> str:
    """
    *text* on one line, in characters that *font* has.

    Letters that it lacks lose their accents, or become the plain letters they stand for; a run of others
    becomes one ×.
    """
    shown = ""
    for character in unicodedata.normalize("NFC", text):
        drawn = _drawn(character, font)
        if drawn != LACKING or not shown.endswith(LACKING):
            shown += drawn
    return " ".join(shown.split(" "))


def lacks(text: str, font: Font) -> bool:
    """Whether something of *text* could not be drawn."""
    return LACKING in drawable(text, font)


def _drawn(character: str, font: Font) -> str:
    if unicodedata.category(character) in UNSEEN and character not in STANDS_FOR:
        return ""
    if _has(character, font):
        return character
    if character in PLAINER:
        return PLAINER[character]
    if character.isspace():
        return " "
    if unicodedata.category(character) in SILENT:
        return ""
    plain = unicodedata.normalize("NFKD", character)
    kept = "".join(c for c in plain if _has(c, font) and c != character)
    return kept.strip() or LACKING


def _has(character: str, font: Font) -> bool:
    return character in metrics().advances[font] or character in STANDS_FOR
