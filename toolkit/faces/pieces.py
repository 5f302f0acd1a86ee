"""What lies on the board during a game: levels of the tracks, seasons gone by, situations, tokens."""

from collections.abc import Iterator

from toolkit.content.cards import Card, Language
from toolkit.faces.board import (
    CELL,
    SEASON_RADIUS,
    SEASONS,
    TOKEN_RADIUS,
    board,
    cell,
    centred,
    circle,
    crisis_mark,
    eye,
    season,
    slot,
    token,
)
from toolkit.faces.boxes import Box, Face, Rect
from toolkit.faces.layout import Style, TextDoesNotFit, Typesetter, moved
from toolkit.faces.look import look, mixed
from toolkit.faces.tracks import TRACKS, track_hue, track_pattern
from toolkit.game.book import PLACE, Book
from toolkit.game.state import State

PADDING = 6.0


def board_of(book: Book, state: State, situations: tuple[Card, ...], language: Language) -> Face:
    """
    The board as *state* leaves it, but for the cubes of the tracks, which move.

    Args: *situations*: the cards that lie face up.
    """
    empty = board(book, language, paper=False)
    boxes = (
        *empty.boxes,
        *_levels(state),
        *_seasons(book, state),
        *_situations(situations, language),
        *_tokens(state),
    )
    return Face(empty.width_mm, empty.height_mm, 0.0, boxes, empty.title, language)


def _levels(state: State) -> Iterator[Box]:
    """Each track filled from its foot to the middle of the cell where its cube lies."""
    for track in TRACKS:
        level = state.tracks[PLACE[track]]
        at, foot = cell(track, level), cell(track, 0)
        top, bottom = at.y + CELL / 2, foot.y + CELL
        if level:
            yield track_pattern(track, at.x, top, CELL, bottom - top, cell=CELL / 2)


def _seasons(book: Book, state: State) -> Iterator[Box]:
    ink, paper = look().ink, look().paper
    for number in range(1, SEASONS + 1):
        x, y = season(number)
        if number > state.rounds:
            # Not in this game: it goes back into the paper.
            yield circle(x, y, SEASON_RADIUS + 0.6, fill=mixed(paper, ink, 0.10))
            yield centred(str(number), x, y + 3.0, "display", 22.0, mixed(paper, ink, 0.35))
        elif number <= state.round:
            is_now = number == state.round and state.turn is not None
            yield circle(x, y, SEASON_RADIUS, fill=look().orientations[0].hue if is_now else ink)
            yield centred(str(number), x, y + 3.5, "display", 28.0, look().white)
    for strike in state.strikes:
        x, y = crisis_mark(strike.after_round)
        yield circle(x, y, 6.2, stroke=ink, stroke_mm=0.8)


def _situations(situations: tuple[Card, ...], language: Language) -> Iterator[Box]:
    for number, card in enumerate(situations[:2]):
        at = slot(number)
        yield Rect(at.x, at.y, at.width, at.height, fill=look().white, radius=4.0)
        yield Rect(at.x, at.y, at.width, at.height, stroke=look().ink, stroke_mm=0.8, radius=4.0)
        hue = look().ink
        setter = Typesetter(card.id, language)
        left, width = at.x + PADDING, at.width - 2 * PADDING
        yield Rect(left, at.y + PADDING + 12.5, 14.0, 1.2, fill=hue)
        yield from setter.block(
            "number", card.rank, Style("label", "display", 26.0, hue), left, at.y + PADDING, width
        ).boxes
        title = _fitting(setter, card.text(language).title, left, at.y + PADDING + 20.0, width)
        yield from title[0]
        gist = Style("text", "regular", 12.5, look().ink, 1.28, divide=True)
        yield from setter.block("gist", card.text(language).gist, gist, left, title[1] + 5.0, width).boxes


def _fitting(
    setter: Typesetter, text: str, left: float, top: float, width: float
) -> tuple[tuple[Box, ...], float]:
    """A title as large as its longest word allows, and where it ends."""
    for size in (24.0, 22.0, 20.0, 18.0, 16.0):
        style = Style("title", "display", size, look().ink, 1.08, balance=True)
        try:
            block = setter.block("title", text, style, left, 0.0, width)
        except TextDoesNotFit:
            continue
        return moved(block, top).boxes, top + block.height
    block = setter.block(
        "title", text, Style("title", "bold", 13.0, look().ink, divide=True), left, 0.0, width
    )
    return moved(block, top).boxes, top + block.height


def _tokens(state: State) -> Iterator[Box]:
    for number in range(state.vigilance):
        x, y = token(number)
        hue = track_hue("COM")
        yield circle(x, y, TOKEN_RADIUS - 0.8, fill=hue)
        yield from eye(x, y, 15.0, look().white, hue)
