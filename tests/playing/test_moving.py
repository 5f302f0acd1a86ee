"""A game stopped in the middle: it goes on after a restart, and on another computer."""

from datetime import UTC, datetime

from tests.playing.table import BOOK, Table
from toolkit.app import create_app
from toolkit.config import Config
from toolkit.keeping.moving import brought_in, packed, unpacked
from toolkit.playing.logs import find_game, read_log, read_state
from toolkit.workshop.finding import workshop_by_desk


def test_a_game_goes_on_elsewhere_in_the_middle_of_a_vote(app, tmp_path):
    table = Table.begin(app)
    bo, chi = table.welcome(), table.welcome()
    table.to_vote_1()
    table.vote([bo], "PAR")
    here = app.extensions["rebond"].store
    with here.reading() as session:
        data = packed(
            session, workshop_by_desk(session, table.desk_key), revision="now", now=datetime.now(UTC)
        )
    elsewhere = create_app(Config(data_dir=tmp_path, public_url="http://rebond.test", testing=True))
    store = elsewhere.extensions["rebond"].store
    with store.writing() as session:
        brought_in(session, unpacked(data, revision="now"))
    moved = Table(elsewhere)
    moved.desk_key, moved.join_code = table.desk_key, table.join_code
    assert moved.read() == table.read()
    chi.app, chi.client = elsewhere, elsewhere.test_client()
    moved.vote([chi], "PAR")
    assert moved.do("reveal").turn.first["PAR"] == 2
    store.close()


def test_a_game_is_where_it_was_after_a_restart(tmp_path):
    config = Config(data_dir=tmp_path, public_url="http://rebond.test", testing=True)
    app = create_app(config)
    table = Table.begin(app)
    table.to_vote_1()
    before = table.read()
    app.extensions["rebond"].store.close()
    again = create_app(config)
    with again.extensions["rebond"].store.reading() as session:
        game = find_game(session, workshop_by_desk(session, table.desk_key))
        assert game is not None
        assert read_state(session, game, BOOK) == before[0]
        assert len(read_log(session, game)) == 4
    again.extensions["rebond"].store.close()
