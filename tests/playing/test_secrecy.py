"""Until the reveal nothing on any screen, fragment or file tells how the postures stand."""

import json
import re

from sqlalchemy import select

from tests.playing.table import Table
from toolkit.store.models import Ballot


def test_no_screen_and_no_file_gives_a_count_before_the_reveal(app):
    table = Table.begin(app)
    phones = [table.welcome() for _ in range(4)]
    seen = []
    for keys in ("PAR PAR PAR PAR", "LAC OPE GAR FAC"):
        table.to_vote_1()
        table.vote(phones, keys)
        pages = [
            table.get(path, htmx=htmx).text
            for path in (table.desk, f"{table.desk}/live", table.projector, f"{table.projector}/live")
            for htmx in (False, True)
        ]
        pages += [phones[3].get(phones[3].screen).text if keys == "PAR PAR PAR PAR" else ""]
        pages += [table.get(f"{table.desk}/journal.{each}").text for each in ("json", "csv")]
        seen.append([settled(page) for page in pages[:-3]])
        assert json.loads(pages[-2])["journal"]["rounds"][0]["first"] is None
        for _ in range(3):  # back to before the season, so that the second vote is on the same card
            table.do("take_back")
    assert seen[0] == seen[1], "the same page whatever was voted"


def settled(page: str) -> str:
    """*page* without what changes on its own: time, secrets, versions."""
    page = re.sub(
        r'data-(version|countdown|countdown-of|left|ends)="[^"]*"|\d:\d\d|\b\d+\.\d+\.\d+[.\d]*', "", page
    )
    page = re.sub(r"\d+:\d+", "", page)
    return re.sub(r'(rounds/|-|"at" value=")\d+', r"\1", page)


def test_a_posture_of_someone_is_on_their_own_phone_only(app):
    table = Table.begin(app)
    bo, chi = table.welcome(), table.welcome()
    table.to_vote_1()
    table.vote([bo], "GAR")
    checked = r'value="posture-guarantor"[^>]*checked'
    assert re.search(checked, bo.get(bo.screen).text)
    assert not re.search(checked, chi.get(chi.screen).text)


def test_a_phone_is_not_told_that_somebody_voted(app):
    table = Table.begin(app)
    bo, chi = table.welcome(), table.welcome()
    table.to_vote_1()
    seen = re.search(r'data-version="([^"]+)"', chi.get(chi.screen).text)
    assert seen
    table.vote([bo], "GAR")
    assert chi.get(f"{chi.screen}/live?seen={seen[1]}").status == 204


def test_the_turnout_hidden_from_the_room_is_hidden_in_a_game_too(app):
    table = Table.begin(app)
    bo = table.welcome()
    table.to_vote_1()
    table.vote([bo], "GAR")
    assert "sur 14" in table.get(table.projector).words
    table.post(f"{table.desk}/turnout", {"hidden": "yes"})
    assert "sur 14" not in table.get(table.projector).words


def test_the_next_situation_cuts_the_link_between_people_and_their_votes(app):
    table = Table.begin(app)
    phones = [table.welcome() for _ in range(4)]

    def linked() -> int:
        with app.extensions["rebond"].store.reading() as session:
            return len(session.scalars(select(Ballot.id).where(Ballot.participant_id.is_not(None))).all())

    table.to_vote_1()
    table.vote(phones, "PAR PAR LAC OPE")
    table.do("reveal")
    assert linked() == 4, "vote 2 is compared with vote 1"
    table.do("open_vote")
    table.vote(phones, "PAR PAR PAR OPE")
    for step in ("reveal", "turn_card", "end_round"):
        table.do(step)
    table.to_vote_1()
    assert linked() == 0


def test_nothing_is_ever_told_by_table(app):
    table = Table.begin(app)
    bo, chi = table.welcome(), table.welcome()
    for phone, seat in ((bo, 1), (chi, 2)):
        assert phone.post(f"{phone.screen}/game/seat", {"seat": seat}).status == 303
    table.to_vote_1()
    table.vote([bo, chi], "GAR OPE")
    table.do("reveal")
    assert "votre table est de service" in bo.get(bo.screen).words
    assert "votre table est de service" not in chi.get(chi.screen).words
    assert not re.search(r"[Tt]able 2", table.get(table.projector).words)
