"""What is said of measures: percentiles that somebody really waited, processors kept busy."""

import math
import subprocess
import sys
import time

import pytest

from toolkit.serving.load.figures import Cost, Waits
from toolkit.serving.load.usage import Meter, family


def test_a_percentile_is_a_wait_somebody_had():
    waits = Waits.of([n / 1000 for n in range(1, 101)])
    assert (waits.count, waits.p50, waits.p95, waits.max) == (100, 50, 95, 100)
    assert Waits.of([0.004]) == Waits(1, 4, 4, 4)


def test_nobody_waited():
    waits = Waits.of([])
    assert waits.count == 0
    assert math.isnan(waits.p95)


def test_cores_are_processor_seconds_by_second():
    assert Cost(10, 3.5, 1).cores == 0.35
    assert Cost(10, 3.5, 1).phones_cores == 0.1


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_what_a_process_and_its_children_use_is_counted():
    work = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(3 * 10**7)); input()'])"
    process = subprocess.Popen([sys.executable, "-c", work], stdin=subprocess.PIPE)
    try:
        meter = Meter(process.pid)
        deadline = time.monotonic() + 30
        while meter.cost().server < 0.1 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert meter.cost().server >= 0.1
        assert len(list(family(process.pid))) == 2
        assert 1 < meter.memory_mb() < 200
    finally:
        process.communicate(b"\n")
    assert Meter(process.pid).memory_mb() == 0
