"""Many games at once, to see what a rule or a number does: endings, use of the postures, length."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from toolkit.game.book import Book
from toolkit.game.counting import may_write_reserve
from toolkit.game.groups import Chance, Group
from toolkit.game.moves import (
    BreakTie,
    ChooseSituation,
    DrawCrisis,
    EndRound,
    FaceCrisis,
    HoldAssembly,
    Move,
    OpenVote,
    Reveal,
    StartSeason,
    TurnCard,
    WriteReserve,
)
from toolkit.game.play import play
from toolkit.game.rounds import turn_of
from toolkit.game.setup import new_game, possible_tables
from toolkit.game.state import State

ENDINGS = ("alive", "fragile", "pilot_light", "undone")


@dataclass(frozen=True, slots=True)
class Table:
    """What is simulated: the format, who plays, and how many games."""

    minutes: int
    people: int
    games: int
    difficulty: str = "ordinary"
    seed: str = "1"


@dataclass(frozen=True, slots=True)
class Shares:
    """
    What came out, for one group.

    Attributes:

    endings: games by ending.
    applied: rounds by applied posture.
    rounds: rounds played in all.
    contested, ties, assemblies, reserves: how often, in all.
    """

    games: int
    endings: Counter[str]
    applied: Counter[str]
    rounds: int
    contested: int
    ties: int
    assemblies: int
    reserves: int

    def percent(self, ending: str) -> float:
        return 100 * self.endings[ending] / self.games

    def as_dict(self) -> dict[str, Any]:
        rounds = max(1, self.rounds)
        return {
            "games": self.games,
            "endings_percent": {ending: round(self.percent(ending), 1) for ending in ENDINGS},
            "applied_percent": {key: round(100 * n / rounds, 1) for key, n in self.applied.items()},
            "rounds_mean": round(self.rounds / self.games, 2),
            "contested_percent": round(100 * self.contested / rounds, 1),
            "ties_percent": round(100 * self.ties / rounds, 1),
            "assemblies_percent": round(100 * self.assemblies / self.games, 1),
            "reserves_per_game": round(self.reserves / self.games, 2),
        }


def simulate(book: Book, table: Table, group: Group, chance: Chance) -> Shares:
    """
    Games of *group*, each with a shuffle of its own; the same rules as a room's, move by move.

    Raises: Refused, for a format, a difficulty or a number of people that cannot be.
    """
    finals = [one_game(book, table, group, chance, number) for number in range(table.games)]
    turns = [turn for state in finals for turn in state.played]
    applied = Counter(dict.fromkeys(book.postures, 0))
    applied.update(turn.applied for turn in turns if turn.applied is not None)
    return Shares(
        games=table.games,
        endings=Counter(str(state.ending) for state in finals),
        applied=applied,
        rounds=len(turns),
        contested=sum(turn.contested for turn in turns),
        ties=sum(bool(turn.tied) for turn in turns),
        assemblies=sum(state.ruptures > 0 for state in finals),
        reserves=sum(turn.reserve is not None for turn in turns),
    )


def one_game(book: Book, table: Table, group: Group, chance: Chance, number: int) -> State:
    """One game up to its debrief."""
    begun = new_game(
        book,
        minutes=table.minutes,
        people=table.people,
        tables=possible_tables(book, table.people)[0],
        seed=f"{table.seed}-{number}",
        difficulty=table.difficulty,
    )
    state = play(book, None, begun)
    while state.phase != "debrief":
        state = play(book, state, next_move(book, state, group, chance))
    return state


def next_move(book: Book, state: State, group: Group, chance: Chance) -> Move:
    """What *group* does now."""
    plain = PLAIN.get(state.phase)
    if plain is not None:
        return plain
    if state.phase == "choice":
        return ChooseSituation(group.situation(book, state, chance))
    if state.phase in ("vote_1", "vote_2", "crisis_vote"):
        return Reveal(group.votes(book, state, chance))
    if state.phase == "tie":
        return BreakTie(group.settle(book, state, turn_of(state).tied, chance))
    if state.phase == "crisis_tie" and state.strike is not None:
        return BreakTie(group.settle(book, state, state.strike.tied, chance))
    if state.phase == "crisis_damage":
        return FaceCrisis(group.vigilance(book, state, chance))
    return _closing(book, state, group, chance)


PLAIN: dict[str, Move] = {
    "season": StartSeason(),
    "reading": OpenVote(),
    "talk": OpenVote(),
    "card": TurnCard(),
    "assembly": HoldAssembly(),
    "crisis": DrawCrisis(),
    "crisis_reading": OpenVote(),
}


def _closing(book: Book, state: State, group: Group, chance: Chance) -> Move:
    turn = turn_of(state)
    if turn.reserve is None and turn.second is not None and turn.applied is not None:
        allowed = may_write_reserve(book, turn.second, turn.applied)
        if allowed and group.writes_reserve(chance):
            return WriteReserve("…")
    return EndRound()
