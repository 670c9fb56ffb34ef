"""How much memory a process has in use, read by its parent without any library.

Address-space limits exist on Linux only, and even there count each process alone; the parent therefore looks a few
times a second at what a parser process really holds.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_TASK_INFO = 4  # PROC_PIDTASKINFO
_QUERY_AND_READ = 0x1000 | 0x0010


def resident_bytes(process_id: int) -> int:
    """Return the memory in use by a process, 0 when it is gone or the platform does not say.

    On Linux the programs it started are counted too.
    """
    try:
        if sys.platform.startswith("linux"):
            return _of_tree(process_id)
        if sys.platform == "darwin":
            return _of_mac_task(process_id)
        if sys.platform == "win32":
            return _of_windows_process(process_id)
    except (OSError, ValueError, AttributeError, IndexError):
        return 0
    return 0


def _of_tree(root: int) -> int:
    own = int(Path(f"/proc/{root}/statm").read_bytes().split()[1])
    return own * os.sysconf("SC_PAGE_SIZE") + sum(_of_tree(child) for child in _children(root))


def _children(process_id: int) -> list[int]:
    """Return the processes that the first thread started, where the kernel lists them."""
    try:
        return [int(one) for one in Path(f"/proc/{process_id}/task/{process_id}/children").read_bytes().split()]
    except OSError:
        return []


def _of_mac_task(process_id: int) -> int:
    """struct proc_taskinfo begins with virtual size and resident size, 96 bytes in all."""
    room = (ctypes.c_uint64 * 12)()
    libproc = ctypes.CDLL("/usr/lib/libproc.dylib")
    filled = libproc.proc_pidinfo(process_id, _TASK_INFO, ctypes.c_uint64(0), ctypes.byref(room), ctypes.sizeof(room))
    return int(room[1]) if filled >= 16 else 0


def _of_windows_process(process_id: int) -> int:
    """struct PROCESS_MEMORY_COUNTERS: two 32-bit fields, then sizes; the second size is the working set."""
    if sys.platform != "win32":
        return 0
    kernel = ctypes.windll.kernel32
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(_QUERY_AND_READ, False, process_id)
    if not handle:
        return 0
    room = (ctypes.c_size_t * 10)()
    try:
        worked = kernel.K32GetProcessMemoryInfo(ctypes.c_void_p(handle), ctypes.byref(room), ctypes.sizeof(room))
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))
    return int(room[2]) if worked else 0
