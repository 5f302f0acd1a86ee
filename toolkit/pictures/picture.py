"""The picture of an outcome, whatever the method: one entry for screens and for paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from toolkit.content.cards import Language
from toolkit.faces.boxes import Box, Command, Face, Group, Path, Qr, Rect, Text
from toolkit.pictures.bars import bars
from toolkit.pictures.degrees import grades, gradients, scores
from toolkit.pictures.duels import duels
from toolkit.pictures.flow import flow
from toolkit.pictures.moves import moves
from toolkit.pictures.pen import Pen
from toolkit.pictures.places import places
from toolkit.pictures.sankey import sankey
from toolkit.pictures.subject import FlowsLike, MovementLike, OutcomeLike
from toolkit.words import say

# Boxes and where they end, from an outcome, a pen, a width and the height to fill (0: what it takes).
Drawn = Callable[[OutcomeLike, Pen, float, float], tuple[list[Box], float]]

BY_METHOD: Mapping[str, Drawn] = {"score": scores, "gradients": gradients}
BY_SHAPE: Mapping[str, Drawn] = {
    "bars": bars,
    "grades": grades,
    "duels": duels,
    "flow": flow,
    "map": places,
}


@dataclass(frozen=True, slots=True)
class Size:
    """
    Attributes:

    width_mm: of the picture.
    letters_pt: size of its letters.
    height_mm: to fill exactly, for a screen that does not scroll; 0 for as high as it takes.
    browser: whether one paints it, with typefaces of its own for what ours lack.
    """

    width_mm: float
    letters_pt: float = 9.0
    height_mm: float = 0.0
    browser: bool = False


def picture(
    outcome: OutcomeLike, language: Language, size: Size, *, movement: bool = True, most: int = 0
) -> Face:
    """
    The outcome as one face without bleed, its movement since the vote before under it.

    Args: movement: whether to draw it where there is one (a map shows it as arrows all the same);
    most: how many options to draw, the first ones, 0 for all.
    """
    pen = Pen(size.letters_pt, language, browser=size.browser)
    shown = _first(outcome, most)
    draw = BY_METHOD.get(outcome.method) or BY_SHAPE[outcome.shape]
    boxes, height = draw(shown, pen, size.width_mm, size.height_mm)
    if movement and outcome.movement is not None and not size.height_mm:
        more, further = moves(outcome.movement, pen, size.width_mm)
        top = height + pen.em
        boxes += [lowered(box, top) for box in more]
        height = top + further
    return Face(
        width_mm=size.width_mm,
        height_mm=size.height_mm or height,
        bleed_mm=0.0,
        boxes=tuple(boxes),
        title=say(language, "outcome.title"),
        language=language,
    )


def flows_picture(movement: MovementLike, flows: FlowsLike, language: Language, size: Size) -> Face:
    """Who went where, as one face without bleed."""
    votes = movement.before, movement.after
    boxes, height = sankey(flows, votes, Pen(size.letters_pt, language), size.width_mm, size.height_mm)
    return Face(
        width_mm=size.width_mm,
        height_mm=size.height_mm or height,
        bleed_mm=0.0,
        boxes=tuple(boxes),
        title=say(language, "outcome.flow_title"),
        language=language,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """An outcome of which only the first rows are drawn."""

    method: str
    shape: str
    params: Mapping[str, object]
    details: Mapping[str, object]
    rows: tuple[object, ...]
    grades: tuple[str, ...]
    pairs: tuple[tuple[int, ...], ...]
    movement: MovementLike | None


def _first(outcome: OutcomeLike, most: int) -> OutcomeLike:
    if not most or len(outcome.rows) <= most:
        return outcome
    return _Part(  # type: ignore[return-value]
        outcome.method,
        outcome.shape,
        outcome.params,
        outcome.details,
        tuple(outcome.rows[:most]),
        tuple(outcome.grades),
        tuple(tuple(row) for row in outcome.pairs),
        outcome.movement,
    )


def lowered(box: Box, by: float) -> Box:
    """The same box, further down."""
    return _shifted(box, 0.0, by)


def pushed(box: Box, by: float) -> Box:
    """The same box, further to the right."""
    return _shifted(box, by, 0.0)


def _shifted(box: Box, x: float, y: float) -> Box:
    match box:
        case Rect() | Qr():
            return replace(box, x=box.x + x, y=box.y + y)
        case Group():
            inner = tuple(_shifted(one, x, y) for one in box.boxes)
            return replace(box, x=box.x + x, y=box.y + y, boxes=inner)
        case Text():
            lines = tuple(replace(line, x=line.x + x, y=line.y + y) for line in box.lines)
            return replace(box, lines=lines)
        case Path():
            return replace(box, commands=tuple(_shift_command(command, x, y) for command in box.commands))


def _shift_command(command: Command, x: float, y: float) -> Command:
    letter, numbers = command
    return letter, tuple(n + (y if i % 2 else x) for i, n in enumerate(numbers))
