"""What a face holds, and that it holds within the card: geometry by plain asserts, in millimetres."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path as File

import pytest

from tests.faces.builders import BASE_URL, HP_SUB, P9214, SEED, a_card, a_deck, full_card
from tests.faces.reading import extent, flat, lines, log, points, qr, texts, words
from toolkit.content.cards import Card, Deck, Language
from toolkit.content.load import load_deck
from toolkit.faces.back import back
from toolkit.faces.boxes import Face, Group, Rect
from toolkit.faces.front import front
from toolkit.faces.layout import TextDoesNotFit
from toolkit.faces.look import Format, Theme, look
from toolkit.faces.sides import sides
from toolkit.paths import folder

GOLDEN = File(__file__).parent.parent / "golden"
FORMATS = look().formats
THEMES = look().themes
COLOUR, ECO = THEMES["colour"], THEMES["eco"]
# What each theme is drawn for, by name.
DRAWN = [(f, t) for t, theme in THEMES.items() for f in FORMATS if not theme.formats or f in theme.formats]
REFLEXES = load_deck(folder("cards") / "reflexes")

KINDS = ["orientation", "lead"]


def faces(
    card: Card, deck: Deck, language: Language, format_: Format, theme: Theme = COLOUR
) -> Iterator[Face]:
    for pair in sides(card, deck, language, BASE_URL, format_, theme):
        yield from pair


def samples(format_: Format, theme: Theme = COLOUR) -> Iterator[Face]:
    """Both sides of every kind of card, of short and full texts, in both languages."""
    for kind in KINDS:
        for card in (a_card(kind=kind), full_card(kind=kind)):
            for language in card.texts:
                yield from faces(card, a_deck(card), language, format_, theme)


def within_safe_zone(face: Face, safe: float) -> None:
    right, bottom = face.width_mm - safe, face.height_mm - safe
    for text, line in lines(face):
        x1, y1, x2, y2 = extent(text, line)
        assert safe <= x1, line
        assert safe <= y1, line
        assert x2 <= right + 0.01, line
        assert y2 <= bottom + 0.35, line
    if code := qr(face):
        assert safe <= code.x
        assert safe <= code.y
        assert code.x + code.size_mm <= right + 0.01
        assert code.y + code.size_mm <= bottom + 0.01


@pytest.mark.parametrize(("name", "theme"), DRAWN)
def test_texts_and_codes_stay_within_the_safe_zone(name: str, theme: str) -> None:
    for face in samples(FORMATS[name], THEMES[theme]):
        within_safe_zone(face, FORMATS[name].safe)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_card_of_the_reflexes_deck_has_its_two_sides(language: Language) -> None:
    for card in REFLEXES.cards:
        for face in faces(card, REFLEXES, language, FORMATS["poker"]):
            within_safe_zone(face, 3)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("name", "theme"), DRAWN)
def test_the_reflexes_deck_prints_in_every_format_and_theme(
    name: str, theme: str, language: Language
) -> None:
    for card in REFLEXES.cards:
        for face in faces(card, REFLEXES, language, FORMATS[name], THEMES[theme]):
            assert (face.width_mm, face.height_mm) == (FORMATS[name].width, FORMATS[name].height)
            within_safe_zone(face, FORMATS[name].safe)


@pytest.mark.parametrize(("name", "theme"), DRAWN)
def test_no_two_lines_of_text_overlap(name: str, theme: str) -> None:
    for face in samples(FORMATS[name], THEMES[theme]):
        # Ascenders may reach into the descenders' space of the line above; letters may not touch.
        near = 0.45 * FORMATS[name].scale
        set_lines = [(extent(text, line), line.text) for text, line in lines(face)]
        for i, ((left, top, right, bottom), said) in enumerate(set_lines):
            for (x1, y1, x2, y2), other in set_lines[i + 1 :]:
                apart = x2 <= left or right <= x1 or y2 - near <= top or bottom - near <= y1
                assert apart, (said, other)


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_runs_into_the_code(name: str) -> None:
    for face in samples(FORMATS[name]):
        code = qr(face)
        for text, line in lines(face) if code else ():
            x1, _, x2, bottom = extent(text, line)
            assert code
            beside = x2 <= code.x or (code.x + code.size_mm <= x1 and FORMATS[name].layout == "side")
            assert bottom <= code.y + 0.6 or beside, line.text


@pytest.mark.parametrize("name", FORMATS)
def test_the_colour_of_a_front_covers_the_bleed(name: str) -> None:
    format_ = FORMATS[name]
    for face in samples(format_):
        band = next(box for box in face.boxes if isinstance(box, Rect | Group))
        assert band.x == pytest.approx(-format_.bleed)
        assert band.y == pytest.approx(-format_.bleed)
        # a band goes from side to side, or down one side from top to bottom
        if band.x + band.width != pytest.approx(format_.width + format_.bleed):
            assert format_.layout == "side"
            assert band.y + band.height == pytest.approx(format_.height + format_.bleed)


def test_an_orientation_is_colour_all_over() -> None:
    card = a_card(kind="orientation")
    face = front(card, a_deck(card), "fr", BASE_URL)
    panel = next(box for box in face.boxes if isinstance(box, Rect))
    assert panel.fill == look().orientation(4).hue
    assert (panel.x, panel.x + panel.width, panel.y + panel.height) == (-3, 66, 91)
    assert face.boxes[0].height + face.boxes[0].y >= panel.y  # type: ignore[union-attr]


def test_a_lead_is_white_below_its_band() -> None:
    face = front(a_card(), a_deck(a_card()), "fr", BASE_URL)
    assert all(y <= 17.01 for box in face.boxes if isinstance(box, Rect | Group) for _, y in points(box))


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_drawn_beyond_the_bleed(name: str) -> None:
    format_ = FORMATS[name]
    for face in samples(format_):
        for box in face.boxes:
            for x, y in points(box):
                assert -format_.bleed - 0.01 <= x <= format_.width + format_.bleed + 0.01
                assert -format_.bleed - 0.01 <= y <= format_.height + format_.bleed + 0.01


def test_a_front_says_what_the_card_is() -> None:
    said = words(front(a_card(), a_deck(a_card()), "fr", BASE_URL))
    for part in (
        "4",
        "Piste",
        "Muscler la réallocation des ressources",
        "La politique de micro-mobilité",
        "W7Q9",
    ):
        assert part in said
    assert "renforts courts :" in said
    assert "Idée publiée, notre texte SEED, P9214" in said


def test_a_back_says_the_rest() -> None:
    card = a_card()
    said = words(back(card, a_deck(card), "en"))
    for part in ("The scene", "Monday", "The cost", "Watch out", "A manager spots a talent", "Two days per"):
        assert part in said
    for part in ("La 27e Région", "strong inference", "Réflexes publics.", "1.0.0", "lead-micro-mobility"):
        assert part in said


def test_a_card_without_a_cost_has_no_label_for_it() -> None:
    card = a_card(texts={"fr": replace(a_card().text("fr"), cost=""), "en": a_card().text("en")})
    assert "Le prix" not in words(back(card, a_deck(card), "fr"))


def test_a_card_of_a_deck_without_orientations_has_no_line_for_one() -> None:
    card = a_card()
    deck = replace(a_deck(card), cards=(card,))
    said = words(front(card, deck, "fr", BASE_URL))
    assert "Piste" in said
    assert "Muscler" not in said


def test_the_code_leads_to_the_card_in_capitals() -> None:
    code = qr(front(a_card(), a_deck(a_card()), "fr", "https://rebond.example/"))
    assert code
    assert code.url == "HTTPS://REBOND.EXAMPLE/C/W7Q9"
    assert code.size_mm == 20
    assert code.alt == "QR code vers rebond.example/C/W7Q9"


def test_a_larger_format_has_a_larger_code() -> None:
    code = qr(front(a_card(), a_deck(a_card()), "fr", BASE_URL, format_=FORMATS["a6"]))
    assert code
    assert code.size_mm == pytest.approx(20 * FORMATS["a6"].scale)


def test_large_print_is_large() -> None:
    """RNIB Clear Print: 12 pt at the least; large print from 16."""
    for name, least in (("a6", 12.0), ("a5", 16.0)):
        for face in samples(FORMATS[name]):
            sizes = [t.size_pt for t in texts(face) if t.role == "text"]
            assert max(sizes) >= least


@pytest.mark.parametrize(
    "base_url",
    [
        "http://10.0.0.2",
        "http://192.168.100.200:8080",
        "https://reflexes-publics.ateliers.metropole-exemple.fr",
    ],
)
def test_the_address_is_written_whole_and_split_where_it_may_be(base_url: str) -> None:
    face = front(a_card(), a_deck(a_card()), "fr", base_url)
    address = texts(face)[-1]
    assert "".join(line.text for line in address.lines) == base_url.partition("//")[2] + "/C/W7Q9"
    assert address.lines[-1].text.endswith("/C/W7Q9")
    assert not any(line.text.startswith((".", "-")) for line in address.lines)
    within_safe_zone(face, 3)


def test_an_address_that_no_line_holds_is_refused_by_name() -> None:
    with pytest.raises(TextDoesNotFit, match="address"):
        front(a_card(), a_deck(a_card()), "fr", "https://" + "a" * 60 + ".example")


def test_more_sources_than_a_line_holds_are_counted_on_the_front_and_named_on_the_back() -> None:
    many = tuple(replace(P9214, code=f"P{number}") for number in range(10001, 10009))
    card = a_card(sources=(SEED, *many, HP_SUB))
    assert "+" in words(front(card, a_deck(card), "fr", BASE_URL))
    said = words(back(card, a_deck(card), "fr"))
    assert all(source.code in said for source in card.sources)


def test_a_face_is_the_same_each_time() -> None:
    card = a_card()
    assert front(card, a_deck(card), "fr", BASE_URL) == front(card, a_deck(card), "fr", BASE_URL)


def test_patterns_repeat_as_one_object_so_that_a_file_stores_them_once() -> None:
    one, two = (front(a_card(id=id_), a_deck(a_card()), "fr", BASE_URL) for id_ in ("lead-1", "lead-2"))
    assert one.boxes[0] is two.boxes[0]


def test_light_printing_leaves_the_grounds_white() -> None:
    for face in samples(FORMATS["poker"], ECO):
        hue = look().orientation(4).hue
        areas = [
            box.width * box.height for box in flat(face.boxes) if isinstance(box, Rect) and box.fill == hue
        ]
        assert sum(areas) < 50


@pytest.mark.parametrize("side", ["front", "back"])
def test_the_sides_of_one_card_are_drawn_as_they_were(side: str) -> None:
    """Set UPDATE_GOLDEN to accept a change of drawing, after looking at it."""
    card, golden = a_card(), GOLDEN / f"lead-{side}.txt"
    face = dict(zip(("front", "back"), faces(card, a_deck(card), "fr", FORMATS["poker"]), strict=True))[side]
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(log(face), "utf-8")
    assert log(face) == golden.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "format_", "theme", "place"),
    [
        ("square-front", "square", "eco", 0),
        ("large-front", "a6", "large", 0),
        ("large-third", "a6", "large", 2),
    ],
)
def test_the_other_layouts_are_drawn_as_they_were(name: str, format_: str, theme: str, place: int) -> None:
    """Set UPDATE_GOLDEN to accept a change of drawing, after looking at it."""
    card, golden = a_card(), GOLDEN / f"{name}.txt"
    face = list(faces(card, a_deck(card), "fr", FORMATS[format_], THEMES[theme]))[place]
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(log(face), "utf-8")
    assert log(face) == golden.read_text("utf-8")


def test_large_print_divides_no_word_keeps_to_its_sizes_and_says_everything() -> None:
    """RNIB Clear Print: 14 pt and above, text ranged left."""
    for name in THEMES["large"].formats:
        for card in REFLEXES.cards:
            made = list(faces(card, REFLEXES, "fr", FORMATS[name], THEMES["large"]))
            # as few faces as can be: a sheet of A5 is enough for any of them
            assert len(made) == {"a6": 4, "a5": 2}[name]
            text = card.text("fr")
            whole = "".join(words(face) for face in made).replace(" ", "")
            for field in ("title", "gist", "question", "situation", "monday", "caution"):
                wanted = re.sub(r"[ \u202f\u00a0]", "", getattr(text, field))
                assert wanted in whole, (card.id, field)
            for face in made:
                assert all(each.size_pt >= 14 for each in texts(face))
                assert len({line.x for each, line in lines(face) if each.role == "text"}) <= 1
