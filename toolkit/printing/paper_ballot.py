"""Paper ballots: what each person ticks, grades, ranks or places, several to a sheet, to be cut apart."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.content.cards import Language
from toolkit.faces.boxes import Box, Face, Rect, Text
from toolkit.faces.drawable import drawable
from toolkit.faces.layout import Style, TextDoesNotFit
from toolkit.faces.look import look
from toolkit.faces.metrics import MM_PER_PT
from toolkit.pictures.pen import Pen, circle
from toolkit.printing.leaves import A4_LONG, A4_SHORT, Leaf, dashes, grown, leaves_pdf, placed
from toolkit.printing.refusals import Refused
from toolkit.words import say

# Ballots to a sheet of A4, and the size of each: the smallest that holds the question.
SIZES = ((4, A4_SHORT / 2, A4_LONG / 2), (2, A4_SHORT, A4_LONG / 2), (1, A4_SHORT, A4_LONG))
PAD, FOOT = 8.0, 12.0
ROW, LEAST_ROW, BOX = 12.0, 6.6, 5.2
MOST_COPIES = 1000
RANKED = ("schulze", "ranked_pairs", "copeland", "borda", "irv", "stv")
STANCES = 8
MOST_COLUMNS = 11


class BallotRefused(Refused):
    """Too much for one sheet."""

    def sentence(self, language: Language) -> str:
        return say(language, "table.ballot_full", **self.values)


@dataclass(frozen=True, slots=True)
class Choice:
    """A card that can be voted for: its number on the ballot, its title, its orientation (0 for none)."""

    number: int
    title: str
    orientation: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a ballot asks. ``params`` are those of the method, complete."""

    question: str
    method: str
    params: Mapping[str, Any]
    choices: Sequence[Choice]


def ballots_pdf(questions: Sequence[Asked], leaf: Leaf, copies: int) -> bytes:
    """
    Sheets of ballots, at least *copies* of each question, as many to a sheet as can be read.

    Returns: the same bytes for the same arguments.
    Raises: BallotRefused, for more cards than a sheet holds; CannotSet.
    """
    pages = []
    for number, asked in enumerate(questions):
        each, face = ballot(asked, leaf)
        pages += [_sheet(each, face, leaf, number)] * -(-copies // each)
    return leaves_pdf(
        pages, leaf, leaf.say("table.ballots"), questions[0].question or leaf.say("table.ballots")
    )


def _sheet(each: int, face: Face, leaf: Leaf, part: int) -> list[Any]:
    """The same ballot all over the sheet: said once, for who listens, the others are copies of it."""
    sheet = leaf.sheet
    ratio = min(sheet.width_mm / A4_SHORT, sheet.height_mm / A4_LONG)
    one = grown(face, ratio)
    left, top = (sheet.width_mm - A4_SHORT * ratio) / 2, (sheet.height_mm - A4_LONG * ratio) / 2
    columns = 2 if each == 4 else 1
    drawings = [
        placed(one, left + (n % columns) * one.width_mm, top + (n // columns) * one.height_mm, part=(part, n))
        for n in range(each)
    ]
    cuts: list[Box] = []
    if each > 1:
        cuts.append(dashes(0.0, sheet.height_mm / 2, sheet.width_mm, sheet.height_mm / 2))
    if each == 4:
        cuts.append(dashes(sheet.width_mm / 2, 0.0, sheet.width_mm / 2, sheet.height_mm))
    lines = Face(sheet.width_mm, sheet.height_mm, 0.0, tuple(cuts), "", leaf.language)
    return [*drawings, placed(lines, 0.0, 0.0)] if cuts else drawings


def ballot(asked: Asked, leaf: Leaf) -> tuple[int, Face]:
    """
    One ballot, and how many of it a sheet holds.

    Raises: BallotRefused; CharacterNotInFont.
    """
    for each, width, height in SIZES:
        try:
            return each, _Ballot(asked, leaf, width, height).face()
        except TextDoesNotFit:
            continue
    raise BallotRefused("ballot_full", n=len(asked.choices))


@dataclass(frozen=True, slots=True)
class _Ballot:
    asked: Asked
    leaf: Leaf
    width: float
    height: float

    @property
    def column(self) -> float:
        return self.width - 2 * PAD

    @property
    def ink(self) -> str:
        return self.leaf.theme.ink

    @property
    def rule(self) -> str:
        """The colour of thin lines: paler than text, where a printer has more than black."""
        return "#BBBBBB" if self.leaf.theme.hue == "own" else self.ink

    def face(self) -> Face:
        boxes: list[Box] = []
        great = self.width > A4_SHORT / 2
        title = Style("title", "display", 17.0 if great else 14.0, self.ink, 1.12, balance=True)
        text = Style("text", "regular", 10.0 if great else 9.0, self.ink, 1.3)
        fine = Style("text", "regular", 7.5, self.leaf.theme.grey, 1.25)
        name = self.asked.question or self.leaf.say("table.ballot")
        head = self.leaf.largest("question", name, title, PAD, PAD, self.column, 24.0, least_pt=10.0)
        how = self.leaf.block("how", self._how(), text, PAD, PAD + head.height + 4.0, self.column)
        boxes += (*head.boxes, *how.boxes)
        top = PAD + head.height + 4.0 + how.height + 4.5
        foot = self.leaf.block("foot", self.leaf.say("table.ballot_foot"), fine, PAD, 0.0, self.column)
        bottom = self.height - PAD - foot.height
        boxes += self.leaf.block(
            "foot", self.leaf.say("table.ballot_foot"), fine, PAD, bottom, self.column
        ).boxes
        boxes += self._body(top, bottom - 4.0)
        return Face(self.width, self.height, 0.0, tuple(boxes), name, self.leaf.language)

    def _how(self) -> str:
        """What to do with this ballot."""
        params, method = self.asked.params, self.asked.method
        name = "ranking" if method in RANKED else method
        if method == "approval" and params.get("max"):
            return self.leaf.say("table.how_approval_max", n=params["max"])
        if method == "dots":
            return self.leaf.say("table.how_dots", n=params["budget"])
        if method == "quadratic":
            return self.leaf.say("table.how_quadratic", n=params["credits"])
        if method == "score":
            fist = params["scale"] == "fist_to_five"
            return self.leaf.say(
                "table.how_fist" if fist else "table.how_score", least=params["min"], most=params["max"]
            )
        return self.leaf.say(f"table.how_{name}")

    def _body(self, top: float, bottom: float) -> Iterator[Box]:
        method = self.asked.method
        if method == "placement":
            yield from self._map(top, bottom)
            return
        if method == "majority_judgment":
            grades = self.asked.params["grades"]
            labels = [
                say(self.leaf.language, f"voting.grade_{grades}_{rank}") for rank in reversed(range(grades))
            ]
            yield from self._grid(top, bottom, labels, ())
        elif method == "gradients":
            legend = [f"{n}. {say(self.leaf.language, f'voting.stance_{n}')}" for n in range(1, STANCES + 1)]
            yield from self._grid(top, bottom, [str(n) for n in range(1, STANCES + 1)], legend)
        elif method == "score" and self._marks() <= MOST_COLUMNS:
            yield from self._scores(top, bottom)
        elif method in ("single_choice", "approval"):
            shape = self._circle if method == "single_choice" else self._square
            yield from self._rows(top, bottom, shape, first=True)
        else:
            yield from self._rows(top, bottom, self._field, first=False)

    def _marks(self) -> int:
        return int(self.asked.params["max"]) - int(self.asked.params["min"]) + 1

    def _scores(self, top: float, bottom: float) -> Iterator[Box]:
        params = self.asked.params
        labels = [str(n) for n in range(params["min"], params["max"] + 1)]
        legend: Sequence[str] = ()
        if params["scale"] == "fist_to_five":
            legend = [say(self.leaf.language, f"voting.fist_{n}") for n in range(6)]
        yield from self._grid(top, bottom, labels, legend)

    def _step(self, top: float, bottom: float, most: float = ROW) -> float:
        """The height of a row, when there is room for all."""
        step = (bottom - top) / max(1, len(self.asked.choices))
        if step < LEAST_ROW:
            raise TextDoesNotFit("ballot", self.leaf.language, "cards", LEAST_ROW - step, 8.0)
        return min(step, most)

    def _rows(
        self, top: float, bottom: float, mark: Callable[[float, float], Box], *, first: bool
    ) -> Iterator[Box]:
        """A mark to fill in before each title, or a field after it."""
        step = self._step(top, bottom)
        for place, choice in enumerate(self.asked.choices):
            y = top + (place + 0.5) * step
            if first:
                yield mark(PAD + BOX / 2, y)
                yield from self._titled(choice, PAD + BOX + 3.0, y, self.column - BOX - 3.0, step)
            else:
                yield from self._titled(choice, PAD, y, self.column - 20.0, step)
                yield mark(PAD + self.column - 8.0, y)
            yield self._rule(top + (place + 1) * step)

    def _grid(self, top: float, bottom: float, labels: Sequence[str], legend: Sequence[str]) -> Iterator[Box]:
        """A circle for each mark of each card."""
        small = Style("text", "regular", 8.0, self.ink, 1.25)
        for text in reversed(legend):
            block = self.leaf.block("legend", text, small, PAD, 0.0, self.column)
            bottom -= block.height + 1.2
            yield from self.leaf.block("legend", text, small, PAD, bottom, self.column).boxes
        bottom -= 2.0 if legend else 0.0
        each = min(16.0, max(self.column * 0.62 / len(labels), 6.0))
        left = PAD + self.column - each * len(labels)
        if left - PAD < 34.0:
            raise TextDoesNotFit("ballot", self.leaf.language, "marks", 34.0 - left + PAD, 7.0)
        heads = Style("text", "bold", 7.5, self.ink, 1.15)
        high = 0.0
        for n, label in enumerate(labels):
            block = self.leaf.block("mark", label, heads, left + n * each, top, each, middle=True)
            if any(len(line.text) < 3 <= len(label) for text in block.boxes for line in text.lines[1:]):
                raise TextDoesNotFit("ballot", self.leaf.language, "marks", 1.0, 7.5)
            high = max(high, block.height)
            yield from block.boxes
        top += high + 2.0
        step = self._step(top, bottom)
        for place, choice in enumerate(self.asked.choices):
            y = top + (place + 0.5) * step
            yield from self._titled(choice, PAD, y, left - PAD - 2.0, step)
            for n in range(len(labels)):
                yield self._circle(left + (n + 0.5) * each, y)
            yield self._rule(top + (place + 1) * step)

    def _map(self, top: float, bottom: float) -> Iterator[Box]:
        """A square to write numbers in, and under it what the numbers are."""
        params, language = self.asked.params, self.leaf.language
        across = params["x"] or say(language, "voting.axis_x")
        up = params["y"] or say(language, "voting.axis_y")
        small = Style("text", "bold", 8.5, self.ink, 1.2)
        less, more = say(language, "voting.axis_less"), say(language, "voting.axis_more")
        columns = 2 if self.width > A4_SHORT / 2 else 1
        rows = -(-len(self.asked.choices) // columns)
        side = min(self.column - 4.0, bottom - top - rows * 6.6 - 16.0)
        if side < 62.0:
            raise TextDoesNotFit("ballot", language, "cards", 62.0 - side, 8.0)
        x, y = PAD + (self.column - side) / 2, top + 5.5
        said = self.leaf.say("table.axis_up", axis=up, more=more)
        yield from self.leaf.block("axis", said, small, PAD, top, self.column, middle=True).boxes
        yield Rect(x, y, side, side, stroke=self.ink, stroke_mm=0.5)
        grey = self.leaf.theme.grey
        yield dashes(x + side / 2, y, x + side / 2, y + side, grey, on=1.5)
        yield dashes(x, y + side / 2, x + side, y + side / 2, grey, on=1.5)
        said = self.leaf.say("table.axis_across", axis=across, less=less, more=more)
        yield from self.leaf.block("axis", said, small, PAD, y + side + 2.0, self.column, middle=True).boxes
        start, width = y + side + 9.0, self.column / columns
        for place, choice in enumerate(self.asked.choices):
            left = PAD + (place // rows) * width
            yield from self._titled(choice, left, start + (place % rows + 0.5) * 6.6, width - 2.0, 6.6)

    def _titled(self, choice: Choice, x: float, y: float, width: float, step: float) -> Iterator[Box]:
        """The number on its hue, then the title on one line or two, around the height *y*."""
        radius = 2.6
        hue = self.ink
        if choice.orientation and self.leaf.theme.hue == "own":
            hue = look().orientation(choice.orientation).hue
        white = self.leaf.theme.is_white
        yield circle(x + radius, y, radius, fill=look().white if white else hue, stroke=hue, stroke_mm=0.3)
        figure = Pen(8.0, self.leaf.language)
        yield figure.text(
            x + radius,
            y + 0.36 * figure.em,
            str(choice.number),
            font="display",
            colour=hue if white else look().white,
            align=0.5,
        )
        left = x + 2 * radius + 2.0
        yield self._set(drawable(choice.title, "regular"), left, y, width - 2 * radius - 2.0, step)

    def _set(self, title: str, x: float, y: float, width: float, step: float) -> Text:
        for size in (11.0, 10.0, 9.0, 8.0, 7.0):
            pen = Pen(size, self.leaf.language)
            most = 2 if 2 * pen.leading <= step + 0.4 else 1
            lines = pen.lines(title, width, 99)
            if len(lines) <= most:
                top = y - (len(lines) - 1) * pen.leading / 2 + 0.33 * pen.em
                return pen.paragraph(x, top, lines, colour=self.ink)
        raise TextDoesNotFit("ballot", self.leaf.language, "title", 7.0 * MM_PER_PT, 7.0)

    def _circle(self, x: float, y: float) -> Box:
        return circle(x, y, BOX / 2, stroke=self.ink, stroke_mm=0.35)

    def _square(self, x: float, y: float) -> Box:
        return Rect(x - BOX / 2, y - BOX / 2, BOX, BOX, stroke=self.ink, stroke_mm=0.35, radius=0.6)

    def _field(self, x: float, y: float) -> Box:
        """Where a number is written."""
        return Rect(x - 8.0, y - 3.0, 16.0, 6.0, stroke=self.ink, stroke_mm=0.35, radius=0.6)

    def _rule(self, y: float) -> Box:
        return Rect(PAD, y - 0.05, self.column, 0.1, fill=self.rule)
