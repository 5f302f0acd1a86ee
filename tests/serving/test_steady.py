"""What cannot be undone is not done on the word of a clock that jumped."""

from datetime import UTC, datetime, timedelta

from toolkit.serving.steady import SteadyTime

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_time_goes_by() -> None:
    clock, passed = NOON, 0.0
    steady = SteadyTime(lambda: clock, lambda: passed)
    assert steady.now() == NOON
    clock, passed = NOON + DAY, DAY.total_seconds()
    assert steady.now() == NOON + DAY


def test_a_clock_put_forward_is_not_believed_and_one_put_back_is() -> None:
    clock, passed = NOON, 0.0
    steady = SteadyTime(lambda: clock, lambda: passed)
    clock, passed = NOON + 100 * DAY, 3600.0
    assert steady.now() == NOON + timedelta(hours=1)
    clock = NOON - DAY
    assert steady.now() == NOON - DAY
