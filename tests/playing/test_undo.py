"""Taking back: the game exactly as it was, and the votes of the room with it."""

from dataclasses import replace

from tests.playing.table import Table
from tests.playing.test_whole import play_one


def test_every_step_of_a_game_can_be_taken_back_exactly(app):
    table = Table.begin(app)
    phones = [table.welcome() for _ in range(4)]
    while table.state.round < 2:
        before, lines = table.state, table.at
        play_one(table, phones)
        for _ in range(table.at - lines):
            table.do("take_back")
        assert table.state == before
        play_one(table, phones)  # and forward again


def test_a_reveal_taken_back_opens_the_vote_again_with_its_ballots(app):
    table = Table.begin(app)
    bo, chi = table.welcome(), table.welcome()
    table.to_vote_1()
    table.vote([bo, chi], "PAR GAR")
    before = table.state
    table.do("reveal")
    table.do("take_back")
    assert table.state == before
    assert table.rounds_open() == "open"
    table.vote([chi], "PAR")
    assert dict(table.do("reveal").turn.first) == dict.fromkeys(before.turn.first or (), 0) | {
        "PAR": 2,
        "CON": 0,
        "FAC": 0,
        "GAR": 0,
        "LAC": 0,
        "OPE": 0,
    }


def test_an_old_reveal_taken_back_counts_nobody_twice(app):
    table = Table.begin(app)
    bo = table.welcome()
    table.to_vote_1()
    table.vote([bo], "PAR")
    table.do("reveal")
    table.do("open_vote")
    table.vote([bo], "PAR")
    table.do("reveal")
    table.do("turn_card")
    table.do("end_round")
    table.to_vote_1()  # a new question: nobody can change their earlier votes any more
    while table.state.phase != "vote_2":
        table.do("take_back")
    table.vote([bo], "GAR")
    state = table.do("reveal")
    assert sum(state.turn.second.values()) == 1
    assert replace(state.turn, second=None).first["PAR"] == 1


def test_the_beginning_is_not_taken_back(app):
    table = Table.begin(app)
    assert table.step("take_back", htmx=True).status == 409
