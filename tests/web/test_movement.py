"""Vote, talk, vote again: any earlier vote can be compared with, links outlive a question that is dropped."""

import re
from collections.abc import Sequence

import pytest
from sqlalchemy import select

from tests.builders import a_ballot
from tests.cast import LEADS, Facilitator, Participant, Visitor
from toolkit.store.models import Ballot, Round
from toolkit.workshop.recount import recount

A, B, C = LEADS


@pytest.fixture
def room(ana: Facilitator) -> list[Participant]:
    return [ana.welcome() for _ in range(6)]


def vote(ana: Facilitator, people: Sequence[Participant], choices: str, *, again: bool = True) -> None:
    """One vote: the choice of each person, by letter."""
    if again:
        ana.act("revote")
        ana.act("opening")
    else:
        ana.open("single_choice")
    for person, letter in zip(people, choices, strict=True):
        assert person.cast(ana.round_id(), {"choice": LEADS["ABC".index(letter)]}).status == 303
    ana.finish()


def told(ana: Facilitator, path: str = "") -> str:
    """What the projector says of who moved."""
    page = ana.get(path or f"/S/{ana.join_code}")
    sayings = r"\w+ personnes? (a|ont) changé d’avis|Personne n’a changé d’avis|Trop peu"
    found = re.search(sayings, page.words)
    return found[0] if found else ""


def test_the_movement_is_shown_from_the_vote_that_is_picked(
    ana: Facilitator, room: list[Participant]
) -> None:
    vote(ana, room, "AAAAAA", again=False)
    vote(ana, room, "AABBBB")
    vote(ana, room, "AABBBC")
    screens = (f"/S/{ana.join_code}", room[0].screen, ana.desk)
    for path in screens:
        assert "Du vote 2 au vote 3" in ana.get(path).words
        assert told(ana, path).startswith("1 personne")
    assert ana.post(f"{ana.desk}/rounds/{ana.round_id()}/comparison", {"vote": "1"}).status == 303
    for path in screens:
        assert "Du vote 1 au vote 3" in ana.get(path).words
        assert told(ana, path).startswith("4 personnes")


@pytest.mark.parametrize("asked", ["0", "2", "3", "x", "", "-1"])
def test_a_vote_that_is_no_earlier_one_is_refused(
    ana: Facilitator, room: list[Participant], asked: str
) -> None:
    vote(ana, room, "AAAAAA", again=False)
    vote(ana, room, "AABBBB")
    assert ana.post(f"{ana.desk}/rounds/{ana.round_id()}/comparison", {"vote": asked}).status == 422
    assert "Du vote 1 au vote 2" in ana.get(ana.desk).words


def test_only_the_desk_picks_and_only_once_revealed(
    ana: Facilitator, room: list[Participant], eve: Visitor
) -> None:
    vote(ana, room, "AAAAAA", again=False)
    vote(ana, room, "AABBBB")
    ana.act("revote")
    path = f"rounds/{ana.round_id()}/comparison"
    assert ana.post(f"{ana.desk}/{path}", {"vote": "1"}).status == 409
    assert eve.post(f"/desk/forged/{path}", {"vote": "1"}).status == 404


def test_a_question_prepared_and_dropped_loses_no_movement(ana: Facilitator, room: list[Participant]) -> None:
    vote(ana, room, "AAAAAA", again=False)
    ana.prepare("single_choice")
    ana.act("discard")
    vote(ana, room, "AABBBB")
    assert told(ana).startswith("4 personnes")


def test_links_are_cut_when_the_next_question_opens(ana: Facilitator, room: list[Participant]) -> None:
    vote(ana, room, "AAAAAA", again=False)
    first = ana.round_id()
    ana.prepare("single_choice")
    with ana.app.extensions["rebond"].store.reading() as session:
        assert all(session.scalars(select(Ballot.participant_id).where(Ballot.round_id == first)))
    ana.act("opening")
    with ana.app.extensions["rebond"].store.reading() as session:
        assert not any(session.scalars(select(Ballot.participant_id).where(Ballot.round_id == first)))


def test_a_lone_latecomer_is_told_by_no_screen_nor_file(ana: Facilitator) -> None:
    """Twelve people vote twice, a thirteenth once: nothing says which ballot the thirteenth cast."""
    people = [ana.welcome() for _ in range(12)]
    vote(ana, people, "AAAAAABBBBBB", again=False)
    late = ana.welcome()
    vote(ana, [*people, late], "AAAABBBBBBBBC")
    words = ana.get(f"/S/{ana.join_code}").words
    assert "sur 7 suivies" in words or "sur les 7 suivies" in words
    file = ana.client.get(f"{ana.desk}/results.json").get_json()
    assert recount(file).disagreements == ()
    first, second = file["rounds"]
    labels = [{b.get("person") for b in row["ballots"]} for row in (first, second)]
    assert labels[0] == labels[1] == {None, *(f"p{n}" for n in range(1, 8))}
    assert sum("person" not in b for b in second["ballots"]) == 6
    assert second["movement"]["people"] == 7


def test_a_vote_on_a_shared_device_is_told_by_no_movement(ana: Facilitator, room: list[Participant]) -> None:
    for again, choices in ((False, "AAAAAA"), (True, "AABBBB")):
        if again:
            ana.act("revote")
            ana.act("opening")
        else:
            ana.open("single_choice")
        for person, letter in zip(room, choices, strict=True):
            person.cast(ana.round_id(), {"choice": LEADS["ABC".index(letter)]})
        with ana.app.extensions["rebond"].store.writing() as session:
            this_round = session.get_one(Round, ana.round_id())
            a_ballot(session, this_round, None, source="shared", content={"choice": C})
        ana.finish()
    assert told(ana) == "Trop peu"
    assert "1 sur l’appareil partagé" in ana.get(f"/S/{ana.join_code}").words


def test_the_outcome_says_how_ballots_came_only_when_in_several_ways(
    ana: Facilitator, room: list[Participant]
) -> None:
    vote(ana, room, "AAAAAB", again=False)
    assert "par téléphone" not in ana.get(f"/S/{ana.join_code}").words
    ana.act("revote")
    ana.act("opening")
    room[0].cast(ana.round_id(), {"choice": A})
    ana.post(f"{ana.desk}/rounds/{ana.round_id()}/hands", {f"mark.1.{B}": "4"})
    ana.finish()
    for path in (f"/S/{ana.join_code}", ana.desk, room[0].screen):
        assert "(1 par téléphone, 4 à main levée)" in ana.get(path).words


def test_few_hands_are_published_among_the_others(ana: Facilitator, room: list[Participant]) -> None:
    ana.open("single_choice")
    for person in room:
        person.cast(ana.round_id(), {"choice": A})
    ana.post(f"{ana.desk}/rounds/{ana.round_id()}/hands", {f"mark.1.{B}": "2"})
    ana.finish()
    ballots = ana.client.get(f"{ana.desk}/results.json").get_json()["rounds"][0]["ballots"]
    assert {b["source"] for b in ballots} == {"several"}
    assert all(b["fingerprint"] for b in ballots)
    assert len(ballots) == 8
