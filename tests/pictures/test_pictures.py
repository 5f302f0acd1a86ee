"""Every method has a picture that stays within its frame, whatever the room, on a screen and on paper."""

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

import pytest
from werkzeug.datastructures import MultiDict

from toolkit.content.load import load_deck
from toolkit.faces.boxes import Box, Face, Group, Path, Qr, Rect, Text
from toolkit.faces.drawable import drawable
from toolkit.faces.metrics import MM_PER_PT
from toolkit.faces.svg import svg
from toolkit.paths import folder
from toolkit.pictures.flow import held, spread
from toolkit.pictures.pen import BAD, Pen, written
from toolkit.pictures.picture import Size, flows_picture, picture
from toolkit.printing.imposition import Window
from toolkit.printing.pdf import About, Drawing, document
from toolkit.serving.opinions import Paper, Person
from toolkit.voting.methods import METHODS
from toolkit.web.ballot_form import read_ballot
from toolkit.workshop.moving import Held, movement_told
from toolkit.workshop.outcomes import told
from toolkit.workshop.views import MovementView, MoveRow, OptionView, OutcomeView, ShiftView

KEYS = [f"o{number}" for number in range(1, 8)]
TITLES = [
    "Apaiser",
    "Ouvrir une bibliothèque d’objets prêtés dans chaque quartier, tenue par celles et ceux qui y habitent",
    "Données",
    "🌻🌻 جميعا 数 <b>&",
    "Anticonstitutionnellementaveclessyndicatsetlesusagers",
    "Le droit à l’erreur, une heure par semaine",
    "Un élu, une nuit",
]
PAPERS = {
    "single_choice": ("choice", {}),
    "approval": ("approve", {}),
    "dots": ("dots", {"budget": 5}),
    "majority_judgment": ("grade", {"grades": 6}),
    "schulze": ("rank", {}),
    "ranked_pairs": ("rank", {}),
    "copeland": ("rank", {}),
    "borda": ("rank", {}),
    "irv": ("rank", {}),
    "stv": ("rank", {"seats": 3}),
    "score": ("score", {"min": -2, "max": 2, "rule": "mean"}),
    "quadratic": ("votes", {"credits": 25}),
    "gradients": ("stance", {}),
    "placement": ("x", {"x": "Effort", "best": "top_left"}),
}
SIZES = {
    "poster": Size(width_mm=300, letters_pt=14.5, height_mm=104),
    "tablet": Size(width_mm=180, letters_pt=10.5),
    "phone": Size(width_mm=88, letters_pt=10.5),
    "paper": Size(width_mm=170, letters_pt=9),
}


def concluded(method: str, people: int = 24, keys: list[str] = KEYS, count: int = 1) -> OutcomeView:
    """What *people* simulated people conclude, each standing for *count*."""
    kind, settings = PAPERS[method]
    paper = Paper(kind, keys, levels=6, budget=settings.get("budget", 25), scale=["-2", "-1", "0", "1", "2"])
    params = METHODS[method].complete(settings, keys)
    ballots = [
        (read_ballot(method, MultiDict(Person("room", n).fill(paper)), keys), count) for n in range(people)
    ]
    for ballot, _ in ballots:
        METHODS[method].check(ballot, keys, params)
    return told(METHODS[method].count(ballots, keys, params), params, options_of(keys), "fr")


def options_of(keys: list[str]) -> list[OptionView]:
    cards = load_deck(folder("cards") / "reflexes").cards
    return [
        OptionView(key, TITLES[i % len(TITLES)], i + 1, cards[i % len(cards)] if i % 3 else None)
        for i, key in enumerate(keys)
    ]


def held_by(method: str, people: range) -> Held:
    """One vote by these simulated people and by six others who are not followed."""
    kind, settings = PAPERS[method]
    paper = Paper(kind, KEYS, levels=6, budget=settings.get("budget", 25), scale=["-2", "-1", "0", "1", "2"])
    params = METHODS[method].complete(settings, KEYS)
    cast = [read_ballot(method, MultiDict(Person("room", n).fill(paper)), KEYS) for n in (*people, *range(6))]
    outcome = METHODS[method].count([(ballot, 1) for ballot in cast], KEYS, params)
    followed = dict(enumerate(cast[: len(people)]))
    return Held(1 + bool(people.start), outcome, followed, [(ballot, 1) for ballot in cast[len(people) :]])


def all_boxes(boxes: tuple[Box, ...]) -> Iterator[Box]:
    for box in boxes:
        yield box
        if isinstance(box, Group):
            yield from all_boxes(box.boxes)


def edges(box: Box) -> Iterator[tuple[float, float]]:
    match box:
        case Rect() | Group():
            yield box.x, box.y
            yield box.x + box.width, box.y + box.height
            assert box.width >= 0
            assert box.height >= 0
        case Text():
            for line in box.lines:
                yield line.x, line.y
                yield line.x + line.width_mm, line.y
        case Path():
            for _, numbers in box.commands:
                yield from zip(numbers[::2], numbers[1::2], strict=True)
        case Qr():
            raise AssertionError("no code in a picture")


def beyond(face: Face) -> list[tuple[float, float]]:
    """Points off the face; what a group cuts off does not count."""
    points = [point for box in face.boxes for point in edges(box)]
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in points)
    slack = 1.2  # half a stroke, the ring of whoever is elected
    return [
        (x, y)
        for x, y in points
        if not (-slack <= x <= face.width_mm + slack and -slack <= y <= face.height_mm + slack)
    ]


def words(face: Face) -> str:
    return " ".join(line.text for box in all_boxes(face.boxes) if isinstance(box, Text) for line in box.lines)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("method", METHODS)
def test_a_picture_stays_within_its_frame(method: str, size: str) -> None:
    face = picture(concluded(method), "fr", SIZES[size])
    assert beyond(face) == []
    assert face.width_mm == SIZES[size].width_mm
    assert not SIZES[size].height_mm or face.height_mm == SIZES[size].height_mm


@pytest.mark.parametrize("method", METHODS)
def test_a_picture_names_every_option_and_is_the_same_twice(method: str) -> None:
    view = concluded(method)
    face = picture(view, "fr", SIZES["paper"])
    for row in view.rows:
        assert drawable(row.option.title, "regular").split()[0][:6] in words(face)
        assert str(row.option.number) in words(face).split()
    assert face == picture(view, "fr", SIZES["paper"])


@pytest.mark.parametrize("people", [0, 1, 2])
@pytest.mark.parametrize("method", METHODS)
def test_almost_nobody_is_drawn_too(method: str, people: int) -> None:
    for size in SIZES.values():
        assert beyond(picture(concluded(method, people), "en", size)) == []


@pytest.mark.parametrize("method", METHODS)
def test_sixty_options_and_billions_of_people_are_drawn(method: str) -> None:
    keys = [f"o{n}" for n in range(1, 61)]
    view = concluded(method, 12, keys, count=10**10)
    assert beyond(picture(view, "fr", SIZES["paper"])) == []
    assert beyond(picture(view, "fr", SIZES["poster"], most=8)) == []


@pytest.mark.parametrize("method", METHODS)
def test_a_picture_is_painted_on_a_screen_and_on_paper(method: str) -> None:
    face = picture(concluded(method), "fr", SIZES["paper"])
    drawn = svg(face, qr_matrix=lambda url: pytest.fail("no code"))
    root = ET.fromstring(drawn)
    assert root.get("aria-hidden") == "true"
    assert not re.search(r"\b(style|id|on\w+)=", drawn)
    about = About("Picture", "Rebond", "", "fr", date(2026, 11, 27))
    window = Window(0, 0, face.width_mm, face.height_mm)
    assert document([[Drawing(face, 0, 0, window)]], face.width_mm, face.height_mm, about).startswith(b"%PDF")


def test_movement_comes_under_the_picture_on_paper_and_never_names_a_few() -> None:
    view = concluded("approval")
    rows = tuple(MoveRow(row.option, 2, 1, 9, row.rank, row.rank) for row in view.rows)
    moved = MovementView(before=1, after=2, people=12, moved=3, rows=rows)
    still = picture(view, "fr", SIZES["paper"])
    face = picture(replace(view, movement=moved), "fr", SIZES["paper"])
    assert face.height_mm > still.height_mm
    assert beyond(face) == []
    assert "3 personnes ont changé d’avis" in words(face)
    hidden = picture(replace(view, movement=replace(moved, moved=0, rows=())), "fr", SIZES["paper"])
    assert "Trop peu de personnes" in words(hidden)
    without = picture(replace(view, movement=moved), "fr", SIZES["paper"], movement=False)
    assert without == still


def test_votes_are_neither_lost_nor_made_between_two_counts() -> None:
    view = concluded("stv", 40)
    totals = [sum(each["holds"].values()) + each["exhausted"] for each in held(view.details["rounds"])]
    assert totals == pytest.approx([40.0] * len(totals))


def test_a_map_shows_where_the_middles_were_at_the_vote_before() -> None:
    view = concluded("placement")
    shifts = tuple(
        ShiftView(row.option, 12, 4, left=1, right=6, down=2, up=3, before=(0.0, 0.0), after=(0.5, 0.5))
        for row in view.rows
    )
    moved = replace(view, movement=MovementView(1, 2, people=12, moved=8, rows=(), shifts=shifts))
    for size in ("tablet", "poster"):
        still = picture(view, "fr", SIZES[size])
        face = picture(moved, "fr", SIZES[size], movement=False)
        assert len(face.boxes) > len(still.boxes) + len(KEYS)
        assert "le vote d’avant" in words(face)
        assert beyond(face) == []
    under = picture(moved, "fr", SIZES["paper"])
    assert beyond(under) == []
    assert "8 personnes ont changé d’avis" in words(under)
    assert "= 4" in words(under)


FLOWS_SIZES = [*SIZES.values(), Size(width_mm=81, letters_pt=8), Size(300, 17, 116)]


@pytest.mark.parametrize("size", FLOWS_SIZES)
@pytest.mark.parametrize("method", ["single_choice", "schulze", "majority_judgment", "gradients", "score"])
def test_who_went_where_is_drawn_within_its_frame_with_every_number(method: str, size: Size) -> None:
    votes = [held_by(method, range(30)), held_by(method, range(7, 37))]
    params = METHODS[method].complete(PAPERS[method][1], KEYS)
    movement = movement_told(*votes, params, options_of(KEYS), "fr")
    assert movement.flows
    for flows in movement.flows:
        face = flows_picture(movement, flows, "fr", size)
        assert beyond(face) == []
        written = words(face).split()
        assert {"Vote", "1", "2"} <= set(written)
        for stop in (*flows.starts, *flows.ends):
            assert str(stop.people) in written
        for flow in flows.flows:
            assert str(flow.people) in written


def test_names_beside_bars_keep_their_order_and_their_room() -> None:
    chance = Random(1)
    for _ in range(200):
        wanted = sorted(chance.uniform(0, 100) for _ in range(8))
        found = spread(wanted, 6.0, 100.0)
        assert all(b - a >= 6.0 - 1e-9 for a, b in pairwise(found))
        assert found[-1] <= 97.0
    assert spread([10.0, 50.0], 6.0, 100.0) == [10.0, 50.0]


@pytest.mark.parametrize("method", ["gradients", "majority_judgment"])
@pytest.mark.parametrize("size", SIZES)
def test_no_line_crosses_a_figure(method: str, size: str) -> None:
    """The line of half the room is broken where a figure stands on it, by the ink of what is under it."""
    people = 24 if method == "gradients" else 1
    boxes = list(all_boxes(picture(concluded(method, people), "fr", SIZES[size]).boxes))
    lines = [(n, box.commands) for n, box in enumerate(boxes) if isinstance(box, Path) and box.stroke]
    upright = [(n, a[1][0], a[1][1], b[1][1]) for n, (a, b, *_) in lines if a[1][0] == b[1][0]]
    figures = 0
    for n, box in enumerate(boxes):
        if not isinstance(box, Text) or not box.lines[0].text.isdecimal() or box.font != "bold":
            continue
        line = box.lines[0]
        crossing = [
            m for m, x, top, low in upright if line.x < x < line.x + line.width_mm and top < line.y < low
        ]
        figures += len(crossing)
        assert all(m < n - 1 for m in crossing), line.text
        assert not crossing or isinstance(boxes[n - 1], Rect)
    assert figures


@pytest.mark.parametrize("size", SIZES)
def test_the_mark_of_a_mean_covers_no_figure(size: str) -> None:
    boxes = list(all_boxes(picture(concluded("score", 1), "fr", SIZES[size]).boxes))
    marks = [list(edges(box)) for box in boxes if isinstance(box, Path) and box.fill == BAD]
    for box in boxes:
        if not isinstance(box, Text):
            continue
        for line in box.lines:
            top = line.y - 0.6 * box.size_pt * MM_PER_PT
            for mark in marks:
                apart = max(x for x, _ in mark) < line.x or min(x for x, _ in mark) > line.x + line.width_mm
                assert apart or max(y for _, y in mark) <= top or min(y for _, y in mark) >= line.y, line.text


def test_a_browser_draws_what_no_font_of_ours_does() -> None:
    view = concluded("gradients")
    shown = words(picture(view, "fr", replace(SIZES["tablet"], browser=True)))
    assert "🌻🌻 جميعا 数 <b>&" in shown
    assert "×" not in shown
    face = picture(view, "fr", replace(SIZES["phone"], browser=True))
    assert beyond(face) == []
    assert 'textLength="0"' not in svg(face, qr_matrix=lambda url: pytest.fail("no code"))


def test_what_no_font_of_ours_draws_is_a_question_mark() -> None:
    assert drawable("a🌻b", "regular") == "a×b"
    pen = Pen(10, "fr")
    assert pen.lines("Un titre bien trop long pour si peu de place", 20, 1)[0].endswith("…")
    assert written(4.0, "fr") == "4"
    assert written(4.25, "fr") == "4,2"
    assert written(4.25, "en") == "4.2"
