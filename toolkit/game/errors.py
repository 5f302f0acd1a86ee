"""What the game refuses, by name."""

from typing import Any


class Refused(ValueError):
    """A move that the rules do not allow now: ``reason`` is a code, ``values`` its JSON-able details."""

    def __init__(self, reason: str, **values: Any) -> None:
        super().__init__(f"{reason} {values}" if values else reason)
        self.reason = reason
        self.values: dict[str, Any] = values


class OutOfTurn(Refused):
    """A move that exists, at a moment when it may not be made; ``values`` has ``move`` and ``phase``."""

    def __init__(self, move: str, phase: str) -> None:
        super().__init__("out_of_turn", move=move, phase=phase)


class BadGame(Refused):
    """A file that is no game of ours; ``values["at"]`` says where in it, when it is one place."""


class BadBook(ValueError):
    """Numbers with which the game cannot be played, with all that is wrong in them."""

    def __init__(self, flaws: tuple[Any, ...]) -> None:
        super().__init__("\n".join(map(str, flaws)))
        self.flaws = flaws
