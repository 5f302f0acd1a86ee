"""A whole game, from the start page to the journal."""

import csv
import io
import json

from tests.playing.table import BOOK, Table
from toolkit.game.exporting import read_export


def test_a_whole_game_on_phones_and_paper(app):
    ana = Table.begin(app)
    phones = [ana.welcome() for _ in range(4)]
    while ana.state.phase not in ("debrief",):
        play_one(ana, phones)
        for screen in (ana.desk, ana.projector, phones[0].screen):
            assert ana.get(screen).status == 200
    assert ana.state.ending
    assert phones[0].post(f"{phones[0].screen}/game/notes/commitment", {"text": "Écouter"}).status == 303
    ana.do("commit", text="Rendre les clés")
    ana.do("close_game")
    assert ana.state.commitments == ("Rendre les clés", "Écouter")
    written = json.loads(ana.get(f"{ana.desk}/journal.json").text)
    assert read_export(BOOK, written).state == ana.state
    table = ana.get(f"{ana.desk}/journal.csv").text
    assert table.count("\n") == 1 + 4 + 1
    rows = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    (strike,) = ana.state.strikes
    (told,) = [row for row in rows if row["Premier dommage"]]
    assert (told["Premier dommage"], told["Jetons dépensés"]) == (str(strike.damage), "0")
    for screen in (ana.desk, ana.projector, phones[0].screen):
        assert ana.get(screen).status == 200


def play_one(ana, phones):
    """The forward step of whatever moment it is."""
    state = ana.state
    if state.phase in ("vote_1", "vote_2", "crisis_vote"):
        # One posture, then another: the same four times over would wear the game out before its end.
        first, then = ("FAC", "CON") if state.round % 2 else ("CON", "FAC")
        ana.vote(phones, f"{first} {first} GAR OPE", **{first: 2, then: 1})
        ana.do("reveal")
    elif state.phase == "choice":
        ana.do("choose_situation", situation=state.face_up[0])
    elif state.phase == "crisis_damage":
        ana.do("face_crisis", vigilance=0)
    elif state.phase == "closing":
        assert (
            phones[2].post(f"{phones[2].screen}/game/notes/reserve", {"text": "Et la rivière ?"}).status
            == 303
        )
        ana.do("write_reserve", text="Et la rivière ?")
        ana.do("object", text="La carte exagère", table=2)
        ana.do("end_round")
    else:
        forward = {
            "season": "start_season",
            "reading": "open_vote",
            "talk": "open_vote",
            "card": "turn_card",
            "crisis": "draw_crisis",
            "crisis_reading": "open_vote",
            "assembly": "hold_assembly",
        }
        ana.do(forward[state.phase])


def test_the_journal_of_a_game_on_paper(app):
    ana = Table.begin(app, language="en")
    phones = [ana.welcome() for _ in range(4)]
    while ana.state.round < 2:
        play_one(ana, phones)
    answer = ana.client.get(f"{ana.desk}/journal.pdf")
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF")
    assert answer.data == ana.client.get(f"{ana.desk}/journal.pdf").data
    assert ana.get(f"{ana.desk}/journal.odt").status == 404
