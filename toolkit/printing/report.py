"""
The report of a workshop as a PDF file, A4, ready to send the same evening: the decisions on the first page,
then each question with its cards, the pictures of its votes, the rule and its count in words; how to recount
at the end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.faces.boxes import Box, Face, Line, Qr, Text
from toolkit.faces.drawable import drawable
from toolkit.faces.look import look
from toolkit.faces.metrics import metrics
from toolkit.faces.patterns import pattern
from toolkit.pictures.subject import OptionLike
from toolkit.printing.flowing import Block, Flow, Placed
from toolkit.printing.imposition import Window
from toolkit.printing.pdf import About, Bookmark, Drawing, document
from toolkit.printing.report_blocks import Writer
from toolkit.printing.report_told import QuestionTold, VoteTold, WorkshopTold
from toolkit.words import dated, say

WIDTH, HEIGHT = 210.0, 297.0
LEFT, TOP, BOTTOM = 22.0, 22.0, 272.0
COLUMN = WIDTH - 2 * LEFT
BAND = 30.0  # the band of patterns across the head of the first page
FOOT = 285.0
FOOT_PT = 8.0


@dataclass(frozen=True, slots=True)
class Where:
    """Where the results are: the name of their file, and the address of the ballots page, if there is one."""

    file: str
    ballots: str = ""


def report_pdf(workshop: WorkshopTold, where: Where) -> bytes:
    """
    Returns: the same bytes for the same arguments; PDF/UA-1 and PDF/A-2a.
    """
    writer = Writer(workshop.language, COLUMN)
    day = dated(workshop.language, workshop.day)
    flow = Flow(TOP, BOTTOM)
    flow.add(_first(writer.of("head"), workshop, day))
    begins: list[tuple[str, int]] = []
    for question in workshop.questions:
        flow.new_page()
        begins.append((question.text, len(flow.pages) - 1))
        flow.add(_question(writer.of(f"question {question.series}"), question, flow.room))
    flow.new_page()
    begins.append((writer.say("report.recount"), len(flow.pages) - 1))
    flow.add(_recount(writer.of("recount"), workshop, where))
    pages = flow.finished()
    about = About(
        title=workshop.title,
        author="Rebond",
        subject=writer.say("report.subject", date=day),
        language=workshop.language,
        on=workshop.day,
    )
    drawn = [_page(page, n, len(pages), workshop, day) for n, page in enumerate(pages, 1)]
    marks = [Bookmark(title, 0, page, TOP) for title, page in begins]
    return document(drawn, WIDTH, HEIGHT, about, marks, flip="none")


def _first(writer: Writer, workshop: WorkshopTold, day: str) -> Iterator[Block]:
    """The title, who was counted, and the decisions at a glance."""
    yield Block((), BAND - TOP + 10.0, keeps=True, part="head")
    yield writer.label(writer.say("report.kicker"))
    yield writer.text(workshop.title, 28.0, role="title", font="display", gap=3.0, keeps=True, leading=1.05)
    language = writer.say(f"report.in_{workshop.language}")
    facts = [day, language, writer.say("report.anonymous" if workshop.anonymous else "report.named")]
    yield writer.text(writer.say("report.between").join(facts), 11.0, gap=4.0)
    if workshop.people:
        yield writer.text(workshop.people, 11.0, gap=1.5)
    yield writer.line(gap=7.0)
    yield writer.heading(writer.say("report.glance"), 16.0, gap=6.0)
    voted = [question for question in workshop.questions if question.votes]
    if not voted:
        yield writer.text(writer.say("report.nothing"), gap=4.0)
    for number, question in enumerate(voted):
        last = question.votes[-1]
        small = [last.way, writer.say("report.vote", vote=last.number)] if last.number > 1 else [last.way]
        yield writer.decision(
            question.text,
            last.verdict,
            writer.say("report.between").join([*small, last.sources]),
            _winners(last),
            gap=6.0 if number else 4.5,
        )


def _winners(vote: VoteTold) -> Sequence[OptionLike]:
    return [row.option for row in vote.outcome.rows if row.winner] if vote.expressed else []


def _question(writer: Writer, question: QuestionTold, room: float) -> Iterator[Block]:
    yield writer.label(writer.say("report.question", series=question.series))
    yield writer.heading(question.text, 20.0, gap=2.5, first=True)
    if question.asks:
        yield from _ideas(writer, question)
        return
    yield writer.heading(writer.say("report.cards", n=len(question.options)), 11.0, gap=6.0)
    yield from writer.cards(question.options, gap=3.0)
    for vote in question.votes:
        yield from _vote(writer, question, vote, room)


def _vote(writer: Writer, question: QuestionTold, vote: VoteTold, room: float) -> Iterator[Block]:
    several = len(question.votes) > 1
    name = writer.say("report.vote_by", vote=vote.number, way=vote.way) if several else vote.way
    yield writer.line(gap=8.0)
    yield writer.heading(name, 13.0, gap=4.5)
    yield writer.label(vote.sources, gap=1.5)
    yield writer.text(vote.verdict, 14.0, font="display", gap=3.0, keeps=vote.expressed, leading=1.15)
    if vote.expressed:
        yield from writer.outcome(vote.outcome, room - 45.0, alt=_alternative(writer, vote), gap=4.0)
    yield writer.heading(writer.say("report.rule"), 11.0, gap=6.0)
    yield writer.text(vote.how, 9.5, gap=2.5)
    if vote.outcome.policy and vote.expressed:
        yield writer.text(vote.outcome.policy, 9.5, gap=1.8)
    for number, step in enumerate(vote.steps, 1):
        yield writer.numbered(f"{number}.", step, gap=1.6)
    if vote.reasons or vote.reasons_held:
        yield writer.heading(writer.say("report.reasons"), 11.0, gap=6.0)
    if vote.reasons_held:
        yield writer.text(writer.say("outcome.reasons_held"), 9.5, gap=2.5)
    for title, texts in vote.reasons:
        yield writer.text(title, 9.5, font="bold", gap=3.0, keeps=True)
        for text in texts:
            yield writer.text(writer.say("report.reason", text=text), 9.5, gap=1.4, indent=4.0)


def _alternative(writer: Writer, vote: VoteTold) -> str:
    """What the picture shows, for who does not see it."""
    if vote.outcome.shape == "map":
        return " ".join((vote.verdict, *(_placed(writer, vote, row.option) for row in vote.outcome.rows)))
    rows = [f"{row.rank}. {row.option.title} ({row.score})" for row in vote.outcome.rows]
    return " ".join((vote.verdict, *(f"{row}." for row in rows)))


def _placed(writer: Writer, vote: VoteTold, option: OptionLike) -> str:
    middle, params = vote.outcome.details["median"][option.key], vote.outcome.params
    if not middle:
        place = writer.say("outcome.place_none")
    else:
        across, up = (round(10 * part) for part in middle)
        x, y = (params[axis] or writer.say(f"voting.axis_{axis}") for axis in ("x", "y"))
        place = writer.say("outcome.place", x=x, across=across, y=y, up=up)
    return f"{option.title}{writer.say('outcome.colon')}{place}."


def _ideas(writer: Writer, question: QuestionTold) -> Iterator[Block]:
    yield writer.heading(writer.say("report.ideas", n=len(question.ideas)), 11.0, gap=6.0)
    for idea in question.ideas:
        more = bool(idea.sentence or idea.parts)
        yield writer.text(f"{idea.number}. {idea.title}", 11.0, font="bold", gap=3.6, keeps=more)
        if idea.sentence:
            yield writer.text(idea.sentence, 10.0, gap=1.2, keeps=bool(idea.parts), indent=5.0)
        if idea.parts:
            titles = writer.say("report.between").join(idea.parts)
            yield writer.text(
                writer.say("report.made_of", titles=titles), 9.0, colour=look().grey, gap=1.2, indent=5.0
            )


def _recount(writer: Writer, workshop: WorkshopTold, where: Where) -> Iterator[Block]:
    yield writer.heading(writer.say("report.recount"), 20.0, gap=0.0, first=True)
    yield writer.text(writer.say("report.recount_why"), gap=5.0)
    yield writer.text(f"rebond recount {where.file}", 11.0, font="bold", gap=4.0)
    yield writer.heading(writer.say("report.fingerprint"), 11.0, gap=8.0)
    digits = workshop.fingerprint
    fours = " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))
    yield writer.text(fours, 13.0, font="bold", gap=2.5)
    yield writer.text(writer.say("report.fingerprint_why"), gap=2.5)
    yield writer.heading(writer.say("report.receipts"), 11.0, gap=8.0)
    yield writer.text(writer.say("report.receipts_why"), gap=2.5)
    if where.ballots:
        yield _ballots(writer, where.ballots)
    yield writer.heading(writer.say("report.limits"), 11.0, gap=8.0)
    yield writer.text(writer.say("report.limits_are"), gap=2.5)


def _ballots(writer: Writer, address: str) -> Block:
    """The page of the ballots, as a code and in letters."""
    size = 26.0
    told = writer.text(address, 10.0, font="bold", indent=size + 5.0)
    code = Qr(0.0, 0.0, size, address, writer.say("face.qr", address=address))
    return Block((code, *told.boxes), size, 4.0, False, writer.part)


def _page(
    page: Sequence[Placed], number: int, pages: int, workshop: WorkshopTold, day: str
) -> Sequence[Drawing]:
    left = say(workshop.language, "report.foot", title=workshop.title, date=day)
    below = Drawing(_face(foot(number, pages, left), workshop), 0.0, 0.0, whole())
    head = [Drawing(_face(band(), workshop), 0.0, 0.0, whole())] if number == 1 else []
    body = [
        Drawing(_face(placed.block.boxes, workshop), LEFT, placed.y, whole(), part=placed.block.part)
        for placed in page
        if placed.block.boxes
    ]
    return [*head, *body, below]


def _face(boxes: tuple[Box, ...], workshop: WorkshopTold) -> Face:
    return Face(WIDTH, HEIGHT, 0.0, boxes, workshop.title, workshop.language)


def whole() -> Window:
    """All of the page."""
    return Window(0.0, 0.0, WIDTH, HEIGHT)


def band() -> tuple[Box, ...]:
    """The seven patterns across the page, edge to edge."""
    numbers = [orientation.number for orientation in look().orientations]
    width = WIDTH / len(numbers)
    return tuple(pattern(n, i * width, 0.0, width, BAND, cell=width / 3) for i, n in enumerate(numbers))


def foot(number: int, pages: int, left: str) -> tuple[Box, ...]:
    """Which document (*left*) and which page: no part of what is read."""
    left = drawable(left, "regular")
    right = f"{number} / {pages}"
    end = metrics().width_mm(right, "regular", FOOT_PT)
    room = COLUMN - end - 6.0
    while metrics().width_mm(left, "regular", FOOT_PT) > room:
        left = left[:-2].rstrip() + "…"
    return (_fine(left, LEFT), _fine(right, WIDTH - LEFT - end))


def _fine(text: str, x: float) -> Text:
    width = metrics().width_mm(text, "regular", FOOT_PT)
    return Text("artifact", (Line(x, FOOT, text, width),), "regular", FOOT_PT, look().grey)
