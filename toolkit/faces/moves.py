"""How the cubes move: each track and what it gains or loses, on one line or as cubes in columns."""

from collections.abc import Sequence

from toolkit.content.game_tables import signed
from toolkit.faces.boxes import Box, Rect
from toolkit.faces.frame import MARGIN_MM, Frame
from toolkit.faces.layout import CAPITALS, DESCENDERS, Style
from toolkit.faces.look import look
from toolkit.faces.metrics import MM_PER_PT, metrics
from toolkit.faces.tracks import TRACKS, track_hue, track_icon

# The widest a column of one track may be: beyond, the four no longer read as one line.
MOST_COLUMN_MM = 15.0
# A cube on the back of a situation.
CHIP_MM, CHIP_WIDTH_MM, CHIP_GAP_MM = 3.9, 6.6, 0.7
CHIP_PT = 9.0


def cubes_height(size_pt: float) -> float:
    """What a line of cubes takes, in millimetres."""
    return (CAPITALS + DESCENDERS) * size_pt * MM_PER_PT


def cubes(
    frame: Frame, moves: Sequence[int], size_pt: float, ink: str, *, x: float, y: float
) -> tuple[Box, ...]:
    """The four tracks in their order, the top of their figures at *y*; a track that stays shows 0."""
    style = Style("label", "bold", size_pt, ink)
    step = min(MOST_COLUMN_MM, (frame.width - MARGIN_MM - x) / len(TRACKS))
    side = style.em_mm * 1.15
    boxes: list[Box] = []
    for place, (track, move) in enumerate(zip(TRACKS, moves, strict=True)):
        left = x + place * step
        boxes.append(track_icon(track, left, y - 0.22 * side, side, track_hue(track, frame.theme)))
        boxes += frame.setter.block("moves", signed(move), style, left + side + 0.9, y, step).boxes
    return tuple(boxes)


def track_heads(frame: Frame, y: float, right: float) -> tuple[Box, ...]:
    """The icon of each track over its column of cubes."""
    side = 3.7
    return tuple(
        track_icon(
            track, _column(place, right) + (CHIP_WIDTH_MM - side) / 2, y, side, track_hue(track, frame.theme)
        )
        for place, track in enumerate(TRACKS)
    )


def chips(frame: Frame, moves: Sequence[int], y: float, right: float) -> tuple[Box, ...]:
    """
    One cube for each track, in its column: what moves is a cube of its colour, what stays a bare 0.
    """
    boxes: list[Box] = []
    for place, (track, move) in enumerate(zip(TRACKS, moves, strict=True)):
        x, hue, shown = _column(place, right), track_hue(track, frame.theme), signed(move)
        ink = frame.grey
        if move:
            light = frame.theme.is_white
            ink = hue if light else look().white
            edge = 0.3 if light else 0.0
            boxes.append(
                Rect(
                    x + edge / 2,
                    y + edge / 2,
                    CHIP_WIDTH_MM - edge,
                    CHIP_MM - edge,
                    fill="" if light else hue,
                    stroke=hue if light else "",
                    stroke_mm=edge,
                    radius=0.9,
                )
            )
        style = Style("label", "bold", CHIP_PT, ink)
        width = metrics().width_mm(shown, "bold", CHIP_PT)
        top = y + (CHIP_MM - CAPITALS * style.em_mm) / 2
        boxes += frame.setter.block(
            "moves", shown, style, x + (CHIP_WIDTH_MM - width) / 2, top, CHIP_WIDTH_MM
        ).boxes
    return tuple(boxes)


def _column(place: int, right: float) -> float:
    """The left edge of a column of cubes, the last of which ends at *right*."""
    return right - (len(TRACKS) - place) * (CHIP_WIDTH_MM + CHIP_GAP_MM) + CHIP_GAP_MM
