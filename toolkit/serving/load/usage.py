"""What a process and those it started have used, where the system tells (Linux)."""

import math
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from toolkit.serving.load.figures import Cost

PROC = Path("/proc")


class Meter:
    """Reads the processor time and the memory of the server of *pid*, all its processes together."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.restart()

    def restart(self) -> None:
        self._began = time.perf_counter()
        self._server, self._phones = cpu_s(self._pid), time.process_time()

    def cost(self) -> Cost:
        """Since the last ``restart``."""
        seconds = time.perf_counter() - self._began
        return Cost(seconds, cpu_s(self._pid) - self._server, time.process_time() - self._phones)

    def memory_mb(self) -> float:
        """Memory of its processes, what they share counted once; NaN where the system does not tell."""
        return sum(map(_memory_mb, family(self._pid))) if sys.platform == "linux" else math.nan


def cpu_s(pid: int) -> float:
    return sum(map(_cpu_s, family(pid))) if sys.platform == "linux" else math.nan


def family(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    for task in _listed(PROC / str(pid) / "task"):
        for child in _read(task / "children").split():
            yield from family(int(child))


def _cpu_s(pid: int) -> float:
    fields = _read(PROC / str(pid) / "stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _memory_mb(pid: int) -> float:
    for line in _read(PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # it ended meanwhile
        return []


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii", "replace")
    except OSError:
        return ""
