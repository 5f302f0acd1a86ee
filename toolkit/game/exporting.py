"""A game as a file: format, versions, log, and the journal for those who only read."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from toolkit.game.book import Book
from toolkit.game.errors import BadGame
from toolkit.game.journal import journal_of
from toolkit.game.log import BadLog, replay
from toolkit.game.moves import Move, as_dict, move_from
from toolkit.game.state import State

KIND = "rebond-game"
FORMAT = 1
FIELDS = ("kind", "format", "rules_version", "cards_version", "log", "journal", "about")
LONGEST_LOG = 2000


class Read(NamedTuple):
    """A file that holds a game of these rules, replayed. ``journal`` is what the file says, if anything."""

    log: tuple[Move, ...]
    state: State
    journal: Mapping[str, Any] | None


def export(book: Book, log: Iterable[Move], about: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """
    The file of a game, JSON-able; *about* is the caller's own (title, day played, credits), kept as given.

    Raises: BadLog.
    """
    moves = tuple(log)
    return {
        "kind": KIND,
        "format": FORMAT,
        "rules_version": book.rules_version,
        "cards_version": book.cards_version,
        "about": dict(about or {}),
        "log": [as_dict(move) for move in moves],
        "journal": journal_of(book, replay(book, moves)),
    }


def read_export(book: Book, written: Any) -> Read:
    """
    A file read strictly and replayed.

    Raises: BadGame: ``not_an_object``, ``not_a_game``, ``unknown_field``, ``other_format``,
    ``other_rules``, ``other_cards``, ``missing_log``, ``long_log``, those of ``move_from``, and
    ``refused_move`` (its place, and the reason of the rules under ``cause``); ``other_journal``, when the
    journal of the file is not what its log comes to.
    """
    if not isinstance(written, Mapping):
        raise BadGame("not_an_object", at="file")
    if written.get("kind") != KIND:
        raise BadGame("not_a_game")
    for name in written:
        if name not in FIELDS:
            raise BadGame("unknown_field", at="file", name=str(name))
    _require_versions(book, written)
    log = _log(written.get("log"))
    try:
        state = replay(book, log)
    except BadLog as bad:
        at = f"log[{bad.index}]"
        raise BadGame("refused_move", at=at, cause=bad.reason, details=bad.values) from bad
    journal = written.get("journal")
    if journal is not None and journal != journal_of(book, state):
        raise BadGame("other_journal", parts=_differing(journal, journal_of(book, state)))
    return Read(log, state, journal)


def _require_versions(book: Book, written: Mapping[str, Any]) -> None:
    if written.get("format") != FORMAT:
        raise BadGame("other_format", found=str(written.get("format")), ours=FORMAT)
    for what, ours in (("rules", book.rules_version), ("cards", book.cards_version)):
        found = written.get(f"{what}_version")
        if found != ours:
            raise BadGame(f"other_{what}", found=str(found), ours=ours)


def _log(written: Any) -> tuple[Move, ...]:
    if not isinstance(written, list) or not written:
        raise BadGame("missing_log")
    if len(written) > LONGEST_LOG:
        raise BadGame("long_log", n=len(written), most=LONGEST_LOG)
    return tuple(move_from(move, f"log[{index}]") for index, move in enumerate(written))


def _differing(theirs: Any, ours: Mapping[str, Any]) -> list[str]:
    if not isinstance(theirs, Mapping):
        return ["journal"]
    return [name for name in {**ours, **theirs} if theirs.get(name) != ours.get(name)]
