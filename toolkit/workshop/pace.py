"""
How often a screen asks whether anything has changed: sooner when something is about to happen.

A phone that shows a closed vote waits for its outcome, with the whole room. It hurries for a minute, not
for ever: batteries and access points have their say too. No pace depends on what anybody has cast.
"""

from typing import NamedTuple


class Pace(NamedTuple):
    """Milliseconds between two questions; ``calm`` once nothing has changed for a minute."""

    every: int
    calm: int


USUAL = Pace(1000, 1000)
PACES = {
    "waiting": Pace(1000, 2000),
    "voting": Pace(800, 800),  # a closure and its reveal may be a second apart
    "closed": Pace(400, 1000),
    "revealed": Pace(1500, 2500),
}


def pace(stage: str) -> Pace:
    """The pace of a screen that shows this stage."""
    return PACES.get(stage, USUAL)
