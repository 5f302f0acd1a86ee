"""The votes of a runoff or an STV: a column for each count, a band for each move to the next one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.faces.boxes import Box, Rect
from toolkit.faces.look import look
from toolkit.pictures.pen import Pen, hatched, hue, ribbon, soft, written
from toolkit.pictures.rows import WIDE
from toolkit.pictures.subject import OutcomeLike, RowLike
from toolkit.words import say

# A room follows so many counts; of a longer story, the last ones are drawn.
MOST_COUNTS = 7
MOST_COUNTS_NARROW = 4

Rounds = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Scale:
    """Where columns stand and how high a vote is."""

    left: float
    step: float
    bar: float
    top: float
    unit: float
    gap: float

    def x(self, column: int) -> float:
        return self.left + column * self.step


def flow(outcome: OutcomeLike, pen: Pen, width: float, within: float) -> tuple[list[Box], float]:
    wide = width > WIDE * pen.em
    most = MOST_COUNTS if wide else MOST_COUNTS_NARROW
    rounds = held(outcome.details["rounds"])
    skipped = max(0, len(rounds) - most)
    shown = rounds[skipped:]
    names = 0.3 * width if wide else 2.0 * pen.em
    order = [row for row in outcome.rows if any(each["holds"][row.option.key] for each in shown)]
    head = 1.8 * pen.em
    foot = 1.6 * pen.em if skipped else 0.2 * pen.em
    height = (within - head - foot) if within else max(22.0, 2.6 * len(order)) * pen.em
    total = max((sum(each["holds"].values()) + each["exhausted"] for each in shown), default=1) or 1
    gap = 0.45 * pen.em
    bar = 3.0 * pen.em
    right = width - names
    step = (right - bar) / max(len(shown) - 1, 1) if len(shown) > 1 else 0.0
    step = min(step, 16 * pen.em)
    scale = Scale(names, step, bar, head, (height - gap * len(order)) / total, gap)
    boxes: list[Box] = list(_moves(shown, order, scale))
    for column, each in enumerate(shown):
        boxes += _column(each, order, scale, column, pen, skipped + column + 1, last=each is shown[-1])
    bottom = head + height
    boxes += _names(shown[0], order, scale, pen, bottom, titled=wide)
    if skipped:
        words = say(pen.language, "picture.counts_skipped", n=skipped)
        boxes.append(pen.scaled(0.85).text(0.0, bottom + 1.2 * pen.em, words, colour=look().grey))
    if wide:
        return boxes, bottom + foot
    return _listed(boxes, order, pen, width, bottom + foot)


def held(rounds: Rounds) -> list[dict[str, Any]]:
    """
    Each count with what options hold in it (``holds``): those already elected keep what they need of their
    votes, those out hold nothing.
    """
    seats: dict[str, float] = {}
    told = []
    for each in rounds:
        holds = {key: votes or seats.get(key, 0) for key, votes in each["votes"].items()}
        told.append({**each, "holds": holds})
        for key in each.get("elected", ()):
            seats.setdefault(key, holds[key])
        gone: dict[str, float] = {}
        for start, _, votes in each["moved"]:
            gone[start] = gone.get(start, 0) + votes
        for key in seats:
            seats[key] = max(0, seats[key] - gone.get(key, 0))
    return told


def _tops(each: Mapping[str, Any], order: Sequence[RowLike], scale: Scale) -> dict[str | None, float]:
    """Where the bar of each option begins in a column; ``None``: the ballots with no choice left."""
    tops: dict[str | None, float] = {}
    y = scale.top
    for row in order:
        tops[row.option.key] = y
        y += each["holds"][row.option.key] * scale.unit + scale.gap
    tops[None] = y
    return tops


def _column(
    each: Mapping[str, Any],
    order: Sequence[RowLike],
    scale: Scale,
    column: int,
    pen: Pen,
    number: int,
    *,
    last: bool,
) -> Iterator[Box]:
    tops, x = _tops(each, order, scale), scale.x(column)
    title = say(pen.language, "picture.count", n=number)
    small = pen.scaled(0.85)
    if scale.step and small.width(title) > scale.step - 0.5 * pen.em and column:
        title = str(number)
    at, align = (x + scale.bar, 1.0) if last and column else (x, 0.0)
    yield small.text(at, 0.9 * pen.em, title, colour=look().grey, align=align)
    for row in order:
        votes = each["holds"][row.option.key]
        high = votes * scale.unit
        if not votes:
            continue
        y = tops[row.option.key]
        yield Rect(x, y, scale.bar, high, fill=hue(row.option))
        if row.option.key in each["out"]:
            yield hatched(x, y, scale.bar, high, 1.8, colour=look().white)
        if high > 1.15 * pen.em:
            yield from _figure(row, votes, x + scale.bar / 2, y + high / 2, pen, scale)
        if row.option.key in each.get("elected", ()):
            yield Rect(x - 0.5, y - 0.5, scale.bar + 1, high + 1, stroke=look().ink, stroke_mm=0.9)
    if each["exhausted"]:
        high = each["exhausted"] * scale.unit
        yield Rect(x, tops[None], scale.bar, high, fill=look().white, stroke=look().grey, stroke_mm=0.3)
        yield hatched(x, tops[None], scale.bar, high, 2.6, colour=look().grey)


def _figure(row: RowLike, votes: float, x: float, y: float, pen: Pen, scale: Scale) -> Iterator[Box]:
    """The number of the option and, if there is room, its votes."""
    text = written(votes, pen.language)
    small = pen.scaled(min(0.8, 0.92 * scale.bar / pen.width(text, "bold")))
    if small.size_pt > 0.4 * pen.size_pt:
        yield small.text(x, y + 0.35 * small.em, text, font="bold", colour=look().white, align=0.5)


def _moves(shown: Rounds, order: Sequence[RowLike], scale: Scale) -> Iterator[Box]:
    """What stays with an option, then what moves on, each as a band between two columns."""
    by_key = {row.option.key: row for row in order}
    for column in range(len(shown) - 1):
        now, then = shown[column], shown[column + 1]
        start, end = _tops(now, order, scale), _tops(then, order, scale)
        x1, x2 = scale.x(column) + scale.bar, scale.x(column + 1)
        left: dict[str | None, float] = dict(start)
        filled: dict[str | None, float] = dict(end)
        gone: dict[str, float] = {}
        for origin, _, votes in now["moved"]:
            gone[origin] = gone.get(origin, 0) + votes
        kept: list[tuple[str | None, float]] = [(key, now["holds"][key] - gone.get(key, 0)) for key in by_key]
        for key, votes in (*kept, (None, now["exhausted"])):
            if votes <= 0:
                continue
            colour = soft(hue(by_key[key].option), 0.62) if key else soft(look().grey, 0.75)
            yield ribbon(x1, left[key], x2, filled[key], votes * scale.unit, colour)
            left[key] += votes * scale.unit
            filled[key] += votes * scale.unit
        for origin, to, votes in now["moved"]:
            if origin not in by_key or to not in filled:
                continue
            colour = soft(hue(by_key[origin].option), 0.35)
            yield ribbon(x1, left[origin], x2, filled[to], votes * scale.unit, colour)
            left[origin] += votes * scale.unit
            filled[to] += votes * scale.unit


def _names(
    first: Mapping[str, Any], order: Sequence[RowLike], scale: Scale, pen: Pen, bottom: float, *, titled: bool
) -> Iterator[Box]:
    """Numbers, and titles, at the left of the first column, each as near to its bar as the others allow."""
    tops = _tops(first, order, scale)
    wanted = [tops[row.option.key] + first["holds"][row.option.key] * scale.unit / 2 for row in order]
    room = min((2.0 if titled else 1.5) * pen.em, (bottom - scale.top) / max(len(order), 1))
    for row, middle in zip(order, spread(wanted, room, bottom), strict=True):
        font = "bold" if row.winner else "regular"
        yield from pen.chip(0.75 * pen.em, middle, row.option, 0.72 * pen.em)
        if not titled:
            continue
        lines = pen.lines(row.option.title, scale.left - 3.2 * pen.em, 2, "bold" if row.winner else "regular")
        small = pen.scaled(0.9) if len(lines) > 1 else pen
        lines = small.lines(
            row.option.title, scale.left - 3.2 * pen.em, 2, "bold" if row.winner else "regular"
        )
        at = middle - (len(lines) - 1) * 0.5 * small.em + 0.35 * small.em
        for line in lines:
            yield small.text(1.9 * pen.em, at, line, font="bold" if font == "bold" else "regular")
            at += 1.02 * small.em


def spread(wanted: Sequence[float], room: float, bottom: float) -> list[float]:
    """The same heights, in order, moved as little as may be so that each has its *room* above *bottom*."""
    found: list[float] = []
    for place in wanted:
        found.append(max(place, found[-1] + room) if found else place)
    limit = bottom - room / 2
    for i in reversed(range(len(found))):
        found[i] = min(found[i], limit)
        limit = found[i] - room
    return found


def _listed(
    boxes: list[Box], order: Sequence[RowLike], pen: Pen, width: float, top: float
) -> tuple[list[Box], float]:
    """The titles under a narrow picture."""
    y = top + 0.4 * pen.em
    for row in order:
        lines = pen.lines(row.option.title, width - 2.2 * pen.em, 2, "bold" if row.winner else "regular")
        boxes += pen.chip(0.75 * pen.em, y + 0.75 * pen.em, row.option, 0.72 * pen.em)
        boxes.append(
            pen.paragraph(2.0 * pen.em, y + 1.1 * pen.em, lines, font="bold" if row.winner else "regular")
        )
        y += max(1.8 * pen.em, len(lines) * pen.leading + 0.5 * pen.em)
    return boxes, y
