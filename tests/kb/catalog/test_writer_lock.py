"""The writer lock: refused at once, with the holder's name; readers need none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kb.catalog import Catalog, WriterLock
from kb.errors import StoreLocked


def test_a_second_writer_is_refused_within_a_second_and_told_who(tmp_path: Path) -> None:
    with WriterLock(tmp_path, purpose="yubei serve"):
        began = time.monotonic()
        with pytest.raises(StoreLocked) as caught:
            Catalog.open(tmp_path, writable=True)
        assert time.monotonic() - began < 1.0
    expected = f"知识库正被另一个进程使用：进程号 {os.getpid()}（yubei serve，自 "
    assert caught.value.message_zh.startswith(expected)
    assert caught.value.message_zh.endswith("请先关闭它，或稍后再试。")


def test_the_lock_is_free_again_after_release(tmp_path: Path) -> None:
    with WriterLock(tmp_path):
        holder = json.loads((tmp_path / "yubei.lock.json").read_text(encoding="utf-8"))
        assert set(holder) == {"pid", "command", "host", "since"}
    assert not (tmp_path / "yubei.lock.json").exists()
    with WriterLock(tmp_path):
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows has no harmless way to ask whether a process lives")
def test_the_card_of_a_dead_holder_waits_for_the_living_one(tmp_path: Path) -> None:
    child = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    card = tmp_path / "yubei.lock.json"
    with WriterLock(tmp_path, purpose="yubei ingest"):
        current = card.read_text(encoding="utf-8")
        card.write_text(json.dumps({**json.loads(current), "pid": int(child.stdout)}), encoding="utf-8")
        timer = threading.Timer(0.1, card.write_text, [current], {"encoding": "utf-8"})
        timer.start()
        with pytest.raises(StoreLocked, match=f"进程号 {os.getpid()}（yubei ingest"):
            WriterLock(tmp_path).acquire()
        timer.join()


def test_without_a_card_the_refusal_names_nobody(tmp_path: Path) -> None:
    with WriterLock(tmp_path):
        (tmp_path / "yubei.lock.json").write_text("{not json", encoding="utf-8")
        with pytest.raises(StoreLocked) as caught:
            WriterLock(tmp_path).acquire()
    assert caught.value.message_zh == "知识库正被另一个进程使用。请先关闭它，或稍后再试。"


def test_a_card_left_behind_tells_that_the_last_writer_died(tmp_path: Path) -> None:
    with WriterLock(tmp_path) as first:
        assert not first.after_crash
    (tmp_path / "yubei.lock.json").write_text("{}", encoding="utf-8")
    with WriterLock(tmp_path) as second:
        assert second.after_crash
    with WriterLock(tmp_path) as third:
        assert not third.after_crash


def test_a_writer_keeps_no_reader_out(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, writable=True), Catalog.open(tmp_path, writable=False) as reader:
        assert reader.document_ids() == []


def test_a_failed_open_gives_the_lock_back(tmp_path: Path) -> None:
    (tmp_path / "yubei.db").write_bytes(b"rubbish" * 1000)
    for _ in range(2):
        with pytest.raises(Exception, match="已损坏"):
            Catalog.open(tmp_path, writable=True)
