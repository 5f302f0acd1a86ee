"""The clock of a vote: seen on every screen, extended at will, and it cuts nobody off."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import NOW
from tests.cast import LEADS, Facilitator, Page, Participant, Visitor
from toolkit.store.models import Round
from toolkit.workshop import timing

A, B, C = LEADS


def timer(ana: Facilitator, **form: str) -> Page:
    return ana.post(f"{ana.desk}/rounds/{ana.round_id()}/timer", form)


def ends_at(ana: Facilitator) -> datetime | None:
    with ana.app.extensions["rebond"].store.reading() as session:
        return session.get_one(Round, ana.round_id()).ends_at


def shift(ana: Facilitator, **by: float) -> None:
    """Let time pass for the clock."""
    with ana.app.extensions["rebond"].store.writing() as session:
        this_round = session.get_one(Round, ana.round_id())
        assert this_round.ends_at
        this_round.ends_at -= timedelta(**by)


def left_s(page: Page) -> float | None:
    clock = page.element("clock")
    return None if clock is None else int(clock.get("data-left")) / 1000


def test_the_clock_is_on_every_screen_and_says_its_end_without_a_script(
    ana: Facilitator, bo: Participant
) -> None:
    ana.open("single_choice")
    assert timer(ana, minutes="2").status == 303
    for path in (ana.desk, bo.screen, f"/S/{ana.join_code}"):
        page = bo.get(path)
        left = left_s(page)
        assert left is not None, path
        assert 110 < left <= 120
        assert re.search(r"Fin prévue à \d\d:\d\d", page.words), path


def test_phones_are_told_at_once(ana: Facilitator, bo: Participant) -> None:
    ana.open("single_choice")
    seen = re.search(r'data-version="([^"]+)"', bo.get(bo.screen).text)
    assert seen
    timer(ana, minutes="2")
    assert left_s(bo.get(f"{bo.screen}/live?seen={seen[1]}")) is not None


def test_it_is_extended_by_a_minute_as_often_as_wanted(ana: Facilitator) -> None:
    ana.open("single_choice")
    timer(ana, minutes="1")
    before = ends_at(ana)
    assert before
    timer(ana, more="yes")
    timer(ana, more="yes")
    assert ends_at(ana) == before + timedelta(minutes=2)


def test_once_up_a_minute_more_is_a_minute_from_now(ana: Facilitator) -> None:
    ana.open("single_choice")
    timer(ana, minutes="1")
    shift(ana, minutes=10)
    timer(ana, more="yes")
    left = left_s(ana.get(ana.desk))
    assert left is not None
    assert 50 < left <= 60


def test_when_time_is_up_a_ballot_is_still_taken(ana: Facilitator, bo: Participant) -> None:
    round_id = ana.open("single_choice")
    timer(ana, minutes="1")
    shift(ana, minutes=10)
    page = bo.get(bo.screen)
    assert left_s(page) == 0
    assert "terminez tranquillement" in page.words
    assert bo.cast(round_id, {"choice": A}).status == 303
    assert "1 personne sur 1 a voté" in ana.get(ana.desk).text


def test_it_can_be_taken_away_and_goes_with_the_closure(ana: Facilitator) -> None:
    ana.open("single_choice")
    timer(ana, minutes="1")
    timer(ana, stop="yes")
    assert ends_at(ana) is None
    assert left_s(ana.get(ana.desk)) is None
    timer(ana, minutes="1")
    ana.act("closure")
    assert left_s(ana.get(ana.desk)) is None
    assert left_s(ana.get(f"/S/{ana.join_code}")) is None


@pytest.mark.parametrize("minutes", ["", "0", "-1", "61", "deux", "1.5", "9" * 30, "٣"])
def test_minutes_that_cannot_be_are_refused(ana: Facilitator, minutes: str) -> None:
    ana.open("single_choice")
    timer(ana, minutes="3")
    kept = ends_at(ana)
    assert timer(ana, minutes=minutes).status == 422
    assert ends_at(ana) == kept


def test_it_never_grows_beyond_an_hour(ana: Facilitator) -> None:
    ana.open("single_choice")
    timer(ana, minutes="60")
    for _ in range(3):
        timer(ana, more="yes")
    left = left_s(ana.get(ana.desk))
    assert left is not None
    assert left <= 60 * timing.MOST_MINUTES


@pytest.mark.parametrize("stage", ["draft", "closed", "revealed", "ended"])
def test_only_an_open_vote_has_a_clock(ana: Facilitator, stage: str) -> None:
    ana.prepare("single_choice")
    steps = {"draft": (), "closed": ("opening", "closure"), "revealed": ("opening", "closure", "reveal")}
    for step in steps.get(stage, ("opening",)):
        ana.act(step)
    if stage == "ended":
        ana.post(f"{ana.desk}/ending")
    for form in ({"minutes": "1"}, {"more": "yes"}, {"stop": "yes"}):
        assert timer(ana, **form).status == 409
    assert ends_at(ana) is None


def test_nobody_but_the_desk_sets_it(ana: Facilitator, bo: Participant, eve: Visitor) -> None:
    round_id = ana.open("single_choice")
    for key in ("forged", ana.join_code, bo.token):
        assert eve.post(f"/desk/{key}/rounds/{round_id}/timer", {"minutes": "1"}).status == 404
    other = Facilitator.create(ana.app)
    assert other.post(f"{other.desk}/rounds/{round_id}/timer", {"minutes": "1"}).status == 404
    assert ends_at(ana) is None


def test_a_time_long_past_is_nothing_left() -> None:
    from toolkit.web.speaking import left_ms

    assert left_ms(NOW - timedelta(days=400)) == 0
    assert 0 < left_ms(datetime.now(UTC) + timedelta(seconds=30)) <= 30_000
