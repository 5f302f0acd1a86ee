"""
Where a word may be divided, by the patterns that come with pyphen (Liang's method, as TeX has it).

That package works out its thousands of patterns when it opens them, 10 ms in French and 40 in English, for
the few hundred that a deck meets: here a pattern is worked out when a word holds it.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from toolkit.content.cards import Language

DICTIONARIES: dict[Language, str] = {"fr": "hyph_fr.dic", "en": "hyph_en_GB.dic"}

_STEP = re.compile(r"(\d?)(\D?)")


class Patterns:
    """
    The patterns of one language: letters with a digit between two of them, dividing where it is odd.

    Settings and remarks are among them; no word in lower case holds one.
    """

    def __init__(self, data: bytes) -> None:
        lines = data.decode("utf-8").split("\n")
        letters = data.translate(None, b"0123456789").decode("utf-8").split("\n")
        self._written: Mapping[str, str] = dict(zip(letters, lines, strict=True))
        self._longest = max(map(len, filter(str.islower, letters)))
        self._weights = cache(self._read)

    def positions(self, word: str) -> list[int]:
        """How many letters may stand before a hyphen in *word*, in lower case."""
        pointed, written = f".{word}.", self._written
        weights = [0] * (len(pointed) + 1)
        for start in range(len(pointed) - 1):
            for end in range(start + 1, min(start + self._longest, len(pointed)) + 1):
                piece = pointed[start:end]
                if piece in written:
                    for place, weight in self._weights(piece):
                        weights[start + place] = max(weight, weights[start + place])
        return [place - 1 for place, weight in enumerate(weights) if weight % 2]

    def _read(self, letters: str) -> tuple[tuple[int, int], ...]:
        """Before which letters of a pattern there is a digit, and which."""
        steps = enumerate(_STEP.findall(self._written[letters]))
        return tuple((place, int(digit)) for place, (digit, _) in steps if digit)


@cache
def patterns(language: Language) -> Patterns:
    found = find_spec("pyphen")
    assert found
    assert found.origin
    file = Path(found.origin).parent / "dictionaries" / DICTIONARIES[language]
    return Patterns(file.read_bytes())
