"""Kill the writer exactly when it flushes to disk, flush by flush: the moments a random kill seldom meets.

All of the first 60 flushes: YUBEI_CRASH_SYNCS=60 pytest tests/crash/test_kill_at_sync.py
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.checks import check_base, go_on, open_base, state_after

PROJECT = Path(__file__).resolve().parents[2]
SEED = 20260301
LAST_SYNC = 60
SYNCS = int(os.environ.get("YUBEI_CRASH_SYNCS", "6"))
CHOSEN = sorted(random.Random(SEED).sample(range(1, LAST_SYNC + 1), SYNCS))


def tracing_works() -> bool:
    """Tell whether strace is there and allowed to interfere."""
    strace = shutil.which("strace")
    command = [strace or "strace", "-qq", "-e", "inject=fsync:signal=SIGKILL:when=1", "true"]
    return strace is not None and subprocess.run(command, capture_output=True).returncode == 0


@pytest.mark.skipif(not tracing_works(), reason="needs strace and the right to trace a process")
@pytest.mark.parametrize("sync", CHOSEN)
def test_killed_in_a_flush_nothing_acknowledged_is_lost(tmp_path: Path, sync: int) -> None:
    data_path = tmp_path / "data"
    inject = ["-e", "trace=fsync,fdatasync", "-e", f"inject=fsync,fdatasync:signal=SIGKILL:when={sync}"]
    writer = [sys.executable, "-m", "tests.crash.writer", str(data_path), str(SEED), "0", "2", "1000000"]
    finished = subprocess.run(
        ["strace", "-f", "-qq", "-o", os.devnull, *inject, *writer],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert finished.returncode != 0
    acknowledged = len([line for line in finished.stdout.splitlines() if line.startswith("done ")])
    found = check_base(data_path, f"flush {sync}, after {acknowledged} operations")
    assert found in (state_after(SEED, acknowledged), state_after(SEED, acknowledged + 1))
    with open_base(data_path) as base:
        go_on(base, SEED, acknowledged)
