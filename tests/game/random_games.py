"""Games that nobody would play: any move that ``next_things`` offers, with any values it may take."""

from random import Random

from hypothesis import strategies as st

from toolkit.game.book import Book
from toolkit.game.moves import (
    KINDS,
    BreakTie,
    ChooseSituation,
    Commit,
    CorrectCount,
    FaceCrisis,
    Headcount,
    Move,
    Object,
    Reveal,
    SetAside,
    TakeBack,
    WriteReserve,
)
from toolkit.game.next_things import Thing, next_things
from toolkit.game.play import play
from toolkit.game.setup import new_game, possible_tables
from toolkit.game.state import State

Log = tuple[Move, ...]
SIMPLE = (ChooseSituation, SetAside, BreakTie, FaceCrisis)


def logs(book: Book, longest: int = 150) -> st.SearchStrategy[Log]:
    """Logs of moves that were all accepted, taken-back ones included, up to the end of the game."""
    return st.builds(
        lambda seed, length: a_log(book, Random(seed), length), st.integers(0, 2**32), st.integers(0, longest)
    )


def a_log(book: Book, chance: Random, length: int) -> Log:
    first = a_beginning(book, chance)
    log, stack = [first], [play(book, None, first)]
    for _ in range(length):
        state = stack[-1]
        things = next_things(book, state)
        if len(stack) > 1 and chance.random() < 0.05:
            log.append(TakeBack())
            stack.pop()
        elif things:
            # Mostly forward, so that games get somewhere.
            thing = things[0] if chance.random() < 0.7 else chance.choice(things)
            move = filled(book, state, thing, chance)
            log.append(move)
            stack.append(play(book, state, move))
    return tuple(log)


def a_beginning(book: Book, chance: Random) -> Move:
    people = chance.randint(3, 60)
    return new_game(
        book,
        minutes=chance.choice([*book.formats]),
        people=people,
        tables=chance.choice(possible_tables(book, people)),
        seed=f"{chance.random()}",
        difficulty=chance.choice([*book.difficulties]),
    )


def filled(book: Book, state: State, thing: Thing, chance: Random) -> Move:
    """The move of *thing* with values that may be given."""
    kind = KINDS[thing.move]
    if kind is Reveal:
        return Reveal(a_count(thing.choices, state.people, chance))
    if kind in SIMPLE:
        return kind(chance.choice(thing.choices))
    if kind in (WriteReserve, Commit):
        return kind(a_line(chance))
    if kind is Object:
        return Object(a_line(chance), chance.choice(thing.choices))
    if kind is Headcount:
        return Headcount(state.people, state.tables)
    if kind is CorrectCount:
        return a_correction(book, state, thing, chance)
    return kind()


def a_count(allowed: tuple[str, ...], people: int, chance: Random) -> dict[str, int]:
    """At least one vote, at most one per person; often a tie."""
    votes = chance.choices(
        chance.sample(allowed, chance.randint(1, len(allowed))), k=chance.randint(1, people)
    )
    return {key: votes.count(key) for key in votes}


def a_line(chance: Random) -> str:
    return "".join(chance.choice("aé’ \n🌱") for _ in range(30)) + "."


def a_correction(book: Book, state: State, thing: Thing, chance: Random) -> Move:
    """Another count of a revealed vote, of postures that cost nothing."""
    vote = chance.choice(thing.choices)
    holder = state.strike if state.strike is not None else state.turn
    was = getattr(holder, {0: "votes", 1: "first", 2: "second"}[vote])
    while True:
        now = a_count(("GAR", "LAC", "OPE"), state.people, chance)
        if {key: now.get(key, 0) for key in book.postures} != was:
            return CorrectCount(vote, now)
