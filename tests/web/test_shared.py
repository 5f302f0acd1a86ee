"""The shared device: each person votes in turn, and the screen shows the next nothing of the one before."""

import re
from collections.abc import Mapping
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select

from tests.cast import LEADS, Facilitator, Page, Visitor
from tests.web.test_counting import SHEETS, ballots
from toolkit.store.models import Ballot, Batch
from toolkit.workshop import sharing
from toolkit.workshop.receipts import fingerprint

A, B, C = LEADS
STEPS = {
    "draft": (),
    "closed": ("opening", "closure"),
    "revealed": ("opening", "closure", "reveal"),
    "ended": ("opening",),
}


class Device(Visitor):
    """A tablet passed around."""

    def __init__(self, ana: Facilitator, people: int = 3) -> None:
        super().__init__(ana.app)
        assert ana.post(f"{ana.desk}/expected", {"without_phone": str(people)}).status == 303
        found = re.search(r"http://rebond.test(/d/[\w-]+)", ana.get(ana.desk).text)
        assert found
        self.path = found[1]

    def ask(self) -> str:
        """Take a blank ballot; returns where it is sent."""
        page = self.get(f"{self.path}?step=vote")
        action: str = next(f.get("action") for f in page.elements("form") if f.get("data-ballot"))
        return action

    def vote(self, form: Mapping[str, Any], **kw: Any) -> Page:
        return self.post(self.ask(), form, **kw)


@pytest.mark.parametrize("method", SHEETS)
def test_people_vote_one_after_the_other(ana: Facilitator, method: str) -> None:
    form, content = SHEETS[method]
    device = Device(ana)
    ana.open(method)
    for n in (1, 2):
        answer = device.vote(form)
        assert answer.status == 303
        assert "Vote enregistré" in device.get(answer.answer.location).words
        assert ballots(ana) == [("shared", content, n)]


def test_the_screens_after_a_vote_are_those_of_another_vote(ana: Facilitator) -> None:
    """Whatever the last person chose, not a byte of the next screens tells it."""
    seen = []
    device = Device(ana, people=9)
    ana.open("single_choice")
    for choice in (A, B):
        answer = device.vote({"choice": choice})
        pages = [device.get(p) for p in (answer.answer.location, device.path, f"{device.path}?step=vote")]
        ticket = re.compile(r"(ticket=|ballot-|turn-|value=\"|recorded=)[\w-]{22}")
        receipt = re.compile(r"(?<=receipt__code\">)[A-Z0-9 ]{15}")  # drawn anew, on the first page only
        assert [len(receipt.findall(page.text)) for page in pages] == [1, 0, 0]
        seen.append([receipt.sub("…", ticket.sub("…", page.text)) for page in pages])
        assert all("no-store" in page.answer.headers["Cache-Control"] for page in pages)
    assert seen[0] == seen[1]


def test_a_blank_ballot_is_blank_and_the_browser_fills_nothing_in(ana: Facilitator) -> None:
    device = Device(ana)
    ana.open("approval")
    device.vote({"approve": [A, B]})
    page = device.get(f"{device.path}?step=vote")
    assert not [e for e in page.elements("input") if "checked" in e.attrib]
    form = next(f for f in page.elements("form") if f.get("data-ballot"))
    assert form.get("autocomplete") == "off"


def test_the_same_ballot_sent_twice_is_one(ana: Facilitator) -> None:
    device = Device(ana)
    ana.open("single_choice")
    action = device.ask()
    for _ in range(2):
        assert device.post(action, {"choice": A}).status == 303
    assert ballots(ana) == [("shared", {"choice": A}, 1)]


def test_no_more_people_vote_than_are_there_without_a_phone(ana: Facilitator) -> None:
    device = Device(ana, people=2)
    ana.open("single_choice")
    spare = device.ask()
    for choice in (A, B):
        device.vote({"choice": choice})
    assert device.post(spare, {"choice": C}).status == 409
    page = device.get(device.path)
    assert "Tout le monde a voté ici" in page.words
    assert "Tout le monde a voté ici" in device.get(f"{device.path}?step=vote").words
    assert len(ballots(ana)) == 2
    ana.post(f"{ana.desk}/expected", {"without_phone": "3"})
    assert device.vote({"choice": C}).status == 303


def test_two_devices_at_once_do_not_pass_the_limit(ana: Facilitator) -> None:
    device = Device(ana, people=1)
    ana.open("single_choice")
    actions = [device.ask() for _ in range(4)]
    start, statuses = Barrier(4), []

    def press(action: str) -> None:
        tablet = Visitor(ana.app)
        start.wait(20)
        statuses.append(tablet.client.post(action, data={"choice": A}).status_code)

    threads = [Thread(target=press, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(statuses) == [303, 409, 409, 409]
    assert len(ballots(ana)) == 1


def test_a_mistake_is_undone_at_once_and_only_at_once(
    ana: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = Device(ana)
    ana.open("single_choice")
    for moment, kept in ((sharing.MOMENT, 0), (timedelta(0), 1)):
        monkeypatch.setattr(sharing, "MOMENT", sharing.MOMENT)
        page = device.get(device.vote({"choice": A}).answer.location)
        undo = next(f for f in page.elements("form") if f.get("action").endswith("/undoing"))
        ticket = next(b.get("value") for b in undo.iter() if b.get("name") == "ticket")
        monkeypatch.setattr(sharing, "MOMENT", moment)
        assert device.post(undo.get("action"), {"ticket": ticket}).status == 303
        assert len(ballots(ana)) == kept


def test_after_the_moment_the_recorded_screen_is_gone(
    ana: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = Device(ana)
    ana.open("single_choice")
    location = device.vote({"choice": A}).answer.location
    monkeypatch.setattr(sharing, "MOMENT", timedelta(0))
    page = device.get(location)
    assert "enregistré" not in page.words
    assert not [f for f in page.elements("form") if f.get("action").endswith("/undoing")]


def test_once_closed_nothing_says_who_came_when_and_nothing_is_undone(ana: Facilitator) -> None:
    device = Device(ana)
    round_id = ana.open("single_choice")
    device.vote({"choice": A})
    with ana.app.extensions["rebond"].store.reading() as session:
        ticket = session.scalars(select(Batch.key)).one().removeprefix("shared-")
    ana.act("closure")
    assert device.post(f"{device.path}/rounds/{round_id}/undoing", {"ticket": ticket}).status == 409
    with ana.app.extensions["rebond"].store.reading() as session:
        assert session.scalars(select(Batch)).all() == []
        ballot = session.scalars(select(Ballot)).one()
        assert (ballot.cast_at, ballot.batch_id, ballot.participant_id) == (None, None, None)
        assert (ballot.source, ballot.content) == ("shared", {"choice": A})


@pytest.mark.parametrize("stage", ["none", *STEPS])
def test_without_an_open_vote_there_is_nothing_to_vote_on(ana: Facilitator, stage: str) -> None:
    device = Device(ana)
    path = device.path
    if stage != "none":
        ana.prepare("single_choice")
        for step in STEPS[stage]:
            ana.act(step)
    if stage == "ended":
        ana.post(f"{ana.desk}/ending")
    for address in (path, f"{path}?step=vote", f"{path}?recorded=xyz", f"{path}/live"):
        page = device.get(address)
        assert page.status == 200
        assert not list(page.elements("form"))
    if stage != "none":
        refused = device.post(f"{path}/rounds/{ana.round_id()}/ballot?ticket=t", {"choice": A})
        assert refused.status == 409
        assert ballots(ana) == []


def test_the_device_is_told_when_something_changes_and_only_then(ana: Facilitator) -> None:
    device = Device(ana)
    ana.open("single_choice")
    seen = re.search(r'data-version="([^"]+)"', device.get(device.path).text)
    assert seen
    assert device.get(f"{device.path}/live?seen={seen[1]}", htmx=True).status == 204
    ana.act("closure")
    assert "Pas de vote ouvert" in device.get(f"{device.path}/live?seen={seen[1]}", htmx=True).words


def test_it_works_with_htmx_in_one_page_without_a_history(ana: Facilitator) -> None:
    device = Device(ana)
    ana.open("single_choice")
    ready = device.get(device.path)
    go = next(a for a in ready.elements("a") if a.get("hx-get"))
    assert go.get("hx-push-url") == "false"
    said = device.vote({"choice": A}, htmx=True)
    assert said.element("recorded") is not None
    assert "HX-Push-Url" not in said.answer.headers


def test_a_refused_ballot_is_said_and_nothing_is_recorded(ana: Facilitator) -> None:
    device = Device(ana)
    ana.open("single_choice")
    assert device.vote({"choice": "lead-unknown"}).status == 422
    assert device.vote({}).status == 422
    assert device.post(device.ask().split("?")[0], {"choice": A}).status == 404, "no ticket"
    assert ballots(ana) == []


def test_the_address_is_a_secret_of_its_own(ana: Facilitator, eve: Visitor) -> None:
    device = Device(ana)
    round_id = ana.open("single_choice")
    other = Facilitator.create(ana.app)
    elsewhere = other.open("single_choice")
    for key in ("forged", ana.join_code, ana.desk_key, "%00", "a" * 500):
        assert eve.get(f"/d/{key}").status == 404
        assert eve.get(f"/d/{key}/live").status == 404
        assert eve.post(f"/d/{key}/rounds/{round_id}/ballot?ticket=t", {"choice": A}).status == 404
        assert eve.post(f"/d/{key}/rounds/{round_id}/undoing", {"ticket": "t"}).status == 404
    assert device.post(f"{device.path}/rounds/{elsewhere}/ballot?ticket=t", {"choice": A}).status == 404
    assert ballots(ana) == []
    assert device.path.removeprefix("/d/") not in eve.get(f"/S/{ana.join_code}").text


def test_the_desk_says_how_many_have_voted_there_and_no_more(ana: Facilitator) -> None:
    device = Device(ana)
    ana.open("single_choice")
    device.vote({"choice": A})
    assert "1 vote, pour 3 sans téléphone" in ana.get(ana.desk).words
    assert "1 personne sur 3 a voté" in ana.get(ana.desk).text


def test_a_receipt_noted_at_the_device_finds_its_ballot_and_the_device_keeps_none(ana: Facilitator) -> None:
    device = Device(ana, people=5)
    round_id = ana.open("single_choice")
    noted = []
    for _ in range(5):
        answer = device.vote({"choice": A})
        noted += re.findall(r"receipt__code\">([A-Z0-9 ]{15})", device.get(answer.answer.location).text)
    assert len(set(noted)) == 5
    assert "receipt__code" not in device.get(device.path).text
    ana.finish()
    with ana.app.extensions["rebond"].store.reading() as session:
        cast = session.query(Ballot).where(Ballot.round_id == round_id).all()
        assert {ballot.receipt for ballot in cast} == {None}
        assert {ballot.fingerprint for ballot in cast} == {fingerprint(code, 1, 1) for code in noted}
    page = device.post(f"/ballots/{ana.join_code}/1/1", {"receipt": noted[0]})
    assert "Voici ce qui a été compté" in page.words
