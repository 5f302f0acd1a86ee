"""Text set in boxes: styles, blocks that stack, and the size that makes a whole face fit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from toolkit.content.cards import Language
from toolkit.faces.boxes import Box, Font, Line, Role, Text
from toolkit.faces.breaking import Measure, Row, Setting, TooNarrow, rows
from toolkit.faces.look import Sizes
from toolkit.faces.metrics import MM_PER_PT, MissingGlyph, drawn, metrics

# Heights in em, common to the vendored fonts: capitals above the baseline, descenders below.
CAPITALS, DESCENDERS = 0.668, 0.22
# What a field may hold, in characters: the one fullest by that count is named when a face overflows.
LIMITS = {
    "title": 60,
    "gist": 190,
    "sign": 150,
    "situation": 150,
    "monday": 190,
    "cost": 120,
    "question": 120,
    "caution": 150,
}


class CannotSet(ValueError):
    """A card's text cannot be set. Attributes: ``card`` (its id), ``language``, ``field``."""

    def __init__(self, card: str, language: Language, field: str, reason: str) -> None:
        super().__init__(f"{card} ({language}) {field}: {reason}")
        self.card = card
        self.language = language
        self.field = field


class TextDoesNotFit(CannotSet):
    """Too long at the smallest size. Attributes: ``over_mm``, by how much, and ``size_pt``, that size."""

    def __init__(self, card: str, language: Language, field: str, over_mm: float, size_pt: float) -> None:
        super().__init__(card, language, field, f"{over_mm:.1f} mm too long at {size_pt:g} pt")
        self.over_mm = over_mm
        self.size_pt = size_pt


class CharacterNotInFont(CannotSet):
    """A character no vendored font can draw. Attributes: ``character``, ``font``."""

    def __init__(self, card: str, language: Language, field: str, missing: MissingGlyph) -> None:
        code = f"U+{ord(missing.character):04X}"
        super().__init__(
            card, language, field, f"no glyph for {missing.character!r} ({code}) in font {missing.font}"
        )
        self.character = missing.character
        self.font = missing.font


@dataclass(frozen=True, slots=True)
class Style:
    """``leading`` is in em, from baseline to baseline."""

    role: Role
    font: Font
    size_pt: float
    colour: str
    leading: float = 1.25
    divide: bool = False
    balance: bool = False

    @property
    def em_mm(self) -> float:
        return self.size_pt * MM_PER_PT


@dataclass(frozen=True, slots=True)
class Block:
    """Set text: its boxes, and its height from the top of the capitals to the bottom of the descenders."""

    boxes: tuple[Text, ...]
    height: float

    @property
    def lines(self) -> int:
        return sum(len(text.lines) for text in self.boxes)


def moved(block: Block, down: float) -> Block:
    """*block* that many millimetres lower."""
    return Block(tuple([_lower(text, down) for text in block.boxes]), block.height) if down else block


def _lower(text: Text, down: float) -> Text:
    """Written out: all texts of all sizes tried go through here, and ``replace`` takes three times longer."""
    lines = tuple([Line(line.x, line.y + down, line.text, line.width_mm, line.end) for line in text.lines])
    return Text(text.role, lines, text.font, text.size_pt, text.colour)


@dataclass(frozen=True, slots=True)
class Typesetter:
    """
    Sets the texts of one card in one language; every failure names them, in the measures of the paper,
    *scale* times those of the composition.
    """

    card: str
    language: Language
    hyphenate: bool = True
    scale: float = 1.0

    def block(
        self, field: str, text: str, style: Style, x: float, y: float, width: float, *, indent: float = 0.0
    ) -> Block:
        """
        *text* as lines from the top (*y*, top of the capitals) of a column, millimetres.

        Raises: TextDoesNotFit, when a word is wider than the column; CharacterNotInFont.
        """
        setting = Setting(style.font, self.language, style.divide and self.hyphenate, style.balance)
        em = style.em_mm
        try:
            return moved(_set(text, style, setting, Measure(width / em, indent / em), x), y)
        except TooNarrow as narrow:
            raise self.too_long(field, narrow.over_em * em, style.size_pt) from None
        except MissingGlyph as missing:
            raise CharacterNotInFont(self.card, self.language, field, missing) from None

    def too_long(self, field: str, over_mm: float, size_pt: float) -> TextDoesNotFit:
        """The failure of *field*, lengths at scale 1."""
        return TextDoesNotFit(
            self.card, self.language, field, over_mm * self.scale, round(size_pt * self.scale, 2)
        )

    def standing(self, field: str, text: str, style: Style, x: float, bottom: float, width: float) -> Block:
        """*text* with the descenders of its last line at *bottom*; raises as ``block`` does."""
        block = self.block(field, text, style, x, 0.0, width)
        return moved(block, bottom - block.height)

    def labelled(
        self, field: str, label: str, text: str, style: Style, x: float, y: float, width: float, colour: str
    ) -> Block:
        """*text* that begins on the line of its bold *label*."""
        head = replace(style, role="label", font="bold", colour=colour)
        marked = self.block(field, label, head, x, y, width)
        indent = metrics().width_mm(label, "bold", style.size_pt) + 0.55 * style.em_mm
        body = self.block(field, text, style, x, y, width, indent=indent)
        return Block(marked.boxes + body.boxes, body.height)


@lru_cache(maxsize=4096)
def _set(text: str, style: Style, setting: Setting, measure: Measure, x: float) -> Block:
    """*text* as lines from y = 0."""
    lines, em = rows(text, setting, measure), style.em_mm
    if not lines:
        return Block((), 0.0)
    placed = tuple(
        _line(line, style, x + (0 if i else measure.indent * em), (CAPITALS + i * style.leading) * em)
        for i, line in enumerate(lines)
    )
    height = (CAPITALS + DESCENDERS + (len(lines) - 1) * style.leading) * em
    return Block((Text(style.role, placed, style.font, style.size_pt, style.colour),), height)


def _line(row: Row, style: Style, x: float, y: float) -> Line:
    shown, width_em = drawn(row.text, style.font)
    return Line(x, y, shown, width_em * style.em_mm, row.end)


@dataclass(frozen=True, slots=True)
class Composed:
    """A face's text at one size. ``over_mm`` is how much too high it is; ``height`` what it takes."""

    boxes: tuple[Box, ...]
    height: float
    over_mm: float

    def under(self, block: Block) -> "Composed":
        return replace(self, boxes=block.boxes + self.boxes)


def fitted(
    compose: Callable[[float], Composed], sizes: Sizes, setter: Typesetter, fields: Sequence[tuple[str, str]]
) -> Composed:
    """
    What *compose* gives at the largest body size that fits: one size for all the texts of a face.

    Args: *fields*, names and texts, to name the fullest one.
    Raises: TextDoesNotFit, when even the smallest size does not do; CharacterNotInFont.
    """
    best, low, high = None, -1, round((sizes.body_max - sizes.body_min) / sizes.step)
    while low < high:
        middle = (low + high + 1) // 2
        tried = _tried(compose, sizes.body_min + middle * sizes.step)
        if tried is None:
            high = middle - 1
        else:
            best, low = tried, middle
    if best is None:
        fullest = max(fields, key=lambda field: len(field[1]) / LIMITS[field[0]])
        raise setter.too_long(fullest[0], compose(sizes.body_min).over_mm, sizes.body_min)
    return best


def _tried(compose: Callable[[float], Composed], size_pt: float) -> Composed | None:
    try:
        composed = compose(size_pt)
    except TextDoesNotFit:
        return None
    return composed if composed.over_mm <= 0 else None
