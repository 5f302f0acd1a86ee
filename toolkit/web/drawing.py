"""Inline drawings for templates: faces, patterns, icons and QR codes, each drawn once and kept."""

from functools import lru_cache

from markupsafe import Markup

from toolkit.content.cards import Card, Language
from toolkit.faces.back import back
from toolkit.faces.board import cell
from toolkit.faces.frame import PLAYED
from toolkit.faces.front import front
from toolkit.faces.idea import Idea, idea_face
from toolkit.faces.pieces import board_of
from toolkit.faces.svg import icon_svg, path_svg, pattern_svg, svg, symbol_svg
from toolkit.faces.tracks import track_icon
from toolkit.pictures.picture import Size, flows_picture, picture
from toolkit.pictures.subject import FlowsLike, MovementLike, OutcomeLike
from toolkit.playing.views import GameView
from toolkit.printing.deck import Page, Sheets
from toolkit.printing.preview import sheet_svg
from toolkit.printing.qr import QUIET_MODULES, Level, matrix, runs
from toolkit.printing.wifi import wifi_text
from toolkit.web.here import base_url, server


def face(card: Card, side: str, language: Language) -> Markup:
    """One side of a card, as it is printed."""
    deck = next(deck for deck in server().decks.values() if card in deck.cards)
    return _face(deck.id, card.id, side, language, base_url())


@lru_cache(maxsize=512)
def _face(deck_id: str, card_id: str, side: str, language: Language, base: str) -> Markup:
    deck = server().decks[deck_id]
    draw = front if side == "front" else back
    return Markup(svg(draw(deck.card(card_id), deck, language, base), qr_matrix=matrix))


def has_face(card: Card) -> bool:
    """
    Whether a page shows the two sides of *card* as they are printed. Those of the game are read better as
    words: they are long, and made for a larger card.
    """
    return card.kind not in PLAYED


@lru_cache(maxsize=512)
def idea(title: str, sentence: str, number: int, workshop: str, language: Language) -> Markup:
    """The face of an idea, as it would be printed."""
    return Markup(svg(idea_face(Idea(title, sentence, number, workshop), language), qr_matrix=matrix))


def sheet(sheets: Sheets, page: Page, guides: bool, label: str) -> Markup:
    """One side of a sheet to print."""
    return Markup(sheet_svg(sheets, page, guides=guides, label=label))


# One unit of a picture is four pixels or so in the hand, six on a poster.
SIZES = {
    "large": Size(width_mm=300, letters_pt=14.5, height_mm=104, browser=True),
    "medium": Size(width_mm=180, letters_pt=10.5, browser=True),
    "compact": Size(width_mm=88, letters_pt=10.5, browser=True),
}
MOVED = Size(width_mm=300, letters_pt=14.5, height_mm=88, browser=True)
MOST_ON_A_POSTER = {"degrees": 8, "flow": 12}


def outcome(concluded: OutcomeLike, size: str, moved: bool, language: Language) -> Markup:
    """The picture of an outcome; what it says is written beside it."""
    large = size == "large"
    most = MOST_ON_A_POSTER.get(concluded.shape, 0) if large else 0
    scale = MOVED if large and moved else SIZES[size]
    return Markup(svg(picture(concluded, language, scale, movement=False, most=most), qr_matrix=matrix))


FLOWS = {
    "large": Size(width_mm=300, letters_pt=17, height_mm=116),
    "medium": Size(width_mm=180, letters_pt=10.5),
    "compact": Size(width_mm=88, letters_pt=10.5),
}


def flows(movement: MovementLike, shown: FlowsLike, size: str, language: Language) -> Markup:
    """The picture of who went where; what it says is written beside it."""
    return Markup(svg(flows_picture(movement, shown, language, FLOWS[size]), qr_matrix=matrix))


@lru_cache(maxsize=128)
def pattern(orientation: int, width_mm: float, height_mm: float) -> Markup:
    """The pattern of an orientation; nothing for 0, a card that has none."""
    if not orientation:
        return Markup()
    return Markup(pattern_svg(orientation, width_mm, height_mm))


@lru_cache(maxsize=32)
def icon(orientation: int) -> Markup:
    return Markup(icon_svg(orientation))


def wifi(name: str, password: str) -> Markup:
    """The QR code that joins a network. A long name and password leave no room for more redundancy."""
    return qr(wifi_text(name, password), "L")


@lru_cache(maxsize=8)
def symbol(posture: str) -> Markup:
    return Markup(symbol_svg(posture))


@lru_cache(maxsize=8)
def track(key: str) -> Markup:
    """The icon of a track of the game, in the current text colour."""
    return Markup(path_svg(track_icon(key, 0, 0, 24, "currentColor")))


def game_board(game: GameView) -> Markup:
    """The board as it lies, without the cubes of its tracks; its words are elsewhere on the page."""
    face = board_of(game.book, game.state, game.on_board, game.language)
    return Markup(svg(face, qr_matrix=matrix))


def cube_at(track: str, level: int) -> tuple[float, float]:
    """Where the middle of the cube of *track* lies on the drawing of the board."""
    return cell(track, level).middle


@lru_cache(maxsize=256)
def qr(text: str, level: Level = "M") -> Markup:
    """A QR code of *text*, dark on white, quiet zone included; decoration to a screen reader."""
    code = matrix(text, level)
    size = code.width
    path = "".join(
        f"M{column + QUIET_MODULES} {row + QUIET_MODULES}h{length}v1h-{length}z"
        for row, column, length in runs(code)
    )
    return Markup(
        f'<svg class="qr" viewBox="0 0 {size} {size}" aria-hidden="true" focusable="false" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path fill="#000" d="{path}"/></svg>'
    )
