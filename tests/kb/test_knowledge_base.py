"""The knowledge base as the other packages use it: fill, search, replace, correct, reopen."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kb.errors import (
    DocumentNotFound,
    EncoderMismatch,
    EncoderUnavailable,
    StoreDamaged,
    StoreError,
    StoreLocked,
    StoreReadOnly,
)
from kb.knowledge_base import SYNC_AFTER_CHUNKS, KnowledgeBase
from kb.protocols import FloatMatrix
from kb.records import Document, DocumentStatus, Filters, Metadata, Question
from kb.settings import Settings
from tests.builders import HashingEncoder, document_id_of, make_document, original_of

QUESTION = Question(text="接到报告后多少分钟内启动响应", normalized="接到报告后多少分钟内启动响应")
IN_FORCE = Filters()
FLOOD = "临澜市防汛应急预案\n市防汛抗旱指挥部接到报告后，应当在30分钟内启动Ⅱ级响应。"
FOREST = "临澜市森林火灾应急预案\n市森林防灭火指挥部接到报告后，应当在20分钟内启动响应。"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_path=tmp_path / "data")


@pytest.fixture
def encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture
def base(settings: Settings, encoder: HashingEncoder) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(settings, encoder, writable=True) as opened:
        yield opened


def put(base: KnowledgeBase, *documents: Document, removes: dict[str, tuple[str, ...]] | None = None) -> None:
    base.replace_documents(documents, {one.document_id: original_of(one) for one in documents}, removes=removes or {})


def texts(base: KnowledgeBase, question: Question = QUESTION, filters: Filters = IN_FORCE) -> list[str]:
    return [one.chunk.text for one in base.search(question, filters, top_k=10)]


def test_a_document_is_found_by_words_and_vectors_as_soon_as_it_is_stored(base: KnowledgeBase) -> None:
    flood = make_document(FLOOD, title="临澜市防汛应急预案")
    put(base, flood, make_document(FOREST, title="临澜市森林火灾应急预案"))
    (first, *_) = base.search(replace(QUESTION, text="防汛抗旱指挥部接到报告后多少分钟启动Ⅱ级响应"), top_k=3)
    assert (first.rank, first.chunk, first.document.document_id) == (1, flood.chunks[1], flood.document_id)
    assert {"words", "bigrams", "cosine"} <= dict(first.parts).keys()
    assert dict(first.parts)["cosine"] > 0.3
    assert base.statistics().applied_seqs == (), "found before any index was built"


def test_search_is_the_same_before_and_after_the_indexes_caught_up(base: KnowledgeBase) -> None:
    put(base, make_document(FLOOD), make_document(FOREST))
    before = texts(base)
    base.sync()
    assert dict(base.statistics().applied_seqs) == {"lexical": 2, "vectors": 2}
    assert texts(base) == before


def test_announced_documents_are_embedded_once(base: KnowledgeBase, encoder: HashingEncoder) -> None:
    flood, forest, never_stored = make_document(FLOOD), make_document(FOREST), make_document("临澜市地震应急预案")
    for one in (flood, forest, never_stored):
        base.announce_documents([one])
    put(base, flood)
    put(base, forest)
    assert encoder.embedded_count == sum(len(one.chunks) for one in (flood, forest, never_stored))
    assert {one.document.document_id for one in base.search(QUESTION)} == {flood.document_id, forest.document_id}


def test_a_failure_ahead_is_told_when_the_document_is_stored(settings: Settings) -> None:
    class FailingEncoder(HashingEncoder):
        def embed_passages(self, texts: Sequence[str]) -> FloatMatrix:
            raise EncoderUnavailable("模型文件读不出来。")

    with KnowledgeBase.open(settings, FailingEncoder(), writable=True) as base:
        document = make_document(FLOOD)
        base.announce_documents([document])
        with pytest.raises(EncoderUnavailable):
            put(base, document)
        assert base.summaries() == []


def test_many_chunks_reach_the_index_behind_the_writer(settings: Settings, encoder: HashingEncoder) -> None:
    lines = [f"第{number}条 值班员{number}应当在{number}分钟内报告。" for number in range(SYNC_AFTER_CHUNKS)]
    long = make_document("\n".join(lines))
    with KnowledgeBase.open(settings, encoder, writable=True) as base:
        put(base, long)
        assert texts(base, replace(QUESTION, text="值班员77应当在77分钟内报告"))[0].startswith("第77条")
    with KnowledgeBase.open(settings, encoder) as reopened:
        assert dict(reopened.statistics().applied_seqs) == {"lexical": 1}


def test_the_same_bytes_are_not_stored_twice(base: KnowledgeBase, encoder: HashingEncoder) -> None:
    document = make_document(FLOOD)
    put(base, document, replace(document, source_uri="copy.txt"))
    embedded, seq = encoder.embedded_count, base.statistics().last_outbox_seq
    put(base, replace(document, source_uri="again.txt"))
    assert (encoder.embedded_count, base.statistics().last_outbox_seq) == (embedded, seq) == (2, 1)
    assert [one.source_uri for one in base.summaries()] == [document.source_uri]


def test_a_new_version_takes_the_place_of_the_old(base: KnowledgeBase, encoder: HashingEncoder) -> None:
    old = make_document(FLOOD, source_uri="plan.txt")
    new = make_document(FLOOD.replace("30分钟", "15分钟"), source_uri="plan.txt")
    put(base, old)
    embedded = encoder.embedded_count
    put(base, new, removes={new.document_id: (old.document_id,)})
    assert encoder.embedded_count == embedded + 1, "only the changed chunk is embedded"
    assert [one.document_id for one in base.summaries()] == [new.document_id]
    assert texts(base)[0] == new.chunks[1].text
    assert not any("30分钟" in text for text in texts(base))
    with pytest.raises(DocumentNotFound):
        base.original(old.document_id)
    assert base.original(new.document_id) == original_of(new)


def test_a_version_already_stored_still_drives_the_old_one_out(base: KnowledgeBase) -> None:
    old, stored = make_document(FLOOD), make_document(FOREST)
    put(base, old, stored)
    put(base, stored, removes={stored.document_id: (old.document_id,)})
    assert [one.document_id for one in base.summaries()] == [stored.document_id]


def test_two_files_that_swapped_their_contents_both_stay(base: KnowledgeBase) -> None:
    first, second = make_document(FLOOD), make_document(FOREST)
    put(base, first, second)
    removes = {first.document_id: (second.document_id,), second.document_id: (first.document_id,)}
    put(base, first, second, removes=removes)
    assert [one.document_id for one in base.summaries()] == [first.document_id, second.document_id]


def test_a_removed_document_is_gone_from_every_search(base: KnowledgeBase) -> None:
    flood, forest = make_document(FLOOD), make_document(FOREST)
    put(base, flood, forest)
    base.sync()
    base.remove_document(flood.document_id)
    assert set(texts(base)) <= {one.text for one in forest.chunks}
    base.sync()
    assert set(texts(base)) <= {one.text for one in forest.chunks}
    assert [finding.healthy for finding in base.projections.verify()] == [True, True]
    with pytest.raises(DocumentNotFound):
        base.document(flood.document_id)
    assert base.statistics().vector_counts == ((f"{HashingEncoder().encoder_id}", 2),)


def test_a_reader_in_the_same_folder_follows_the_writer(base: KnowledgeBase, settings: Settings) -> None:
    with KnowledgeBase.open(settings, HashingEncoder()) as reader:
        assert texts(reader) == []
        flood = make_document(FLOOD)
        put(base, flood)
        assert texts(reader)[0] == flood.chunks[1].text
        with pytest.raises(StoreReadOnly):
            put(reader, make_document(FOREST))
        with pytest.raises(StoreLocked):
            KnowledgeBase.open(settings, HashingEncoder(), writable=True)


def test_another_encoder_may_read_words_but_not_write(settings: Settings) -> None:
    flood = make_document(FLOOD)
    with KnowledgeBase.open(settings, HashingEncoder(64), writable=True) as base:
        put(base, flood)
    with pytest.raises(EncoderMismatch, match="yubei reindex"):
        KnowledgeBase.open(settings, HashingEncoder(32), writable=True)
    with KnowledgeBase.open(settings, HashingEncoder(32)) as reader:
        assert reader.warnings == (
            "知识库的向量由 hashing-64 生成，当前设置的模型是 hashing-32，只能按词语查找。"
            "请运行 yubei reindex 重新计算，或改回原来的模型。",
        )
        assert texts(reader)[0] == flood.chunks[1].text
    with KnowledgeBase.open(settings, HashingEncoder(64), writable=True) as base:
        assert base.warnings == ()


def test_a_title_corrected_is_searched_and_kept(base: KnowledgeBase) -> None:
    document = make_document("第一条 值班人员每日核对物资。", title="无题", source_uri="a.txt")
    put(base, document)
    base.correct_metadata(document.document_id, "title", "临澜市应急物资管理规定", "编辑甲")
    asked = Question(text="应急物资管理规定", normalized="应急物资管理规定")
    (found, *_) = base.search(asked)
    assert found.document.metadata.title == "临澜市应急物资管理规定"
    assert dict(found.parts)["words"] > 0
    newer = make_document("第一条 值班人员每周核对物资。", title="无题", source_uri="a.txt")
    put(base, newer, removes={newer.document_id: (document.document_id,)})
    assert [one.metadata.title for one in base.summaries()] == ["临澜市应急物资管理规定"]
    assert base.catalog.damage() == []


def test_approval_is_visible_and_filters(base: KnowledgeBase) -> None:
    document = replace(make_document(FLOOD), approved=False)
    put(base, document)
    approved_only = Filters(approved_only=True)
    assert texts(base, filters=approved_only) == []
    base.approve(document.document_id, "编辑甲")
    assert texts(base, filters=approved_only)[0] == document.chunks[1].text


def test_the_as_of_date_decides_which_version_is_searched(base: KnowledgeBase) -> None:
    old = make_document(FLOOD, metadata=Metadata(title="预案", effective_on=date(2019, 1, 1)))
    new = make_document(FOREST, metadata=Metadata(title="预案", effective_on=date(2024, 1, 1)))
    put(base, old, new)
    assert texts(base, filters=Filters(as_of=date(2020, 1, 1)))[0] == old.chunks[1].text
    assert texts(base)[0] == new.chunks[1].text
    assert [one.standing for one in base.summaries(date(2020, 1, 1))] == [
        DocumentStatus.IN_FORCE,
        DocumentStatus.NOT_YET,
    ]


def test_neighbours_stand_around_a_chunk(base: KnowledgeBase) -> None:
    document = make_document("甲\n乙\n丙\n丁\n戊")
    put(base, document)
    around = base.neighbours(document.chunks[1], before=3, after=2)
    assert [one.text for one in around] == ["甲", "丙", "丁"]


def test_an_original_that_changed_on_disk_is_not_handed_out(base: KnowledgeBase, settings: Settings) -> None:
    document = make_document(FLOOD)
    put(base, document)
    (file,) = (settings.data_path / "originals").glob("??/*")
    file.write_bytes(b"something else")
    with pytest.raises(StoreDamaged, match=document.document_id):
        base.original(document.document_id)


def test_bytes_that_are_not_the_documents_are_refused(base: KnowledgeBase) -> None:
    document = make_document(FLOOD)
    with pytest.raises(ValueError, match="another sha256"):
        base.replace_documents([document], {document.document_id: b"other bytes"})
    assert base.summaries() == []
    assert document.document_id == document_id_of(original_of(document))


def test_a_batch_that_fails_leaves_no_originals(base: KnowledgeBase, settings: Settings) -> None:
    good, bad = make_document(FLOOD), make_document(FOREST)
    broken = replace(bad, source_uri="\ud800.txt")
    with pytest.raises(Exception, match="代理字符"):
        put(base, good, broken)
    assert base.summaries() == []
    assert list((settings.data_path / "originals").glob("??/*")) == []


def test_after_a_crash_left_over_originals_are_swept(settings: Settings) -> None:
    document = make_document(FLOOD)
    with KnowledgeBase.open(settings, HashingEncoder(), writable=True) as base:
        put(base, document)
    orphan = settings.data_path / "originals" / "ab" / ("ab" * 32)
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"killed before the commit")
    (settings.data_path / "yubei.lock.json").write_text("{}", encoding="utf-8")
    with KnowledgeBase.open(settings, HashingEncoder(), writable=True) as base:
        assert not orphan.exists()
        assert base.original(document.document_id) == original_of(document)


def test_reading_an_empty_folder_says_what_to_do(settings: Settings) -> None:
    with pytest.raises(StoreError, match="yubei ingest"):
        KnowledgeBase.open(settings, HashingEncoder())


def test_threads_search_while_one_writes(base: KnowledgeBase) -> None:
    documents = [make_document(f"{FLOOD}\n第{n}号附则：另行规定。", title=f"预案{n}") for n in range(30)]
    put(base, documents[0])
    failures: list[object] = []
    stop = threading.Event()

    def search(expected: Sequence[str]) -> None:
        try:
            while not stop.is_set():
                found = texts(base)
                if not found or found[0] not in expected:
                    failures.append(found[:1])
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=search, args=([documents[0].chunks[1].text],)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for document in documents[1:]:
        put(base, document)
    base.sync()
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(base.summaries()) == 30


def test_the_own_place_is_a_chain_of_divisions(tmp_path: Path, encoder: HashingEncoder) -> None:
    for region, places in (("", ()), ("余杭区", ("浙江省杭州市余杭区",))):
        settings = Settings(data_path=tmp_path / (region or "none"), region=region)
        with KnowledgeBase.open(settings, encoder, writable=True) as base:
            assert base.own_places == places
