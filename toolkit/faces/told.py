"""What a card of the game does to the board, in words: for large print, and for whoever listens."""

from collections.abc import Iterator, Sequence

from toolkit.content.game_tables import signed
from toolkit.faces.frame import Frame
from toolkit.game.book import TRACKS

SEPARATOR = " · "


def told(frame: Frame) -> Iterator[tuple[str, str]]:
    """Label and text of each part: what comes of each posture, or what the card itself moves."""
    book, card = frame.deck.book, frame.card
    if book is None:
        return
    if card.kind == "situation":
        for key, text in frame.text.consequences.items():
            yield _title(frame, key), f"{text} {moves(frame, book.situations[card.id].effects[key])}"
    elif card.kind == "posture":
        yield frame.say("board"), moves(frame, book.postures[card.key].signature)
    elif card.kind == "crisis":
        crisis = book.crises[card.id]
        for name, found in (("main", crisis.main), ("second", crisis.second)):
            track = frame.say(f"track_{found.track.lower()}")
            yield frame.say(f"damage_{name}"), f"{track} {signed(-found.damage)}."
        fits = (f"{_title(frame, key)} {signed(fit)}" for key, fit in crisis.fits.items())
        yield frame.say("fits"), SEPARATOR.join(fits) + "."


def _title(frame: Frame, key: str) -> str:
    """What the posture *key* is called."""
    assert frame.deck.book is not None
    return frame.deck.card(frame.deck.book.postures[key].card).text(frame.language).title


def moves(frame: Frame, numbers: Sequence[int]) -> str:
    """Each track by its name with its move, none left out."""
    named = zip(TRACKS, numbers, strict=True)
    return (
        SEPARATOR.join(f"{frame.say(f'track_{track.lower()}')} {signed(number)}" for track, number in named)
        + "."
    )
