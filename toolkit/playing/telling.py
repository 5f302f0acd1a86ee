"""From the state of a game to what may be shown of it: pure, and the same for every role."""

from collections.abc import Mapping

from toolkit.content.cards import Card, Deck, Language
from toolkit.content.game_words import GameWords, Step
from toolkit.game.book import PLACE, TRACKS, Book, Tracks
from toolkit.game.counting import available, leaders
from toolkit.game.journal import profile
from toolkit.game.state import Counts, State
from toolkit.playing.views import BarView, ClockView, GameView, PostureView, ProfileRow, TrackView

# The steps of the script that belong to each phase.
SCRIPT: Mapping[str, tuple[str, ...]] = {
    "season": ("season",),
    "choice": ("choose",),
    "reading": ("read",),
    "vote_1": ("vote_1",),
    "talk": ("reveal", "talk", "spokespersons"),
    "vote_2": ("vote_2",),
    "tie": ("apply",),
    "card": ("apply", "consequence"),
    "closing": ("consequence", "reserve", "objection"),
    "assembly": ("assembly",),
    "crisis": ("crisis",),
    "crisis_reading": ("crisis",),
    "crisis_vote": ("crisis",),
    "crisis_tie": ("crisis",),
    "crisis_damage": ("crisis",),
    "over": ("close",),
}
# The debrief is gone through part by part.
PARTS = ("ending", "debrief_1", "debrief_2", "debrief_3", "debrief_4")
# What the clock counts down in each phase, among the steps of the script; the others have no clock.
CLOCKED: Mapping[str, tuple[str, ...]] = {
    "reading": ("read",),
    "vote_1": ("vote_1",),
    "talk": ("talk", "spokespersons"),
    "vote_2": ("vote_2",),
    "assembly": ("assembly",),
}
CRISIS_VOTE_S = 20


def steps(words: GameWords, state: State, part: int = 0, practice: str = "") -> tuple[Step, ...]:
    """What the script says for this moment; before the first round the welcome, then the practice vote."""
    if state.phase == "debrief":
        names = PARTS[part : part + 1]
    elif state.phase == "season" and state.round == 0 and practice != "revealed":
        names = ("practice",) if practice else ("welcome", "practice")
    else:
        names = SCRIPT[state.phase]
    return tuple(words.step(name) for name in names)


def seconds(words: GameWords, state: State, part: int = 0) -> int | None:
    """How long this phase, or this part of the debrief, should take; None when it has no clock."""
    if state.phase == "crisis_vote":
        return CRISIS_VOTE_S
    names = PARTS[part : part + 1] if state.phase == "debrief" else CLOCKED.get(state.phase, ())
    return sum(words.step(name).seconds[state.minutes] for name in names) or None


def told(
    state: State,
    book: Book,
    deck: Deck,
    language: Language,
    *,
    cast: int = 0,
    clock: ClockView | None = None,
    part: int = 0,
    practice: tuple[str, Counts | None] = ("", None),
) -> GameView:
    """
    Everything that may be shown of *state*, and of what surrounds it.

    Args: practice: how the practice vote stands, and its counts once revealed.
    """
    postures = _postures(state, book, deck)
    turn, strike = state.turn, state.strike
    situation = deck.card(turn.situation) if turn and turn.situation and not strike else None
    crisis = deck.card(strike.card) if strike and strike.card else None
    counts, before, vote = _revealed(state)
    if practice[1] is not None:
        counts = practice[1]
    applied = strike.chosen if strike else turn.applied if turn else None
    return GameView(
        state=state,
        book=book,
        language=language,
        tracks=_tracks(state),
        situation=situation,
        crisis=crisis,
        face_up=tuple(deck.card(card) for card in state.face_up),
        postures=tuple(postures.values()),
        bars=_bars(postures, counts, before, applied),
        vote=vote,
        consequence=_consequence(state, situation, applied, language),
        applied=postures[applied] if applied else None,
        damages=_damages(state, book),
        cast=cast,
        asked=max(state.people, cast),
        clock=clock,
        part=part,
        practice=practice[0],
        profile=_profile(state, book, postures),
    )


def _consequence(state: State, situation: Card | None, applied: str | None, language: Language) -> str:
    """What the back of the card says; nothing before it is turned."""
    if situation is None or applied is None or state.phase not in ("closing", "assembly"):
        return ""
    return situation.text(language).consequences[applied]


def _postures(state: State, book: Book, deck: Deck) -> dict[str, PostureView]:
    allowed = available(book, state.tracks)
    return {
        key: PostureView(key, deck.card(each.card), 0 if key in allowed else each.cost(book.means))
        for key, each in book.postures.items()
    }


def _revealed(state: State) -> tuple[Counts | None, Counts | None, int]:
    """The votes last revealed in what is being played, those of vote 1 beside vote 2, and which vote."""
    if state.strike is not None:
        return state.strike.votes, None, 0
    turn = state.turn
    if turn is None:
        return None, None, 0
    if turn.second is not None:
        return turn.second, turn.first, 2
    return turn.first, None, 1


def _bars(
    postures: Mapping[str, PostureView], counts: Counts | None, before: Counts | None, applied: str | None
) -> tuple[BarView, ...]:
    if counts is None:
        return ()
    most = max([*counts.values(), *(before or {}).values(), 1])
    ahead = leaders(counts)
    return tuple(
        BarView(
            posture=posture,
            votes=counts[key],
            before=None if before is None else before[key],
            share=counts[key] / most,
            share_before=0.0 if before is None else before[key] / most,
            leads=key in ahead,
            is_applied=key == applied,
        )
        for key, posture in postures.items()
    )


def _tracks(state: State) -> tuple[TrackView, ...]:
    before = _just_before(state)
    return tuple(TrackView(key, state.tracks[PLACE[key]], before[PLACE[key]]) for key in TRACKS)


def _just_before(state: State) -> Tracks:
    """The tracks before what has just moved them, the same when nothing has."""
    turn = state.turn
    if turn is not None and state.phase == "choice" and not turn.set_aside:
        return turn.before
    if turn is not None and turn.kept is not None and state.phase in ("closing", "assembly"):
        return turn.kept.tracks
    struck = state.strikes[-1] if state.strikes else None
    if turn is None and struck is not None and struck.after_round == state.round and struck.after is not None:
        return struck.before
    return state.tracks


def _damages(state: State, book: Book) -> tuple[tuple[str, int], ...]:
    """What the crisis in play threatens: the main track and by how much, then the second."""
    if state.strike is None or state.strike.card is None:
        return ()
    crisis = book.crises[state.strike.card]
    return ((crisis.main.track, crisis.main.damage), (crisis.second.track, crisis.second.damage))


def _profile(state: State, book: Book, postures: Mapping[str, PostureView]) -> tuple[ProfileRow, ...]:
    if state.ending is None:
        return ()
    used = profile(book, state)
    return tuple(
        ProfileRow(posture, used["first"][key], used["second"][key], used["applied"][key])
        for key, posture in postures.items()
    )


def named(deck: Deck, language: Language) -> dict[str, str]:
    """Titles by the ids of cards, and by the keys of postures."""
    return {name: _title(card, language) for card in deck.cards for name in (card.id, card.key) if name}


def _title(card: Card, language: Language) -> str:
    return card.text(language).title
