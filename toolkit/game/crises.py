"""A crisis, move by move: the card, one vote without talk, the damage."""

from dataclasses import replace

from toolkit.game.book import PLACE, Book
from toolkit.game.counting import available, counted, leaders
from toolkit.game.errors import Refused
from toolkit.game.moves import BreakTie, DrawCrisis, FaceCrisis, Reveal, is_whole
from toolkit.game.rounds import after_round
from toolkit.game.rupture import broken, enter
from toolkit.game.state import Counts, State, Strike


def draw_crisis(book: Book, state: State, move: DrawCrisis) -> State:
    card, *rest = state.crisis_pile
    return replace(
        state,
        phase="crisis_reading",
        crisis_pile=tuple(rest),
        strike=replace(strike_of(state), card=card),
    )


def reveal_crisis(book: Book, state: State, move: Reveal) -> State:
    """Raises: Refused, as ``counted``."""
    counts = counted(book, move.counts, state.people, available(book, state.tracks))
    return chosen(state, replace(strike_of(state), votes=counts), counts)


def chosen(state: State, strike: Strike, counts: Counts) -> State:
    """After the vote: a posture leads, or the duty table has to choose."""
    ahead = leaders(counts)
    if len(ahead) > 1:
        return replace(state, phase="crisis_tie", strike=replace(strike, tied=ahead, chosen=None))
    return replace(state, phase="crisis_damage", strike=replace(strike, tied=(), chosen=ahead[0]))


def break_crisis_tie(book: Book, state: State, move: BreakTie) -> State:
    """Raises: Refused, ``not_tied``."""
    strike = strike_of(state)
    if move.posture not in strike.tied:
        raise Refused("not_tied", posture=str(move.posture), tied=[*strike.tied])
    return replace(state, phase="crisis_damage", strike=replace(strike, chosen=move.posture))


def main_damage(book: Book, state: State) -> int:
    """What the main track would lose without spending a token."""
    strike = strike_of(state)
    assert strike.card is not None
    assert strike.chosen is not None
    crisis = book.crises[strike.card]
    shields = sum(state.tracks[PLACE[track]] >= least for track, least in book.numbers.shields)
    return max(0, crisis.main.damage - shields - crisis.fits[strike.chosen])


def useful_vigilance(book: Book, state: State) -> int:
    """The most tokens that may be spent: those there are, those the rule allows, none for nothing."""
    return min(state.vigilance, book.numbers.vigilance_in_crisis, main_damage(book, state))


def face_crisis(book: Book, state: State, move: FaceCrisis) -> State:
    """Raises: Refused, ``too_much_vigilance``."""
    most = useful_vigilance(book, state)
    if not is_whole(move.vigilance) or not 0 <= move.vigilance <= most:
        raise Refused("too_much_vigilance", most=most)
    strike = strike_of(state)
    assert strike.card is not None
    crisis = book.crises[strike.card]
    damage = main_damage(book, state) - move.vigilance
    tracks = book.lowered(state.tracks, crisis.main.track, damage)
    tracks = book.lowered(tracks, *crisis.second)
    struck = replace(strike, vigilance=move.vigilance, damage=damage, after=tracks)
    faced = replace(
        state,
        tracks=tracks,
        vigilance=state.vigilance - move.vigilance,
        strike=None,
        strikes=(*state.strikes, struck),
    )
    if not broken(book, tracks):
        return after_round(book, faced)
    return enter(book, faced, "season")


def strike_of(state: State) -> Strike:
    assert state.strike is not None, "a phase of a crisis has its strike"
    return state.strike
