"""Ballots to print, from the desk: all there for every way of voting, the same whatever the phones voted."""

import pytest

from tests.cast import LEADS, Facilitator, Participant, Visitor
from toolkit.workshop.ways import WAYS


def printed(ana: Facilitator, round_id: int) -> bytes:
    answer = ana.client.get(f"{ana.desk}/rounds/{round_id}/ballots.pdf")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    return bytes(answer.data)


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_voting_has_its_ballot_from_the_moment_it_is_prepared(
    ana: Facilitator, way: str
) -> None:
    round_id = ana.prepare(way)
    address = f"{ana.desk}/rounds/{round_id}/ballots.pdf"
    assert address in [link.get("href") for link in ana.get(ana.desk).elements("a")]
    assert printed(ana, round_id).startswith(b"%PDF")
    ana.act("opening")
    paper = ana.get(f"{ana.desk}/rounds/{round_id}/paper")
    assert address in [link.get("href") for link in paper.elements("a")]


def test_a_ballot_says_nothing_of_the_vote(ana: Facilitator, bo: Participant) -> None:
    round_id = ana.open("approval")
    before = printed(ana, round_id)
    bo.cast(round_id, {"approve": list(LEADS)})
    assert printed(ana, round_id) == before


def test_only_the_desk_of_the_vote_has_its_ballots(ana: Facilitator, bo: Participant, eve: Visitor) -> None:
    round_id = ana.open("approval")
    for key in ("forged", bo.token, ana.join_code):
        assert eve.get(f"/desk/{key}/rounds/{round_id}/ballots.pdf").status == 404
    assert ana.get(f"{ana.desk}/rounds/{round_id + 99}/ballots.pdf").status == 404
    assert eve.post(f"{ana.desk}/rounds/{round_id}/ballots.pdf").status == 405


def test_a_question_that_asks_for_ideas_has_none(ana: Facilitator) -> None:
    ana.post(f"{ana.desk}/ideas", {"question": "Que tenter ?", "most": "3", "start": "yes"})
    assert ana.get(f"{ana.desk}/rounds/{ana.round_id}/ballots.pdf").status == 404
