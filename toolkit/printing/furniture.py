"""What a sheet carries around its cards: cutting marks, and a line about the edition that no card keeps."""

from datetime import date

from babel.dates import format_date

from toolkit.content.cards import Deck, Language
from toolkit.faces.boxes import Box, Command, Face, Line, Path, Text
from toolkit.faces.metrics import metrics
from toolkit.printing.imposition import Mark, Side, Window, band, marks
from toolkit.printing.sheet import Sheet, Size
from toolkit.words import say

DATES: dict[Language, str] = {"fr": "fr_FR", "en": "en_GB"}

MARK_COLOUR = "#000000"
MARK_MM = 0.1
TEXT_COLOUR = "#6B655C"
TEXT_PT = 6.5
BASELINE_MM = 2.4  # below the top of its strip


def furniture(side: Side[Face], deck: Deck, language: Language, on: date, sheet: Sheet, card: Size) -> Face:
    """Everything on *side* but its cards, as one face of the size of the sheet."""
    boxes: tuple[Box, ...] = (_cuts(marks(sheet, card)), *_lines(side, deck, language, on, sheet, card))
    return Face(sheet.width_mm, sheet.height_mm, 0.0, boxes, deck.text(language).title, language)


def _cuts(cuts: tuple[Mark, ...]) -> Path:
    commands: list[Command] = []
    for mark in cuts:
        commands += [("M", (mark.x1, mark.y1)), ("L", (mark.x2, mark.y2))]
    return Path(tuple(commands), stroke=MARK_COLOUR, stroke_mm=MARK_MM)


def _lines(
    side: Side[Face], deck: Deck, language: Language, on: date, sheet: Sheet, card: Size
) -> tuple[Text, ...]:
    strip = band(sheet, card)
    if strip is None:
        return ()
    edition = say(
        language,
        "print.edition",
        title=deck.text(language).title,
        version=deck.version,
        date=format_date(on, "long", locale=DATES[language]),
    )
    key = "print.back" if side.is_back else "print.front"
    count = say(language, key, number=side.sheet, total=side.sheets)
    head = strip.y + BASELINE_MM
    foot = sheet.height_mm - strip.y - strip.height + BASELINE_MM
    return (
        _line(edition, strip.x, head),
        _line(count, strip.x, head, right=strip),
        _line(say(language, "print.settings"), strip.x, foot),
    )


def _line(text: str, x: float, y: float, *, right: Window | None = None) -> Text:
    drawn = metrics().drawable(text, "regular")
    width = metrics().width_mm(drawn, "regular", TEXT_PT)
    start = x if right is None else right.x + right.width - width
    return Text("artifact", (Line(start, y, drawn, width),), "regular", TEXT_PT, TEXT_COLOUR)
