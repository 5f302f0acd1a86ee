"""What a deck prints besides its cards: for the wall and the box; board and sheets of its game."""

from collections.abc import Callable, Mapping
from itertools import chain

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from toolkit.content.cards import LANGUAGES, Deck
from toolkit.content.game_tables import posture_titles, with_numbers
from toolkit.faces.board import board
from toolkit.faces.layout import CannotSet
from toolkit.faces.tracks import TRACK_NAMES, TRACKS
from toolkit.playing.material import Material
from toolkit.printing.address import base_address
from toolkit.printing.board_sheets import board_pdf, tiles_pdf
from toolkit.printing.deck import about, deck_faces
from toolkit.printing.dividers import dividers_pdf
from toolkit.printing.game_pages import booklet_pdf, rules_pdf, script_pdf
from toolkit.printing.journal_sheets import journal_pdf
from toolkit.printing.leaves import Leaf
from toolkit.printing.options import Options, Setting, UnknownChoice, studio
from toolkit.printing.own_cards import MOST_CARDS, blanks_pdf
from toolkit.printing.pieces import pieces_pdf
from toolkit.printing.refusals import Refused, cannot_sentence
from toolkit.printing.shop import in_order, shop_pdf
from toolkit.printing.tuck_box import USUAL_THICKNESS, box_pdf
from toolkit.printing.wall import wall_pdf
from toolkit.web.beside import book_of, words_of
from toolkit.web.here import base_url, now, server
from toolkit.web.offered import offered
from toolkit.web.printing import attached, printable, refused_here
from toolkit.web.speaking import language
from toolkit.words import say

blueprint = Blueprint("deck_prints", __name__)

DIALS = 8
A3_SHORT = 297.0

Make = Callable[[Deck, Leaf], bytes]


class Unprintable(ValueError):
    """What was asked cannot be printed. Attribute ``key``: its sentence among the words."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@blueprint.get("/print/<deck_id>/<item>.pdf")
def printed(deck_id: str, item: str) -> Response:
    """
    One thing to print, with the paper, drawing and language chosen on the print page.

    Raises: 404; 422, on that page, with the reason.
    """
    deck = printable(deck_id)
    if item not in offered(deck):
        abort(404)
    spoken = language()
    try:
        return attached(ITEMS[item](deck, chosen_leaf()), f"rebond-{deck.id}-{item}.pdf")
    except UnknownChoice as unknown:
        return refused_here(deck, unknown.option, unknown.sentence(spoken))
    except Refused as refused:
        is_box = refused.reason == "box_large"  # whose own sentence names options of the command line
        sentence = say(spoken, "print_page.box_large") if is_box else refused.sentence(spoken)
        return refused_here(deck, item, sentence)
    except Unprintable as cannot:
        return refused_here(deck, item, say(spoken, cannot.key, **cannot.values))
    except CannotSet as cannot:
        why = say(spoken, "table.cannot_set", reason=cannot_sentence(cannot, spoken))
        return refused_here(deck, item, why)


def chosen_leaf() -> Leaf:
    """Paper, drawing and language as chosen on the page. Raises: UnknownChoice."""
    query, known = request.args, studio(server().config.look_dir)
    asked = query.get("cards_in", "")
    spoken = next((each for each in LANGUAGES if each == asked), language())
    sheet, theme = known.sheet(query.get("sheet", "a4")), known.theme(query.get("theme", "colour"))
    return Leaf(sheet, theme, spoken, now().date())


def fronts_setting(leaf: Leaf) -> Setting:
    """Cards of the chosen size on the paper of *leaf*, fronts only. Raises: UnknownChoice, Refused."""
    sheet, theme = leaf.sheet, leaf.theme
    format_ = request.args.get("format", "")
    options = Options(format_, sheet.name, backs="none", theme=theme.name, margin_mm=sheet.margin_mm)
    return studio(server().config.look_dir).setting(options)


def printed_base() -> str:
    """The address that printed codes open. Raises: AddressRefused."""
    return base_address(request.args.get("base_url", "") or base_url()).url


def _shop(deck: Deck, leaf: Leaf) -> bytes:
    """One face a page, with its bleed, at the chosen size and in the chosen drawing."""
    # Any sheet does: the grid is not used, and every size fits on this one.
    options = Options(request.args.get("format", ""), "a3", theme=leaf.theme.name)
    setting = studio(server().config.look_dir).setting(options, deck)
    faces = deck_faces(deck, leaf.language, printed_base(), setting=setting, cards=deck.cards)
    return shop_pdf(list(in_order(chain.from_iterable(faces))), about(deck, leaf.language, leaf.on))


def _wall(deck: Deck, leaf: Leaf) -> bytes:
    return wall_pdf(deck.cards, deck, printed_base(), leaf)


def _blanks(deck: Deck, leaf: Leaf) -> bytes:
    setting = fronts_setting(leaf)
    return blanks_pdf(min(len(setting.grid.slots), MOST_CARDS), leaf, setting)


def _dividers(deck: Deck, leaf: Leaf) -> bytes:
    return dividers_pdf(deck, leaf)


def _box(deck: Deck, leaf: Leaf) -> bytes:
    return box_pdf(deck, len(deck.cards), USUAL_THICKNESS, leaf, dividers=len(deck.by_orientation()))


def _material(deck: Deck) -> Material:
    """What the game of *deck* is played with, its numbers in the tables of its words."""
    book, words = book_of(deck.id), words_of(deck.id)
    if book is None or words is None:
        abort(404)
    return Material(book, deck, with_numbers(words, book, deck))


def _postures(game: Material, leaf: Leaf) -> list[tuple[str, str]]:
    return posture_titles(game.book, game.deck, leaf.language)


def _board(deck: Deck, leaf: Leaf) -> bytes:
    """In one piece on A3, in parts to glue on a smaller sheet."""
    if leaf.theme.layout:
        raise Unprintable("print_page.board_large")
    face = board(_material(deck).book, leaf.language, drawn=leaf.theme)
    is_parted = min(leaf.sheet.width_mm, leaf.sheet.height_mm) < A3_SHORT - 1
    return (tiles_pdf if is_parted else board_pdf)(face, leaf, 1.0)


def _pieces(deck: Deck, leaf: Leaf) -> bytes:
    return pieces_pdf(_postures(_material(deck), leaf), _title(deck, leaf), leaf, DIALS)


def _journal(deck: Deck, leaf: Leaf) -> bytes:
    tracks = [leaf.say(TRACK_NAMES[track]) for track in TRACKS]
    return journal_pdf(_postures(_material(deck), leaf), tracks, _title(deck, leaf), leaf)


def _booklet(deck: Deck, leaf: Leaf) -> bytes:
    text, folded = deck.text(leaf.language), leaf.theme.layout != "large"
    return booklet_pdf(_material(deck).words, text.title, text.subtitle, leaf, folded=folded)


def _rules(deck: Deck, leaf: Leaf) -> bytes:
    return rules_pdf(_material(deck).words, _title(deck, leaf), leaf)


def _script(deck: Deck, leaf: Leaf) -> bytes:
    return script_pdf(_material(deck).words, _title(deck, leaf), leaf)


def _title(deck: Deck, leaf: Leaf) -> str:
    return deck.text(leaf.language).title


ITEMS: Mapping[str, Make] = {
    "shop": _shop,
    "wall": _wall,
    "blanks": _blanks,
    "dividers": _dividers,
    "box": _box,
    "board": _board,
    "pieces": _pieces,
    "journal": _journal,
    "script": _script,
    "rules": _rules,
    "booklet": _booklet,
}
