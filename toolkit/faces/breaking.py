"""
Where lines may end: at spaces, after a hyphen, inside a long word; never at an unbreakable space.

Measures are in em: the same paragraph breaks alike at every scale.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyphen

from toolkit.content.cards import Language
from toolkit.faces.boxes import Font
from toolkit.faces.metrics import Metrics

DICTIONARIES: dict[Language, str] = {"fr": "fr_FR", "en": "en_GB"}
SHORTEST_DIVIDED = 8
SHORTEST_PIECE = 3
# A last line of one word this short looks forgotten.
SHORTEST_LAST_WORD = 9
# How far the measure may shrink to avoid one, or to even out the lines of a title.
NARROWEST_BODY, NARROWEST_TITLE, NARROWING = 0.85, 0.5, 0.02

_LETTERS = re.compile(r"[^\W\d_]+")
# After a hyphen or a slash, but not within ``a-t-il`` or before ``peut-on``'s last syllable.
_AFTER_HYPHEN = re.compile(r"(?<=\w{3}-)(?=\w{3})|(?<=\w/)(?=\w)")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set: ``divide`` allows hyphenation, ``balance`` evens the lines of a title."""

    font: Font
    language: Language
    divide: bool = False
    balance: bool = False


class TooNarrow(ValueError):
    """A piece that may not be broken is wider than the measure. Attributes: ``piece``, ``over_em``."""

    def __init__(self, piece: str, over_em: float) -> None:
        super().__init__(f"{piece!r} is {over_em:.2f} em too wide")
        self.piece = piece
        self.over_em = over_em


@dataclass(frozen=True, slots=True)
class Measure:
    """Room for text in em: *width* per line, of which the first line leaves *indent* free."""

    width: float
    indent: float = 0.0

    def narrowed(self, share: float) -> "Measure":
        return Measure(self.width * share, self.indent)


def broken(text: str, setting: Setting, metrics: Metrics, measure: Measure) -> list[str]:
    """
    The lines of *text*, none wider than *measure*.

    Raises: TooNarrow; MissingGlyph.
    """
    lines = _Paragraph(setting, metrics, measure).lines(text)
    if len(lines) < 2 or not (setting.balance or _forgotten(lines)):
        return lines
    best = lines
    for tried in _narrower(text, setting, metrics, measure):
        if len(tried) > len(lines):
            break
        best = tried
        if not setting.balance and not _forgotten(tried):
            return tried
    return best if setting.balance else lines


def _forgotten(lines: list[str]) -> bool:
    last = lines[-1]
    return " " not in last and len(last) <= SHORTEST_LAST_WORD


def _narrower(text: str, setting: Setting, metrics: Metrics, measure: Measure) -> Iterator[list[str]]:
    """The same text in measures that shrink step by step, until it no longer goes in."""
    share, floor = 1.0, NARROWEST_TITLE if setting.balance else NARROWEST_BODY
    while share - NARROWING >= floor:
        share -= NARROWING
        try:
            yield _Paragraph(setting, metrics, measure.narrowed(share)).lines(text)
        except TooNarrow:
            return


class _Paragraph:
    """Fills lines greedily."""

    def __init__(self, setting: Setting, metrics: Metrics, measure: Measure) -> None:
        self.setting = setting
        self.metrics = metrics
        self.measure = measure
        self.done: list[str] = []
        self.line = ""
        self.divided_last = False

    def lines(self, text: str) -> list[str]:
        words = [word for word in text.split(" ") if word]
        for i, word in enumerate(words):
            self._add(word, last=i == len(words) - 1)
        self._end("")
        return self.done

    def _add(self, word: str, *, last: bool) -> None:
        candidate = f"{self.line} {word}" if self.line else word
        if self._room(candidate) >= 0:
            self.line = candidate
            return
        for head, tail, mark in self._cuts(word, last=last):
            start = f"{self.line} {head}" if self.line else head
            if self._room(start + mark) >= 0:
                self.line = start
                self._end(mark)
                self._add(tail, last=last)
                return
        if not self.line:
            raise TooNarrow(word, -self._room(word))
        self._end("")
        self._add(word, last=last)

    def _end(self, mark: str) -> None:
        self.done.append(self.line + mark)
        self.line, self.divided_last = "", bool(mark)

    def _room(self, line: str) -> float:
        indent = 0.0 if self.done else self.measure.indent
        drawn = self.metrics.drawable(line, self.setting.font)
        return self.measure.width - indent - self.metrics.width_em(drawn, self.setting.font)

    def _cuts(self, word: str, *, last: bool) -> Iterator[tuple[str, str, str]]:
        """Head, tail and added mark of each way to cut *word*, the longest head first."""
        cuts = {match.start(): "" for match in _AFTER_HYPHEN.finditer(word)}
        if self.setting.divide and not last and not self.divided_last:
            cuts = dict.fromkeys(divisions(word, self.setting.language), "-") | cuts
        for place in sorted(cuts, reverse=True):
            yield word[:place], word[place:], cuts[place]


@cache
def _dictionary(language: Language) -> pyphen.Pyphen:
    return pyphen.Pyphen(  # type: ignore[no-untyped-call]
        lang=DICTIONARIES[language], left=SHORTEST_PIECE, right=SHORTEST_PIECE
    )


@cache
def divisions(word: str, language: Language) -> tuple[int, ...]:
    """Where *word* may be divided: in its long runs of letters, capitalised words and acronyms apart."""
    return tuple(
        run.start() + place
        for run in _LETTERS.finditer(word)
        if len(run[0]) >= SHORTEST_DIVIDED and run[0].islower()
        for place in _dictionary(language).positions(run[0])  # type: ignore[no-untyped-call]
    )
