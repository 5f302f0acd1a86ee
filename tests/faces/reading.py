"""Reads a face: its boxes, its texts, and how far its shapes go."""

from collections.abc import Iterable, Iterator

from toolkit.faces.boxes import Box, Face, Group, Line, Path, Qr, Rect, Text
from toolkit.faces.metrics import MM_PER_PT

# In em: figures and capitals above the baseline, the deepest letters below.
HEIGHT, DEPTH = 0.70, 0.25


def flat(boxes: Iterable[Box]) -> Iterator[Box]:
    """Every box, those of groups included, in painting order."""
    for box in boxes:
        if isinstance(box, Group):
            yield from flat(box.boxes)
        else:
            yield box


def texts(face: Face) -> list[Text]:
    return [box for box in flat(face.boxes) if isinstance(box, Text)]


def lines(face: Face) -> list[tuple[Text, Line]]:
    return [(text, line) for text in texts(face) for line in text.lines]


def words(face: Face) -> str:
    """All that is written, in painting order; unbreakable spaces as plain ones, divided words whole."""
    return " ".join(line.text for _, line in lines(face)).replace("\u00a0", " ").replace("\u202f", " ")


def qr(face: Face) -> Qr | None:
    return next((box for box in flat(face.boxes) if isinstance(box, Qr)), None)


def extent(text: Text, line: Line) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a line, capitals to descenders, millimetres."""
    em = text.size_pt * MM_PER_PT
    return line.x, line.y - HEIGHT * em, line.x + line.width_mm, line.y + DEPTH * em


def points(box: Box) -> Iterator[tuple[float, float]]:
    """The corners and control points of a shape."""
    match box:
        case Rect() | Group():
            yield box.x, box.y
            yield box.x + box.width, box.y + box.height
        case Path():
            for _, numbers in box.commands:
                yield from zip(numbers[::2], numbers[1::2], strict=True)


def log(face: Face) -> str:
    """The boxes of a face as lines to compare: a path by its length and its frame."""
    return "\n".join(_logged(face.boxes, "")) + "\n"


def _logged(boxes: Iterable[Box], indent: str) -> Iterator[str]:
    for box in boxes:
        match box:
            case Rect():
                frame = _numbers(box.x, box.y, box.width, box.height)
                yield f"{indent}rect {frame} radius {box.radius:g} {box.fill or '-'} {box.stroke or '-'}"
            case Path():
                xs, ys = zip(*points(box), strict=True)
                frame = _numbers(min(xs), min(ys), max(xs), max(ys))
                paint = f"{box.fill or '-'} {box.stroke or '-'}"
                yield f"{indent}path {len(box.commands)} commands in {frame} {paint}"
            case Text():
                yield f"{indent}text {box.role} {box.font} {box.size_pt:.2f} {box.colour}"
                for line in box.lines:
                    yield f"{indent}  {_numbers(line.x, line.y, line.width_mm)} {line.text!r}"
            case Qr():
                yield f"{indent}qr {_numbers(box.x, box.y, box.size_mm)} {box.url}"
            case Group():
                yield f"{indent}group {_numbers(box.x, box.y, box.width, box.height)}"
                yield from _logged(box.boxes, indent + "  ")


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.2f}" for value in values)
