"""When a vital track falls to 0: the assembly, once; then the end. And what the end is called."""

from dataclasses import replace

from toolkit.game.book import TRACKS, Book, Tracks
from toolkit.game.moves import HoldAssembly
from toolkit.game.state import Ending, Phase, State


def broken(book: Book, tracks: Tracks) -> tuple[str, ...]:
    """The vital tracks at 0."""
    return tuple(track for track in book.vital if getattr(tracks, track) == 0)


def enter(book: Book, state: State, phase: Phase) -> State:
    """*state* in *phase*; but in the assembly first when a track has just broken, or at the end."""
    if 0 not in state.tracks or not broken(book, state.tracks):
        return replace(state, phase=phase)
    ruptured = replace(state, ruptures=state.ruptures + 1)
    if ruptured.ruptures > book.numbers.assemblies:
        return end_game(book, _closed(ruptured))
    return replace(ruptured, phase="assembly", then=phase)


def hold_assembly(book: Book, state: State, move: HoldAssembly) -> State:
    """What is broken is repaired, the rest pays for it, and nothing else breaks."""
    assert state.then is not None
    numbers, down = book.numbers, broken(book, state.tracks)
    levels = {}
    for track in TRACKS:
        level = getattr(state.tracks, track)
        floor = min(level, 1) if track in book.vital else 0
        levels[track] = numbers.back_to if track in down else max(floor, level - numbers.others_lose)
    held = replace(state, phase=state.then, then=None, tracks=Tracks(**levels))
    if held.turn is not None:
        return replace(held, turn=replace(held.turn, assembly=True))
    *before, last = held.strikes
    last = replace(last, assembly=True, after=held.tracks)
    held = replace(held, strikes=(*before, last))
    # After a crisis; the rounds left are counted now, since one may have been dropped meanwhile.
    return end_game(book, held) if held.round >= held.rounds else held


def end_game(book: Book, state: State) -> State:
    """The debrief, with the name of the ending."""
    return replace(state, phase="debrief", then=None, ending=ending(book, state))


def ending(book: Book, state: State) -> Ending:
    """What the game comes to, as the board stands."""
    numbers = book.numbers
    if state.ruptures > numbers.assemblies:
        return "undone"
    well = sum(level >= numbers.low for level in state.tracks)
    if well == len(state.tracks) and sum(state.tracks) >= numbers.alive_total:
        return "alive"
    return "fragile" if well >= numbers.fragile_tracks else "pilot_light"


def _closed(state: State) -> State:
    """A round that a second rupture cuts short still belongs to what was played."""
    if state.turn is None:
        return state
    turn = replace(state.turn, after=state.tracks)
    return replace(state, turn=None, played=(*state.played, turn))
