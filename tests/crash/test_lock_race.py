"""Processes that start writing at the same moment: one wins, the others are told by whom, at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
RACERS = 3
ROUNDS = 5


def test_one_process_wins_every_race(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.crash.lock_racer", str(tmp_path / "data")]
    racers = [
        subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(RACERS)
    ]
    try:
        holders: list[int] = []
        for _ in range(ROUNDS):
            answers = [answer.split(maxsplit=2) for answer in ask_all(racers)]
            winners = [racer.pid for racer, answer in zip(racers, answers, strict=True) if answer == ["won"]]
            refusals = [answer for answer in answers if answer[0] == "refused"]
            assert (len(winners), len(refusals)) == (1, RACERS - 1)
            for _, seconds, message in refusals:
                assert float(seconds) < 1.0
                # The winner of the round before may still be closing when a quick racer asks.
                named = [f"知识库正被另一个进程使用：进程号 {pid}（yubei ingest，自 " for pid in (*winners, *holders)]
                assert message.startswith(tuple(named))
            holders = winners
            tell_all(racers)
    finally:
        for racer in racers:
            racer.communicate(timeout=20)
    assert [racer.returncode for racer in racers] == [0] * RACERS


def tell_all(racers: list[subprocess.Popen[bytes]]) -> None:
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write(b"go\n")
        racer.stdin.flush()


def ask_all(racers: list[subprocess.Popen[bytes]]) -> list[str]:
    tell_all(racers)
    return [racer.stdout.readline().decode() for racer in racers if racer.stdout is not None]
