"""The words of the game on paper: the rule booklet, the rules on one page, the facilitator's sheet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from toolkit.content.cards import Language
from toolkit.content.game_words import Block as Words
from toolkit.content.game_words import Both, GameWords, Section, Step
from toolkit.faces.boxes import Box, Face, Line, Rect, Text
from toolkit.faces.drawable import drawable
from toolkit.faces.layout import Style
from toolkit.faces.metrics import MM_PER_PT, drawn, metrics
from toolkit.pictures.picture import lowered
from toolkit.printing.booklet import saddle
from toolkit.printing.flowing import Block, Flow, Placed
from toolkit.printing.leaves import A4_LONG, A4_SHORT, Leaf, grown, leaves_pdf, placed, whole
from toolkit.printing.painter import Drawing

FOOT_PT = 8.0
SEPARATOR = " · "
# How much smaller the letters of a folded booklet may be, to leave its last page free.
CLOSER = (0.98, 0.96, 0.94, 0.92)
REMINDED = ("round", "crisis", "ending")


@dataclass(frozen=True, slots=True)
class Page:
    """A size of page in millimetres, and the size of its letters in points."""

    width: float
    height: float
    side: float
    head: float
    foot: float
    body_pt: float

    @property
    def column(self) -> float:
        return self.width - 2 * self.side

    def smaller(self, share: float) -> "Page":
        return replace(self, body_pt=self.body_pt * share)


A5 = Page(A4_LONG / 2, A4_SHORT, 13.0, 13.0, 16.0, 9.5)
A4 = Page(A4_SHORT, A4_LONG, 20.0, 18.0, 20.0, 11.0)
LARGE = Page(A4_SHORT, A4_LONG, 17.0, 16.0, 18.0, 16.0)


def booklet_pdf(words: GameWords, title: str, motto: str, leaf: Leaf, *, folded: bool) -> bytes:
    """
    The rule booklet: *folded*, A5 pages in pairs on sheets to staple in the middle; otherwise A4 pages in
    their order, in letters of 16 points when the theme is for large print.

    Args: *words*, whose ``numbers`` are filled in; *title*, *motto*, of the game.
    Returns: the same bytes for the same arguments.
    Raises: CannotSet.
    """
    size = A5 if folded else LARGE if leaf.theme.layout == "large" else A4
    faces = [_cover(title, motto, size, leaf), *_pages(words.booklet, words, size, leaf)]
    for share in CLOSER if folded else ():
        # The last page is for what players look up while they play.
        if len(faces) % 4:
            break
        size = A5.smaller(share)
        faces = [_cover(title, motto, size, leaf), *_pages(words.booklet, words, size, leaf)]
    if not folded:
        return leaves_pdf([whole(face, leaf.sheet) for face in faces], leaf, title, leaf.say("table.booklet"))
    sheet = leaf.sheet
    ratio = min(sheet.height_mm / A4_LONG, sheet.width_mm / A4_SHORT)
    if len(faces) % 4:
        faces.append(_back(title, words, leaf))
    shown = [grown(face, ratio) for face in faces]
    middle, top = sheet.height_mm / 2, (sheet.width_mm - shown[0].height_mm) / 2
    pages: list[list[Drawing]] = []
    for spread in saddle(len(shown)):
        page = []
        for number, x in ((spread.left, middle - shown[0].width_mm), (spread.right, middle)):
            if number:
                page.append(placed(shown[number - 1], x, top, part=number))
        pages.append(page)
    return leaves_pdf(pages, leaf, title, leaf.say("table.booklet"), lying=True, flip="short")


def rules_pdf(words: GameWords, title: str, leaf: Leaf) -> bytes:
    """
    The rules on one page, in the largest letters that hold on it; on several in large print.

    Returns: the same bytes for the same arguments.
    Raises: CannotSet.
    """
    size = LARGE if leaf.theme.layout == "large" else A4.smaller(1.25)
    while True:
        faces = _pages(words.page, words, size, leaf, title=title)
        if len(faces) == 1 or leaf.theme.layout == "large" or size.body_pt < 7.5:
            return leaves_pdf(
                [whole(face, leaf.sheet) for face in faces], leaf, title, leaf.say("table.rules")
            )
        size = size.smaller(0.96)


def script_pdf(words: GameWords, title: str, leaf: Leaf) -> bytes:
    """
    What the facilitator does and says, step by step, with its time in each format.

    Returns: the same bytes for the same arguments.
    Raises: CannotSet.
    """
    size = LARGE if leaf.theme.layout == "large" else A4.smaller(0.92)
    writer = Setter(leaf, size, words)
    heading = leaf.say("table.script_title", title=title)
    blocks = [writer.title(heading), writer.text(leaf.say("table.script_how"), gap=3.0)]
    for step in words.script:
        blocks += writer.step(step)
    faces = _set(blocks, size, leaf, heading)
    return leaves_pdf([whole(face, leaf.sheet) for face in faces], leaf, heading, leaf.say("table.script"))


def _cover(title: str, motto: str, size: Page, leaf: Leaf) -> Face:
    ratio = size.width / A4_SHORT
    band = size.height * 0.2
    great = Style("title", "display", 66.0 * ratio, leaf.theme.ink, 1.0)
    small = Style("text", "regular", max(size.body_pt, 18.0 * ratio), leaf.theme.ink, 1.35)
    boxes: list[Box] = []
    for row in range(3):
        boxes += leaf.selvedge(row * band, band, size.width) if row % 2 == 0 else ()
    top = band + 14.0 * ratio
    name = leaf.largest("title", title, great, size.side, top, size.column, band, least_pt=20.0)
    boxes += name.boxes
    below = 3 * band + 16.0 * ratio
    for text in (motto, leaf.say("table.booklet_cover")):
        block = leaf.block("cover", text, small, size.side, below, size.column)
        boxes += block.boxes
        below += block.height + 7.0 * ratio
    return Face(size.width, size.height, 0.0, tuple(boxes), title, leaf.language)


def _back(title: str, words: GameWords, leaf: Leaf) -> Face:
    """What closes a folded booklet, and lies before the players: a round, a crisis, the endings."""
    band = A5.height * 0.2
    boxes: list[Box] = [box for y in (0.0, 4 * band) for box in leaf.selvedge(y, band, A5.width)]
    writer = Setter(leaf, A5.smaller(0.94), words)
    flow = Flow(band + 9.0, 4 * band - 4.0)
    for section in (each for each in words.page if each.id in REMINDED):
        flow.add([writer.heading(section.title[leaf.language])])
        flow.add(chain.from_iterable(map(writer.of, section.blocks)))
    for each in flow.finished()[0]:
        boxes += [_shifted(lowered(box, each.y), A5.side) for box in each.block.boxes]
    return Face(A5.width, A5.height, 0.0, tuple(boxes), title, leaf.language)


def _pages(
    sections: Sequence[Section], words: GameWords, size: Page, leaf: Leaf, *, title: str = ""
) -> list[Face]:
    writer = Setter(leaf, size, words)
    blocks: list[Block] = [writer.title(title)] if title else []
    for section in sections:
        blocks.append(writer.heading(section.title[leaf.language]))
        for each in section.blocks:
            blocks += writer.of(each)
    return _set(blocks, size, leaf, title or leaf.say("table.booklet"), first=1 if title else 2)


def _set(blocks: Sequence[Block], size: Page, leaf: Leaf, title: str, first: int = 1) -> list[Face]:
    flow = Flow(size.head, size.height - size.foot)
    flow.add(blocks)
    pages = flow.finished()
    return [_face(page, number, size, leaf, title) for number, page in enumerate(pages, first)]


def _face(page: Sequence[Placed], number: int, size: Page, leaf: Leaf, title: str) -> Face:
    boxes: list[Box] = []
    for each in page:
        boxes += [_shifted(lowered(box, each.y), size.side) for box in each.block.boxes]
    shown = str(number)
    width = metrics().width_mm(shown, "bold", FOOT_PT)
    at = Line((size.width - width) / 2, size.height - 8.0, shown, width)
    boxes.append(Text("artifact", (at,), "bold", FOOT_PT, leaf.theme.grey))
    return Face(size.width, size.height, 0.0, tuple(boxes), title, leaf.language)


def _shifted(box: Box, x: float) -> Box:
    """*box* that far to the right."""
    if isinstance(box, Text):
        return replace(box, lines=tuple(replace(line, x=line.x + x) for line in box.lines))
    if isinstance(box, Rect):
        return replace(box, x=box.x + x)
    raise TypeError(box)


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets the pieces of the words of the game in a column."""

    leaf: Leaf
    page: Page
    words: GameWords

    @property
    def language(self) -> Language:
        return self.leaf.language

    @property
    def em(self) -> float:
        return self.page.body_pt * 25.4 / 72

    def text(self, text: str, *, gap: float = 0.0, indent: float = 0.0, keeps: bool = False) -> Block:
        style = Style("text", "regular", self.page.body_pt, self.leaf.theme.ink, 1.34, divide=True)
        made = self.leaf.block("text", text, style, indent, 0.0, self.page.column - indent)
        return Block(made.boxes, made.height, gap or 0.6 * self.em, keeps)

    def title(self, text: str) -> Block:
        style = Style("title", "display", 2.2 * self.page.body_pt, self.leaf.theme.ink, 1.05, balance=True)
        made = self.leaf.block("title", text, style, 0.0, 0.0, self.page.column)
        return Block(made.boxes, made.height, 0.0, True)

    def heading(self, text: str) -> Block:
        style = Style("heading", "display", 1.4 * self.page.body_pt, self.leaf.theme.ink, 1.12, balance=True)
        made = self.leaf.block("heading", text, style, 0.0, 0.0, self.page.column)
        return Block(made.boxes, made.height, 1.7 * self.em, True)

    def of(self, block: Words) -> Iterator[Block]:
        """Any block but ``numbers``, which were filled in before."""
        if block.kind == "text":
            yield self.text(block.text[self.language])
        elif block.kind == "note":
            yield self.note(block.text[self.language])
        elif block.kind == "list":
            yield from (self.hung("–", item[self.language]) for item in block.items)
        elif block.kind == "steps":
            yield from (self.hung(f"{n}.", item[self.language]) for n, item in enumerate(block.items, 1))
        elif block.kind == "rules":
            for number in block.rules:
                yield self.hung(number, self.words.rules[number].text[self.language])
        else:
            if block.text[self.language]:
                yield replace(self.text(block.text[self.language]), keeps=True)
            yield from self.table(block.head, block.rows)

    def note(self, text: str) -> Block:
        """Set apart by a bar at its side."""
        body = self.text(text, indent=1.4 * self.em)
        bar = Rect(0.0, -0.3 * self.em, 0.35 * self.em, body.height_mm + 0.6 * self.em, fill=self.leaf.hue)
        return replace(body, boxes=(bar, *body.boxes), gap_mm=1.1 * self.em)

    def hung(self, mark: str, text: str) -> Block:
        """A paragraph that hangs from its number."""
        indent = 2.1 * self.em
        body = self.text(text, indent=indent)
        style = Style("label", "bold", self.page.body_pt, self.leaf.theme.grey, 1.34)
        sign = self.leaf.block("mark", mark, style, 0.0, 0.0, indent)
        return replace(body, boxes=(*sign.boxes, *body.boxes), gap_mm=0.45 * self.em)

    def table(self, head: Sequence[Both], rows: Sequence[Sequence[Both]]) -> Iterator[Block]:
        """Rows of cells in the largest letters whose longest words hold side by side."""
        cells = [[cell[self.language] for cell in row] for row in (head, *rows)]
        size = 0.9 * self.page.body_pt
        while sum(widths := self._widths(cells, size)) > self.page.column + 0.01:
            size *= 0.97
        ruled = "#BBBBBB" if self.leaf.theme.hue == "own" else self.leaf.theme.ink
        for number, row in enumerate(cells):
            style = Style("text", "regular" if number else "bold", size, self.leaf.theme.ink, 1.22)
            boxes: list[Box] = []
            x, high = 0.0, 0.0
            for text, width in zip(row, widths, strict=True):
                if text:
                    made = self.leaf.block("cell", text, style, x, 0.0, width - 0.6 * self.em)
                    boxes += made.boxes
                    high = max(high, made.height)
                x += width
            last = number == len(cells) - 1
            rule = Rect(0.0, high + 0.5 * self.em, self.page.column, 0.35 if not number else 0.12, fill=ruled)
            gap = 1.0 * self.em if not number else 0.5 * self.em
            yield Block((*boxes, rule), high + 0.55 * self.em, gap, keeps=not last)

    def _widths(self, cells: Sequence[Sequence[str]], size: float) -> list[float]:
        """At least the longest word of each column, then shares of what is left by what they hold."""
        columns = range(len(cells[0]))
        pad = 0.6 * self.em

        def measured(text: str) -> float:
            return drawn(drawable(text, "bold"), "bold")[1] * size * MM_PER_PT + pad + 0.3

        least = [max(max(map(measured, row[c].split(" ") or [""])) for row in cells) for c in columns]
        wanted = [max(measured(row[c]) for row in cells) for c in columns]
        free = self.page.column - sum(least)
        more = [max(0.0, want - low) for want, low in zip(wanted, least, strict=True)]
        if free <= 0 or not sum(more):
            spread = max(0.0, free) / len(least)
            return [low + spread for low in least]
        share = min(1.0, free / sum(more))
        # What is left over goes between the columns: a short table is as wide as a long one.
        spread = (free - share * sum(more)) / len(least)
        return [low + share * extra + spread for low, extra in zip(least, more, strict=True)]

    def step(self, step: Step) -> Iterator[Block]:
        """A step of the facilitator: title and time, gestures, words to say, what may go wrong."""
        yield self._timed(self.heading(step.title[self.language]), self._times(step.seconds))
        for each in step.do:
            yield self.hung("–", each[self.language])
        for each in step.say:
            yield self.note(self.leaf.say("table.script_say", text=each[self.language]))
        if step.tip[self.language]:
            yield self.small(step.tip[self.language])

    def small(self, text: str) -> Block:
        style = Style("text", "regular", 0.9 * self.page.body_pt, self.leaf.theme.grey, 1.3)
        made = self.leaf.block("small", text, style, 0.0, 0.0, self.page.column)
        return Block(made.boxes, made.height, 0.8 * self.em)

    def _timed(self, heading: Block, times: str) -> Block:
        """*heading* with how long it takes at the end of its line."""
        if not times:
            return heading
        style = Style("text", "bold", 0.95 * self.page.body_pt, self.leaf.theme.grey, 1.2)
        wide = drawn(drawable(times, "bold"), "bold")[1] * style.em_mm
        left = self.page.column - wide - 0.1
        made = self.leaf.block("times", times, style, left, 0.3 * self.em, wide + 0.1)
        return replace(heading, boxes=(*heading.boxes, *made.boxes))

    def _times(self, seconds: Mapping[int, int]) -> str:
        """How long it takes: once when it is the same in all formats."""
        if not any(seconds.values()):
            return ""
        each = [self._lasting(value) for value in seconds.values()]
        return each[0] if len(set(each)) == 1 else SEPARATOR.join(each)

    def _lasting(self, seconds: int) -> str:
        minutes, rest = divmod(seconds, 60)
        if not minutes:
            return self.leaf.say("table.seconds", n=rest)
        if not rest:
            return self.leaf.say("table.minutes", n=minutes)
        return self.leaf.say("table.minutes_seconds", minutes=minutes, seconds=rest)
