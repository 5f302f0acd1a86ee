"""What surrounds the moves of a game and is not in its log: the practice vote, the clock, the debrief."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import Visitor
from tests.playing.table import Table
from tests.playing.test_undo import play_one
from toolkit.playing.clocks import LONG_GONE_S, begin, clock
from toolkit.playing.logs import find_game
from toolkit.store.models import Game
from toolkit.workshop.finding import workshop_by_desk


@pytest.fixture
def table(app) -> Table:
    return Table.begin(app)


def beside(table: Table, path: str, **form):
    return table.post(f"{table.desk}/game/{path}", {"at": table.at, **form})


def face(table: Table, path: str = "") -> tuple[int, bool] | None:
    """What the clock of a screen shows: seconds, and whether it stands still."""
    page = table.get(path or table.desk).text
    found = re.search(r'data-countdown="(\d+)"[^>]*?(data-countdown-stopped)? role', page)
    return (int(found[1]), bool(found[2])) if found else None


# The practice vote


def test_a_practice_vote_is_counted_shown_and_leaves_no_trace(table: Table):
    bo, chi = table.welcome(), table.welcome()
    before = table.read()
    assert beside(table, "practice/open").status == 303
    assert table.rounds_open() == "open"
    table.vote([bo, chi], "PAR OPE", GAR=3)
    assert "data-ballot" in chi.get(chi.screen).text
    assert 'class="votes"' not in table.get(table.projector).text
    assert beside(table, "practice/reveal").status == 303
    figures = re.findall(r'votes__figure">(\d+)<', table.get(table.projector).text)
    assert figures == ["1", "0", "0", "3", "0", "1"]
    assert table.read() == before
    table.do("start_season")
    assert table.rounds_open() is None
    assert "Vote d’essai" not in table.get(table.desk).words
    told = json.loads(table.get(f"{table.desk}/journal.json").text)
    assert [line["move"] for line in told["log"]] == ["begin", "start_season"]
    table.do("choose_situation", situation=table.state.face_up[0])
    table.do("open_vote")
    assert "Vote 1" in table.get(table.desk).words
    assert not re.search(r'value="posture-partner"[^>]*checked', bo.get(bo.screen).text)


def test_a_practice_vote_sent_twice_again_late_or_by_somebody_else(table: Table, app):
    bo = table.welcome()
    assert beside(table, "practice/reveal").status == 303
    assert table.rounds_open() is None, "nothing to reveal, nothing happens"
    for _ in range(2):
        assert beside(table, "practice/open").status == 303
        table.vote([bo], "PAR")
    for _ in range(2):
        assert beside(table, "practice/reveal").status == 303
    assert beside(table, "practice/open").status == 303
    assert not re.search(r'value="posture-partner"[^>]*checked', bo.get(bo.screen).text), "anew"
    table.do("headcount", people=15, tables=3)
    assert table.rounds_open() == "open", "somebody who comes in does not stop it"
    assert Visitor(app).post(f"/desk/{table.join_code}/game/practice/open").status == 404
    assert beside(table, "practice/close").status == 404
    table.do("start_season")
    assert beside(table, "practice/open").status == 409
    assert table.rounds_open() is None
    table.do("take_back")
    assert beside(table, "practice/open").status == 303


def test_a_ballot_late_for_the_practice_vote_is_not_counted_in_the_first_one(table: Table):
    bo = table.welcome()
    numbers = []
    for _ in range(2):
        beside(table, "practice/open")
        numbers.append(table.round_id())
        beside(table, "practice/reveal")
    table.to_vote_1()
    numbers.append(table.round_id())
    assert len(set(numbers)) == 3
    for number in numbers[:2]:
        assert bo.cast(number, {"choice": "posture-partner"}, htmx=True).status == 409
    table.hands(GAR=1)
    assert table.do("reveal").turn.first["PAR"] == 0


# The clock


def test_the_clock_of_a_step_is_on_every_screen_stops_goes_on_and_is_given_more(table: Table):
    bo = table.welcome()
    assert face(table) is None
    table.to_vote_1()
    for path in (table.desk, table.projector, bo.screen):
        seconds, stands = face(table, path)
        assert 25 <= seconds <= 30
        assert not stands
    for _ in range(2):
        assert beside(table, "clock/stop").status == 303
    stopped, stands = face(table, bo.screen)
    assert stands
    assert "en pause" in table.get(table.projector).words
    assert beside(table, "clock/more").status == 303
    assert face(table, table.projector) == (stopped + 30, True)
    assert beside(table, "clock/go").status == 303
    assert face(table)[1] is False
    table.vote([bo], "PAR")
    table.do("reveal")
    assert 200 <= face(table)[0] <= 210, "another step, its own time"


def test_what_is_done_beside_a_step_leaves_its_clock_alone(table: Table):
    table.to_vote_1()
    beside(table, "clock/more")
    table.do("headcount", people=15, tables=3)
    assert face(table)[0] > 50


def test_a_clock_is_of_one_step_only(table: Table, app):
    table.to_vote_1()
    late = table.post(f"{table.desk}/game/clock/stop", {"at": table.at - 1}, htmx=True)
    assert late.status == 409
    assert face(table)[1] is False
    assert table.post(f"{table.desk}/game/clock/explode", {"at": table.at}).status == 404
    assert Visitor(app).post(f"/desk/{table.join_code}/game/clock/stop").status == 404


def test_a_clock_that_ran_out_cuts_nobody_off_and_is_gone_another_day(table: Table, app):
    bo = table.welcome()
    table.to_vote_1()
    with app.extensions["rebond"].store.writing() as session:
        game = find_game(session, workshop_by_desk(session, table.desk_key))
        game.ends_at -= timedelta(seconds=90)
    assert face(table) == (0, False)
    assert "C’est l’heure" in table.get(table.desk).words
    table.vote([bo], "PAR")
    beside(table, "clock/more")
    assert 25 <= face(table)[0] <= 30, "from now, not from when it ran out"


def test_a_stopped_clock_waits_for_another_day_a_running_one_does_not():
    now = datetime(2026, 11, 27, 9, tzinfo=UTC)
    game = Game()
    begin(game, 30, now=now)
    assert clock(game, now=now + timedelta(seconds=31 + LONG_GONE_S)) is None
    game.ends_at, game.left_s = None, 12
    assert clock(game, now=now + timedelta(days=9)).left == 12


# The debrief, part by part


def to_debrief(table: Table, phones) -> None:
    while table.state.phase != "debrief":
        play_one(table, phones)


def test_the_debrief_has_five_parts_each_with_its_words_and_its_time(table: Table):
    phones = [table.welcome() for _ in range(4)]
    to_debrief(table, phones)
    said = ("de quoi parler", "Un mot, un seul", "le plus bougé", "jamais choisie", "décalé d’un pas")
    for part, words in enumerate(said):
        assert beside(table, "part", part=part).status == 303
        assert words in table.get(table.desk).words
        assert (words in table.get(table.projector).words) == (part > 0)
        assert face(table)[0] <= (60, 60, 180, 240, 90)[part]
        assert ('class="profile"' in table.get(table.projector).text) == (part == 2)
        assert ('id="note-commitment"' in phones[0].get(phones[0].screen).text) == (part == 4)
    beside(table, "part", part=3)
    note = phones[0].post(f"{phones[0].screen}/game/notes/commitment", {"text": "Écouter"})
    assert note.status == 303, "what is being written when the desk goes back is kept"
    beside(table, "part", part=4)
    assert "1 pas de côté écrit" in table.get(table.projector).words
    table.do("close_game")
    assert table.state.commitments == ("Écouter",)
    table.do("take_back")
    assert "Lundi, à quoi" in table.get(table.desk).words


def test_a_part_of_the_debrief_is_one_of_five_and_only_in_the_debrief(table: Table, app):
    assert beside(table, "part", part=1).status == 409
    to_debrief(table, [table.welcome() for _ in range(4)])
    for part in ("5", "x", ""):
        assert beside(table, "part", part=part).status == 422
    assert Visitor(app).post(f"/desk/{table.join_code}/game/part", {"part": 1}).status == 404
    table.do("take_back")
    beside(table, "part", part=1)
    table.do("end_round")
    assert "de quoi parler" in table.get(table.desk).words, "it begins at the beginning"
