"""
How much of the computer one photo may take, on each system.

Linux and macOS limit a process by themselves (macOS does not hold the memory limit); Windows does it by a
job object. Everywhere the reader is killed after ``PATIENCE_S`` and gets no photo larger than ``MOST_BYTES``,
and ``picture.MOST_PIXELS`` bounds its memory from within.
"""

import sys
from contextlib import suppress

MOST_BYTES = 12 * 1024 * 1024
MEMORY = 1200 * 1024 * 1024  # bytes
CPU_S = 20
PATIENCE_S = 60


def limit_myself() -> None:
    """Called first thing in the reader."""
    if sys.platform == "win32":
        _limit_on_windows()
    else:
        _limit_on_unix()


def _limit_on_unix() -> None:
    import os
    import resource

    for limit, most in ((resource.RLIMIT_CPU, CPU_S), (resource.RLIMIT_AS, MEMORY)):
        # A system that refuses a limit leaves the others.
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))
    with suppress(OSError):
        os.nice(5)  # the phones of the room go first


def _limit_on_windows() -> None:
    """A job of its own, with a limit on memory and on processor time; see Microsoft, *Job Objects*."""
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    process_time, process_memory, extended = 0x2, 0x100, 9
    limits = Extended()
    limits.BasicLimitInformation.LimitFlags = process_time | process_memory
    limits.BasicLimitInformation.PerProcessUserTimeLimit = CPU_S * 10_000_000  # in 100 ns
    limits.ProcessMemoryLimit = MEMORY
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined, unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
    job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
    kernel.SetInformationJobObject(job, extended, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))
