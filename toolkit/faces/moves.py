"""How the cubes move, on one line: each track by its icon, and what it gains or loses."""

from collections.abc import Sequence

from toolkit.content.game_tables import signed
from toolkit.faces.boxes import Box
from toolkit.faces.frame import MARGIN_MM, Frame
from toolkit.faces.layout import CAPITALS, DESCENDERS, Style
from toolkit.faces.metrics import MM_PER_PT
from toolkit.faces.tracks import TRACKS, track_hue, track_icon

# The widest a column of one track may be: beyond, the four no longer read as one line.
MOST_COLUMN_MM = 15.0


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
