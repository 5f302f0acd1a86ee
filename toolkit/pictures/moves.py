"""Movement: from the rank before to the rank now, and how many people raised or lowered each option."""

from collections.abc import Iterator

from toolkit.faces.boxes import Box
from toolkit.faces.look import look
from toolkit.pictures.pen import Pen, stroke, triangle
from toolkit.pictures.subject import MovementLike, ShiftLike
from toolkit.words import say


def moves(movement: MovementLike, pen: Pen, width: float) -> tuple[list[Box], float]:
    """Too few people, and only the reason is written."""
    title = say(pen.language, "outcome.movement", before=movement.before, after=movement.after)
    boxes: list[Box] = [pen.text(0.0, pen.em, title, font="display")]
    if not movement.rows and not movement.shifts:
        told = say(pen.language, "outcome.movement_too_few")
    elif movement.moved:
        told = say(pen.language, "outcome.movement_people", n=movement.moved, people=movement.people)
    else:
        told = say(pen.language, "outcome.movement_none", people=movement.people)
    lines = pen.lines(told, width, 3)
    boxes.append(pen.paragraph(0.0, 2.5 * pen.em, lines))
    y = 2.5 * pen.em + len(lines) * pen.leading
    for shift in movement.shifts:
        more, y = _shift(shift, pen, width, y)
        boxes += more
    ranks, people = width - 13 * pen.em, width - 6.5 * pen.em
    for row in movement.rows:
        title_lines = pen.lines(row.option.title, ranks - 3 * pen.em, 2)
        base = y + 0.35 * pen.em
        boxes += pen.chip(0.75 * pen.em, y, row.option, 0.72 * pen.em)
        boxes.append(pen.paragraph(2.0 * pen.em, base, title_lines))
        boxes.append(pen.text(ranks + 0.8 * pen.em, base, str(row.rank_before), font="display", align=0.5))
        boxes += _arrow(ranks + 1.8 * pen.em, y, pen, row.rank_before - row.rank_after)
        boxes.append(pen.text(ranks + 4.8 * pen.em, base, str(row.rank_after), font="display", align=0.5))
        for x, n, raised in ((people, row.up, True), (people + 3.4 * pen.em, row.down, False)):
            boxes.append(triangle(x, y, 0.7 * pen.em, up=raised))
            boxes.append(pen.text(x + 0.7 * pen.em, base, str(n)))
        y += max(1.9 * pen.em, len(title_lines) * pen.leading + 0.6 * pen.em)
    if movement.rows:
        small = pen.scaled(0.85)
        key = y + 0.2 * pen.em
        up, down = say(pen.language, "outcome.move_key_up"), say(pen.language, "outcome.move_key_down")
        boxes.append(triangle(0.4 * pen.em, key, 0.6 * pen.em, up=True))
        boxes.append(small.text(1.1 * pen.em, key + 0.35 * small.em, up, colour=look().grey))
        x = 2.6 * pen.em + small.width(up)
        boxes.append(triangle(x, key, 0.6 * pen.em, up=False))
        boxes.append(small.text(x + 0.7 * pen.em, key + 0.35 * small.em, down, colour=look().grey))
        y += 1.6 * pen.em
    return boxes, y


WAYS = {"right": (1, 0), "left": (-1, 0), "up": (0, -1), "down": (0, 1)}


def _shift(shift: ShiftLike, pen: Pen, width: float, y: float) -> tuple[list[Box], float]:
    """A card of a map, and how many people moved it which way; ``=`` those who left it where it was."""
    ways = 17 * pen.em
    lines = pen.lines(shift.option.title, width - ways - 3 * pen.em, 2)
    base = y + 0.35 * pen.em
    boxes: list[Box] = [*pen.chip(0.75 * pen.em, y, shift.option, 0.72 * pen.em)]
    boxes.append(pen.paragraph(2.0 * pen.em, base, lines))
    x = width - ways
    for way, people in (("right", shift.right), ("left", shift.left), ("up", shift.up), ("down", shift.down)):
        if people:
            boxes += _pointer(x + 0.5 * pen.em, y, 0.5 * pen.em, *WAYS[way], pen)
            boxes.append(pen.text(x + 1.3 * pen.em, base, str(people), font="bold"))
        x += 3.4 * pen.em
    if shift.stayed:
        boxes.append(pen.text(x, base, f"= {shift.stayed}", colour=look().grey))
    return boxes, y + max(1.9 * pen.em, len(lines) * pen.leading + 0.6 * pen.em)


def _pointer(x: float, y: float, half: float, right: int, down: int, pen: Pen) -> Iterator[Box]:
    """An arrow centred on x, y."""
    tip = x + half * right, y + half * down
    yield stroke([(x - half * right, y - half * down), tip], look().ink, 0.12 * pen.em)
    back = 0.9 * half
    wings = [
        (tip[0] - back * right + side * 0.7 * half * down, tip[1] - back * down + side * 0.7 * half * right)
        for side in (-1, 1)
    ]
    yield stroke([wings[0], tip, wings[1]], look().ink, 0.12 * pen.em)


def _arrow(x: float, y: float, pen: Pen, climbed: int) -> list[Box]:
    """Upwards for a better rank, level for the same."""
    slope = (-0.35 if climbed > 0 else 0.35 if climbed < 0 else 0.0) * pen.em
    end = x + 2.0 * pen.em, y + slope
    tip = 0.45 * pen.em
    body = stroke([(x, y - slope), end], look().ink, 0.12 * pen.em)
    head = stroke(
        [(end[0] - tip, end[1] - tip * 0.7), end, (end[0] - tip, end[1] + tip * 0.7)],
        look().ink,
        0.12 * pen.em,
    )
    return [body, head]
