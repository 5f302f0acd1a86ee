"""Taking back: the game exactly as it was, and the votes of the room with it."""

import re
from dataclasses import replace

import pytest

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


def test_a_vote_opened_and_taken_back_by_mistake_loses_no_ballot(app):
    table = Table.begin(app)
    bo, chi = table.welcome(), table.welcome()
    table.to_vote_1()
    table.vote([bo], "PAR", GAR=2)
    table.do("take_back")
    assert table.rounds_open() == "draft"
    table.do("headcount", people=13, tables=3)
    table.do("open_vote")
    assert re.search(r'value="posture-partner"[^>]*checked', bo.get(bo.screen).text)
    table.vote([chi], "LAC")
    first = table.do("reveal").turn.first
    assert (first["PAR"], first["GAR"], first["LAC"]) == (1, 2, 1)
    # The same of vote 2, and further back, over the reveal of vote 1.
    table.do("open_vote")
    table.vote([bo], "OPE")
    table.do("take_back")
    table.do("open_vote")
    assert re.search(r'value="posture-operator"[^>]*checked', bo.get(bo.screen).text)
    for _ in range(2):
        table.do("take_back")
    assert (table.state.phase, table.rounds_open()) == ("vote_1", "open")
    assert dict(table.do("reveal").turn.first) == dict(first)


@pytest.mark.parametrize("htmx", [False, True])
def test_a_ballot_on_its_way_while_its_vote_is_taken_back_meets_a_kind_screen(app, htmx):
    table = Table.begin(app)
    bo = table.welcome()
    table.to_vote_1()
    ballot = f"{bo.screen}/rounds/{table.round_id()}/ballot"
    table.do("take_back")
    answer = bo.post(ballot, {"choice": "posture-partner"}, htmx=htmx)
    if htmx:
        assert (answer.status, answer.answer.headers["Rebond-Waits"]) == (409, "yes")
    else:
        answer = bo.get(answer.answer.location)
        assert 'id="stage"' in answer.text
    assert "n’est pas perdu" in answer.words
    table.do("open_vote")
    assert bo.post(ballot, {"choice": "posture-partner"}).status == 303, "the same vote, the same address"
    # Set aside: that vote has never been.
    table.do("set_aside", situation=table.state.turn.situation)
    answer = bo.post(ballot, {"choice": "posture-partner"}, htmx=htmx)
    if not htmx:
        answer = bo.get(answer.answer.location)
    assert "n’aura pas lieu" in answer.words
