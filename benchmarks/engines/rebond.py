"""This project's own way: faces of boxes, imposed and painted, tagged for assistive tools."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from benchmarks import sample
from toolkit.faces.boxes import Face, Line, Path, Qr, Rect, Text
from toolkit.faces.layout import Style, Typesetter
from toolkit.faces.metrics import metrics
from toolkit.printing.imposition import Window
from toolkit.printing.painter import Drawing
from toolkit.printing.pdf import About, document

WHOLE = Window(0, 0, sample.PAGE_WIDTH, sample.PAGE_HEIGHT)
TITLE = Style("title", "bold", 13, sample.INK, 1.1)
BODY = Style("text", "regular", 8, sample.INK, 1.3, divide=True)
SETTER = Typesetter("sample", "fr")


def make(cards: Sequence[sample.Card], edition: str) -> bytes:
    about = About("Jeu", "Rebond", edition, "fr", date(2026, 1, 1))
    return document(pages(cards, edition), sample.PAGE_WIDTH, sample.PAGE_HEIGHT, about)


def pages(cards: Sequence[sample.Card], edition: str) -> Iterator[list[Drawing]]:
    furniture = Drawing(around(edition), 0, 0, WHOLE)
    for batch in sample.batches(cards):
        yield [*(_drawing(front(card), x, y, card.url) for x, y, card in batch), furniture]
        yield [*(_drawing(back(), sample.mirrored(x), y, card.url) for x, y, card in batch), furniture]


def _drawing(face: Face, x: float, y: float, part: str) -> Drawing:
    return Drawing(face, x, y, Window(x, y, face.width_mm, face.height_mm), part)


def front(card: sample.Card) -> Face:
    column = sample.WIDTH - 2 * sample.MARGIN
    title = SETTER.block("title", card.title, TITLE, sample.MARGIN, 5.0, column)
    y = 5.0 + title.height + 2
    body = SETTER.block("gist", card.body, BODY, sample.MARGIN, y, column)
    y += body.height + 1.5
    boxes = [*title.boxes, *body.boxes]
    for point in card.points:
        bullet = SETTER.block("gist", "•", BODY, sample.MARGIN, y, 3)
        block = SETTER.block("gist", point, BODY, sample.MARGIN + 3, y, column - 3)
        boxes += [*bullet.boxes, *block.boxes]
        y += block.height + 1
    corner = sample.WIDTH - 3 - sample.QR_MM, sample.HEIGHT - 3 - sample.QR_MM
    code = Qr(*corner, sample.QR_MM, card.url, "Code QR de la carte")
    return Face(sample.WIDTH, sample.HEIGHT, 0, (*boxes, code), card.title, "fr")


@cache
def back() -> Face:
    ground = Rect(0, 0, sample.WIDTH, sample.HEIGHT, fill=sample.COLOUR)
    name = SETTER.block("title", "Rebond", Style("text", "bold", 20, "#FFFFFF"), 18, 40, 40)
    return Face(sample.WIDTH, sample.HEIGHT, 0, (ground, *name.boxes), "Rebond", "fr")


@cache
def around(edition: str) -> Face:
    commands = []
    for x1, y1, x2, y2 in sample.marks():
        commands += [("M", (x1, y1)), ("L", (x2, y2))]
    width = metrics().width_mm(edition, "regular", 6.5)
    line = Text("artifact", (Line(10.5, 8, edition, width),), "regular", 6.5, sample.INK)
    cuts = Path(tuple(commands), stroke="#000000", stroke_mm=0.1)  # type: ignore[arg-type]
    return Face(sample.PAGE_WIDTH, sample.PAGE_HEIGHT, 0, (cuts, line), "", "fr")


if __name__ == "__main__":
    sample.run(make)
