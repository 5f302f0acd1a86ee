"""Whether no posture is good in itself: what the author of the cards promises, checked."""

from collections import Counter
from collections.abc import Iterator

from toolkit.game.book import TRACKS, Book
from toolkit.game.sheet import Flaw

SPREAD = {2: 2, 1: 4, 0: 2, -1: 2, -2: 2}
IN_ALL = 1


def balance_flaws(book: Book) -> Iterator[Flaw]:
    """
    Every signature adds up to +1; over the situations every posture has the same spread of fits; each
    crisis has one best and one worst posture, and each posture is best once and worst once; the two damages
    of a crisis fall on two tracks.
    """
    for number, posture in enumerate(book.postures.values(), 1):
        if sum(posture.signature) != IN_ALL:
            values = {"n": sum(posture.signature), "wanted": IN_ALL}
            yield Flaw(f"postures[{number}].signature", "game_signature", values)
    for key in book.postures:
        found = Counter(situation.fits[key] for situation in book.situations.values())
        if found != SPREAD:
            yield Flaw("situations", "game_spread", {"posture": key, "found": _told(found)})
    yield from _crises(book)


def _crises(book: Book) -> Iterator[Flaw]:
    best: Counter[str] = Counter()
    worst: Counter[str] = Counter()
    for number, crisis in enumerate(book.crises.values(), 1):
        for name, level, tally in (
            ("game_best", max(crisis.fits.values()), best),
            ("game_worst", min(crisis.fits.values()), worst),
        ):
            reached = [key for key, fit in crisis.fits.items() if fit == level]
            tally.update(reached)
            if len(reached) != 1:
                yield Flaw(f"crises[{number}].fits", name, {"postures": ", ".join(reached)})
        if crisis.main.track == crisis.second.track:
            yield Flaw(f"crises[{number}].second", "game_same_track", {"track": crisis.main.track})
    for key in book.postures:
        if (best[key], worst[key]) != (1, 1):
            yield Flaw("crises", "game_turns", {"posture": key, "best": best[key], "worst": worst[key]})


def _told(found: Counter[int]) -> str:
    """``+2 ×3, 0 ×1``: a spread as a person reads it."""
    return ", ".join(f"{fit:+d} ×{found[fit]}" if fit else f"0 ×{found[fit]}" for fit in sorted(found)[::-1])


def table_of_effects(book: Book) -> dict[str, dict[str, dict[str, int]]]:
    """The printed consequences: by situation, by posture, by track."""
    return {
        card: {key: dict(zip(TRACKS, effect, strict=True)) for key, effect in situation.effects.items()}
        for card, situation in book.situations.items()
    }
