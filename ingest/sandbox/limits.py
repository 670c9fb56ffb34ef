"""What a parser process may use.

Linux: address space, CPU time per file, file size, open files, core dumps, and a network namespace
without interfaces where the kernel allows it. macOS: CPU time, file size, open files. Windows: none
of these exist for a child without a job object; there the wall clock kept by the parent and the
checks before parsing remain.

Files with page images to recognise get a process of their own with the limits `RECOGNITION`: more memory for the models,
and the clocks of a file restart with each page, at most `ingest.parsers.recognition.MAX_PAGES` times.
"""

from __future__ import annotations

import ctypes
import os
import socket
import sys
import time
from dataclasses import dataclass

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS_PER_FILE = 30
WALL_SECONDS_PER_FILE = 60.0
_FILE_BYTES = 1024 * 1024  # the log on stderr; parsers write nothing else
_OPEN_FILES = 64
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of one parser process; tests use smaller ones.

    Attributes:
        memory_bytes: Address space (Linux only).
        cpu_seconds: Processor time for one file.
        wall_seconds: Time for one file as the parent's clock sees it; holds on every platform.
    """

    memory_bytes: int = MEMORY_BYTES
    cpu_seconds: int = CPU_SECONDS_PER_FILE
    wall_seconds: float = WALL_SECONDS_PER_FILE


RECOGNITION = Limits(memory_bytes=2_304 * 1024 * 1024)


def confine(memory_bytes: int) -> None:
    """Give up the network and cap memory, file size and open files of this process, as far as the platform can."""
    _leave_network()
    _refuse_sockets()
    if sys.platform != "win32":
        import resource

        _cap(resource.RLIMIT_CORE, 0)
        _cap(resource.RLIMIT_FSIZE, _FILE_BYTES)
        _cap(resource.RLIMIT_NOFILE, _OPEN_FILES)
        if sys.platform.startswith("linux"):
            _cap(resource.RLIMIT_AS, memory_bytes)


def allow_cpu(seconds: int) -> None:
    """Let this process use `seconds` more of processor time; beyond that the kernel ends it (SIGXCPU)."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + seconds, hard))


def _cap(kind: int, limit: int) -> None:
    if sys.platform != "win32":
        import resource

        try:
            resource.setrlimit(kind, (limit, limit))
        except (OSError, ValueError):
            return  # the platform refuses this limit; the others still hold


def _leave_network() -> None:
    """Move to an empty network namespace; without the right to do so the process stays where it is."""
    if not sys.platform.startswith("linux"):
        return
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(_CLONE_NEWNET) != 0 and os.geteuid() != 0:
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    except (OSError, AttributeError):
        return


def _refuse_sockets() -> None:
    """Make Python's own sockets unusable, on every platform."""

    class RefusedSocket(socket.socket):
        def __init__(self, *_args: object, **_kwargs: object) -> None:
            raise PermissionError("a parser process has no network")

    socket.socket = RefusedSocket  # type: ignore[misc]
