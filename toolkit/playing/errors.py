"""What a game in a room refuses, beside what its rules do."""

from toolkit.workshop.errors import Refused


class NoGame(Refused):
    """No game is played in this workshop."""


class GameMoved(Refused):
    """The game went on meanwhile, from another desk: this step was meant for an earlier moment."""


class MoveRefused(Refused):
    """The rules do not allow it: ``reason`` and its details, as ``toolkit.game.errors.Refused``."""


class GameUnderWay(Refused):
    """In the workshop of a game, votes are opened and revealed by the game."""


class VoteGone(Refused):
    """The facilitator went a step back while this ballot was on its way: its vote has never been."""


class VoteWaits(Refused):
    """The same, and its vote may still be opened again: the phone keeps the choice for then."""


class NotTheMoment(Refused):
    """Nothing of this kind is asked of people now."""
