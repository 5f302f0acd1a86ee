"""Where a face lies on a page, upright or turned: its matrix, and what of it shows."""

from typing import Protocol

from toolkit.faces.boxes import Face
from toolkit.printing.imposition import Window
from toolkit.printing.sheet import Turn

PT = 72 / 25.4  # points in a millimetre

Matrix = tuple[float, float, float, float, float, float]


class Lying(Protocol):
    """A face turned clockwise, the top left corner of the place it takes at x, y; seen through a window."""

    @property
    def face(self) -> Face: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def window(self) -> Window: ...
    @property
    def turn(self) -> Turn: ...


def matrix_of(lying: Lying, height_mm: float) -> Matrix:
    """From a face in millimetres, y down, to a page *height_mm* high in points, y up."""
    a, b, c, d, e, f = downwards(lying)
    return a * PT, -b * PT, c * PT, -d * PT, e * PT, (height_mm - f) * PT


def downwards(lying: Lying) -> Matrix:
    """From a face to a page, both in millimetres, y down."""
    x, y, width, height = lying.x, lying.y, lying.face.width_mm, lying.face.height_mm
    match lying.turn:
        case 90:
            return 0, 1, -1, 0, x + height, y
        case 180:
            return -1, 0, 0, -1, x + width, y + height
        case 270:
            return 0, -1, 1, 0, x, y + width
    return 1, 0, 0, 1, x, y


def seen(lying: Lying) -> tuple[float, float, float, float]:
    """The window as the face has it: x, y, width, height."""
    window, face = lying.window, lying.face
    left, top = window.x - lying.x, window.y - lying.y
    right, bottom = left + window.width, top + window.height
    match lying.turn:
        case 90:
            return top, face.height_mm - right, window.height, window.width
        case 180:
            return face.width_mm - right, face.height_mm - bottom, window.width, window.height
        case 270:
            return face.width_mm - bottom, left, window.height, window.width
    return left, top, window.width, window.height
