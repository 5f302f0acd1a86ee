"""The journal and the file of a game."""

import json

import pytest

from tests.game.table import AtTable, book
from toolkit.game.counting import moved_at_least
from toolkit.game.errors import BadGame
from toolkit.game.exporting import export, read_export
from toolkit.game.journal import journal
from toolkit.game.log import BadLog, replay
from toolkit.game.moves import (
    BreakTie,
    ChooseSituation,
    CorrectCount,
    DropRound,
    EndRound,
    Object,
    OpenVote,
    Reveal,
    StartSeason,
    TurnCard,
    WriteReserve,
    move_from,
)

TRACKS = ("RES", "COM", "ACC", "MOY")


@pytest.fixture
def table() -> AtTable:
    """One round of ten people: a tie, contested, with a reserve, an objection and a correction."""
    table = AtTable(people=10, tables=2)
    table.do(StartSeason(), ChooseSituation(table.state.face_up[0]), OpenVote())
    table.do(Reveal({"PAR": 6, "OPE": 3}), CorrectCount(1, {"PAR": 6, "OPE": 4}), OpenVote())
    table.do(Reveal({"PAR": 3, "GAR": 3, "FAC": 2, "OPE": 2}), BreakTie("GAR"), TurnCard())
    table.do(WriteReserve("Et les voisins ?"), Object("La règle était déjà là.", 2), EndRound())
    return table


def test_a_row_tells_a_whole_round(table):
    (row,) = journal(book(), table.log)["rounds"]
    assert (row["round"], row["duty_table"], row["situation"]) == (1, 1, table.state.played[0].situation)
    assert row["first"] == {"PAR": 6, "CON": 0, "FAC": 0, "GAR": 0, "LAC": 0, "OPE": 4}
    assert row["second"] == {"PAR": 3, "CON": 0, "FAC": 2, "GAR": 3, "LAC": 0, "OPE": 2}
    assert row["net_movement"] == {"PAR": -3, "CON": 0, "FAC": 2, "GAR": 3, "LAC": 0, "OPE": -2}
    assert row["moved_at_least"] == 5
    assert (row["applied"], row["tie"], row["contested"], row["worn"]) == ("GAR", ["PAR", "GAR"], True, False)
    assert (row["reserve"], row["token"]) == ("Et les voisins ?", True)
    assert row["objections"] == [{"table": 2, "text": "La règle était déjà là."}]
    assert [(each["vote"], each["was"]["OPE"], each["now"]["OPE"]) for each in row["corrections"]] == [
        (1, 3, 4)
    ]
    assert row["before"] == dict.fromkeys(TRACKS, 6)
    assert row["season"] == {"RES": 6, "COM": 6, "ACC": 6, "MOY": 7}
    effect = book().situations[row["situation"]].effects["GAR"]
    expected = book().lowered(book().moved(table.state.played[0].season, effect), "ACC", 1)
    assert row["after"] == expected._asdict() == journal(book(), table.log)["tracks"]


def test_the_profile_adds_up_the_votes_and_the_applied_postures(table):
    profile = journal(book(), table.log)["profile"]
    assert profile["first"]["PAR"] == 6
    assert profile["second"]["GAR"] == 3
    assert profile["applied"] == {"PAR": 0, "CON": 0, "FAC": 0, "GAR": 1, "LAC": 0, "OPE": 0}
    assert set(profile["crises"].values()) == {0}


@pytest.mark.parametrize(
    ("first", "second", "least"),
    [
        ({"A": 3, "B": 1}, {"A": 3, "B": 1}, 0),
        ({"A": 3, "B": 1}, {"A": 1, "B": 3}, 2),
        ({"A": 4, "B": 0}, {"A": 1, "B": 0}, 0),
    ],
)
def test_the_fewest_people_who_moved(first, second, least):
    assert moved_at_least(first, second) == least


def test_a_journal_is_json_and_names_its_versions(table):
    told = json.loads(json.dumps(journal(book(), table.log)))
    assert told == journal(book(), table.log)
    assert (told["rules_version"], told["cards_version"]) == (book().rules_version, book().cards_version)
    assert told["ending"] is None


def test_a_file_gives_the_same_game_back(table):
    written = export(book(), table.log, {"title": "Mardi", "day": "2026-11-27"})
    read = read_export(book(), json.loads(json.dumps(written)))
    assert (read.state, read.log) == (table.state, table.log)


def test_a_file_needs_no_journal(table):
    written = export(book(), table.log)
    del written["journal"]
    assert read_export(book(), written).journal is None


def changed(table, **values):
    return {**json.loads(json.dumps(export(book(), table.log))), **values}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"kind": "rebond-results"}, "not_a_game"),
        ({"format": 2}, "other_format"),
        ({"rules_version": "0.1"}, "other_rules"),
        ({"cards_version": None}, "other_cards"),
        ({"log": []}, "missing_log"),
        ({"log": "x"}, "missing_log"),
        ({"log": [{"move": "end_round"}] * 2001}, "long_log"),
        ({"log": [{"move": "end_round"}]}, "refused_move"),
        ({"log": [{"move": "take_back"}]}, "refused_move"),
        ({"log": [{"move": "jump"}]}, "unknown_move"),
        ({"log": [{"move": ["begin"]}]}, "unknown_move"),
        ({"log": ["begin"]}, "not_an_object"),
        ({"log": [{"move": "end_round", "by": "Ana"}]}, "unknown_field"),
        ({"log": [{"move": "reveal"}]}, "missing_field"),
        ({"log": [{"move": "reveal", "counts": {"PAR": 1.5}}]}, "wrong_kind"),
        ({"log": [{"move": "object", "text": "a", "table": True}]}, "wrong_kind"),
        ({"journal": {}}, "other_journal"),
        ({"journal": "lost"}, "other_journal"),
        ({"extra": 1}, "unknown_field"),
    ],
)
def test_what_is_no_game_of_these_rules_is_refused_by_name(table, values, reason):
    with pytest.raises(BadGame) as caught:
        read_export(book(), changed(table, **values))
    assert caught.value.reason == reason


@pytest.mark.parametrize("written", [None, [], "x", 3])
def test_what_is_no_object_is_refused(written):
    with pytest.raises(BadGame, match="not_an_object"):
        read_export(book(), written)


def test_a_forged_journal_says_which_part_lies(table):
    written = changed(table)
    written["journal"]["tracks"]["RES"] = 10
    with pytest.raises(BadGame) as caught:
        read_export(book(), written)
    assert caught.value.values == {"parts": ["tracks"]}


def test_a_forged_log_says_which_move_and_why(table):
    written = changed(table)
    place = next(i for i, move in enumerate(written["log"]) if move["move"] == "break_tie")
    written["log"][place]["posture"] = "LAC"
    with pytest.raises(BadGame) as caught:
        read_export(book(), written)
    assert (caught.value.values["at"], caught.value.values["cause"]) == (f"log[{place}]", "not_tied")


def test_a_log_that_fails_says_where(table):
    with pytest.raises(BadLog) as caught:
        replay(book(), (*table.log, EndRound(), DropRound()))
    assert caught.value.index == len(table.log)


def test_every_field_of_a_move_is_read_strictly(table):
    for move in changed(table)["log"]:
        for name in move:
            if name != "move":
                with pytest.raises(BadGame, match="wrong_kind"):
                    move_from({**move, name: None})
