"""A job object for one parser process (Windows): a cap on memory, and every descendant ends with it.

Written after Microsoft's documentation of JOBOBJECT_EXTENDED_LIMIT_INFORMATION; without one (another platform, or a
host that forbids it) the parent's wall clock and memory watch remain.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

_EXTENDED_LIMITS = 9
_PROCESS_MEMORY, _JOB_MEMORY, _DIE_ON_EXCEPTION, _KILL_ON_CLOSE = 0x100, 0x200, 0x400, 0x2000


class _BasicLimits(ctypes.Structure):
    _fields_ = [
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    ]


class _ExtendedLimits(ctypes.Structure):
    _fields_ = [
        ("Basic", _BasicLimits),
        ("IoCounters", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    ]


class Job:
    """Holds one process; closing it ends the process and all that it started. Does nothing on other platforms."""

    def __init__(self, process_id: int, memory_bytes: int) -> None:
        """Put the process into a new job with a cap on its memory, where the platform has jobs."""
        self._kernel: Any = None
        self._handle: Any = None
        if sys.platform == "win32":
            self._kernel = ctypes.windll.kernel32
            self._open(process_id, memory_bytes)

    def _open(self, process_id: int, memory_bytes: int) -> None:
        kernel = self._kernel
        for function in (kernel.CreateJobObjectW, kernel.OpenProcess):
            function.restype = ctypes.c_void_p
        limits = _ExtendedLimits()
        limits.Basic.LimitFlags = _PROCESS_MEMORY | _JOB_MEMORY | _DIE_ON_EXCEPTION | _KILL_ON_CLOSE
        limits.ProcessMemoryLimit = limits.JobMemoryLimit = memory_bytes
        job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
        process = ctypes.c_void_p(kernel.OpenProcess(0x0100 | 0x0001, False, process_id))  # set quota, terminate
        kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, process)
        kernel.CloseHandle(process)
        self._handle = job

    def close(self) -> None:
        """End what is left in the job."""
        if self._handle is not None:
            self._kernel.CloseHandle(self._handle)
            self._handle = None
