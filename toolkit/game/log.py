"""The log of a game: all there is to keep. Replaying it gives the state; taking back adds to it."""

from collections.abc import Iterable

from toolkit.game.book import Book
from toolkit.game.errors import OutOfTurn, Refused
from toolkit.game.moves import NAMES, Move, TakeBack
from toolkit.game.play import play
from toolkit.game.state import State


class BadLog(Refused):
    """A log that cannot be replayed: the move at ``index`` (from 0) was refused, and ``cause`` says why."""

    def __init__(self, index: int, cause: Refused) -> None:
        super().__init__(cause.reason, **cause.values)
        self.index = index
        self.cause = cause


def states(book: Book, log: Iterable[Move]) -> list[State]:
    """
    The states a log leads through and that were not taken back: one per standing move, the last is now.

    Raises: BadLog.
    """
    stack: list[State] = []
    for index, move in enumerate(log):
        try:
            if isinstance(move, TakeBack):
                require_step(stack)
                stack.pop()
            else:
                stack.append(play(book, stack[-1] if stack else None, move))
        except Refused as refused:
            raise BadLog(index, refused) from refused
    return stack


def replay(book: Book, log: Iterable[Move]) -> State:
    """
    Where the game stands after *log*.

    Raises: BadLog; OutOfTurn, for an empty log.
    """
    stack = states(book, log)
    if not stack:
        raise OutOfTurn("nothing", "nothing")
    return stack[-1]


def added(book: Book, log: tuple[Move, ...], move: Move) -> tuple[tuple[Move, ...], State]:
    """
    *log* with one more move, ``TakeBack`` included, and the state it leads to.

    Raises: Refused, as ``play``, or ``nothing_to_take_back``; BadLog, when *log* was not sound.
    """
    stack = states(book, log)
    if isinstance(move, TakeBack):
        require_step(stack)
        return (*log, move), stack[-2]
    return (*log, move), play(book, stack[-1] if stack else None, move)


def standing(log: Iterable[Move]) -> list[Move]:
    """The moves of a sound log that were not taken back."""
    kept: list[Move] = []
    for move in log:
        if isinstance(move, TakeBack):
            kept.pop()
        else:
            kept.append(move)
    return kept


def last_step(log: Iterable[Move]) -> str | None:
    """The kind of the move that ``TakeBack`` would undo; None when there is only the beginning."""
    kept = standing(log)
    return NAMES[type(kept[-1])] if len(kept) > 1 else None


def require_step(stack: list[State]) -> None:
    """The beginning itself is not taken back. Raises: Refused, ``nothing_to_take_back``."""
    if len(stack) < 2:
        raise Refused("nothing_to_take_back")
