"""Each step of a game at the desk: accepted in its turn, once, by the facilitator only."""

import pytest

from tests.cast import Facilitator, Visitor
from tests.playing.table import BOOK, GAME, Table
from toolkit.game.counting import available
from toolkit.game.next_things import next_things


@pytest.fixture
def table(app) -> Table:
    return Table.begin(app)


def test_a_game_begins_with_what_was_chosen(app):
    state = Table.begin(app, minutes="90", people="30", tables="", difficulty="hard").state
    assert (state.minutes, state.rounds, state.people, state.tables, state.tracks) == (90, 8, 30, 5, (5,) * 4)


@pytest.mark.parametrize(
    "change",
    [
        {"people": "2"},
        {"people": "61"},
        {"people": "douze"},
        {"tables": "9"},
        {"minutes": "60"},
        {"difficulty": "easy"},
        {"title": " "},
    ],
)
def test_a_game_that_cannot_be_is_refused_with_the_form_as_typed(app, change):
    ana = Table(app)
    key = app.extensions["rebond"].start_key
    answer = ana.post(f"/start/{key}/games", GAME | change)
    assert answer.status == 422
    assert 'role="alert"' in answer.text
    assert ana.post(f"/start/{key[:-1]}x/games", GAME).status == 404
    assert ana.post(f"/start/{key}/games", GAME | {"deck": "reflexes"}).status == 404


def test_the_desk_of_a_game_leads_to_its_cards_on_paper(table: Table):
    desk = table.get(table.desk)
    assert f'href="{table.desk}/print"' in desk.text
    page = table.get(f"{table.desk}/print?base_url=https://rebond.example.org")
    assert page.status == 200
    assert page.text.count('class="sheet"') == 2
    table.to_vote_1()
    assert table.get(f"{table.desk}/print").status == 200


def test_the_deck_of_the_game_leads_to_its_settings(app, ana: Facilitator):
    key = app.extensions["rebond"].start_key
    form = {"title": "Jeudi", "deck": "communs", "language": "en", "anonymous": "yes"}
    answer = ana.post(f"/start/{key}/workshops", form)
    assert answer.status == 303
    assert ana.get(answer.answer.location).status == 200


def test_a_step_out_of_turn_changes_nothing(table: Table):
    answer = table.step("turn_card", htmx=True)
    assert answer.status == 409
    assert "Rien n’a changé" in answer.words
    assert table.at == 1


def test_a_step_of_another_kind_does_not_exist(table: Table):
    assert table.step("begin").status == 404
    assert table.step("cheat").status == 404


def test_a_step_needs_the_secret_of_the_desk(table: Table, app):
    eve = Visitor(app)
    other = Facilitator.create(app)
    assert eve.post(f"/desk/{table.join_code}/game/start_season", {"at": 1}).status == 404
    assert other.post(f"{other.desk}/game/start_season", {"at": 1}).status == 404
    assert other.get(f"{other.desk}/journal.json").status == 404
    assert table.at == 1


def test_the_same_step_sent_twice_is_one_step(table: Table):
    assert table.step("start_season", at=1).status == 303
    assert table.step("start_season", at=1).status == 303
    assert (table.at, table.state.round) == (2, 1)


def test_two_desks_at_once_cannot_both_write_the_next_line(table: Table):
    table.do("start_season")
    first, second = table.state.face_up
    assert table.step("choose_situation", at=2, situation=first).status == 303
    late = table.step("choose_situation", at=2, situation=second, htmx=True)
    assert late.status == 409
    assert "autre écran" in late.words
    assert table.state.turn.situation == first


def test_a_refusal_calls_cards_by_their_titles(table: Table):
    table.do("start_season")
    answer = table.step("choose_situation", situation=table.state.pile[0], htmx=True)
    assert answer.status == 409
    assert "situation-" not in answer.words


def test_an_ordinary_vote_is_not_opened_in_a_game(table: Table):
    table.to_vote_1()
    assert table.act("reveal").status == 409
    assert table.act("closure").status == 409
    form = {"question": "Et alors ?", "method": "approval", "card": ["posture-partner", "posture-operator"]}
    assert table.post(f"{table.desk}/rounds", form).status == 409
    assert table.rounds_open() == "open"


def test_a_situation_set_aside_in_the_middle_of_a_vote_takes_its_votes_with_it(table: Table):
    bo = table.welcome()
    table.to_vote_1()
    table.vote([bo], "PAR")
    table.do("set_aside", situation=table.state.turn.situation)
    assert table.state.phase == "choice"
    assert table.rounds_open() is None
    table.do("take_back")
    assert (table.state.phase, table.rounds_open()) == ("vote_1", "open")


def test_more_votes_than_people_are_refused_until_the_headcount_is_corrected(app):
    table = Table.begin(app, people="3", tables="1")
    table.to_vote_1()
    table.hands(PAR=2, FAC=2)
    answer = table.step("reveal", htmx=True)
    assert answer.status == 409
    assert (table.state.phase, table.rounds_open()) == ("vote_1", "open")
    table.do("headcount", people=4, tables=1)
    assert table.do("reveal").turn.first["FAC"] == 2


def test_a_vote_without_votes_is_not_revealed(table: Table):
    table.to_vote_1()
    assert table.step("reveal", htmx=True).status == 409
    assert table.rounds_open() == "open"


def test_a_wrong_count_is_corrected(table: Table):
    table.to_vote_1()
    table.hands(PAR=3, GAR=1)
    table.do("reveal")
    counts = {"count.PAR": 2, "count.GAR": 2, "count.OPE": ""}
    assert table.do("correct_count", vote=1, **counts).turn.first["GAR"] == 2
    assert table.step("correct_count", vote=1, htmx=True, **{"count.PAR": "-1"}).status == 409


def test_a_posture_without_means_is_shown_and_cannot_be_chosen(app):
    table = Table.begin(app, people="4", tables="1", difficulty="hard")
    bo = table.welcome()
    drain(table)
    page = bo.get(bo.screen)
    assert "Partenaire" in page.words
    assert "pas assez" in page.words
    assert 'value="posture-partner"' not in page.text
    assert bo.cast(table.round_id(), {"choice": "posture-partner"}).status == 422


def drain(table: Table) -> None:
    """Play the dearest posture until there are no means left for it, and a vote is open."""
    while True:
        phase = table.state.phase
        if phase == "vote_1" and "PAR" not in available(BOOK, table.state.tracks):
            return
        if phase in ("vote_1", "vote_2", "crisis_vote"):
            table.hands(**{"PAR" if "PAR" in available(BOOK, table.state.tracks) else "GAR": 4})
            table.do("reveal")
        elif phase == "choice":
            table.do("choose_situation", situation=table.state.face_up[0])
        else:
            table.do(next_things(BOOK, table.state)[0].move, vigilance=0)
