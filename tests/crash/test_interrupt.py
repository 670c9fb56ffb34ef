"""Ctrl-C in the middle of `yubei ingest`: what was stored stays, and the next run finishes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

FILES = 300
START_SECONDS = 60.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl-C cannot be sent to a child here")


def yubei(*arguments: object) -> subprocess.Popen[bytes]:
    """Start a command in a process group of its own, as a shell does."""
    command = [sys.executable, "-m", "assistant", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def test_interrupted_ingest_loses_nothing_and_the_next_one_finishes(tmp_path: Path) -> None:
    papers, base = tmp_path / "papers", tmp_path / "base"
    papers.mkdir()
    for number in range(FILES):
        text = f"第{number}号站防汛应急预案\n一、信息报告\n值班员应当在{number + 1}分钟内报告防汛办。\n"
        (papers / f"{number:03}.txt").write_text(text, encoding="utf-8")
    first = yubei("ingest", papers, "--data", base)
    deadline = time.monotonic() + START_SECONDS
    while not (base / "yubei.lock.json").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.5)
    os.killpg(first.pid, signal.SIGINT)
    _, err = first.communicate(timeout=60)
    assert first.returncode in (0, 130)  # 0: it was quicker than we
    assert b"Traceback" not in err and b"WARNING" not in err
    second = yubei("ingest", papers, "--data", base)
    out, _ = second.communicate(timeout=120)
    assert second.returncode == 0 and f"共 {FILES} 个文件" in out.decode("utf-8")
    check = yubei("stats", "--data", base)
    assert check.communicate(timeout=60)[0].decode("utf-8").startswith(f"文档：{FILES} 份")
