"""The board of the game: everything in its place, whatever the language and the theme."""

from itertools import pairwise
from math import hypot

import pytest

from tests.faces.reading import lines, words
from toolkit.content.cards import POSTURES
from toolkit.content.game import load_book
from toolkit.faces import board as drawn
from toolkit.faces.board import board
from toolkit.faces.boxes import Group
from toolkit.faces.look import contrast, look
from toolkit.faces.tracks import TRACKS, track_hue
from toolkit.game.book import TRACKS as PLAYED
from toolkit.paths import folder

BOOK = load_book(folder("cards") / "communs")


def test_the_board_has_the_tracks_of_the_rules_from_0_to_the_top():
    assert TRACKS == PLAYED
    assert BOOK.numbers.track + 1 == drawn.LEVELS
    assert BOOK.numbers.vigilance == drawn.TOKENS
    assert max(each.rounds for each in BOOK.formats.values()) == drawn.SEASONS


@pytest.mark.parametrize("track", TRACKS)
def test_a_level_up_is_a_cell_up_without_overlap(track):
    cells = [drawn.cell(track, level) for level in range(drawn.LEVELS)]
    for below, above in pairwise(cells):
        assert below.y - above.y == pytest.approx(drawn.CELL)
    whole = drawn.column(track)
    assert whole.y + drawn.HEAD <= cells[-1].y
    assert cells[0].y + drawn.CELL <= whole.y + whole.height


def test_no_two_seasons_touch_and_each_crisis_lies_between_two():
    middles = [drawn.season(number) for number in range(1, drawn.SEASONS + 1)]
    for i, a in enumerate(middles):
        for b in middles[i + 1 :]:
            assert hypot(a[0] - b[0], a[1] - b[1]) > 2 * drawn.SEASON_RADIUS
    for minutes in BOOK.formats.values():
        for after in minutes.crises_after:
            assert drawn.crisis_mark(after) not in middles


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("theme", [*look().themes])
def test_every_word_is_within_the_margins(language, theme):
    face = board(BOOK, language, drawn=look().themes[theme])
    for _text, line in lines(face):
        assert line.x >= drawn.MARGIN - 0.01, line.text
        assert line.x + line.width_mm <= drawn.WIDTH - drawn.MARGIN + 0.01, line.text
        assert drawn.MARGIN <= line.y <= drawn.HEIGHT - drawn.MARGIN, line.text


def test_the_board_says_its_name_its_tracks_and_when_crises_come():
    said = words(board(BOOK, "fr"))
    for name in ("Pas de côté", "Ressource", "Communauté", "Accord", "Moyens publics", "70, 90"):
        assert name in said


def test_white_words_are_read_on_every_track():
    assert all(contrast(track_hue(track), look().white) >= 4.5 for track in TRACKS)


def every(boxes):
    for box in boxes:
        yield box
        if isinstance(box, Group):
            yield from every(box.boxes)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_in_black_and_white_there_is_black_and_there_is_white(language):
    colours = set()
    for box in every(board(BOOK, language, drawn=look().themes["black"]).boxes):
        colours |= {getattr(box, name, "") for name in ("fill", "stroke", "colour")}
    assert colours - {""} == {"#000000", look().white}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_letter_of_an_a2_board_is_smaller_than_16_points(language):
    face = board(BOOK, language)
    assert min(text.size_pt for text, _ in lines(face)) * 2**0.5 >= 16


def test_the_six_postures_are_on_the_board_and_clear_of_its_title():
    face = board(BOOK, "fr")
    (title,) = [line for text, line in lines(face) if text.role == "title"]
    left = drawn.WIDTH - drawn.MARGIN - len(POSTURES) * (drawn.SIGN + drawn.SIGN_GAP)
    assert title.x + title.width_mm + 5.0 < left


def test_a_theme_in_black_draws_every_track_in_one_colour():
    style = look().themes["black"]
    assert {track_hue(track, style) for track in TRACKS} == {style.hue}
