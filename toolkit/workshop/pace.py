"""
How often a screen asks whether anything has changed: sooner when something is about to happen.

A phone that shows a closed vote waits for its outcome, with the whole room; one that shows nothing yet
hurries once a question is prepared. It hurries for a moment, not for ever: batteries and access points have
their say too. No pace depends on what anybody has cast.
"""

from typing import NamedTuple


class Pace(NamedTuple):
    """
    Milliseconds between two questions; ``calm`` once nothing has changed for twenty seconds (``HURRY`` of
    js/live.js).
    """

    every: int
    calm: int


USUAL = Pace(1000, 1000)
PACES = {
    "waiting": Pace(1000, 1600),
    "voting": Pace(800, 800),  # a closure and its reveal may be a second apart
    "closed": Pace(400, 800),
    "revealed": Pace(1500, 2500),
}


def pace(stage: str, *, is_prepared: bool = False) -> Pace:
    """The pace of a screen that shows this stage; *is_prepared*: a question that may open at any moment."""
    found = PACES.get(stage, USUAL)
    return Pace(found.every, found.every) if stage == "waiting" and is_prepared else found
