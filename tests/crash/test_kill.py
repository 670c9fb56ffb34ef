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

from kb.knowledge_base import KnowledgeBase
from kb.maintenance import verify
from kb.maintenance.verifying import document_problems
from kb.records import Question
from kb.settings import Settings
from tests.builders import HashingEncoder, original_of
from tests.crash.operations import SOURCES, State, apply, document_of, expected_after, operation

PROJECT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("YUBEI_CRASH_KILLS", "12"))
SEED = int(os.environ.get("YUBEI_CRASH_SEED", str(random.SystemRandom().randrange(10**6))))
REOPEN_SECONDS = 5.0


def test_killed_at_random_moments_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    print(f"YUBEI_CRASH_SEED={SEED}")  # noqa: T201 - pytest shows it when the test fails
    chance = random.Random(SEED)
    state: State = {}
    number = 0
    for round_ in range(KILLS):
        acknowledged = write_until_killed(tmp_path, number, chance)
        for done in range(number, acknowledged + 1):
            state = expected_after(state, operation(SEED, done))
        number = acknowledged + 1
        in_flight = expected_after(state, operation(SEED, number))
        found = check_base(tmp_path, f"seed {SEED}, round {round_}, after operation {acknowledged}")
        assert found in (state, in_flight), f"seed {SEED}, round {round_}"
    finish(tmp_path, number)


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


def check_base(data_path: Path, place: str) -> State:
    """Check everything that must hold after a crash; return source → text."""
    began = time.monotonic()
    if not (data_path / "yubei.db").exists():
        return {}
    with KnowledgeBase.open(Settings(data_path=data_path), HashingEncoder(16), writable=True) as base:
        assert time.monotonic() - began < REOPEN_SECONDS, place
        catalog, originals = base.catalog, base.stored_originals
        assert catalog.damage() == [], place
        assert set(originals.stored()) == catalog.originals_in_use(), place
        assert list((data_path / "originals").glob("??/new-*")) == [], place
        found: State = {}
        for document_id in catalog.document_ids():
            document = catalog.document(document_id)
            assert list(document_problems(document)) == [], place
            assert document == document_of(document.source_uri, document.text), place
            assert originals.read(catalog.original_sha256(document_id)) == original_of(document), place
            assert document.source_uri not in found, place
            found[document.source_uri] = document.text
        return found


def finish(data_path: Path, number: int) -> None:
    """Go on with the base after all kills: repeat the operation in flight, search, verify."""
    with KnowledgeBase.open(Settings(data_path=data_path), HashingEncoder(16), writable=True) as base:
        apply(base, operation(SEED, number))
        last = document_of("s0.txt", "压轴的一句：立即启动应急响应。")
        base.replace_documents([last], {last.document_id: original_of(last)})
        asked = Question(text="压轴的一句", normalized="压轴的一句")
        assert base.search(asked)[0].chunk == last.chunks[0]
        base.sync()
        assert base.search(asked)[0].chunk == last.chunks[0]
        assert [one.message_zh for one in verify(base) if not one.healthy] == []
        assert len(base.summaries()) <= SOURCES + 1
