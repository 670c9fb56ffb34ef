"""A child process whose answer and memory are its own: one side of a comparison."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

PROJECT = Path(__file__).resolve().parent.parent
POLL_SECONDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a child reported, how long it lived, and the most memory its whole process tree held at once.

    Attributes:
        peak_bytes: Sum of the resident sets of the process and all its descendants at the worst poll. Pages that
            several of them share count for each, so the figure is an upper bound.
    """

    result: dict[str, object]
    seconds: float
    peak_bytes: int


def measure(module: str, arguments: Sequence[str | Path]) -> Measured:
    """Run `python -m module … --result FILE` and read the JSON object it writes.

    Raises:
        RuntimeError: The child failed; its last output is in the message.
    """
    with tempfile.TemporaryDirectory() as folder:
        result_path = Path(folder) / "result.json"
        command = [sys.executable, "-m", module, *map(str, arguments), "--result", str(result_path)]
        seconds, peak = run_watched(command, Path(folder) / "output.txt")
        result = json.loads(result_path.read_text(encoding="utf-8"))
    return Measured(result=result, seconds=seconds, peak_bytes=peak)


def run_watched(command: Sequence[str], output_path: Path) -> tuple[float, int]:
    """Run a command to its end; return seconds and peak bytes of its process tree."""
    began = time.perf_counter()
    with output_path.open("wb") as output:
        child = subprocess.Popen(command, cwd=PROJECT, env=environment(), stdout=output, stderr=subprocess.STDOUT)
        peaks = [0]
        watcher = threading.Thread(target=_watch, args=(child, peaks), daemon=True)
        watcher.start()
        code = child.wait()
    seconds = time.perf_counter() - began
    watcher.join()
    if code:
        tail = output_path.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)} ended with {code}:\n{tail}")
    return seconds, peaks[0]


def environment() -> dict[str, str]:
    """Return the environment of a child: no settings of this machine, offline, UTF-8."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("YUBEI_")}
    return {**kept, "PYTHONUTF8": "1", "HF_HUB_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False"}


def _watch(child: subprocess.Popen[bytes], peaks: list[int]) -> None:
    with suppress(psutil.NoSuchProcess):
        root = psutil.Process(child.pid)
        while child.poll() is None:
            peaks[0] = max(peaks[0], _tree_bytes(root))
            time.sleep(POLL_SECONDS)


def _tree_bytes(root: psutil.Process) -> int:
    total = 0
    for process in [root, *root.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            total += process.memory_info().rss
    return total
