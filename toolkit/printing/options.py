"""What one chooses to print a deck, by the same words on the print page and on the command line."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from toolkit.content.cards import Deck
from toolkit.faces.frame import played_scale
from toolkit.faces.look import DEFAULT_FORMAT, DEFAULT_THEME, Format, Look, Theme, look
from toolkit.printing.imposition import Backs, Marks
from toolkit.printing.refusals import Refused, measured
from toolkit.printing.sheet import DEFAULT_SHEET, Grid, Gutter, Sheet, Size, grid, sheets

Value = TypeVar("Value")

# A situation is read aloud, and its back holds six outcomes.
GAME_FORMAT = "tarot"
# Beyond this, a back is not off but on the wrong paper.
MOST_OFFSET_MM = 5.0


@dataclass(frozen=True, slots=True)
class Offset:
    """How far backs are moved, in millimetres, to the right and down as one looks at the back."""

    x: float = 0.0
    y: float = 0.0

    def __bool__(self) -> bool:
        return bool(self.x or self.y)


@dataclass(frozen=True, slots=True)
class Options:
    """
    The choices, by name. An empty ``format`` is the usual one of the theme; ``margin_mm``, when given,
    replaces that of the sheet.
    """

    format: str = ""
    sheet: str = DEFAULT_SHEET
    backs: Backs = "long"
    marks: Marks = "edge"
    gutter: Gutter = "none"
    theme: str = DEFAULT_THEME
    margin_mm: float | None = None
    offset: Offset = Offset()


@dataclass(frozen=True, slots=True)
class Setting:
    """The choices as values."""

    format: Format
    theme: Theme
    sheet: Sheet
    grid: Grid
    options: Options

    @property
    def shifts_backs(self) -> bool:
        """Only a side that is printed apart can be off."""
        return self.options.backs in ("long", "short", "separate") and bool(self.options.offset)


class UnknownChoice(Refused):
    """A name that nothing has. Attribute ``option``: which choice."""

    def __init__(self, option: str, reason: str, **values: object) -> None:
        super().__init__(reason, **values)
        self.option = option


@dataclass(frozen=True, slots=True)
class Studio:
    """What there is to choose from."""

    look: Look
    sheets: Mapping[str, Sheet]

    def setting(self, options: Options, deck: Deck | None = None) -> Setting:
        """
        The choices as values; *deck* is what they are for, if its cards need a size of their own.

        Raises: UnknownChoice, for a name, a margin or an offset that makes no sheet; CardTooLarge.
        """
        theme = self.theme(options.theme)
        format_ = _known("format", options.format or self.usual(theme.name, deck).name, self.look.formats)
        if theme.formats and format_.name not in theme.formats:
            raise UnknownChoice(
                "format",
                "theme_format",
                theme=theme.name,
                format=format_.name,
                known=", ".join(theme.formats),
            )
        if not theme.layout and _is_game(deck) and format_ not in (large := self.for_games()):
            names = ", ".join(each.name for each in large)
            raise UnknownChoice("format", "game_format", format=format_.name, known=names)
        sheet = self.sheet(options.sheet, options.margin_mm)
        if max(abs(options.offset.x), abs(options.offset.y)) > MOST_OFFSET_MM:
            raise UnknownChoice("offset", "offset_absurd", most=measured(MOST_OFFSET_MM))
        size = Size(format_.name, format_.width, format_.height, format_.bleed)
        made = grid(sheet, size, gutter=options.gutter, fold=options.backs == "fold")
        return Setting(format_, theme, sheet, made, options)

    def usual(self, theme: str, deck: Deck | None = None) -> Format:
        """The size of cards when none is asked for: what a theme is made for, else what the deck needs."""
        known = self.look.themes.get(theme)
        if known and known.formats:
            return self.look.formats[known.formats[0]]
        return self.look.formats[GAME_FORMAT if _is_game(deck) else DEFAULT_FORMAT]

    def for_games(self) -> list[Format]:
        """The sizes of cards whose back holds six outcomes in letters that can be read."""
        return [each for each in self.look.formats.values() if played_scale(each) >= 1]

    def theme(self, name: str) -> Theme:
        """Raises: UnknownChoice."""
        return _known("theme", name, self.look.themes)

    def sheet(self, name: str, margin_mm: float | None = None) -> Sheet:
        """Raises: UnknownChoice, for its name or a margin that leaves nothing of it."""
        return _with_margin(_known("sheet", name, self.sheets), margin_mm)


def studio(folder: Path | None = None) -> Studio:
    """
    What comes with Rebond, and the formats, themes and sheets of *folder*.

    Raises: BadLook.
    """
    return Studio(look(folder), sheets(folder))


def _is_game(deck: Deck | None) -> bool:
    return deck is not None and deck.book is not None


def _known(option: str, name: str, known: Mapping[str, Value]) -> Value:
    try:
        return known[name]
    except KeyError:
        shown = name if len(name) <= 40 else name[:39] + "…"
        raise UnknownChoice(option, f"unknown_{option}", name=shown, known=", ".join(known)) from None


def _with_margin(sheet: Sheet, margin_mm: float | None) -> Sheet:
    if margin_mm is None:
        return sheet
    if not 0 <= 2 * margin_mm < sheet.width_mm:
        raise UnknownChoice(
            "margin",
            "margin_negative" if margin_mm < 0 else "margin_large",
            margin=measured(margin_mm),
            width=measured(sheet.width_mm),
            height=measured(sheet.height_mm),
        )
    return Sheet(sheet.name, sheet.titles, sheet.width_mm, sheet.height_mm, margin_mm)
