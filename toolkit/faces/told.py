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
            title = frame.deck.card(book.postures[key].card).text(frame.language).title
            yield title, f"{text} {moves(frame, book.situations[card.id].effects[key])}"
    elif card.kind == "posture":
        yield frame.say("board"), moves(frame, book.postures[card.key].signature)
    elif card.kind == "crisis":
        crisis = book.crises[card.id]
        damage = {found.track: -found.damage for found in (crisis.main, crisis.second)}
        yield frame.say("board"), moves(frame, [damage.get(track, 0) for track in TRACKS])


def moves(frame: Frame, numbers: Sequence[int]) -> str:
    """Each track by its name with its move, none left out."""
    named = zip(TRACKS, numbers, strict=True)
    return (
        SEPARATOR.join(f"{frame.say(f'track_{track.lower()}')} {signed(number)}" for track, number in named)
        + "."
    )
