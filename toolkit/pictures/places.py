"""A map: where people place each option, the middle of its places numbered; arrows from the vote before."""

from collections.abc import Iterator, Sequence
from math import hypot, sqrt

from toolkit.faces.boxes import Box, Font, Rect
from toolkit.faces.look import look
from toolkit.pictures.pen import Pen, circle, hue, soft, stroke
from toolkit.pictures.rows import WIDE
from toolkit.pictures.subject import OutcomeLike, RowLike
from toolkit.words import say

# Beyond these, clouds hide each other: no thread from the middle to each place, then only the middles.
MOST_THREADED, MOST_CLOUDS = 4, 8
EDGE = 0.05  # share of the square kept free around the outermost places


def places(outcome: OutcomeLike, pen: Pen, width: float, within: float) -> tuple[list[Box], float]:
    wide = width > WIDE * pen.em
    axis = 1.7 * pen.em
    side = min(within - 2 * axis, 0.62 * width) if within else min(width, 0.62 * width if wide else width)
    across = (0.62 * width if wide else width) if within or wide else width
    across = min(across, 1.7 * side)
    boxes: list[Box] = [*_frame(outcome, pen, across, side, axis)]
    plotted = [row for row in outcome.rows if outcome.details["median"][row.option.key]]
    if len(plotted) <= MOST_CLOUDS:
        for row in plotted:
            boxes += _cloud(row, outcome, pen, across, side, axis, threaded=len(plotted) <= MOST_THREADED)
    middles = [_at(outcome.details["median"][row.option.key], across, side, axis) for row in plotted]
    shifts = outcome.movement.shifts if outcome.movement else ()
    before = {shift.option.key: shift.before for shift in shifts}
    for row, (x, y) in zip(plotted, middles, strict=True):
        if row.option.key in before:
            boxes += _arrow(_at(before[row.option.key], across, side, axis), (x, y), row, pen)
    for row, (x, y) in zip(plotted, _apart(middles, 1.5 * pen.em), strict=True):
        boxes.append(circle(x, y, 1.0 * pen.em, fill=look().white))
        boxes += pen.chip(x, y, row.option, 0.88 * pen.em)
    if before:
        boxes += _key(pen, across)
    bottom = side + 2 * axis
    if wide:
        listing, end = _names(outcome.rows, pen, across + 2 * pen.em, width, axis, within or side + axis)
        return [*boxes, *listing], max(bottom, end)
    listing, end = _names(outcome.rows, pen, 0.0, width, bottom + 0.6 * pen.em, 0.0)
    return [*boxes, *listing], end


def axis_name(outcome: OutcomeLike, pen: Pen, axis: str) -> str:
    """What the facilitator called it, or the usual word."""
    return outcome.params[axis] or say(pen.language, f"voting.axis_{axis}")


def _frame(outcome: OutcomeLike, pen: Pen, across: float, side: float, axis: float) -> Iterator[Box]:
    ink, rule = look().ink, "#D3C9B6"
    yield Rect(0.0, axis, across, side, fill=look().white, stroke=ink, stroke_mm=0.4)
    yield stroke([(across / 2, axis), (across / 2, axis + side)], rule, 0.4)
    yield stroke([(0.0, axis + side / 2), (across, axis + side / 2)], rule, 0.4)
    more, less = say(pen.language, "voting.axis_more"), say(pen.language, "voting.axis_less")
    grey, low = look().grey, axis + side + 1.2 * pen.em
    yield pen.text(0.0, 1.1 * pen.em, more, colour=grey)
    yield pen.text(pen.width(f"{more} "), 1.1 * pen.em, axis_name(outcome, pen, "y"), font="bold")
    yield pen.text(0.0, low, less, colour=grey)
    yield pen.text(across / 2, low, axis_name(outcome, pen, "x"), font="bold", align=0.5)
    yield pen.text(across, low, more, colour=grey, align=1.0)


def _at(place: Sequence[float], across: float, side: float, axis: float) -> tuple[float, float]:
    x, y = place[0], place[1]
    return across * (EDGE + (1 - 2 * EDGE) * x), axis + side * (EDGE + (1 - 2 * EDGE) * (1 - y))


def _cloud(
    row: RowLike,
    outcome: OutcomeLike,
    pen: Pen,
    across: float,
    side: float,
    axis: float,
    *,
    threaded: bool,
) -> Iterator[Box]:
    """A thread from the middle to every place: which cloud is whose needs no colour."""
    middle = _at(outcome.details["median"][row.option.key], across, side, axis)
    colour = soft(hue(row.option), 0.5)
    cloud = outcome.details["cloud"][row.option.key]
    for x, y, _ in cloud if threaded else ():
        yield stroke([middle, _at((x, y), across, side, axis)], colour, 0.25)
    for x, y, people in cloud:
        yield circle(*_at((x, y), across, side, axis), 0.28 * pen.em * sqrt(min(people, 12)), fill=colour)


def _arrow(start: tuple[float, float], end: tuple[float, float], row: RowLike, pen: Pen) -> Iterator[Box]:
    """From where the middle was at the vote before."""
    if hypot(end[0] - start[0], end[1] - start[1]) < 0.5 * pen.em:
        return
    yield stroke([start, end], hue(row.option), 0.28 * pen.em)
    yield circle(*start, 0.42 * pen.em, fill=look().white, stroke=hue(row.option), stroke_mm=0.22 * pen.em)


def _key(pen: Pen, across: float) -> Iterator[Box]:
    """What the hollow ends of the arrows are."""
    small = pen.scaled(0.85)
    words = say(pen.language, "picture.before")
    ink = look().grey
    yield small.text(across, 1.1 * pen.em, words, colour=ink, align=1.0)
    left = across - small.width(words) - pen.em
    yield circle(left, 0.78 * pen.em, 0.36 * pen.em, fill=look().white, stroke=ink, stroke_mm=0.2 * pen.em)


def _apart(points: Sequence[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """The same points, those on top of each other moved to the right just enough to be read."""
    placed: list[tuple[float, float]] = []
    for x, y in points:
        while any(hypot(x - px, y - py) < least for px, py in placed):
            x += least / 3
        placed.append((x, y))
    return placed


def _names(
    rows: Sequence[RowLike], pen: Pen, left: float, width: float, top: float, within: float
) -> tuple[list[Box], float]:
    boxes: list[Box] = []
    y = top
    step = within / len(rows) if within and rows else 0.0
    small = pen if not step or step > 2.4 * pen.em else pen.scaled(max(0.7, step / (2.4 * pen.em)))
    fit = int(within / (1.7 * small.em)) if step else len(rows)
    for row in rows if fit >= len(rows) else rows[: fit - 1]:
        font: Font = "bold" if row.winner else "regular"
        most = 2 if not step or step > 2.8 * small.em else 1
        lines = small.lines(row.option.title, width - left - 2.2 * small.em, most, font)
        boxes += small.chip(left + 0.75 * small.em, y + 0.75 * small.em, row.option, 0.72 * small.em)
        boxes.append(small.paragraph(left + 2.0 * small.em, y + 1.1 * small.em, lines, font=font))
        needed = max(len(lines) * small.leading + 0.5 * small.em, 1.7 * small.em)
        y += min(needed, step) if fit >= len(rows) and step else needed
    if fit < len(rows):
        words = say(pen.language, "picture.more_names", n=len(rows) - fit + 1)
        boxes.append(small.text(left, y + 1.1 * small.em, words, colour=look().grey))
    return boxes, y
