"""What a parser process may use.

Linux: address space, CPU time per file, size of files written, open files, core dumps. macOS: the same without the
address space, which its kernel does not enforce. Windows: a job object (see `ingest.sandbox.windows_jobs`) caps memory
and ends descendants. On every platform the parent keeps the wall clock and watches the memory in use
(`ingest.sandbox.watching`). The network is given up in `ingest.sandbox.network`. docs/parsing-safety.md has the table.

Two kinds of files get a process of their own with larger limits: page images to recognise (`RECOGNITION`; the clocks
of a file restart with each page, at most `ingest.parsers.recognition.MAX_PAGES` times), and old documents that only
LibreOffice can open (`CONVERSION`; LibreOffice runs below that process and under the same limits).
"""

from __future__ import annotations

import contextlib
import sys
import time
from dataclasses import dataclass

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of one parser process; tests use smaller ones.

    Attributes:
        memory_bytes: Address space, set in the kernel (Linux), and memory of a job object (Windows).
        resident_bytes: Memory in use that makes the parent end the process, on every platform.
        cpu_seconds: Processor time for one file.
        wall_seconds: Time for one file as the parent's clock sees it.
        file_bytes: Largest file that the process, or a program below it, may write.
        open_files: File descriptors.
        local_sockets: Whether sockets that stay on this machine (AF_UNIX) are allowed; LibreOffice opens one.
    """

    memory_bytes: int = 1024 * _MEGABYTE
    resident_bytes: int = 1024 * _MEGABYTE
    cpu_seconds: int = 30
    wall_seconds: float = 60.0
    file_bytes: int = _MEGABYTE  # the log on stderr; parsers write nothing else
    open_files: int = 64
    local_sockets: bool = False


PARSING = Limits()
RECOGNITION = Limits(memory_bytes=2_304 * _MEGABYTE, resident_bytes=2_304 * _MEGABYTE)
CONVERSION = Limits(
    memory_bytes=3_072 * _MEGABYTE,
    resident_bytes=1_536 * _MEGABYTE,
    cpu_seconds=90,
    wall_seconds=120.0,
    file_bytes=128 * _MEGABYTE,
    open_files=1_024,
    local_sockets=True,
)


def confine(limits: Limits) -> None:
    """Cap memory, file size, open files and core dumps of this process and its descendants, as far as the platform can."""
    if sys.platform != "win32":
        import resource

        _cap(resource.RLIMIT_CORE, 0)
        _cap(resource.RLIMIT_FSIZE, limits.file_bytes)
        _cap(resource.RLIMIT_NOFILE, limits.open_files)
        if sys.platform.startswith("linux"):
            _cap(resource.RLIMIT_AS, limits.memory_bytes)


def allow_cpu(seconds: int) -> None:
    """Let this process use `seconds` more of processor time; beyond that the kernel ends it (SIGXCPU)."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + seconds, hard))


def _cap(kind: int, limit: int) -> None:
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(kind)
        lowest = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        with contextlib.suppress(OSError, ValueError):  # the platform refuses this limit; the others still hold
            resource.setrlimit(kind, (lowest, lowest))
