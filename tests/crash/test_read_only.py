"""A folder that refuses writing: still searched, and said clearly when one tries to write."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from tests.builders import HashingEncoder, make_document, original_of
from tests.crash.test_full_disk import PRIVATE_MOUNTS, private_mounts_work, report_of

SENTENCE = "接到报告后，应当在30分钟内启动响应。"
needs_mounts = pytest.mark.skipif(
    not private_mounts_work(), reason="needs Linux and the right to mount a folder read-only"
)


def fill(data_path: Path, *, synced: bool) -> None:
    document = make_document(SENTENCE)
    with KnowledgeBase.open(Settings(data_path=data_path), HashingEncoder(), writable=True) as base:
        base.replace_documents([document], {document.document_id: original_of(document)})
        if synced:
            base.sync()


@needs_mounts
@pytest.mark.parametrize("synced", [True, False])
def test_a_read_only_base_is_searched_and_not_written(tmp_path: Path, synced: bool) -> None:
    fill(tmp_path, synced=synced)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    report = report_of([*PRIVATE_MOUNTS, sys.executable, "-m", "tests.crash.read_only", str(tmp_path)])
    assert report["found"] == SENTENCE
    assert report["refusal"].startswith("StoreReadOnly: ")
    assert "只读" in report["refusal"]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@needs_mounts
@pytest.mark.parametrize("shared_memory_left", [True, False])
def test_writes_left_in_the_log_are_read_or_refused_but_not_ignored(tmp_path: Path, shared_memory_left: bool) -> None:
    written, crashed = tmp_path / "written", tmp_path / "crashed"
    fill(written, synced=False)
    raw = sqlite3.connect(written / "yubei.db")
    raw.execute("INSERT INTO audit (at, actor, action, document_id, detail) VALUES ('', '', '', '', '')")
    raw.commit()
    shutil.copytree(written, crashed)  # as a killed writer leaves it: the log still holds the last commit
    raw.close()
    if not shared_memory_left:
        (crashed / "yubei.db-shm").unlink()
    report = report_of([*PRIVATE_MOUNTS, sys.executable, "-m", "tests.crash.read_only", str(crashed)])
    refused = "StoreReadOnly: 数据目录是只读的，而上次没有正常关闭，还有未并入的记录。请在可写的位置打开一次后再试。"
    assert report["found"] == (SENTENCE if shared_memory_left else refused)
