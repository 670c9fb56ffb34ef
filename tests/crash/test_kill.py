"""Kill the writer at any moment: what it acknowledged is there, nothing is there twice or by half.

More rounds, or a seed seen to fail: YUBEI_CRASH_KILLS=200 YUBEI_CRASH_SEED=… pytest tests/crash/test_kill.py
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from tests.crash.checks import check_base, finish, go_on, open_base, state_after
from tests.crash.operations import State, expected_after, operation

PROJECT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("YUBEI_CRASH_KILLS", "12"))
SEED = int(os.environ.get("YUBEI_CRASH_SEED", str(random.SystemRandom().randrange(10**6))))


def test_killed_at_random_moments_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    print(f"YUBEI_CRASH_SEED={SEED}")  # noqa: T201 - pytest shows it when the test fails
    chance = random.Random(SEED)
    state: State = {}
    number = 0
    for round_ in range(KILLS):
        acknowledged = write_until_killed(tmp_path, number, chance)
        state = state_after(SEED, acknowledged + 1, state, number)
        number = acknowledged + 1
        in_flight = expected_after(state, operation(SEED, number))
        found = check_base(tmp_path, f"seed {SEED}, round {round_}, after operation {acknowledged}")
        assert found in (state, in_flight), f"seed {SEED}, round {round_}"
    with open_base(tmp_path) as base:
        go_on(base, SEED, number)
        finish(base)


def write_until_killed(data_path: Path, first: int, chance: random.Random) -> int:
    """Run the writer, kill it some time after some acknowledged operations; return the last acknowledged one."""
    wanted, delay = chance.randint(0, 12), chance.random() * 0.03
    words_every, chroma_every = chance.choice(["1", "3", "1000000"]), chance.choice(["3", "1000000", "1000000"])
    arguments = [str(data_path), str(SEED), str(first), words_every, chroma_every]
    command = [sys.executable, "-m", "tests.crash.writer", *arguments]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        last = first - 1
        for _ in range(wanted):
            last = int(child.stdout.readline().split()[1])
        time.sleep(delay)
        child.kill()
        for line in child.stdout:
            if line.endswith("\n"):
                last = int(line.split()[1])
    assert child.returncode != 0
    return last
