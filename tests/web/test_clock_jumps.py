"""The clock of the computer jumps, back or forth, in the middle of a workshop: nothing depends on it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import LEADS, Facilitator, Participant
from toolkit.web import here
from toolkit.workshop.recount import recount

A, B, _ = LEADS
HOUR = timedelta(hours=1)
JUMPS = {"back": -3 * HOUR, "a year forth": 365 * 24 * HOUR}


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Put the clock forward, or back."""
    ahead = timedelta()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + ahead

    def put(by: timedelta) -> None:
        nonlocal ahead
        ahead += by

    monkeypatch.setattr(here, "datetime", Clock)
    return put


@pytest.mark.parametrize("by", JUMPS.values(), ids=JUMPS)
@pytest.mark.parametrize("when", ["opened", "cast", "revealed"])
def test_a_workshop_goes_on_as_if_nothing_had_happened(
    ana: Facilitator, jump: Callable[[timedelta], None], by: timedelta, when: str
) -> None:
    def reached(step: str) -> None:
        if step == when:
            jump(by)

    people = [ana.welcome() for _ in range(5)]
    reached("joined")
    first = ana.open("single_choice")
    assert ana.post(f"{ana.desk}/rounds/{first}/timer", {"minutes": "2"}).status == 303
    reached("opened")
    for person in people:
        assert person.cast(first, {"choice": A}).status == 303
    reached("cast")
    # What was sent last counts, whatever the clock says of when.
    assert people[0].cast(first, {"choice": B}).status == 303
    people.append(ana.welcome())
    assert people[-1].cast(first, {"choice": A}).status == 303
    assert ana.act("closure").status == 303
    reached("closed")
    assert ana.act("reveal").status == 303
    reached("revealed")
    assert ana.act("revote").status == 303
    again = ana.round_id()
    assert again != first
    assert ana.act("opening").status == 303
    reached("again")
    for person in people:
        assert person.cast(again, {"choice": B}).status == 303
    ana.finish()
    results = ana.client.get(f"{ana.desk}/results.json").json
    votes = [[ballot["choice"] for ballot in one["ballots"]] for one in results["rounds"]]
    assert sorted(votes[0]) == sorted([A] * 5 + [B])
    assert votes[1] == [B] * 6
    assert recount(results).disagreements == ()
    assert results["rounds"][1]["movement"]["people"] == 6


def test_a_clock_of_a_vote_may_be_put_right_after_a_jump(
    ana: Facilitator, bo: Participant, jump: Callable[[timedelta], None]
) -> None:
    round_id = ana.open("single_choice")
    ana.post(f"{ana.desk}/rounds/{round_id}/timer", {"minutes": "2"})
    jump(3 * HOUR)
    assert bo.get(bo.screen).element("clock").get("data-left") == "0", "time is up, and nobody is cut off"
    assert bo.cast(round_id, {"choice": A}).status == 303
    assert ana.post(f"{ana.desk}/rounds/{round_id}/timer", {"minutes": "2"}).status == 303
    assert 100_000 < int(bo.get(bo.screen).element("clock").get("data-left")) <= 120_000
