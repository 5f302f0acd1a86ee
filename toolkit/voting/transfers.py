"""
Ballots that move from option to option, as fractions of a vote: what instant runoff and STV share.

A ballot is held by its first choice still in the count; level choices hold equal parts of it. A part with
no choice left is exhausted.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from toolkit.voting.ballot import Counted

# Exact fractions double in length at each transfer of a surplus: past this many digits, a part is rounded
# down to as many decimals. No tie in a workshop is that deep, and forty seats are still counted at once.
DIGITS = 300
LONG = 10**DIGITS

Votes = Mapping[str, Fraction]
# What went from each option to each other one, or to nobody when a ballot is exhausted.
Moves = dict[tuple[str, str | None], Fraction]
Groups = tuple[tuple[str, ...], ...]


class Transfers:
    """Who holds which part of which ballot; ``continuing`` are the options still in the count."""

    def __init__(self, ballots: Counted, options: Sequence[str]) -> None:
        self.continuing = dict.fromkeys(options)
        self.exhausted = Fraction(0)
        self._rankings: list[Groups] = []
        self._held: dict[str, dict[int, Fraction]] = {option: {} for option in options}
        for number, (groups, count) in enumerate(_alike(ballots).items()):
            self._rankings.append(groups)
            self._give(number, Fraction(count))

    def votes(self) -> dict[str, Fraction]:
        """What each continuing option holds."""
        return {option: sum(self._held[option].values(), Fraction(0)) for option in self.continuing}

    def remove(self, options: Iterable[str]) -> Moves:
        """Take options out of the count together, and hand on all they hold."""
        leaving = tuple(options)
        self.leave(leaving)
        return self.hand_on(dict.fromkeys(leaving, Fraction(1)))

    def leave(self, options: Iterable[str]) -> None:
        """Take options out of the count with what they hold, for now."""
        leaving = set(options)
        self.continuing = {option: None for option in self.continuing if option not in leaving}

    def hand_on(self, shares: Votes) -> Moves:
        """Hand on a share of every ballot that options out of the count hold; says where it went."""
        moves: Moves = {}
        for option, share in shares.items():
            handed = _rounded(share)
            held, self._held[option] = self._held[option], {}
            for number, part in held.items():
                passed = part if handed == 1 else _rounded(part * handed)
                to = self._give(number, passed)
                for holder in to or (None,):
                    moves[option, holder] = moves.get((option, holder), Fraction(0)) + passed / max(
                        len(to), 1
                    )
        return moves

    def _give(self, number: int, part: Fraction) -> Sequence[str]:
        """Hand this part of a ballot to its first choices still in the count, who are returned."""
        for group in self._rankings[number]:
            holders = [option for option in group if option in self.continuing]
            if holders:
                for option in holders:
                    held = self._held[option]
                    held[number] = held.get(number, 0) + (part / len(holders) if len(holders) > 1 else part)
                return holders
        self.exhausted += part
        return ()


def listed(moves: Moves) -> list[list[Any]]:
    """Moves as they stand in the details of an outcome: ``[from, to, votes]``, the largest first."""
    ordered = sorted(moves.items(), key=lambda move: (-move[1], move[0][0], move[0][1] or ""))
    return [[start, end, votes] for (start, end), votes in ordered]


def lowest(votes: Votes, earlier: Sequence[Votes]) -> tuple[tuple[str, ...], bool]:
    """
    Who goes out, and whether earlier counts had to tell.

    Those with fewest votes; if several, those of them who had fewest at the latest earlier count that
    parts them, and so on; if they have been level all along, all of them together.

    Source: the Scottish Local Government Elections Order 2007 (SSI 2007/42), but for its lot.
    """
    tied = _fewest(tuple(votes), votes)
    found = tied
    for count in reversed(earlier):
        found = _fewest(found, count)
    return found, len(found) < len(tied)


def _fewest(options: tuple[str, ...], votes: Votes) -> tuple[str, ...]:
    least = min(votes[option] for option in options)
    return tuple(option for option in options if votes[option] == least)


def _alike(ballots: Counted) -> dict[Groups, int]:
    """Ballots that say the same, together."""
    alike: dict[Groups, int] = {}
    for ballot, count in ballots:
        groups = tuple(tuple(sorted(group)) for group in ballot["ranking"])
        alike[groups] = alike.get(groups, 0) + count
    return alike


def _rounded(part: Fraction) -> Fraction:
    return part if part.denominator < LONG else Fraction(part * LONG // 1, LONG)
