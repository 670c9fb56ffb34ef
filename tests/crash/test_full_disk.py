"""A disk that fills up: a clear refusal, everything stored before is kept, nothing is there by half."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PRIVATE_MOUNTS = ["unshare", "--user", "--map-root-user", "--mount"]


def private_mounts_work() -> bool:
    """Tell whether this account may mount something only its child sees."""
    try:
        return (
            subprocess.run([*PRIVATE_MOUNTS, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True).returncode
            == 0
        )
    except OSError:
        return False


def report_of(command: list[str]) -> dict[str, Any]:
    finished = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=120)
    assert finished.returncode == 0, finished.stderr
    return dict(json.loads(finished.stdout))


def check(report: dict[str, Any]) -> None:
    assert report["error"].startswith("StoreFull: ")
    assert "没有写入：磁盘已满" in report["error"]
    assert len(report["stored"]) >= 2
    assert report["kept"] == report["kept_after_reopening"] == report["stored"]
    assert [name[:32] for name in report["originals"]] == sorted(report["stored"])
    assert report["found"] == "第0份文件。"
    assert report["half_originals"] == report["damage"] == report["problems"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_files_that_may_not_grow(tmp_path: Path) -> None:
    check(report_of([sys.executable, "-m", "tests.crash.full_disk", str(tmp_path), "limit", "1200000"]))


@pytest.mark.skipif(not private_mounts_work(), reason="needs Linux and the right to mount a small file system")
def test_a_small_file_system_that_fills_up(tmp_path: Path) -> None:
    command = [*PRIVATE_MOUNTS, sys.executable, "-m", "tests.crash.full_disk", str(tmp_path), "mount", "4m"]
    check(report_of(command))
