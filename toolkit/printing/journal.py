"""
The journal of a game as a PDF file, A4: how it ended and the room's profile on the first page, then each
round with its votes, what was applied, what was written; the steps aside at the end.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from toolkit.content.cards import Language
from toolkit.faces.boxes import Box, Face, Rect
from toolkit.faces.look import look
from toolkit.faces.symbols import symbol
from toolkit.faces.tracks import TRACK_NAMES, TRACKS, track_hue, track_icon, track_pattern
from toolkit.pictures.picture import lowered
from toolkit.printing.flowing import Block, Flow, Placed
from toolkit.printing.pdf import About, Bookmark, Drawing, document
from toolkit.printing.report import (
    BAND,
    BOTTOM,
    COLUMN,
    HEIGHT,
    LEFT,
    TOP,
    WIDTH,
    band,
    foot,
    whole,
)
from toolkit.printing.report_blocks import Writer
from toolkit.words import dated

Counts = Mapping[str, int]
ROW_MM = 5.4


@dataclass(frozen=True, slots=True)
class PlayedRound:
    """
    A round or a crisis, told. ``votes`` by name of the vote; ``lines`` sentences about it; ``written``: what
    the room wrote, each with what it is.
    """

    title: str
    card: str
    applied: str
    votes: tuple[tuple[str, Counts], ...]
    lines: tuple[str, ...]
    written: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PlayedGame:
    """
    A game, told in one language. ``postures``: their names by key, ``hues``: numbers of their orientations;
    ``profile``: counts by the name of a column.
    """

    title: str
    language: Language
    day: date
    ending: str
    ending_text: str
    facts: str
    tracks: Counts
    postures: Mapping[str, str]
    hues: Mapping[str, int]
    profile: tuple[tuple[str, Counts], ...]
    rounds: tuple[PlayedRound, ...]
    commitments: tuple[str, ...]
    credit: str


def journal_pdf(game: PlayedGame) -> bytes:
    """Returns: the same bytes for the same arguments; as accessible as the other files of this project."""
    writer = Writer(game.language, COLUMN)
    flow = Flow(TOP, BOTTOM)
    flow.add(_first(writer.of("head"), game))
    flow.new_page()
    begins = [(writer.say("playing.journal"), 0)]
    for number, played in enumerate(game.rounds):
        blocks = [*_round(writer.of(f"round {number}"), game, played, gap=0.0 if not number else 9.0)]
        # A round stays on one page, whatever was written in it, if it can.
        flow.add([*(replace(block, keeps=True) for block in blocks[:-1]), *blocks[-1:]])
        begins.append((f"{played.title}, {played.card}", len(flow.pages) - 1))
    flow.add(_end(writer.of("end"), game))
    pages = flow.finished()
    about = About(
        title=game.title,
        author="Rebond",
        subject=writer.say("playing.journal"),
        language=game.language,
        on=game.day,
    )
    drawn = [_page(page, number, len(pages), game) for number, page in enumerate(pages, 1)]
    marks = [Bookmark(title, 0, page, TOP) for title, page in begins]
    return document(drawn, WIDTH, HEIGHT, about, marks, flip="none")


def _first(writer: Writer, game: PlayedGame) -> Iterator[Block]:
    day = dated(game.language, game.day)
    yield Block((), BAND - TOP, 0.0, True, writer.part)  # under the band of patterns
    yield writer.label(f"{writer.say('playing.journal')}, {day}", gap=8.0)
    yield writer.heading(game.title, 24.0, gap=2.5, first=True)
    yield writer.text(game.facts, 10.0, gap=3.0)
    if game.ending:
        yield writer.heading(game.ending, 18.0, gap=9.0)
        yield writer.text(game.ending_text, gap=2.0, keeps=True)
    yield _levels(writer, game.tracks, gap=5.0)
    yield writer.heading(writer.say("playing.profile"), 13.0, gap=9.0)
    yield _bars(writer, game, game.profile, gap=3.0)


def _round(writer: Writer, game: PlayedGame, played: PlayedRound, *, gap: float) -> Iterator[Block]:
    if gap:
        yield writer.line(gap=gap)
    yield writer.label(played.title, gap=4.5 if gap else 0.0)
    yield writer.heading(played.card, 14.0, gap=1.5)
    if played.applied:
        applied = writer.say("playing.journal_applied", posture=played.applied)
        yield writer.text(applied, 11.0, font="bold", gap=2.0, keeps=True)
    if played.votes:
        yield _bars(writer, game, played.votes, gap=3.0)
    for line in played.lines:
        yield writer.text(line, 9.5, gap=1.6)
    for what, text in played.written:
        yield writer.text(what, 9.5, font="bold", gap=3.0, keeps=True)
        yield writer.text(text, 9.5, gap=1.2, indent=4.0)


def _end(writer: Writer, game: PlayedGame) -> Iterator[Block]:
    if game.commitments:
        yield writer.line(gap=9.0)
        yield writer.heading(writer.say("playing.commitments"), 14.0, gap=4.5)
        for text in game.commitments:
            yield writer.text(text, 10.0, gap=2.0, indent=4.0)
    yield writer.text(game.credit, 8.0, colour=look().grey, gap=9.0)


def _levels(writer: Writer, tracks: Counts, *, gap: float) -> Block:
    """The four tracks as on the board, lying down: icon, name, a bar of ten, the level."""
    boxes: list[Box] = []
    for number, track in enumerate(TRACKS):
        y, hue = number * 8.0, track_hue(track)
        name = writer.say(TRACK_NAMES[track])
        bar = (COLUMN - 60.0) * tracks[track] / 10
        boxes.append(Rect(0.0, y, 6.4, 6.4, fill=hue, radius=1.0))
        boxes.append(track_icon(track, 1.2, y + 1.2, 4.0, look().white))
        boxes += [lowered(box, y + 1.4) for box in writer.text(name, 10.0, indent=9.0).boxes]
        if bar:
            boxes.append(track_pattern(track, 45.0, y, bar, 6.4, cell=3.2))
        boxes.append(Rect(45.0, y, COLUMN - 60.0, 6.4, stroke=hue, stroke_mm=0.3))
        figure = writer.text(str(tracks[track]), 13.0, font="display", indent=COLUMN - 11.0)
        boxes += [lowered(box, y + 0.8) for box in figure.boxes]
    return Block(tuple(boxes), 31.0, gap, False, writer.part)


def _bars(writer: Writer, game: PlayedGame, votes: Sequence[tuple[str, Counts]], *, gap: float) -> Block:
    """The six postures as rows, a column of bars for each vote."""
    boxes: list[Box] = []
    columns = len(votes)
    width = (COLUMN - 45.0) / columns
    most = max([1, *(count for _, counts in votes for count in counts.values())])
    for place, (name, _) in enumerate(votes):
        boxes += writer.text(name, 8.5, colour=look().grey, indent=45.0 + place * width).boxes
    for row, (key, title) in enumerate(game.postures.items()):
        y = 5.0 + row * ROW_MM
        hue = look().orientation(game.hues[key]).hue
        boxes.append(symbol(key, 0.0, y + 0.3, 3.6, hue))
        boxes += [lowered(box, y + 0.8) for box in writer.text(title, 9.5, indent=6.0).boxes]
        for place, (_, counts) in enumerate(votes):
            x, length = 45.0 + place * width, (width - 16.0) * counts[key] / most
            boxes.append(Rect(x, y + 0.4, max(0.4, length), 3.4, fill=hue))
            figure = writer.text(str(counts[key]), 9.5, font="bold", indent=x + max(0.4, length) + 1.6)
            boxes += [lowered(box, y + 0.8) for box in figure.boxes]
    return Block(tuple(boxes), 5.0 + len(game.postures) * ROW_MM, gap, False, writer.part)


def _page(page: Sequence[Placed], number: int, pages: int, game: PlayedGame) -> Sequence[Drawing]:
    """As the pages of the report of a workshop."""
    day = dated(game.language, game.day)
    feet = foot(number, pages, f"{game.title}, {day}")
    drawn = [Drawing(_face(band(), game), 0.0, 0.0, whole())] if number == 1 else []
    drawn += [
        Drawing(_face(placed.block.boxes, game), LEFT, placed.y, whole(), part=placed.block.part)
        for placed in page
        if placed.block.boxes
    ]
    return [*drawn, Drawing(_face(feet, game), 0.0, 0.0, whole())]


def _face(boxes: tuple[Box, ...], game: PlayedGame) -> Face:
    return Face(WIDTH, HEIGHT, 0.0, boxes, game.title, game.language)
