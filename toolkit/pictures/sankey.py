"""Who went where between two votes: a bar for each place before and after, a band for each flow between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from toolkit.faces.boxes import Box, Rect
from toolkit.faces.look import look
from toolkit.pictures.flow import spread
from toolkit.pictures.pen import BAD, Pen, degree, hatched, hue, ribbon, soft
from toolkit.pictures.subject import FlowLike, FlowsLike, OptionLike, StopLike
from toolkit.words import say

# Where the figure of a thin band may stand, the best place first.
ALONG = (0.22, 0.78, 0.35, 0.65, 0.5, 0.12, 0.88)
# Wide enough for titles beside both columns, in widths of a letter.
WIDE = 44


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the two columns of bars stand, and how high a person is."""

    left: float
    right: float
    bar: float
    top: float
    height: float
    unit: float
    gap: float


def sankey(
    flows: FlowsLike, votes: tuple[int, int], pen: Pen, width: float, within: float = 0.0
) -> tuple[list[Box], float]:
    """
    Args: votes: their numbers; within: the height to fill, 0 for as high as it takes.

    Returns: the boxes, and where they end.
    """
    wide = width > WIDE * pen.em
    names = _names_width(flows, pen, width, wide=wide)
    bar, gap, head = 1.6 * pen.em, 0.55 * pen.em, 1.9 * pen.em
    most = max(len(flows.starts), len(flows.ends))
    height = (within - head - 0.3 * pen.em) if within else max(12.0, 3.3 * most) * pen.em
    people = max(1, *(sum(stop.people for stop in side) for side in (flows.starts, flows.ends)))
    frame = Frame(names, width - names - bar, bar, head, height, (height - gap * (most - 1)) / people, gap)
    tops = _tops(flows.starts, frame), _tops(flows.ends, frame)
    boxes: list[Box] = []
    ends = _laid(flows, tops, frame)
    for flow, start, end in ends:
        boxes.append(_band(flow, flows, frame, start, end))
    for side, at in ((0, frame.left), (1, frame.right)):
        title = say(pen.language, "outcome.flow_vote", vote=votes[side])
        boxes.append(pen.text(at + side * bar, 0.95 * pen.em, title, font="display", align=float(side)))
        for stop, top in zip((flows.starts, flows.ends)[side], tops[side], strict=True):
            boxes += _stop(stop, flows, at, top, frame)
    boxes += _figures(ends, pen, frame)
    titled = wide or flows.option is not None
    boxes += _labels(flows.starts, tops[0], pen, frame, width, False, titled=titled)
    boxes += _labels(flows.ends, tops[1], pen, frame, width, True, titled=titled)
    return boxes, head + height + 0.3 * pen.em


def _names_width(flows: FlowsLike, pen: Pen, width: float, *, wide: bool) -> float:
    """What the words beside a column need, at most a third of the width."""
    most = (0.3 if wide else 0.34) * width
    if not wide and flows.option is None:
        return min(most, 7 * pen.em)
    longest = max(pen.width(stop.name) for stop in (*flows.starts, *flows.ends)) + 5.2 * pen.em
    return min(most, longest)


def _tops(stops: Sequence[StopLike], frame: Frame) -> list[float]:
    tops, y = [], frame.top
    for stop in stops:
        tops.append(y)
        y += stop.people * frame.unit + frame.gap
    return tops


Laid = list[tuple[FlowLike, float, float]]


def _laid(flows: FlowsLike, tops: tuple[list[float], list[float]], frame: Frame) -> Laid:
    """Each flow with where it begins on both bars: those that leave a bar in the order they arrive in."""
    left, right = list(tops[0]), list(tops[1])
    begins: dict[int, float] = {}
    finishes: dict[int, float] = {}
    for number, flow in sorted(enumerate(flows.flows), key=lambda one: (one[1].start, one[1].end)):
        begins[number] = left[flow.start]
        left[flow.start] += flow.people * frame.unit
    for number, flow in sorted(enumerate(flows.flows), key=lambda one: (one[1].end, one[1].start)):
        finishes[number] = right[flow.end]
        right[flow.end] += flow.people * frame.unit

    # What stays lies under what moves.
    def depth(number: int) -> tuple[bool, int]:
        flow = flows.flows[number]
        return flow.way != "same", -flow.people

    return [(flows.flows[n], begins[n], finishes[n]) for n in sorted(begins, key=depth)]


def _band(flow: FlowLike, flows: FlowsLike, frame: Frame, start: float, end: float) -> Box:
    high = max(flow.people * frame.unit, 0.15)
    return ribbon(frame.left + frame.bar, start, frame.right, end, high, _ink_of(flow, flows))


def _ink_of(flow: FlowLike, flows: FlowsLike) -> str:
    """Pale for what stays; a scale goes up dark and down red, options keep their hue."""
    if flows.option is not None:
        return {"up": "#8C8271", "down": soft(BAD, 0.45)}.get(flow.way, "#E4DCCB")
    start = flows.starts[flow.start]
    if start.kind != "options":
        return "#D9D2C4"
    return soft(hue(start.options[0]), 0.78 if flow.way == "same" else 0.5)


def _stop(stop: StopLike, flows: FlowsLike, x: float, y: float, frame: Frame) -> Iterator[Box]:
    high = max(stop.people * frame.unit, 0.3)
    if stop.kind == "options":
        yield Rect(x, y, frame.bar, high, fill=hue(stop.options[0]))
    elif stop.kind == "levels":
        part = high / max(len(stop.levels), 1)
        for place, level in enumerate(stop.levels):
            yield from degree(x, y + place * part, frame.bar, part, level, flows.scale)
    else:
        yield Rect(x, y, frame.bar, high, fill=look().white, stroke=look().grey, stroke_mm=0.3)
        yield hatched(x, y, frame.bar, high, 2.2, crossed=stop.kind == "apart", colour=look().grey)


def _figures(laid: Laid, pen: Pen, frame: Frame) -> Iterator[Box]:
    """How many people: at both ends of a band that holds the figure, on a thin one where there is room."""
    small = pen.scaled(0.8)
    taken: list[tuple[float, float]] = []
    left, right = frame.left + frame.bar, frame.right
    thin = []
    for flow, start, end in laid:
        high = flow.people * frame.unit
        if high < 0.95 * small.em:
            thin.append((flow, start + high / 2, end + high / 2))
            continue
        text = str(flow.people)
        for x, middle, align in ((left + 0.5 * pen.em, start, 0.0), (right - 0.5 * pen.em, end, 1.0)):
            yield small.text(x, middle + high / 2 + 0.35 * small.em, text, align=align)
            taken.append((x + (0.5 - align) * small.width(text), middle + high / 2))
    for flow, start, end in thin:
        text = str(flow.people)
        spots = [_on_band(left, start, right, end, share) for share in ALONG]
        x, y = max(spots, key=lambda spot: _room(spot, taken, 2.0 * small.em))
        taken.append((x, y))
        half = small.width(text) / 2 + 0.25 * small.em
        yield Rect(
            x - half, y - 0.52 * small.em, 2 * half, 1.04 * small.em, fill=look().white, radius=0.4 * small.em
        )
        yield small.text(x, y + 0.35 * small.em, text, align=0.5)


def _on_band(x1: float, y1: float, x2: float, y2: float, share: float) -> tuple[float, float]:
    """A point of the middle of a band: that of ``ribbon``, a Bézier curve level at both ends."""
    t, u = share, 1 - share
    outer, inner = u**3, 3 * u * u * t
    y = y1 * (outer + inner) + y2 * (3 * u * t * t + t**3)
    middle = (x1 + x2) / 2
    return x1 * outer + middle * (inner + 3 * u * t * t) + x2 * t**3, y


def _room(spot: tuple[float, float], taken: Sequence[tuple[float, float]], enough: float) -> float:
    """How far the nearest figure is; beyond *enough*, all places are as good."""
    return min((min(enough, hypot(spot[0] - x, spot[1] - y)) for x, y in taken), default=enough)


def _labels(
    stops: Sequence[StopLike],
    tops: Sequence[float],
    pen: Pen,
    frame: Frame,
    width: float,
    after: bool,
    *,
    titled: bool,
) -> Iterator[Box]:
    """Beside each bar its people, then its name; as near to it as the others allow."""
    middles = [top + stop.people * frame.unit / 2 for stop, top in zip(stops, tops, strict=True)]
    bottom = frame.top + frame.height
    room = min(2.3 * pen.em, frame.height / max(len(stops), 1))
    figures = max(pen.width(str(stop.people), "display") for stop in stops) + 0.8 * pen.em
    for stop, middle in zip(stops, _between(middles, room, frame.top, bottom), strict=True):
        inner = frame.right + frame.bar + 0.5 * pen.em if after else frame.left - 0.5 * pen.em
        people = str(stop.people)
        yield pen.text(inner, middle + 0.36 * pen.em, people, font="display", align=float(not after))
        edge = inner + figures if after else inner - figures
        space = width - edge if after else edge
        yield from _name(stop, pen, edge, middle, space, after, titled=titled or stop.kind != "options")


def _between(middles: Sequence[float], room: float, top: float, bottom: float) -> list[float]:
    """The same heights, each with its *room* between *top* and *bottom*."""
    return spread([max(middle, top + room / 2) for middle in middles], room, bottom)


def _name(
    stop: StopLike, pen: Pen, edge: float, middle: float, space: float, after: bool, *, titled: bool
) -> Iterator[Box]:
    """From the *edge* outwards: to the right after, to the left before."""
    chip = 1.9 * pen.em if stop.kind == "options" else 0.0
    lines: tuple[str, ...] = ()
    small = pen
    if titled:
        lines = pen.lines(stop.name, space - chip, 2)
        small = pen.scaled(0.88) if len(lines) > 1 else pen
        lines = small.lines(stop.name, space - chip, 2)
    numbers = _numbers(stop, small, space) if stop.kind == "others" and len(lines) == 1 else ()
    wide = max((small.width(line) for line in lines), default=-0.4 * pen.em)
    left = edge if after else edge - wide - chip
    if chip:
        yield from pen.chip(left + 0.75 * pen.em, middle, stop.options[0], 0.72 * pen.em)
    at = middle - (len(lines) + 1.1 * bool(numbers) - 1) * 0.54 * small.em + 0.35 * small.em
    for line in lines:
        yield small.text(edge + chip if after else edge, at, line, align=float(not after))
        at += 1.08 * small.em
    first = edge if after else edge - 1.45 * small.em * len(numbers)
    for place, option in enumerate(numbers):
        across = first + (0.62 + 1.45 * place) * small.em
        yield from small.chip(across, at - 0.1 * small.em, option, 0.6 * small.em)


def _numbers(stop: StopLike, pen: Pen, space: float) -> Sequence[OptionLike]:
    """The options told together, when there is room to number them all."""
    return stop.options if 1.45 * pen.em * len(stop.options) <= space else ()
