"""
Where lines may end: at spaces, after a hyphen, inside a long word; never at an unbreakable space.

Measures are in em: the same paragraph breaks alike at every scale.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from math import inf
from typing import NamedTuple

from toolkit.content.cards import Language
from toolkit.faces.boxes import End, Font
from toolkit.faces.hyphens import patterns
from toolkit.faces.metrics import drawn

SHORTEST_DIVIDED = 8
SHORTEST_PIECE = 3
# A last line of one word this short looks forgotten, and one this short that begins with the end of a word.
SHORTEST_LAST_WORD, SHORTEST_LAST_LINE = 9, 14
# How far the measure of a paragraph may shrink to avoid one, and by what steps.
NARROWEST, NARROWING = 0.85, 0.02
# In a title: what a line that ends in an article costs, what one that ends with a stop gains, what a first
# or last word left alone costs; all compared with the square of the share of the width left free.
SMALL_WORD, SMALL_WORD_COST, STOP_GAIN, ALONE_COST = 3, 0.04, 0.04, 0.08

_LETTERS = re.compile(r"[^\W\d_]+")
_LONG_WORD = re.compile(r"[^\W\d_]{12,}")
# After a hyphen between two words; but never within ``a-t-il`` or before ``-vous``.
_CUT = re.compile(r"(?<=\w{3}-)(?!(?:nous|vous|elles?|ils)\b)(?=\w{3})")


# Words and their widths in em.
Words = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set: ``divide`` allows hyphenation, ``balance`` evens the lines of a title."""

    font: Font
    language: Language
    divide: bool = False
    balance: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """Room for text in em: *width* per line, of which the first line leaves *indent* free."""

    width: float
    indent: float = 0.0


class TooNarrow(ValueError):
    """A piece that may not be broken is wider than the measure. Attributes: ``piece``, ``over_em``."""

    def __init__(self, piece: str, over_em: float) -> None:
        super().__init__(f"{piece!r} is {over_em:.2f} em too wide")
        self.piece = piece
        self.over_em = over_em


class Row(NamedTuple):
    """A line of a paragraph, and what is between it and the next."""

    text: str
    end: End


def broken(text: str, setting: Setting, measure: Measure) -> tuple[str, ...]:
    """
    The lines of *text*, none wider than *measure*; none for an empty text.

    Raises: TooNarrow; MissingGlyph.
    """
    return tuple([row.text for row in rows(text, setting, measure)])


@lru_cache(maxsize=8192)
def rows(text: str, setting: Setting, measure: Measure) -> tuple[Row, ...]:
    """The lines of *text* and how each is read on; as ``broken`` for the rest."""
    words = [(word, _width(word, setting.font)) for word in text.split(" ") if word]
    lines = _Filling(setting, measure).lines(words)
    if len(lines) > 1 and setting.balance:
        whole = [word for word, _ in words]
        even = _even(whole, setting.font, measure.width, len(lines))
        return tuple([Row(line, "space") for line in even]) or lines
    if len(lines) > 1 and _forgotten(lines):
        narrower = _as_many(lines, words, setting, measure)
        return next((tried for tried in narrower if not _forgotten(tried)), lines)
    return lines


def _forgotten(lines: tuple[Row, ...]) -> bool:
    before, last = lines[-2].text, lines[-1].text
    if before.endswith("-") and len(last) <= SHORTEST_LAST_LINE:
        return True
    return " " not in last and len(last) <= SHORTEST_LAST_WORD


def _as_many(
    lines: tuple[Row, ...], words: Words, setting: Setting, measure: Measure
) -> Iterator[tuple[Row, ...]]:
    """The same words in measures that shrink step by step, as long as they take no more lines."""
    share = 1.0 - NARROWING
    while share >= NARROWEST:
        try:
            tried = _Filling(setting, Measure(measure.width * share, measure.indent)).lines(words)
        except TooNarrow:
            return
        if len(tried) > len(lines):
            return
        yield tried
        share -= NARROWING


def _even(words: list[str], font: Font, width: float, count: int) -> tuple[str, ...]:
    """
    *words* in *count* lines as even as can be, rather broken after a stop than after a small word.

    Returns: nothing when a line cannot hold its words whole.
    """
    space = _width(" ", font)
    ends = [0.0, *accumulate(_width(word, font) + space for word in words)]
    manners = [_manner(word) for word in words]
    alone_at = (1, len(words))  # where a line of one word ends when it is the first or the last

    def prices(after: int) -> Iterator[tuple[int, float]]:
        """Each first word of a line that ends before *after*, from the last, until they no longer go in."""
        for first in range(after - 1, -1, -1):
            free = (width - ends[after] + ends[first] + space) / width
            if free < -1e-9:
                return
            alone = ALONE_COST if after - first == 1 and after in alone_at else 0.0
            yield first, free**2 + manners[after - 1] + alone

    # From each word on: the least cost of the lines after it, and where they end; one more line at a time.
    best: dict[int, tuple[float, tuple[int, ...]]] = {len(words): (0.0, ())}
    for _line in range(count):
        ways = (
            (first, (price + rest, (after, *breaks)))
            for after, (rest, breaks) in best.items()
            for first, price in reversed(list(prices(after)))
        )
        best = _cheapest(ways)
    if 0 not in best:
        return ()
    stops = (0, *best[0][1])
    return tuple(" ".join(words[first:after]) for first, after in pairwise(stops))


def _cheapest(
    ways: Iterable[tuple[int, tuple[float, tuple[int, ...]]]],
) -> dict[int, tuple[float, tuple[int, ...]]]:
    best: dict[int, tuple[float, tuple[int, ...]]] = {}
    for first, way in ways:
        if way[0] < best[first][0] if first in best else way[0] < inf:
            best[first] = way
    return best


def _manner(last_word: str) -> float:
    """What a line that ends in *last_word* costs for that."""
    stop = not last_word[-1].isalnum()
    small = len(last_word) <= SMALL_WORD and not stop
    return (SMALL_WORD_COST if small else 0.0) - (STOP_GAIN if stop else 0.0)


class _Filling:
    """Fills lines greedily, one word after the other."""

    def __init__(self, setting: Setting, measure: Measure) -> None:
        self.setting = setting
        self.width = measure.width
        self.room = measure.width - measure.indent
        self.space = _width(" ", setting.font)
        self.done: list[Row] = []
        self.line: list[str] = []
        self.divided_last = False

    def lines(self, words: Words) -> tuple[Row, ...]:
        last = len(words) - 1
        for i, (word, width) in enumerate(words):
            taken = width + self.space if self.line else width
            if taken <= self.room:  # what most words do, so it is done here
                self.room -= taken
                self.line.append(word)
            else:
                self._add(word, width, last=i == last)
        if self.line:
            self._end()
        return tuple(self.done)

    def _add(self, word: str, width: float, *, last: bool) -> None:
        while not self._goes_in(word, width):
            ways = self._cuts(word, last=last)
            cut = next((cut for cut in ways if self._goes_in(cut.head, cut.width)), None)
            if cut:
                word, width = cut.tail, _width(cut.tail, self.setting.font)
                self._end("hyphen" if cut.hyphen else "none")
            elif self.line or self.room < self.width:
                self._end()
            else:
                raise TooNarrow(word, width - self.room)

    def _goes_in(self, word: str, width: float) -> bool:
        """Put *word* at the end of the line, if there is room."""
        taken = width + (self.space if self.line else 0.0)
        if taken > self.room + 1e-9:
            return False
        self.room -= taken
        self.line.append(word)
        return True

    def _end(self, end: End = "space") -> None:
        self.done.append(Row(" ".join(self.line), end))
        self.line, self.room, self.divided_last = [], self.width, end == "hyphen"

    def _cuts(self, word: str, *, last: bool) -> "tuple[Cut, ...]":
        setting = self.setting
        if setting.balance and self.line:
            return ()
        divides = setting.divide and not last and not self.divided_last
        return _cut(word, setting.font, setting.language if divides else None)


class Cut(NamedTuple):
    """A way to cut a word, whether a hyphen was added, and how wide the head is."""

    head: str
    tail: str
    hyphen: bool
    width: float


@lru_cache(maxsize=8192)
def _cut(word: str, font: Font, language: Language | None) -> tuple[Cut, ...]:
    """Each way to cut *word*, the longest head first; divided only in a *language*."""
    cuts = {match.start(): "" for match in _CUT.finditer(word)}
    if language:
        cuts = dict.fromkeys(divisions(word, language), "-") | cuts
    heads = [(place, word[:place] + cuts[place]) for place in sorted(cuts, reverse=True)]
    return tuple([Cut(head, word[at:], bool(cuts[at]), _width(head, font)) for at, head in heads])


def _width(text: str, font: Font) -> float:
    return drawn(text, font)[1]


def softened(text: str, language: Language) -> str:
    """*text* with a soft hyphen wherever a browser may divide its longest words, capitalised ones too."""
    return _LONG_WORD.sub(lambda found: _soft(found[0], language), text)


def _soft(word: str, language: Language) -> str:
    """Small letters that are as many stand for capitals; where they are not, a word is left alone."""
    small = word.lower()
    places = divisions(small, language) if len(small) == len(word) else ()
    return "\u00ad".join(word[a:b] for a, b in pairwise((0, *places, len(word))))


@lru_cache(maxsize=4096)
def divisions(word: str, language: Language) -> tuple[int, ...]:
    """Where *word* may be divided: in its long runs of letters, capitalised words and acronyms apart."""
    return tuple(
        run.start() + place
        for run in _LETTERS.finditer(word)
        if len(run[0]) >= SHORTEST_DIVIDED and run[0].islower()
        for place in patterns(language).positions(run[0])
        if SHORTEST_PIECE <= place <= len(run[0]) - SHORTEST_PIECE
    )
