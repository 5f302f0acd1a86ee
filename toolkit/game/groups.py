"""
Synthetic groups that play the game to try its balance. They are not people: no claim about rooms follows.

A group that reasons values each posture by where the board would stand afterwards. Its members see that
value through one misreading they all share and through a noise of their own; they vote, see the counts,
talk (which lessens the noise and draws some towards the crowd), and vote again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Protocol

from toolkit.game.book import Book, Tracks
from toolkit.game.counting import available, in_a_row
from toolkit.game.crises import strike_of, useful_vigilance
from toolkit.game.rounds import turn_of
from toolkit.game.state import State

Votes = dict[str, int]


class Chance(Protocol):
    """The part of ``random.Random`` that groups use; whoever calls brings it, seeded."""

    def random(self) -> float: ...

    def gauss(self, mu: float, sigma: float) -> float: ...

    def choice(self, seq: Sequence[str], /) -> str: ...

    def choices(
        self, population: Sequence[str], *, cum_weights: Sequence[float], k: int
    ) -> Iterable[str]: ...


class Group(Protocol):
    """Whoever plays: a room, or one of the synthetic groups below."""

    def situation(self, book: Book, state: State, chance: Chance) -> str: ...

    def votes(self, book: Book, state: State, chance: Chance) -> Votes: ...

    def settle(self, book: Book, state: State, tied: Sequence[str], chance: Chance) -> str: ...

    def writes_reserve(self, chance: Chance) -> bool: ...

    def vigilance(self, book: Book, state: State, chance: Chance) -> int: ...


def consequence(book: Book, state: State, situation: str, posture: str) -> Tracks:
    """The board if *posture* were applied to *situation*, wear included."""
    tracks = book.moved(state.tracks, book.situations[situation].effects[posture])
    if before := in_a_row(state, posture):
        tracks = book.lowered(tracks, book.postures[posture].wear, book.numbers.wear * before)
    return tracks


def comfort(book: Book, tracks: Tracks) -> float:
    """How well a board looks: each step counts less the higher the cube, and a cube near 0 worries most."""
    return -sum((book.numbers.track - level) ** 2 for level in tracks) / 10


@dataclass(frozen=True, slots=True)
class Reasoning:
    """
    A group that tries.

    Attributes:

    misreading: standard deviation of the error that all members share about each posture.
    noise: the spread of individual opinions; ``noise_after`` the talk.
    influence: how much the counts of vote 1 weigh in vote 2.
    care: how often a minority writes its line.
    """

    name: str
    misreading: float
    noise: float
    noise_after: float
    influence: float
    care: float

    def situation(self, book: Book, state: State, chance: Chance) -> str:
        return chance.choice(state.face_up)

    def votes(self, book: Book, state: State, chance: Chance) -> Votes:
        allowed = available(book, state.tracks)
        values = self._values(book, state, allowed)
        if state.phase == "vote_2":
            first = turn_of(state).first or {}
            cast = sum(first.values())
            values = [
                value + self.influence * first[key] / cast for key, value in zip(allowed, values, strict=True)
            ]
        noise = self.noise_after if state.phase == "vote_2" else self.noise
        seen = [value + chance.gauss(0, self.misreading) for value in values]
        return drawn(allowed, seen, noise, state.people, chance)

    def settle(self, book: Book, state: State, tied: Sequence[str], chance: Chance) -> str:
        return chance.choice(tied)

    def writes_reserve(self, chance: Chance) -> bool:
        return chance.random() < self.care

    def vigilance(self, book: Book, state: State, chance: Chance) -> int:
        return useful_vigilance(book, state)

    def _values(self, book: Book, state: State, allowed: Sequence[str]) -> list[float]:
        if state.strike is not None:
            fits = book.crises[strike_of(state).card or ""].fits
            return [float(fits[key]) for key in allowed]
        situation = turn_of(state).situation or ""
        return [comfort(book, consequence(book, state, situation, key)) for key in allowed]


@dataclass(frozen=True, slots=True)
class Blind:
    """A group that votes without looking: at random, always the same, or round the six in turn."""

    name: str
    postures: tuple[str, ...] = ()

    def situation(self, book: Book, state: State, chance: Chance) -> str:
        return chance.choice(state.face_up)

    def votes(self, book: Book, state: State, chance: Chance) -> Votes:
        allowed = available(book, state.tracks)
        if not self.postures:
            return drawn(allowed, [0.0] * len(allowed), 1.0, state.people, chance)
        turn = (state.round - 1) % len(self.postures)
        wanted = (*self.postures[turn:], *self.postures[:turn], *allowed)
        return {next(key for key in wanted if key in allowed): state.people}

    def settle(self, book: Book, state: State, tied: Sequence[str], chance: Chance) -> str:
        return chance.choice(tied)

    def writes_reserve(self, chance: Chance) -> bool:
        return chance.random() < 0.5

    def vigilance(self, book: Book, state: State, chance: Chance) -> int:
        return useful_vigilance(book, state)


def drawn(keys: Sequence[str], values: Sequence[float], noise: float, people: int, chance: Chance) -> Votes:
    """
    The votes of *people* who each choose what seems best through a noise of their own.

    With noise of Gumbel's law, the share that each option may expect is its softmax (McFadden, 1974), so
    the votes can be drawn at once.
    """
    best, total, weights = max(values), 0.0, []
    for value in values:
        total += exp((value - best) / noise)
        weights.append(total)
    votes: Votes = {}
    for key in chance.choices(keys, cum_weights=weights, k=people):
        votes[key] = votes.get(key, 0) + 1
    return votes


REASONING: Mapping[str, Reasoning] = {
    group.name: group
    for group in (
        Reasoning("novice", misreading=6.5, noise=3.0, noise_after=2.2, influence=1.0, care=0.4),
        Reasoning("ordinary", misreading=3.2, noise=2.2, noise_after=1.6, influence=0.8, care=0.6),
        Reasoning("attentive", misreading=2.1, noise=1.8, noise_after=1.2, influence=0.6, care=0.8),
        Reasoning("expert", misreading=1.5, noise=1.2, noise_after=0.8, influence=0.4, care=0.9),
    )
}


def groups(book: Book) -> dict[str, Group]:
    """Every synthetic group by its name, the weakest first, then those that do not look at the board."""
    named: dict[str, Group] = {"random": Blind("random"), **REASONING}
    named["cycle"] = Blind("cycle", tuple(book.postures))
    return {**named, **{f"only {key}": Blind(f"only {key}", (key,)) for key in book.postures}}
