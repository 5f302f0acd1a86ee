"""The pieces of a report: headings, paragraphs, lists of cards, pictures of outcomes; in millimetres."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.content.cards import Language
from toolkit.faces.boxes import Box, Font, Group, Rect, Role
from toolkit.faces.drawable import drawable
from toolkit.faces.idea import cut
from toolkit.faces.layout import Style, Typesetter
from toolkit.faces.look import look
from toolkit.pictures.moves import moves
from toolkit.pictures.pen import Pen, hue
from toolkit.pictures.picture import Size, flows_picture, lowered, picture, pushed
from toolkit.pictures.subject import FlowsLike, MovementLike, OptionLike, OutcomeLike
from toolkit.printing.flowing import Block
from toolkit.words import say

# What the letters of a picture may be, the largest that lets it stand on a page; then fewer options.
PICTURE_PT = (9.5, 8.5, 7.5, 6.5)
MOST_PICTURED = (40, 24, 12, 6)
# Pictures of who went where, and what is between two of them.
MOST_FLOWS = 6
BETWEEN = 8.0


@dataclass(frozen=True, slots=True)
class Writer:
    """Sets the blocks of one report in a column of that width."""

    language: Language
    width: float
    part: Hashable = None

    def of(self, part: Hashable) -> "Writer":
        return replace(self, part=part)

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def text(
        self,
        text: str,
        size_pt: float = 10.0,
        *,
        role: Role = "text",
        font: Font = "regular",
        colour: str = "",
        gap: float = 0.0,
        keeps: bool = False,
        indent: float = 0.0,
        leading: float = 1.38,
    ) -> Block:
        """A paragraph of any text; what the typeface lacks is replaced by ×."""
        heading = role in ("title", "heading")
        style = Style(
            role, font, size_pt, colour or look().ink, leading, divide=font == "regular", balance=heading
        )
        column = self.width - indent
        shown = cut(drawable(text, font), style, column)
        set_ = Typesetter("report", self.language).block(role, shown, style, indent, 0.0, column)
        return Block(set_.boxes, set_.height, gap, keeps, self.part)

    def heading(self, text: str, size_pt: float, *, gap: float, first: bool = False) -> Block:
        role: Role = "title" if first else "heading"
        return self.text(
            text, size_pt, role=role, font="display", gap=gap, keeps=True, leading=1.08 if first else 1.15
        )

    def label(self, text: str, *, gap: float = 0.0, keeps: bool = True) -> Block:
        return self.text(text, 9.0, font="regular", colour=look().grey, gap=gap, keeps=keeps)

    def line(self, gap: float) -> Block:
        """A thin rule across the column."""
        return Block((Rect(0.0, 0.0, self.width, 0.35, fill=look().ink),), 0.35, gap, True, self.part)

    def numbered(self, number: str, text: str, *, gap: float) -> Block:
        """A paragraph that hangs from its number."""
        body = self.text(text, 9.5, indent=7.0, gap=gap)
        pen = Pen(9.5, self.language)
        return replace(body, boxes=(pen.text(0.0, 0.668 * pen.em, number, colour=look().grey), *body.boxes))

    def cards(self, options: Sequence[OptionLike], *, gap: float) -> Iterator[Block]:
        """What could be chosen, two or three side by side, row by row."""
        columns = 2 if len(options) <= 12 else 3
        pen = Pen(9.5 if columns == 2 else 8.5, self.language)
        width = self.width / columns
        for start in range(0, len(options), columns):
            boxes: list[Box] = []
            most = 1
            for place, option in enumerate(options[start : start + columns]):
                x = place * width
                lines = pen.lines(drawable(option.title, "regular"), width - 3.2 * pen.em, 2)
                most = max(most, len(lines))
                boxes += pen.chip(x + 0.75 * pen.em, 0.75 * pen.em, option, 0.72 * pen.em)
                boxes.append(pen.paragraph(x + 2.1 * pen.em, 1.1 * pen.em, lines))
            height = 1.5 * pen.em + (most - 1) * pen.leading
            yield Block(tuple(boxes), height, gap if not start else 1.4, False, self.part)

    def outcome(self, outcome: OutcomeLike, room: float, *, alt: str, gap: float) -> Iterator[Block]:
        """The picture of an outcome, then the movement since the vote before."""
        yield replace(self._pictured(outcome, room, alt), gap_mm=gap)
        if outcome.movement is not None:
            boxes, height = moves(outcome.movement, Pen(9.0, self.language), self.width)
            if height > room:
                boxes, height = moves(outcome.movement, Pen(6.5, self.language), self.width)
            yield Block(tuple(boxes), height, 5.0, False, self.part)
            yield from self._flows(outcome.movement)

    def _flows(self, movement: MovementLike) -> Iterator[Block]:
        """Who went where: on the whole, or for the options most moved, two by two."""
        if not movement.flows:
            return
        yield self.heading(self.say("outcome.flow_title"), 11.0, gap=6.0)
        shown = movement.flows[:MOST_FLOWS]
        columns = 1 if shown[0].option is None else 2
        width = (self.width - (columns - 1) * BETWEEN) / columns
        for start in range(0, len(shown), columns):
            boxes: list[Box] = []
            highest = 0.0
            for place, one in enumerate(shown[start : start + columns]):
                part, height = self._flowing(movement, one, width)
                boxes += [pushed(box, place * (width + BETWEEN)) for box in part]
                highest = max(highest, height)
            yield Block(tuple(boxes), highest, 3.0 if not start else 6.0, False, self.part)
        if len(movement.flows) > len(shown):
            yield self.label(
                self.say("outcome.flow_more", n=len(movement.flows) - len(shown)), gap=2.0, keeps=False
            )
        if movement.notes:
            yield self.text(" ".join(movement.notes), 8.5, colour=look().grey, gap=2.0)

    def _flowing(self, movement: MovementLike, flows: FlowsLike, width: float) -> tuple[list[Box], float]:
        pen = Pen(9.5 if flows.option is None else 8.0, self.language)
        boxes: list[Box] = []
        top = 0.0
        if flows.option is not None:
            lines = pen.lines(drawable(flows.option.title, "bold"), width - 2.2 * pen.em, 2, "bold")
            boxes += pen.chip(0.75 * pen.em, 0.75 * pen.em, flows.option, 0.72 * pen.em)
            boxes.append(pen.paragraph(2.1 * pen.em, 1.1 * pen.em, lines, font="bold"))
            top = 0.8 * pen.em + len(lines) * pen.leading
        face = flows_picture(movement, flows, self.language, Size(width, pen.size_pt))
        alt = " ".join(f"{line.rstrip('.')}." for line in flows.told)
        shown = Group(face.boxes, 0.0, -1.0, width, face.height_mm + 2.0, alt)
        return [*boxes, lowered(shown, top)], top + face.height_mm

    def _pictured(self, outcome: OutcomeLike, room: float, alt: str) -> Block:
        for most in (0, *MOST_PICTURED):
            for letters_pt in PICTURE_PT:
                size = Size(self.width, letters_pt)
                face = picture(outcome, self.language, size, movement=False, most=most)
                if face.height_mm <= room:
                    shown = Group(face.boxes, 0.0, -1.0, self.width, face.height_mm + 2.0, alt)
                    return Block((shown,), face.height_mm, 0.0, False, self.part)
        raise ValueError("a picture of six options does not stand on a page")

    def decision(
        self, question: str, verdict: str, small: str, winners: Sequence[OptionLike], *, gap: float
    ) -> Block:
        """A question and what came of it, beside a bar in the hues of what came first."""
        asked = self.text(question, 9.5, colour=look().grey, indent=6.0)
        found = self.text(verdict, 13.0, font="display", indent=6.0, leading=1.15)
        counted = self.text(small, 8.5, colour=look().grey, indent=6.0)
        boxes: list[Box] = []
        y = 0.0
        for block, space in ((asked, 1.6), (found, 1.8), (counted, 0.0)):
            boxes += [lowered(box, y) for box in block.boxes]
            y += block.height_mm + space
        hues = [hue(option) for option in winners] or [look().grey]
        share = (y + 1.0) / len(hues)
        bars = [Rect(0.0, -0.5 + n * share, 2.2, share, fill=one) for n, one in enumerate(hues)]
        return Block((*bars, *boxes), y, gap, False, self.part)
