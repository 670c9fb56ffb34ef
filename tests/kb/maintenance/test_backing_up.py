"""A backup comes back byte for byte, or is refused."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from kb.catalog import Catalog, Originals
from kb.catalog.product_records import ProductSource
from kb.errors import StoreDamaged, StoreError
from kb.knowledge_base import KnowledgeBase
from kb.maintenance import backup, restore, verify
from kb.records import Question
from kb.settings import Settings
from tests.builders import HashingEncoder, make_document, original_of
from tests.kb.maintenance.conftest import DOCUMENTS, fill

QUESTION = Question(text="多少分钟内启动响应", normalized="多少分钟内启动响应")


def test_a_restored_base_answers_the_same_with_the_same_originals(
    indexed_base: KnowledgeBase, settings: Settings, tmp_path: Path
) -> None:
    made = backup(settings.data_path, tmp_path / "backup")
    assert made.document_count == 2
    assert restore(tmp_path / "backup", tmp_path / "new") == made
    with KnowledgeBase.open(Settings(data_path=tmp_path / "new"), HashingEncoder(), writable=True) as restored:
        assert [restored.original(one.document_id) for one in DOCUMENTS] == [original_of(one) for one in DOCUMENTS]
        assert [restored.document(one.document_id) for one in DOCUMENTS] == list(DOCUMENTS)
        assert restored.search(QUESTION)[0].chunk == indexed_base.search(QUESTION)[0].chunk, "before any index is built"
        restored.sync()
        assert restored.search(QUESTION) == indexed_base.search(QUESTION)
        assert [one for one in verify(restored) if not one.healthy] == []


def test_kept_products_come_back_with_their_history_and_what_is_open(
    base: KnowledgeBase, settings: Settings, tmp_path: Path
) -> None:
    document = DOCUMENTS[0]
    words = document.text.split("\n")[-1]
    start = document.text.index(words)
    source = ProductSource(
        document_id=document.document_id,
        work_id=document.work_id,
        title=document.metadata.title,
        heading_path=(),
        start=start,
        end=start + len(words),
        quote=words,
    )
    made = base.catalog.products.save("card", "卡", "{}", [source], "王编辑")
    base.remove_document(document.document_id)
    assert verify(base)[0].healthy
    backup(settings.data_path, tmp_path / "backup")
    restore(tmp_path / "backup", tmp_path / "new")
    with KnowledgeBase.open(Settings(data_path=tmp_path / "new"), HashingEncoder(), writable=True) as restored:
        products = restored.catalog.products
        assert products.products() == base.catalog.products.products()
        assert products.history(made.product_id) == base.catalog.products.history(made.product_id)
        assert [one.old_text for one in products.stale()] == [words]
        assert products.stale() == base.catalog.products.stale()
        assert [one for one in verify(restored) if one.part == "catalogue" and not one.healthy] == []


def test_a_backup_made_during_ingest_and_removal_is_of_one_state(
    base: KnowledgeBase, settings: Settings, tmp_path: Path
) -> None:
    stop = threading.Event()

    def churn() -> None:
        n = 0
        while not stop.is_set():
            document = make_document(f"第{n}份临时文件。", title=f"临时{n}")
            fill(base, (document,))
            base.remove_document(document.document_id)
            n += 1

    writer = threading.Thread(target=churn)
    writer.start()
    try:
        for n in range(5):
            made = backup(settings.data_path, tmp_path / f"backup{n}")
            with Catalog.open(tmp_path / f"backup{n}", writable=False) as copied:
                assert copied.damage() == []
                assert len(copied.document_ids()) == made.document_count in (2, 3)
                assert set(Originals(tmp_path / f"backup{n}").stored()) >= copied.originals_in_use()
    finally:
        stop.set()
        writer.join()


@pytest.mark.parametrize("victim", ["yubei.db", "originals", "backup.json"])
def test_a_changed_backup_is_refused_and_leaves_nothing(
    base: KnowledgeBase, settings: Settings, tmp_path: Path, victim: str
) -> None:
    source = tmp_path / "backup"
    backup(settings.data_path, source)
    path = source / victim if victim != "originals" else next((source / "originals").glob("??/*"))
    changed = bytearray(path.read_bytes())
    changed[len(changed) // 2] ^= 0x55
    path.write_bytes(b"{" if victim == "backup.json" else bytes(changed))
    with pytest.raises(StoreError):
        restore(source, tmp_path / "new")
    with pytest.raises(StoreError, match="还没有知识库"):
        Catalog.open(tmp_path / "new", writable=False)
    path.write_bytes(b"" if victim == "backup.json" else path.read_bytes())


def test_a_failed_restore_can_be_repeated_with_a_good_backup(
    base: KnowledgeBase, settings: Settings, tmp_path: Path
) -> None:
    bad, good, new = tmp_path / "bad", tmp_path / "good", tmp_path / "new"
    backup(settings.data_path, bad)
    backup(settings.data_path, good)
    next((bad / "originals").glob("??/*")).write_bytes(b"changed")
    with pytest.raises(StoreDamaged, match="内容已改变"):
        restore(bad, new)
    restore(good, new)
    with Catalog.open(new, writable=False) as restored:
        assert restored.document_ids() == [one.document_id for one in DOCUMENTS]


def test_a_base_is_not_restored_over(base: KnowledgeBase, settings: Settings, tmp_path: Path) -> None:
    backup(settings.data_path, tmp_path / "backup")
    with pytest.raises(StoreError, match="不是空文件夹"):
        restore(tmp_path / "backup", settings.data_path)
    with pytest.raises(StoreError, match="已存在"):
        backup(settings.data_path, tmp_path / "backup")


def test_a_base_with_a_lost_original_is_not_backed_up_silently(
    base: KnowledgeBase, settings: Settings, tmp_path: Path
) -> None:
    next((settings.data_path / "originals").glob("??/*")).unlink()
    with pytest.raises(StoreDamaged, match="找不到原文件"):
        backup(settings.data_path, tmp_path / "backup")
    assert not list(tmp_path.glob("backup*"))
