"""The signs of the six postures: a plain shape for each, told apart without colour."""

from functools import cache
from math import cos, pi, sin

from toolkit.faces.boxes import Command, Path

# How far a cubic curve reaches along its tangent to make a quarter of a circle of radius 1.
QUARTER = 0.5523
SHAPES = {"PAR": "disc", "CON": "square", "FAC": "triangle", "GAR": "diamond", "LAC": "cross", "OPE": "star"}


def symbol(posture: str, x: float, y: float, size: float, fill: str) -> Path:
    """
    The sign of a posture in a square of *size*, top left corner at (x, y).

    Raises: KeyError, for the key of no posture.
    """
    corner = (x, y)
    placed = tuple(
        (letter, tuple(n * size + corner[i % 2] for i, n in enumerate(numbers)))
        for letter, numbers in _drawn(SHAPES[posture])
    )
    return Path(placed, fill=fill)


@cache
def _drawn(shape: str) -> tuple[Command, ...]:
    """The shape in a square of side 1, all six of about the same weight to the eye."""
    match shape:
        case "disc":
            return _disc(0.45)
        case "square":
            return _polygon((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9))
        case "triangle":
            return _polygon((0.5, 0.06), (1.0, 0.92), (0.0, 0.92))
        case "diamond":
            return _polygon((0.5, 0.0), (0.95, 0.5), (0.5, 1.0), (0.05, 0.5))
        case "cross":
            near, far = 0.34, 0.66
            return _polygon(
                *((near, 0.05), (far, 0.05), (far, near), (0.95, near), (0.95, far), (far, far)),
                *((far, 0.95), (near, 0.95), (near, far), (0.05, far), (0.05, near), (near, near)),
            )
        case _:
            return _star()


def _polygon(*points: tuple[float, float]) -> tuple[Command, ...]:
    first, *rest = points
    return ("M", first), *(("L", point) for point in rest), ("Z", ())


def _disc(radius: float) -> tuple[Command, ...]:
    pull, centre = radius * QUARTER, 0.5
    low, high = centre - radius, centre + radius
    return (
        ("M", (centre, low)),
        ("C", (centre + pull, low, high, centre - pull, high, centre)),
        ("C", (high, centre + pull, centre + pull, high, centre, high)),
        ("C", (centre - pull, high, low, centre + pull, low, centre)),
        ("C", (low, centre - pull, centre - pull, low, centre, low)),
        ("Z", ()),
    )


def _star() -> tuple[Command, ...]:
    """Five points; a little low, since a star hangs from its top."""
    outer, inner, centre = 0.52, 0.23, (0.5, 0.54)
    radii = (outer, inner) * 5
    angles = (-pi / 2 + step * pi / 5 for step in range(10))
    return _polygon(
        *(
            (centre[0] + radius * cos(angle), centre[1] + radius * sin(angle))
            for radius, angle in zip(radii, angles, strict=True)
        )
    )
