"""The numbers: those of the design, their balance, and what is said of numbers that are wrong."""

import pytest

from tests.game.table import book, numbers
from toolkit.game.balance import balance_flaws, table_of_effects
from toolkit.game.book import Tracks
from toolkit.game.errors import BadBook
from toolkit.game.reading import book_from, printed, shape_flaws

# The table of consequences of the design of the game, as its author printed it: RES COM ACC MOY for each of
# PAR, CON, FAC, GAR, LAC, OPE.
PRINTED = """
S01 | +1 +1 +1 −2 | +2 0 0 −2 | 0 +1 +2 −1 | 0 −3 +2 0 | −1 +2 −1 +1 | +2 −3 −1 0
S02 | +1 +1 +2 −2 | −1 +1 −1 −2 | −1 +1 +1 −1 | 0 −1 +2 0 | −3 +2 −1 +1 | +2 −1 0 0
S03 | +1 +1 0 −2 | +2 +1 0 −2 | 0 +1 +1 −1 | 0 0 +2 0 | −1 +2 −3 +1 | +2 −2 −3 0
S04 | 0 +1 +1 −2 | +2 +2 0 −2 | 0 +1 +1 −1 | −3 −2 +2 0 | −1 +2 −1 +1 | 0 −1 0 0
S05 | +1 −2 0 −2 | +2 +1 0 −2 | 0 +1 +1 −1 | 0 −3 +2 0 | −1 +2 0 +1 | +2 −2 0 0
S06 | +1 +1 +1 −2 | +1 +1 0 −2 | −2 +1 +1 −1 | 0 −1 +3 0 | −3 +2 −2 +1 | +2 −1 0 0
S07 | +2 +1 +1 −2 | +2 +1 0 −2 | 0 0 +1 −1 | 0 −1 +2 0 | −2 −1 −1 +1 | +2 −3 0 0
S08 | +1 +1 −1 −2 | +2 +1 0 −2 | −1 +1 −2 −1 | 0 −1 +1 0 | −1 +2 −1 +1 | +3 −1 0 0
S09 | +1 +1 −1 −2 | +1 +1 −3 −2 | +1 +1 +1 −1 | 0 −1 +1 0 | −1 +2 −1 +1 | +2 −1 0 0
S10 | 0 +1 −2 −2 | +3 +1 0 −2 | 0 +1 −1 −1 | 0 −1 +2 0 | −1 +2 −2 +1 | +2 −1 0 0
S11 | +1 +1 +1 −2 | +2 −1 0 −2 | 0 +1 +1 −1 | 0 −3 +1 0 | −1 +2 0 +1 | +2 −2 0 0
S12 | +1 +1 +1 −2 | 0 +1 0 −2 | −3 +1 +1 −2 | 0 −1 +2 0 | −2 +2 −1 +1 | +2 −1 0 +1
"""
KEYS = ("PAR", "CON", "FAC", "GAR", "LAC", "OPE")


def as_printed():
    for line in PRINTED.split("\n"):
        code, *cells = line.split("|")
        if cells:
            levels = [Tracks(*map(int, cell.replace("−", "-").split())) for cell in cells]
            yield f"situation-{code.strip()[1:]}", dict(zip(KEYS, levels, strict=True))


def test_computed_consequences_are_those_of_the_design():
    found = {card: dict(situation.effects) for card, situation in book().situations.items()}
    assert found == dict(as_printed())


def test_the_table_of_effects_names_its_tracks():
    assert table_of_effects(book())["situation-12"]["OPE"] == {"RES": 2, "COM": -1, "ACC": 0, "MOY": 1}


def test_a_consequence_is_cut_at_three():
    assert printed(Tracks(-2, 0, 0, 0), ("RES", "COM"), (-2, -1), 1, 3) == (-3, -1, 0, 0)


def test_the_numbers_that_come_with_the_toolkit_are_balanced():
    assert [*balance_flaws(book())] == []


def test_the_keys_and_the_cards_are_those_agreed():
    names = ("partner", "contributor", "facilitator", "guarantor", "letting-go", "operator")
    cards = {key: f"posture-{name}" for key, name in zip(KEYS, names, strict=True)}
    assert {key: posture.card for key, posture in book().postures.items()} == cards
    assert [*book().situations] == [f"situation-{number:02d}" for number in range(1, 13)]
    assert [*book().crises] == [f"crisis-{number}" for number in range(1, 7)]


def broken(change):
    table = numbers()
    change(table)
    return table


def put(path, value):
    """A change of one number: ``crises.0.main.damage``."""

    def change(table):
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in way:
            table = table[step]
        table[last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value", "rules"),
    [
        ("postures.0.signature.MOY", -1, {"game_signature"}),
        ("situations.0.fits.PAR", 0, {"game_spread"}),
        ("crises.0.fits.CON", 2, {"game_best", "game_turns"}),
        ("crises.0.fits.CON", -1, {"game_worst", "game_turns"}),
        ("crises.0.second.track", "MOY", {"game_same_track"}),
    ],
)
def test_numbers_out_of_balance_are_named(path, value, rules):
    book = book_from(broken(put(path, value)))
    assert {flaw.rule for flaw in balance_flaws(book)} == rules


@pytest.mark.parametrize(
    ("path", "value", "flaws"),
    [
        ("rules_version", 1, ["rules_version: not_text"]),
        ("rules_version", " ", ["rules_version: empty"]),
        ("vital", "RES", ["vital: not_list"]),
        ("vital", ["RES", "RES"], ["vital: game_twice"]),
        ("means", "EUR", ["means: game_unknown (value='EUR', allowed='RES, COM, ACC, MOY')"]),
        ("tracks", ["RES", "COM"], ["tracks: game_tracks (allowed='RES, COM, ACC, MOY')"]),
        ("vote.wear", "1", ["vote.wear: not_number"]),
        ("vote.wear", True, ["vote.wear: not_number"]),
        ("vote.wear", -1, ["vote.wear: game_range (least=0, most=10)"]),
        ("vote.extra", 1, ["vote.extra: unknown_key"]),
        ("extra", 1, ["extra: unknown_key"]),
        ("season", [], ["season: not_table"]),
        ("limits.people", {"least": 9, "most": 3}, ["limits.people.most: game_range (least=9, most=1000)"]),
        ("formats", [], ["formats: game_tables"]),
        ("formats.0.plan.debrief", 12, ["formats[1].plan: game_plan (n=46, minutes=45)"]),
        ("formats.0.crises_after", [3, 1], ["formats[1].crises_after: game_order"]),
        ("formats.0.crises_after", [5], ["formats[1].crises_after: game_range (least=1, most=4)"]),
        ("formats.0.crises_after", ["3"], ["formats[1].crises_after: game_numbers"]),
        ("formats.2.rounds", 12, ["situations: game_few (n=12, least=13)"]),
        ("formats.2.crises_after", [1, 2, 3, 4, 5, 6, 7], ["crises: game_few (n=6, least=7)"]),
        ("postures.1.key", "PAR", None),
        ("situations.1.card", "situation-01", ["situations[2].card: game_twice"]),
        ("situations.0.stakes", ["RES"], ["situations[1].stakes: game_stakes"]),
        ("situations.0.fits.PAR", 3, ["situations[1].fits.PAR: game_range (least=-2, most=2)"]),
        ("situations.0.fits", {}, [f"situations[1].fits.{key}: missing" for key in KEYS]),
        ("crises.0.fits.PAR", -2, ["crises[1].fits.PAR: game_range (least=-1, most=2)"]),
        ("card.fits.0.stakes", [1], ["card.fits[1].stakes: game_stakes"]),
        ("card.fits.0.fit", 1, ["card.fits: game_steps"]),
    ],
)
def test_numbers_that_cannot_be_played_are_named(path, value, flaws):
    found = [str(flaw) for flaw in shape_flaws(broken(put(path, value)))]
    assert found == flaws if flaws is not None else found


def test_a_posture_that_spares_means_is_needed():
    table = numbers()
    for posture in table["postures"]:
        posture["signature"]["MOY"] = -1
    assert [str(flaw) for flaw in shape_flaws(table)] == ["postures: game_stuck (track='MOY')"]


@pytest.mark.parametrize("table", [None, [], "x", {}])
def test_what_is_no_table_of_numbers_is_refused_whole(table):
    with pytest.raises(BadBook):
        book_from(table)


@pytest.mark.parametrize("name", sorted(numbers()))
def test_each_part_is_needed(name):
    table = numbers()
    del table[name]
    assert f"{name}: missing" in {str(flaw) for flaw in shape_flaws(table)}
