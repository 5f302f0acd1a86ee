"""Bars: one length for each option, longest first."""

from collections.abc import Iterable

from toolkit.faces.boxes import Box, Rect
from toolkit.pictures.pen import Pen, hue
from toolkit.pictures.rows import Listing, Place, listed
from toolkit.pictures.subject import OutcomeLike, RowLike

GROUND = "#EBE3D3"


def bars(outcome: OutcomeLike, pen: Pen, width: float, within: float) -> tuple[list[Box], float]:
    score = max((pen.width(row.score, "display") for row in outcome.rows), default=0.0) + pen.em

    def draw(row: RowLike, place: Place) -> Iterable[Box]:
        room = place.width
        yield Rect(place.x, place.y, room, place.height, fill=GROUND)
        yield Rect(place.x, place.y, max(0.3, room * row.share), place.height, fill=hue(row.option))

    layout = Listing(height=0.9 * pen.em, score=score)
    return listed(outcome.rows, pen, width, 0.0, layout, draw, within=within)
