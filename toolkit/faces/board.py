"""
The empty board of the game: tracks, seasons, places for cards and tokens. A3 on its side, in millimetres.

The same drawing is printed and shown to the room; ``Place`` says where cubes and cards go on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

from toolkit.content.cards import POSTURES, Language
from toolkit.faces.boxes import Box, Command, Face, Font, Line, Path, Rect, Role, Text
from toolkit.faces.layout import Style, Typesetter, moved
from toolkit.faces.look import Theme, look, mixed, theme, tones
from toolkit.faces.metrics import MM_PER_PT
from toolkit.faces.metrics import drawn as set_line
from toolkit.faces.symbols import QUARTER, symbol
from toolkit.faces.tracks import TRACK_NAMES, TRACKS, track_hue, track_icon, track_pattern
from toolkit.game.book import Book
from toolkit.words import say

WIDTH, HEIGHT, MARGIN = 420.0, 297.0, 12.0
COLUMN, COLUMN_GAP, HEAD = 52.0, 5.0, 40.0
CELL, CUBE = 21.0, 17.0
CELL_LEFT = 13.0  # of a column, so that there is more room for a word than for a figure
SIGN, SIGN_GAP = 8.2, 2.2  # of the six postures, beside the title
NOTE_PT, NOTE_WIDTH = 11.5, COLUMN - CELL_LEFT - CELL - 2.6
LEVELS = 11
ROUND = 4.0
RIGHT = 252.0  # where the half with the seasons and the cards begins
SLOT_WIDTH, SLOT_HEIGHT = 74.0, 124.0  # a tarot card, with some air
SLOT_TOP = 120.0
SEASONS, SEASON_RADIUS = 8, 11.5
TURN = 28.0  # what the path takes to turn back, beyond the fourth season
TOKENS, TOKEN_RADIUS = 3, 12.0


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle of the board, millimetres from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


def column(track: str) -> Place:
    """The whole of a track, its head included."""
    x = MARGIN + TRACKS.index(track) * (COLUMN + COLUMN_GAP)
    return Place(x, MARGIN, COLUMN, HEIGHT - 2 * MARGIN)


def cell(track: str, level: int) -> Place:
    """Where the cube of *track* lies at *level*, 0 at the foot."""
    whole = column(track)
    foot = whole.y + whole.height - 1.0
    return Place(whole.x + CELL_LEFT, foot - (level + 1) * CELL, CELL, CELL)


def season(number: int) -> tuple[float, float]:
    """The middle of a season, from 1 to 8: a path that turns back on itself."""
    step = (WIDTH - MARGIN - RIGHT - SEASON_RADIUS - TURN) / 3
    place = number - 1
    along = place if place < 4 else 7 - place
    return RIGHT + SEASON_RADIUS + 1.0 + along * step, 59.0 if place < 4 else 95.0


def slot(number: int) -> Place:
    """Where the face-up situation *number*, 0 or 1, lies."""
    last = WIDTH - MARGIN - SLOT_WIDTH
    return Place(RIGHT if number == 0 else last, SLOT_TOP, SLOT_WIDTH, SLOT_HEIGHT)


def token(number: int) -> tuple[float, float]:
    """The middle of the place of a vigilance token, from 0."""
    return RIGHT + TOKEN_RADIUS + number * (2 * TOKEN_RADIUS + 5.0), 268.0


def crisis_mark(after: int) -> tuple[float, float]:
    """Where the crisis that comes after round *after* is marked, on the path."""
    (x, y), (x2, y2) = season(after), season(after + 1)
    return (x + x2) / 2, (y + y2) / 2


def board(book: Book, language: Language, *, drawn: Theme | None = None, paper: bool = True) -> Face:
    """
    The empty board.

    Args: *book* for the numbers printed on it; *drawn*, the theme; *paper*: on a ground of its own,
    otherwise on whatever it is laid.
    """
    style = drawn or theme()
    painter = _Board(book, language, style)
    ground = look().white if style.is_white else look().paper
    back = (Rect(-3, -3, WIDTH + 6, HEIGHT + 6, fill=ground),) if paper else ()
    boxes = (
        *back,
        *painter.tracks(),
        *painter.heading(),
        *painter.path(),
        *painter.slots(),
        *painter.tokens(),
    )
    return Face(WIDTH, HEIGHT, 3.0, boxes, say(language, "board.title"), language)


@dataclass(frozen=True, slots=True)
class _Board:
    book: Book
    language: Language
    style: Theme

    @property
    def ink(self) -> str:
        return self.style.ink

    @property
    def sheet(self) -> str:
        return look().white

    @property
    def deep(self) -> str:
        """The paper where something will lie."""
        return self.sheet if self.style.is_white else mixed(look().paper, self.ink, 0.06)

    def said(self, key: str) -> str:
        return say(self.language, key)

    # The tracks

    def tracks(self) -> Iterator[Box]:
        for track in TRACKS:
            yield from self._track(track)

    def _track(self, track: str) -> Iterator[Box]:
        whole = column(track)
        hue = track_hue(track, self.style)
        on_head = hue if self.style.is_white else look().white
        yield Rect(whole.x, whole.y, whole.width, whole.height, fill=self.sheet, radius=ROUND)
        band = Place(whole.x, whole.y, whole.width, HEAD - 3.0)
        ground = self.sheet if self.style.is_white else hue
        yield Rect(band.x, band.y, band.width, band.height, fill=ground, radius=ROUND)
        yield Rect(band.x, band.y + ROUND, band.width, band.height - ROUND, fill=ground)
        # Below the rounding of the corners, which a pattern would square.
        yield track_pattern(track, band.x, band.y + ROUND, band.width, 18.0, cell=9.0, drawn=self.style)
        yield circle(band.middle[0], band.y + 13.0, 10.5, fill=ground, stroke=on_head, stroke_mm=0.9)
        yield track_icon(track, band.middle[0] - 6.0, band.y + 7.0, 12.0, on_head)
        yield centred(
            self.said(TRACK_NAMES[track]),
            band.middle[0],
            band.y + 33.2,
            "display",
            17.5,
            on_head,
            "heading",
        )
        yield from self._cells(track, hue)
        yield Rect(whole.x, whole.y, whole.width, whole.height, stroke=hue, stroke_mm=1.2, radius=ROUND)

    def _cells(self, track: str, hue: str) -> Iterator[Box]:
        numbers = self.book.numbers
        shields = {shield.track: shield.least for shield in numbers.shields}
        for level in range(LEVELS):
            at = cell(track, level)
            is_broken = level == 0 and track in self.book.vital
            # The higher, the deeper: a track is read from across the room.
            fill = self.sheet if self.style.is_white else mixed(self.sheet, hue, 0.10 + 0.034 * level)
            yield Rect(at.x, at.y, at.width, at.height, fill=fill)
            if is_broken:
                yield from _hatched(at, self.tint(hue, 0.6))
            edge = (hue, 0.35) if self.style.is_white else (self.sheet, 0.8)
            yield Rect(at.x, at.y, at.width, at.height, stroke=edge[0], stroke_mm=edge[1])
            yield centred(str(level), at.x - 6.4, at.y + CELL / 2 + 2.9, "display", 22.0, hue)
            if is_broken:
                yield self.note(self.said("board.rupture"), at, hue)
            elif level == numbers.low:
                yield self._line_at(at, hue)
                yield self.note(self.said("board.alive"), at, hue)
            elif level == shields.get(track):
                middle = self._beside(at)
                yield _shield(middle, at.y + 3.4, 9.0, hue)
                yield self.note(self.said("board.shield"), at, hue, at.y + 17.6)

    def note(self, text: str, at: Place, hue: str, y: float | None = None) -> Text:
        """A word beside a cell, its baseline at *y*, as large as its place lets it be."""
        _, em = set_line(text, "bold")
        size = min(NOTE_PT, NOTE_WIDTH / (em * MM_PER_PT))
        return centred(
            text, self._beside(at), at.y + CELL / 2 + 1.4 if y is None else y, "bold", size, hue, "label"
        )

    def _beside(self, at: Place) -> float:
        """The middle of what is right of a cell."""
        return at.x + CELL + (NOTE_WIDTH + 1.8) / 2

    def tint(self, hue: str, share: float) -> str:
        """*hue* made lighter; whole where there is one colour, which has no lighter one."""
        return mixed(self.sheet, hue, share) if self.style.hue == "own" else hue

    def _line_at(self, at: Place, hue: str) -> Rect:
        """Under what a commons counts as alive no longer: a line across the track."""
        return Rect(at.x - CELL_LEFT + 2.5, at.y + CELL - 0.5, COLUMN - 5.0, 1.0, fill=hue)

    # The seasons

    def heading(self) -> Iterator[Box]:
        setter = Typesetter("board", self.language)
        width = WIDTH - MARGIN - RIGHT
        title = Style("title", "display", 42.0, self.ink, 1.0)
        yield from moved(
            setter.block("title", self.said("board.title"), title, RIGHT, 0.0, width), MARGIN + 1.0
        ).boxes
        motto = Style("text", "regular", 13.0, self.ink)
        for place, key in enumerate(POSTURES):
            x = WIDTH - MARGIN - (len(POSTURES) - place) * (SIGN + SIGN_GAP) + SIGN_GAP
            yield symbol(key, x, MARGIN + 4.0, SIGN, tones(place + 1, self.style).hue)
        yield from moved(
            setter.block("motto", self.said("board.motto"), motto, RIGHT, 0.0, width), MARGIN + 21.0
        ).boxes

    def path(self) -> Iterator[Box]:
        if self.style.is_white:
            yield Path(_trail(), stroke=self.ink, stroke_mm=9.0)
            yield Path(_trail(), stroke=self.sheet, stroke_mm=7.8)
        else:
            yield Path(_trail(), stroke=mixed(look().paper, self.ink, 0.16), stroke_mm=9.0)
            yield Path(_trail(), stroke=self.sheet, stroke_mm=0.7)
        for number in range(1, SEASONS + 1):
            x, y = season(number)
            yield circle(x, y, SEASON_RADIUS, fill=self.sheet, stroke=self.ink, stroke_mm=1.1)
            yield centred(str(number), x, y + 3.5, "display", 28.0, self.ink)
        for after, formats in self._crises():
            yield from self._crisis(after, formats)

    def _crises(self) -> list[tuple[int, str]]:
        """After which rounds a crisis may come, and in which formats."""
        found: dict[int, list[int]] = {}
        for minutes, each in self.book.formats.items():
            for after in each.crises_after:
                found.setdefault(after, []).append(minutes)
        return [(after, ", ".join(map(str, sorted(found[after])))) for after in sorted(found)]

    def _crisis(self, after: int, formats: str) -> Iterator[Box]:
        x, y = crisis_mark(after)
        yield _bolt(x, y, 13.0, self.ink)
        yield centred(formats, x, y + 12.9, "bold", NOTE_PT, self.ink, "label")

    # The cards and the tokens

    def slots(self) -> Iterator[Box]:
        for number in (0, 1):
            at = slot(number)
            yield Rect(at.x, at.y, at.width, at.height, fill=self.deep, radius=ROUND)
            yield from _dashes(at, self.ink)
            yield centred(
                self.said("board.slot"),
                *at.middle,
                "display",
                17.0,
                self.tint(self.ink, 0.55),
                "label",
            )

    def tokens(self) -> Iterator[Box]:
        for number in range(self.book.numbers.vigilance):
            x, y = token(number)
            yield circle(x, y, TOKEN_RADIUS, fill=self.sheet, stroke=self.ink, stroke_mm=0.6)
            yield from eye(x, y, 14.0, self.tint(self.ink, 0.35), self.sheet)
        left = token(TOKENS)[0] - TOKEN_RADIUS + 1.0
        setter = Typesetter("board", self.language)
        name = Style("heading", "display", 17.0, self.ink)
        text = Style("text", "regular", NOTE_PT, self.ink, 1.2)
        width = WIDTH - MARGIN - left
        yield from moved(
            setter.block("vigilance", self.said("board.vigilance"), name, left, 0.0, width), 258.0
        ).boxes
        block = setter.block("vigilance", self.said("board.vigilance_text"), text, left, 0.0, width)
        yield from moved(block, 267.0).boxes


def centred(
    text: str, x: float, y: float, font: Font, size_pt: float, colour: str, role: Role = "artifact"
) -> Text:
    """One line with its baseline at *y*, centred on *x*."""
    shown, em = set_line(text, font)
    width = em * size_pt * MM_PER_PT
    return Text(role, (Line(x - width / 2, y, shown, width),), font, size_pt, colour)


def eye(x: float, y: float, width: float, fill: str, pupil: str) -> Iterator[Box]:
    """The sign of vigilance, centred on (x, y)."""
    half, lid = width / 2, width * 0.42
    yield Path(
        (
            ("M", (x - half, y)),
            ("C", (x - half * 0.5, y - lid, x + half * 0.5, y - lid, x + half, y)),
            ("C", (x + half * 0.5, y + lid, x - half * 0.5, y + lid, x - half, y)),
            ("Z", ()),
        ),
        fill=fill,
    )
    yield circle(x, y, width * 0.19, fill=pupil)
    yield circle(x, y, width * 0.09, fill=fill)


def circle(
    x: float, y: float, radius: float, *, fill: str = "", stroke: str = "", stroke_mm: float = 0.0
) -> Path:
    pull = radius * QUARTER
    commands: tuple[Command, ...] = (
        ("M", (x, y - radius)),
        ("C", (x + pull, y - radius, x + radius, y - pull, x + radius, y)),
        ("C", (x + radius, y + pull, x + pull, y + radius, x, y + radius)),
        ("C", (x - pull, y + radius, x - radius, y + pull, x - radius, y)),
        ("C", (x - radius, y - pull, x - pull, y - radius, x, y - radius)),
        ("Z", ()),
    )
    return Path(commands, fill=fill, stroke=stroke, stroke_mm=stroke_mm)


def _bolt(x: float, y: float, height: float, fill: str) -> Path:
    """Lightning, centred on (x, y)."""
    points = ((0.1, -0.5), (-0.34, 0.06), (-0.04, 0.06), (-0.12, 0.5), (0.34, -0.12), (0.03, -0.12))
    commands = [
        ("M" if i == 0 else "L", (x + px * height, y + py * height)) for i, (px, py) in enumerate(points)
    ]
    return Path((*commands, ("Z", ())), fill=fill, stroke=look().white, stroke_mm=0.5)  # type: ignore[arg-type]


def _shield(x: float, y: float, height: float, fill: str) -> Path:
    half = height * 0.42
    return Path(
        (
            ("M", (x, y)),
            ("L", (x + half, y + height * 0.14)),
            ("L", (x + half, y + height * 0.5)),
            ("C", (x + half, y + height * 0.78, x + half * 0.5, y + height * 0.92, x, y + height)),
            (
                "C",
                (x - half * 0.5, y + height * 0.92, x - half, y + height * 0.78, x - half, y + height * 0.5),
            ),
            ("L", (x - half, y + height * 0.14)),
            ("Z", ()),
        ),
        fill=fill,
    )


def _hatched(at: Place, hue: str) -> Iterator[Box]:
    """Strokes across a cell: where a track breaks."""
    commands: list[Command] = []
    step = CELL / 5
    for i in range(1, 10):
        start, end = max(0.0, i * step - CELL), min(CELL, i * step)
        commands += [
            ("M", (at.x + start, at.y + i * step - start)),
            ("L", (at.x + end, at.y + i * step - end)),
        ]
    yield Path(tuple(commands), stroke=hue, stroke_mm=0.7)


def _trail() -> tuple[Command, ...]:
    """The path through the eight seasons: there, a turn, and back."""
    (x1, y1), (x4, y4), (_x5, y5), (x8, y8) = season(1), season(4), season(5), season(8)
    reach = (y5 - y4) * 0.62
    return (
        ("M", (x1, y1)),
        ("L", (x4, y4)),
        ("C", (x4 + reach, y4, x4 + reach, y5, x4, y5)),
        ("L", (x8, y8)),
    )


def _dashes(at: Place, colour: str) -> Iterator[Box]:
    """A dashed outline, drawn dash by dash: every painter knows a line."""
    corners = [
        (at.x, at.y),
        (at.x + at.width, at.y),
        (at.x + at.width, at.y + at.height),
        (at.x, at.y + at.height),
    ]
    commands: list[Command] = []
    for (x, y), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        length = hypot(x2 - x, y2 - y)
        count = round(length / 6)
        for i in range(count):
            a, b = (i + 0.25) / count, (i + 0.75) / count
            commands += [
                ("M", (x + (x2 - x) * a, y + (y2 - y) * a)),
                ("L", (x + (x2 - x) * b, y + (y2 - y) * b)),
            ]
    yield Path(tuple(commands), stroke=colour, stroke_mm=0.5)
