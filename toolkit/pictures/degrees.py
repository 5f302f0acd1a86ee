"""Degrees: how many people at each grade, each score, each gradient of agreement, option by option."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from toolkit.faces.boxes import Box, Rect
from toolkit.faces.look import look
from toolkit.pictures.pen import (
    BAD,
    DARK_FROM,
    INKS,
    Pen,
    degree,
    figure,
    hatched,
    hue,
    room_for,
    soft,
    stacked,
    stroke,
    triangle,
)
from toolkit.pictures.rows import Listing, Place, listed
from toolkit.pictures.subject import OutcomeLike, RowLike
from toolkit.words import say

# Endorsed to blocked: fill and lines of each gradient, so that both ends stand out without a colour.
SUPPORT = 3
NEUTRAL = 4
BLOCK = 8
FILLS = ("#1D1A16", "#5B554C", "#A99E8C", "#FFFFFF", "#EFE7D8", "#EFE7D8", "#EFE7D8", BAD)
LINES = {5: 3.4, 6: 2.2, 7: 1.3}


def grades(outcome: OutcomeLike, pen: Pen, width: float, within: float) -> tuple[list[Box], float]:
    """One bar for each option, the best grade on the left; the line marks half the room."""
    legend = _legend_height(pen, width, outcome.grades)
    score = max((pen.width(row.score, "display") for row in outcome.rows), default=0.0) + pen.em

    def draw(row: RowLike, place: Place) -> Iterator[Box]:
        people = max(sum(row.parts), 1)
        shown = [level for level in reversed(range(len(row.parts))) if row.parts[level]]
        widths = [place.width * row.parts[level] / people for level in shown]
        segments = list(zip(shown, widths, stacked(widths), strict=True))
        for level, wide, start in segments:
            yield from degree(place.x + start, place.y, wide, place.height, level, len(row.parts))
        half = place.x + place.width / 2
        yield stroke([(half, place.y - 0.8), (half, place.y + place.height + 0.8)], BAD, 0.5)
        for level, wide, start in segments:
            if wide > room_for(pen, row.parts[level]) and place.height > pen.em:
                ink = round(level * 6 / max(len(row.parts) - 1, 1))
                halo = look().white if level <= 1 else INKS[ink]
                middle = place.x + start + wide / 2, place.y + place.height / 2
                yield from figure(pen, *middle, row.parts[level], on_dark=ink >= DARK_FROM, halo=halo)

    layout = Listing(height=1.5 * pen.em, score=score)
    boxes, y = listed(outcome.rows, pen, width, 0.0, layout, draw, within=max(0.0, within - legend))
    levels = len(outcome.grades)
    swatches = [(name, _ink(levels, level)) for level, name in enumerate(outcome.grades)]
    boxes += _legend(pen, width, y, swatches[::-1])
    return boxes, y + legend


def scores(outcome: OutcomeLike, pen: Pen, width: float, within: float) -> tuple[list[Box], float]:
    """For each option, people by score, lowest on the left; a mark at the mean or median that decides."""
    least, most = outcome.params["min"], outcome.params["max"]
    given = outcome.details["given"]
    highest = max((people for row in outcome.rows for _, people in given[row.option.key]), default=1) or 1
    score = max((pen.width(row.score, "display") for row in outcome.rows), default=0.0) + pen.em
    marked = outcome.params["rule"] in ("mean", "median")
    columns: list[float] = []

    def draw(row: RowLike, place: Place) -> Iterator[Box]:
        people = dict(given[row.option.key])
        step = place.width / (most - least + 1)
        small = pen.scaled(0.8)
        mark = 0.5 * small.em if marked else 0.0  # between the line and the scale, over neither
        below = mark if within else 1.15 * small.em + mark
        base = place.y + place.height - below
        columns[:] = [place.x + (i + 0.5) * step for i in range(most - least + 1)]
        room = base - place.y - 1.05 * small.em
        yield stroke([(place.x, base), (place.x + place.width, base)], look().ink, 0.25)
        for value in range(least, most + 1):
            middle = place.x + (value - least + 0.5) * step
            n = people.get(value, 0)
            high = max(0.0, room * n / highest)
            if n:
                yield Rect(middle - 0.4 * step, base - high, 0.8 * step, high, fill=hue(row.option))
                yield small.text(middle, base - high - 0.2 * small.em, str(n), font="bold", align=0.5)
            if not within:
                low = base + 0.95 * small.em + mark
                yield small.text(middle, low, signed(value), colour=look().grey, align=0.5)
        if marked and people:
            at = place.x + (outcome.details["points"][row.option.key] - least + 0.5) * step
            yield triangle(at, base + 0.3 * small.em, 0.6 * small.em, up=True, fill=BAD)

    layout = Listing(height=(4.0 if marked else 3.6) * pen.em, most=12 * pen.em, score=score)
    foot = 1.3 * pen.em if marked or within else 0.0
    boxes, y = listed(outcome.rows, pen, width, 0.0, layout, draw, within=max(0.0, within - foot))
    small = pen.scaled(0.85)
    if within:  # rows that share a height have one scale, under the last of them
        boxes += [
            small.text(x, y + 0.3 * pen.em, signed(least + i), colour=look().grey, align=0.5)
            for i, x in enumerate(columns)
        ]
    if marked:
        boxes.append(triangle(0.5 * pen.em, y + 0.6 * pen.em, 0.7 * pen.em, up=True, fill=BAD))
        words = say(pen.language, f"picture.mark_{outcome.params['rule']}")
        boxes.append(small.text(1.3 * pen.em, y + 0.9 * pen.em, words))
    return boxes, y + foot


def signed(score: int) -> str:
    """With the minus of a printer."""
    return str(score).replace("-", "−")


def gradients(outcome: OutcomeLike, pen: Pen, width: float, within: float) -> tuple[list[Box], float]:
    """Bars that part at the middle: support to the right, disagreement to the left, blocks at the far end."""
    counts = outcome.details["counts"]
    least = max((_against(counts[row.option.key]) for row in outcome.rows), default=0.0)
    most = max((_for(counts[row.option.key]) for row in outcome.rows), default=0.0)
    names = [say(pen.language, f"picture.stance_{stance}") for stance in range(1, BLOCK + 1)]
    legend = _legend_height(pen, width, names)

    def draw(row: RowLike, place: Place) -> Iterator[Box]:
        row_counts = counts[row.option.key]
        unit = place.width / max(least + most, 1.0)
        zero = place.x + least * unit
        left = zero - _against(row_counts) * unit
        shown = [stance for stance in range(BLOCK, 0, -1) if row_counts[stance - 1]]
        widths = [row_counts[stance - 1] * unit for stance in shown]
        segments = [(*one, left + start) for *one, start in zip(shown, widths, stacked(widths), strict=True)]
        for stance, wide, x in segments:
            yield from _stance(x, place.y, wide, place.height, stance)
        yield stroke([(zero, place.y - 0.8), (zero, place.y + place.height + 0.8)], look().ink, 0.4)
        for stance, wide, x in segments:
            n = row_counts[stance - 1]
            if wide > room_for(pen, n) and place.height > pen.em:
                middle = x + wide / 2, place.y + place.height / 2
                halo = look().white if stance in LINES else FILLS[stance - 1]
                yield from figure(pen, *middle, n, on_dark=stance in (1, 2, BLOCK), halo=halo)

    layout = Listing(height=1.6 * pen.em)
    boxes, y = listed(outcome.rows, pen, width, 0.0, layout, draw, within=max(0.0, within - legend))
    boxes += _legend(pen, width, y, [(name, _swatch_of(stance)) for stance, name in enumerate(names, 1)])
    return boxes, y + legend


def _for(counts: Sequence[int]) -> float:
    return sum(counts[:SUPPORT]) + counts[NEUTRAL - 1] / 2


def _against(counts: Sequence[int]) -> float:
    return sum(counts[NEUTRAL:]) + counts[NEUTRAL - 1] / 2


def _stance(x: float, y: float, width: float, height: float, stance: int) -> Iterator[Box]:
    yield Rect(x, y, width, height, fill=FILLS[stance - 1], stroke=look().ink, stroke_mm=0.2)
    if stance in LINES:
        yield hatched(x, y, width, height, LINES[stance])
    elif stance == BLOCK:
        yield hatched(x, y, width, height, 2.0, crossed=True, colour=soft(BAD, 0.35))


Swatch = Callable[[float, float, float], Iterable[Box]]


def _ink(levels: int, level: int) -> Swatch:
    return lambda x, y, size: degree(x, y, size, size, level, levels)


def _swatch_of(stance: int) -> Swatch:
    return lambda x, y, size: _stance(x, y, size, size, stance)


def _legend(pen: Pen, width: float, y: float, swatches: Sequence[tuple[str, Swatch]]) -> Iterator[Box]:
    """Swatches with their words, on as many lines as it takes."""
    small = pen.scaled(0.85)
    for name, swatch, x, line in _flowed(small, width, swatches):
        top = y + 0.3 * pen.em + line * 1.5 * small.em
        yield from swatch(x, top, small.em)
        yield small.text(x + 1.5 * small.em, top + 0.85 * small.em, name)


def _flowed(
    pen: Pen, width: float, swatches: Sequence[tuple[str, Swatch]]
) -> Iterator[tuple[str, Swatch, float, int]]:
    x, line = 0.0, 0
    for name, swatch in swatches:
        wide = 1.5 * pen.em + pen.width(name)
        if x and x + wide > width:
            x, line = 0.0, line + 1
        yield name, swatch, x, line
        x += wide + 1.6 * pen.em


def _legend_height(pen: Pen, width: float, names: Sequence[str]) -> float:
    small = pen.scaled(0.85)
    nothing: Swatch = lambda x, y, size: ()  # noqa: E731 - measured, not drawn
    lines = 1 + max(
        (line for *_, line in _flowed(small, width, [(name, nothing) for name in names])), default=0
    )
    return 0.3 * pen.em + lines * 1.5 * small.em


assert len(FILLS) == BLOCK
assert len(INKS) == 7
