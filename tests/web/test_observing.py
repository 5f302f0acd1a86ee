"""Observers follow without voting, and nobody waits for them."""

import pytest

from tests.cast import LEADS, Facilitator, Participant, Visitor

A, B, C = LEADS


def test_whoever_observes_is_not_waited_for(ana: Facilitator, bo: Participant, chi: Participant) -> None:
    round_id = ana.open("single_choice")
    bo.cast(round_id, {"choice": A})
    assert "1 personne sur 2 a voté" in ana.get(ana.desk).text
    assert chi.post(f"{chi.screen}/observing", {"observing": "yes"}).status == 303
    assert "1 personne sur 1 a voté" in ana.get(ana.desk).text
    page = chi.get(chi.screen)
    assert "Vous observez" in page.words
    assert not [f for f in page.elements("form") if f.get("data-ballot")]


def test_whoever_observes_cannot_vote_and_can_take_part_again(ana: Facilitator, bo: Participant) -> None:
    round_id = ana.open("single_choice")
    bo.post(f"{bo.screen}/observing", {"observing": "yes"})
    refused = bo.cast(round_id, {"choice": A})
    assert refused.status == 409
    assert "Participer" in refused.words
    bo.post(f"{bo.screen}/observing", {"observing": "no"})
    assert bo.cast(round_id, {"choice": A}).status == 303


def test_a_vote_already_cast_stays_and_the_turnout_does_not_tell(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ana.open("single_choice")
    bo.cast(round_id, {"choice": A})
    bo.post(f"{bo.screen}/observing", {"observing": "yes"})
    assert "reste compté" in bo.get(bo.screen).words
    ana.finish()
    file = ana.client.get(f"{ana.desk}/results.json").get_json()
    assert file["rounds"][0]["outcome"]["cast"] == 1


def test_whoever_observes_writes_no_idea_even_by_a_form_of_their_own(
    ana: Facilitator, bo: Participant
) -> None:
    ana.post(f"{ana.desk}/ideas", {"question": "Que tenter ?", "most": "3", "start": "yes"})
    ideas = f"{bo.screen}/rounds/{ana.round_id()}/ideas"
    assert bo.post(ideas, {"title": "Un banc"}).status == 303
    bo.post(f"{bo.screen}/observing", {"observing": "yes"})
    for path, htmx in ((ideas, False), (ideas, True), (f"{bo.screen}/ideas/1", False)):
        refused = bo.post(path, {"title": "Un vélo"}, htmx=htmx)
        assert (refused.status, "Vous observez" in refused.words) == (409, True)
    assert bo.post(f"{bo.screen}/ideas/1/withdrawal").status == 303, "what was written can be taken back"
    bo.post(f"{bo.screen}/observing", {"observing": "no"})
    assert bo.post(ideas, {"title": "Un vélo"}).status == 303


@pytest.mark.parametrize("stage", ["waiting", "closed", "revealed"])
def test_the_other_stages_are_those_of_everyone(ana: Facilitator, bo: Participant, stage: str) -> None:
    bo.post(f"{bo.screen}/observing", {"observing": "yes"})
    if stage != "waiting":
        ana.open("single_choice")
        ana.act("closure")
    if stage == "revealed":
        ana.act("reveal")
    page = bo.get(bo.screen)
    assert page.element("stage").get("data-stage") == stage
    assert "Participer" in page.words


def test_the_desk_and_the_projector_follow(ana: Facilitator, bo: Participant) -> None:
    ana.open("single_choice")
    for path in (ana.desk, f"/S/{ana.join_code}"):
        seen = ana.get(path).element("stage").get("data-version")
        assert ana.get(f"{path}/live?seen={seen}").status == 204
        now = "no" if "Participer" in bo.get(bo.screen).words else "yes"
        bo.post(f"{bo.screen}/observing", {"observing": now})
        assert ana.get(f"{path}/live?seen={seen}").status == 200


def test_after_the_end_it_is_too_late(ana: Facilitator, bo: Participant, eve: Visitor) -> None:
    ana.post(f"{ana.desk}/ending")
    assert bo.post(f"{bo.screen}/observing", {"observing": "yes"}).status == 409
    assert eve.post("/p/forged/observing", {"observing": "yes"}).status == 404


def test_with_names_the_facilitator_may_say_who_observes(ana: Facilitator) -> None:
    named = Facilitator.create(ana.app, anonymous="no")
    bo = named.welcome(name="Bo")
    named.open("single_choice")
    assert named.post(f"{named.desk}/people/1/observing", {"observing": "yes"}).status == 303
    assert "Vous observez" in bo.get(bo.screen).words
    assert "observe" in named.get(f"{named.desk}/people").words
    assert named.post(f"{named.desk}/people/1/observing", {"observing": "no"}).status == 303
    assert "Vous observez" not in bo.get(bo.screen).words
    assert named.post(f"{named.desk}/people/9/observing", {"observing": "yes"}).status == 404


def test_without_names_only_the_owner_of_a_phone_says_it(ana: Facilitator, bo: Participant) -> None:
    assert ana.post(f"{ana.desk}/people/1/observing", {"observing": "yes"}).status == 404
    ana.open("single_choice")
    assert "Vous observez" not in bo.get(bo.screen).words
