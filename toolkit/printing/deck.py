"""A deck becomes sheets to print: its faces imposed and painted, its outline, its edition in the margin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.content.cards import Card, Deck, Language
from toolkit.faces.boxes import Face
from toolkit.faces.layout import CannotSet
from toolkit.faces.sides import sides
from toolkit.printing.address import base_address
from toolkit.printing.furniture import TEXT_COLOUR, Edition, furniture
from toolkit.printing.imposition import Side, Window, impose
from toolkit.printing.options import Offset, Options, Setting, studio
from toolkit.printing.painter import Drawing
from toolkit.printing.pdf import About, Bookmark, Flip, document
from toolkit.printing.refusals import NoCards, UrlTooLong
from toolkit.printing.sheet import Turn

AUTHOR = "Rebond"
FLIPS: dict[str, Flip] = {"long": "long", "short": "short"}

Faces = tuple[Face, Face]


@dataclass(frozen=True, slots=True)
class Page:
    """One side of a sheet, as what is drawn on it."""

    side: Side[Face]
    drawings: tuple[Drawing, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """
    What will be printed, before it is a file.

    Attributes:

    pairs: which card each pair of faces belongs to: large print takes several pairs for one.
    pages: each printed side, in the order of the file.
    """

    cards: tuple[Card, ...]
    pairs: tuple[int, ...]
    pages: tuple[Page, ...]
    setting: Setting
    edition: Edition
    subject: str

    @property
    def count(self) -> int:
        """Sheets of paper."""
        return self.pages[-1].side.sheets if self.pages else 0

    @property
    def pieces(self) -> int:
        """Cards to cut: large print may take several for one."""
        return len(self.pairs)

    def pdf(self, part: str = "") -> bytes:
        """
        The file to print; *part* ``fronts`` or ``backs`` for these alone.

        Returns: the same bytes for the same sheets.
        Raises: UrlTooLong.
        """
        kept = [page for page in self.pages if not part or page.side.is_back == (part == "backs")]
        sheet, edition = self.setting.sheet, self.edition
        about = About(edition.title, AUTHOR, self.subject, edition.language, edition.on)
        flip = FLIPS.get(self.setting.options.backs, "none")
        drawings = [page.drawings for page in kept]
        return document(
            drawings, sheet.width_mm, sheet.height_mm, about, tuple(self._outline(kept)), flip=flip
        )

    def _outline(self, pages: Sequence[Page]) -> Iterator[Bookmark]:
        """Each orientation, and under it the leads that follow it."""
        head, last = 0, -1
        for number, page in enumerate(pages):
            for placed in () if page.side.is_back else page.side.placed:
                index = self.pairs[placed.index]
                if index == last or placed.turn != self.setting.grid.turn:
                    continue
                card, last = self.cards[index], index
                if card.kind == "orientation":
                    head = card.orientation
                level = int(card.kind == "lead" and card.orientation == head)
                title = card.text(self.edition.language).title
                yield Bookmark(title, level, number, placed.slot.y)


def deck_pdf(
    deck: Deck,
    language: Language,
    base_url: str,
    *,
    date: date,
    cards: Sequence[Card] | None = None,
    options: Options | None = None,
) -> bytes:
    """
    *deck*, or some of its *cards* (one given twice is printed twice), on sheets to print and cut.

    Args: *base_url*, what the codes open; *date*, of this edition, printed in the margin.
    Returns: the same bytes for the same arguments.
    Raises: as ``deck_sheets``.
    """
    setting = studio().setting(options or Options(), deck)
    return deck_sheets(deck, language, base_url, on=date, cards=cards, setting=setting).pdf()


def deck_sheets(
    deck: Deck,
    language: Language,
    base_url: str,
    *,
    on: date,
    setting: Setting,
    cards: Sequence[Card] | None = None,
) -> Sheets:
    """
    The sheets of *deck*, or of some of its *cards*.

    Raises: Refused, for no card, one that is not drawn, or an address that cannot be printed; CannotSet,
    for a text too long.
    """
    chosen = deck.cards if cards is None else tuple(cards)
    faces = deck_faces(deck, language, base_url, setting=setting, cards=chosen)
    return sheets_of(chosen, faces, deck, language, on=on, setting=setting)


def about(deck: Deck, language: Language, on: date) -> About:
    """What a file of *deck* says of itself."""
    text = deck.text(language)
    return About(text.title, AUTHOR, text.subtitle, language, on)


def deck_faces(
    deck: Deck, language: Language, base_url: str, *, setting: Setting, cards: Sequence[Card]
) -> list[tuple[Faces, ...]]:
    """
    The pairs of faces of each of *cards*.

    Raises: as ``deck_sheets``.
    """
    address = base_address(base_url)
    if not cards:
        raise NoCards("no_cards")
    set_once: dict[str, tuple[Faces, ...]] = {}
    for card in cards:
        if card.id not in set_once:
            set_once[card.id] = _faces(card, deck, language, address.url, setting)
    return [set_once[card.id] for card in cards]


def sheets_of(
    cards: Sequence[Card],
    faces: Sequence[Sequence[Faces]],
    deck: Deck,
    language: Language,
    *,
    on: date,
    setting: Setting,
) -> Sheets:
    """The sheets of *cards*, from the pairs of faces of each."""
    pairs = [(index, pair) for index, each in enumerate(faces) for pair in each]
    edition = Edition.of(deck, language, on)
    imposed = impose([pair for _, pair in pairs], setting.grid, setting.options.backs)
    owners = tuple(index for index, _ in pairs)
    return Sheets(
        tuple(cards),
        owners,
        tuple(Page(side, tuple(laid(side, edition, setting, owners))) for side in imposed),
        setting,
        edition,
        deck.text(language).subtitle,
    )


def _faces(card: Card, deck: Deck, language: Language, base_url: str, setting: Setting) -> tuple[Faces, ...]:
    try:
        return sides(card, deck, language, base_url, setting.format, setting.theme)
    except CannotSet as cannot:
        if cannot.field != "address":
            raise
        raise UrlTooLong("url_wide", n=len(base_url), url=base_url) from None


def laid(side: Side[Face], edition: Edition, setting: Setting, owners: Sequence[int]) -> Iterator[Drawing]:
    """
    The cards, then marks and lines; on a back, all moved together by what the printer is off.

    Args: *owners*, the card of each pair of faces: all its faces are read as one.
    """
    off = setting.options.offset if side.is_back and setting.shifts_backs else Offset()
    for placed in side.placed:
        card = owners[placed.index]
        yield _at(placed.face, placed.slot.x, placed.slot.y, placed.window, placed.turn, off, part=card)
    options, theme = setting.options, setting.theme
    grey = TEXT_COLOUR if theme.hue == "own" else theme.grey
    for item in furniture(side, edition, setting.grid, options.marks, options.backs, grey):
        yield _at(item.face, item.window.x, item.window.y, item.window, item.turn, off)


def _at(
    face: Face, x: float, y: float, window: Window, turn: Turn, off: Offset, *, part: int | None = None
) -> Drawing:
    moved = Window(window.x + off.x, window.y + off.y, window.width, window.height)
    return Drawing(face, x + off.x, y + off.y, moved, part, turn)
