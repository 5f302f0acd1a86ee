"""Screens that ask whether anything has changed."""

import re

import pytest

from tests.cast import LEADS, Facilitator, Participant, Visitor
from toolkit.web.live import MOST_A_SECOND, Crowding


def version(visitor: Visitor, path: str) -> str:
    stage = visitor.get(path).element("stage")
    found: str = stage.get("data-version")
    return found


@pytest.fixture(params=["phone", "projector", "desk"])
def path(request: pytest.FixtureRequest, ana: Facilitator, bo: Participant) -> str:
    return {"phone": bo.screen, "projector": f"/S/{ana.join_code}", "desk": ana.desk}[request.param]


def test_nothing_new_is_an_empty_answer(ana: Facilitator, path: str) -> None:
    answer = ana.client.get(f"{path}/live?seen={version(ana, path)}")
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("verb", ["opening", "closure", "reveal", "revote"])
def test_every_verb_reaches_every_screen(ana: Facilitator, path: str, verb: str) -> None:
    ana.prepare()
    for step in ("opening", "closure", "reveal", "revote"):
        seen = version(ana, path)
        ana.act(step)
        if step == verb:
            break
    page = ana.get(f"{path}/live?seen={seen}", htmx=True)
    assert page.status == 200
    assert page.element("stage") is not None
    assert "<html" not in page.text


def test_a_screen_without_version_gets_the_stage(ana: Facilitator, path: str) -> None:
    for query in ("", "?seen=", "?seen=nonsense", "?seen=no&seen=1", "?seen=%FF"):
        assert ana.get(f"{path}/live{query}", htmx=True).status == 200


def test_a_vote_reaches_the_desk_and_the_projector(ana: Facilitator, bo: Participant) -> None:
    round_id = ana.open()
    paths = (ana.desk, f"/S/{ana.join_code}")
    seen = [version(ana, path) for path in paths]
    bo.cast(round_id, {"approve": [LEADS[0]]})
    for path, before in zip(paths, seen, strict=True):
        page = ana.get(f"{path}/live?seen={before}", htmx=True)
        assert page.status == 200
        assert re.search(r"1\s*sur 1", page.words)


def test_changing_a_vote_is_not_a_new_vote(ana: Facilitator, bo: Participant, chi: Participant) -> None:
    round_id = ana.open()
    bo.cast(round_id, {"approve": [LEADS[0]]})
    seen = version(ana, ana.desk)
    bo.cast(round_id, {"approve": [LEADS[1]]})
    assert ana.get(f"{ana.desk}/live?seen={seen}").status == 204
    chi.cast(round_id, {"approve": []})
    assert ana.get(f"{ana.desk}/live?seen={seen}").status == 200


def test_someone_joining_reaches_the_projector(ana: Facilitator) -> None:
    seen = version(ana, f"/S/{ana.join_code}")
    ana.welcome()
    assert ana.get(f"/S/{ana.join_code}/live?seen={seen}", htmx=True).status == 200


@pytest.mark.parametrize("path", ["/p/forged/live", "/S/AAAAAA/live", "/desk/forged/live"])
def test_an_unknown_screen_is_told_so(ana: Facilitator, path: str) -> None:
    assert ana.get(f"{path}?seen=1").status == 404


def test_an_ended_workshop_is_no_longer_asked_about(ana: Facilitator, path: str) -> None:
    ana.post(f"{ana.desk}/ending")
    assert ana.get(path).element("stage").get("data-live") is None


def test_screens_are_asked_for_patience_when_too_many_ask() -> None:
    now = 0.0
    crowding = Crowding(lambda: now)
    assert crowding.asked() == 1
    for second in (1.0, 2.0):
        now = second
        for _ in range(2 * MOST_A_SECOND):
            slower = crowding.asked()
    assert slower == 2
    now = 3.0
    assert crowding.asked() == 2
    now = 60.0
    assert crowding.asked() == 1, "what happened a minute ago is over"


def test_the_answer_says_how_much_slower_to_ask(
    ana: Facilitator, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{path}/live?seen={version(ana, path)}"
    assert "Rebond-Slower" not in ana.client.get(address).headers
    monkeypatch.setattr(Crowding, "asked", lambda _self: 1.5)
    answer = ana.client.get(address)
    assert answer.status_code == 204
    assert answer.headers["Rebond-Slower"] == "1.50"


def test_a_phone_hurries_while_the_room_waits_for_the_outcome(ana: Facilitator, bo: Participant) -> None:
    paces = {}
    for step in ("", "opening", "closure", "reveal"):
        ana.act(step) if step else ana.prepare()
        stage = bo.get(bo.screen).element("stage")
        paces[stage.get("data-stage")] = int(stage.get("data-every")), int(stage.get("data-calm"))
    assert min(paces, key=lambda stage: paces[stage]) == "closed"
    assert all(every <= calm for every, calm in paces.values())


def test_a_phone_with_nothing_to_show_is_calm_until_a_question_is_prepared(
    ana: Facilitator, bo: Participant
) -> None:
    def asks() -> tuple[int, int]:
        stage = bo.get(bo.screen).element("stage")
        return int(stage.get("data-every")), int(stage.get("data-calm"))

    every, calm = asks()
    assert calm > every
    before = version(ana, bo.screen)
    ana.prepare()
    assert version(ana, bo.screen) != before, "phones learn of it"
    every, calm = asks()
    assert calm == every
