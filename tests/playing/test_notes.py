"""What people write on their phones: asked at the right moment, theirs to change, without a name."""

from tests.cast import Visitor
from tests.playing.table import Table


def to_closing(table, phones, keys="PAR PAR PAR LAC"):
    table.to_vote_1()
    for _ in range(2):
        table.vote(phones, keys)
        table.do("reveal")
        if table.state.phase == "talk":
            table.do("open_vote")
    table.do("turn_card")


def write(phone, kind, text):
    return phone.post(f"{phone.screen}/game/notes/{kind}", {"text": text})


def test_the_minority_is_asked_for_its_line_and_the_desk_keeps_one(app):
    table = Table.begin(app)
    phones = [table.welcome() for _ in range(4)]
    to_closing(table, phones)
    assert 'id="note-reserve"' in phones[3].get(phones[3].screen).text
    assert 'id="note-reserve"' not in phones[0].get(phones[0].screen).text
    assert write(phones[3], "reserve", "Et la rivière ?").status == 303
    assert write(phones[3], "reserve", "Et la rivière, alors ?").status == 303
    desk = table.get(table.desk).words
    assert "Et la rivière, alors ?" in desk
    assert "Et la rivière ?" not in desk
    assert "rivière" not in table.get(table.projector).words, "only the line that is kept is shown"
    state = table.do("write_reserve", text="Et la rivière, alors ?")
    assert (state.turn.reserve, state.vigilance) == ("Et la rivière, alors ?", 1)
    assert "Et la rivière, alors ?" in table.get(table.projector).words
    assert write(phones[3], "reserve", "Encore").status == 409


def test_a_line_is_refused_at_the_wrong_moment_by_the_wrong_person_or_too_long(app):
    table = Table.begin(app)
    phones = [table.welcome() for _ in range(4)]
    assert write(phones[0], "objection", "Non").status == 409
    assert write(phones[0], "commitment", "Non").status == 409
    to_closing(table, phones)
    assert write(phones[0], "objection", "x" * 1000).status == 422
    assert write(phones[0], "rumour", "Non").status == 404
    assert Visitor(app).post("/p/nobody/game/notes/objection", {"text": "Non"}).status == 404
    assert write(phones[0], "objection", "Elle exagère\x00").status == 303
    assert "Elle exagère" in table.get(table.desk).words
    assert write(phones[0], "objection", "  ").status == 303
    assert "Elle exagère" not in table.get(table.desk).words


def test_what_was_proposed_goes_with_its_round(app):
    table = Table.begin(app)
    phones = [table.welcome() for _ in range(4)]
    to_closing(table, phones)
    write(phones[0], "objection", "Elle exagère")
    table.do("end_round")
    to_closing(table, phones)
    assert "Elle exagère" not in table.get(table.desk).words


def test_a_seat_is_one_of_the_tables(app):
    table = Table.begin(app)
    bo = table.welcome()
    assert bo.post(f"{bo.screen}/game/seat", {"seat": 3}).status == 303
    assert bo.post(f"{bo.screen}/game/seat", {"seat": 4}).status == 422
    assert bo.post(f"{bo.screen}/game/seat", {"seat": "x"}).status == 422
    assert "table 3 : 1 téléphone" in table.get(table.desk).words.replace("\u202f", " ").replace(
        "\u00a0", " "
    )
