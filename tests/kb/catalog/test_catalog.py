"""The catalogue through its public methods: round trips, replacement, outbox, corrections, refusals."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from kb.catalog import Catalog
from kb.catalog.records import OutboxOperation, ProjectionState, StoredDocument
from kb.errors import (
    DocumentNotFound,
    EncoderMismatch,
    InputRefused,
    StoreError,
    StoreReadOnly,
)
from kb.index_text import index_text
from kb.records import DocumentStatus, Metadata, PageStart, Span
from tests.builders import FIXED_TIME, HashingEncoder, make_document, stored

ENCODER = HashingEncoder(16)
FULL_METADATA = Metadata(
    title="临澜市防汛条例",
    issuer="临澜市人民代表大会常务委员会",
    document_number="临人常〔2021〕3号",
    doc_type="local_regulation",
    hazards=("flood", "typhoon"),
    region="临澜市",
    level="city",
    status=DocumentStatus.IN_FORCE,
    adopted_on=date(2021, 5, 1),
    issued_on=date(2021, 5, 8),
    effective_on=date(2021, 7, 1),
    revised_on=date(2022, 1, 1),
    expires_on=date(2031, 7, 1),
    repeals=("临澜市防汛暂行办法",),
    sources=(("title", Span(start=0, end=7)),),
)


def test_a_document_comes_back_as_it_went_in(catalog: Catalog) -> None:
    document = make_document(
        metadata=FULL_METADATA,
        pages=(PageStart(number=1, start=0), PageStart(number=2, start=20)),
        warnings=("第 3 页无文字",),
    )
    chunks = (replace(document.chunks[0], header_span=Span(start=0, end=4)), *document.chunks[1:])
    document = replace(document, chunks=chunks, approved=False)
    catalog.replace_documents([stored(document, ENCODER)])
    assert catalog.document(document.document_id) == document


def test_summaries_carry_the_standing_on_the_day(catalog: Catalog) -> None:
    old = make_document("旧版正文", metadata=Metadata(title="防汛条例", effective_on=date(2020, 1, 1)))
    new = make_document("新版正文", metadata=Metadata(title="防汛条例", effective_on=date(2025, 1, 1)))
    catalog.replace_documents([stored(old), stored(new)])
    by_day = {
        day: [(one.document_id, one.standing, one.superseded_by) for one in catalog.summaries(day)]
        for day in (date(2024, 6, 1), date(2025, 6, 1))
    }
    assert by_day[date(2024, 6, 1)] == [
        (old.document_id, DocumentStatus.IN_FORCE, ""),
        (new.document_id, DocumentStatus.NOT_YET, ""),
    ]
    assert by_day[date(2025, 6, 1)] == [
        (old.document_id, DocumentStatus.SUPERSEDED, new.document_id),
        (new.document_id, DocumentStatus.IN_FORCE, ""),
    ]


def test_summaries_follow_every_change(catalog: Catalog) -> None:
    day = date(2026, 1, 1)
    assert catalog.summaries(day) == []
    document = make_document()
    catalog.replace_documents([stored(document)])
    (summary,) = catalog.summaries(day)
    assert (summary.character_count, summary.chunk_count) == (len(document.text), len(document.chunks))
    assert (summary.metadata, summary.ingested_at, summary.byte_count) == (
        document.metadata,
        FIXED_TIME,
        len(document.text.encode()),
    )
    catalog.remove_document(document.document_id)
    assert catalog.summaries(day) == []


def test_a_new_version_replaces_the_old_in_one_step(catalog: Catalog) -> None:
    old = make_document("共同的一句。\n旧的一句。", source_uri="a.txt")
    new = make_document("共同的一句。\n新的一句。", source_uri="a.txt")
    catalog.replace_documents([stored(old, ENCODER)])
    changed = [one for one in new.chunks if one.content_hash not in {chunk.content_hash for chunk in old.chunks}]
    vectors = {key: vector for key, vector in stored(new, ENCODER).vectors.items() if key == changed[0].content_hash}
    catalog.replace_documents(
        [StoredDocument(document=new, vectors=vectors, encoder_id=ENCODER.encoder_id, removes=(old.document_id,))]
    )
    assert catalog.document_ids() == [new.document_id]
    found = catalog.find_by_source("a.txt")
    assert found is not None
    assert found.document_id == new.document_id
    assert catalog.known_vectors((one.content_hash for one in old.chunks), ENCODER.encoder_id) == {
        old.chunks[0].content_hash
    }
    assert [(one.operation, one.document_id) for one in catalog.outbox_after(0, 10)] == [
        (OutboxOperation.REMOVE, old.document_id),
        (OutboxOperation.UPSERT, new.document_id),
    ]


def test_storing_a_document_anew_gives_new_chunk_numbers(catalog: Catalog) -> None:
    document = make_document()
    catalog.replace_documents([stored(document, ENCODER)])
    before = [row.chunk_no for row in catalog.chunk_rows(document.document_id)]
    catalog.replace_documents([stored(document, ENCODER)])
    after = [row.chunk_no for row in catalog.chunk_rows(document.document_id)]
    assert min(after) > max(before)
    assert catalog.chunks(before) == {}
    assert [entry.operation for entry in catalog.outbox_after(0, 10)] == [
        OutboxOperation.REMOVE,
        OutboxOperation.UPSERT,
    ]
    assert catalog.damage() == []


def test_removal_takes_vectors_only_it_used_and_names_its_original(catalog: Catalog) -> None:
    shared = make_document("共同的一句。\n甲。", title="同名")
    other = make_document("共同的一句。\n乙。", title="同名")
    catalog.replace_documents([replace(stored(shared, ENCODER), original_sha256="aa"), stored(other, ENCODER)])
    assert catalog.remove_document(shared.document_id) == ("aa",)
    hashes = {one.content_hash for one in shared.chunks}
    assert catalog.known_vectors(hashes, ENCODER.encoder_id) == {other.chunks[0].content_hash}
    assert catalog.damage() == []
    with pytest.raises(DocumentNotFound, match=shared.document_id):
        catalog.remove_document(shared.document_id)


def test_the_outbox_keeps_the_last_change_of_each_document(catalog: Catalog) -> None:
    document = make_document()
    catalog.replace_documents([stored(document)])
    for _ in range(5):
        catalog.approve(document.document_id, "编辑甲")
    entries = catalog.outbox_after(0, 100)
    assert [(one.operation, one.seq) for one in entries] == [(OutboxOperation.UPSERT, 6)]
    assert catalog.last_outbox_seq() == 6
    assert catalog.outbox_after(6, 100) == []


def test_vectors_come_back_bit_for_bit_in_chunk_order(catalog: Catalog) -> None:
    documents = [make_document(f"第{n}句。\n相同的一句。", title=f"文件{n}") for n in range(3)]
    catalog.replace_documents([stored(one, ENCODER) for one in documents])
    chunk_nos, matrix = catalog.vector_matrix(ENCODER.encoder_id)
    rows = [row for one in documents for row in catalog.vector_rows(one.document_id, ENCODER.encoder_id)]
    texts = [row.index_text for one in documents for row in catalog.chunk_rows(one.document_id)]
    assert chunk_nos.tolist() == [row.chunk_no for row in rows] == list(range(1, 7))
    assert np.array_equal(matrix, ENCODER.embed_passages(texts))
    assert np.array_equal(np.stack([row.vector for row in rows]), matrix)
    assert [row.chunk_id for row in rows] == [chunk.chunk_id for one in documents for chunk in one.chunks]


def test_the_chunk_table_names_the_document_of_every_chunk(catalog: Catalog) -> None:
    first, second = make_document("甲\n乙", title="一"), make_document("丙", title="二")
    catalog.replace_documents([stored(first), stored(second)])
    catalog.replace_documents([stored(first)])
    table = catalog.chunk_table()
    named = [table.document_ids[index] for index in table.document_index]
    assert table.chunk_no.tolist() == [3, 4, 5]
    assert named == [second.document_id, first.document_id, first.document_id]


def test_chunk_rows_join_title_and_headings(catalog: Catalog) -> None:
    document = make_document()
    catalog.replace_documents([stored(document)])
    rows = catalog.chunk_rows(document.document_id)
    assert [row.chunk for row in rows] == list(document.chunks)
    assert rows[-1].index_text == index_text("临澜市防汛应急预案", ("2 应急响应",), document.chunks[-1].text)
    assert catalog.chunk_range(document.document_id, 1, 2) == list(document.chunks[1:3])
    assert catalog.chunk_rows("f" * 32) == []


def test_a_batch_is_stored_whole_or_not_at_all(catalog: Catalog) -> None:
    good = make_document("好的文档")
    bad = replace(stored(make_document("缺向量的文档"), ENCODER), vectors={})
    with pytest.raises(ValueError, match="no vector of hashing-16"):
        catalog.replace_documents([stored(good, ENCODER), bad])
    assert catalog.document_ids() == []
    assert catalog.last_outbox_seq() == 0
    assert catalog.encoder_ids() == set()


def test_half_a_surrogate_pair_is_refused_and_nothing_is_kept(catalog: Catalog) -> None:
    document = replace(make_document("正文"), text="正\ud800文")
    with pytest.raises(InputRefused, match="代理字符"):
        catalog.replace_documents([StoredDocument(document=document)])
    assert catalog.document_ids() == []


def test_vectors_of_another_encoder_are_refused(catalog: Catalog) -> None:
    catalog.replace_documents([stored(make_document("甲"), ENCODER)])
    with pytest.raises(EncoderMismatch, match=r"hashing-16 生成.*hashing-8.*yubei reindex"):
        catalog.replace_documents([stored(make_document("乙"), HashingEncoder(8))])
    assert catalog.current_encoder() == "hashing-16"


def test_an_emptied_base_takes_another_encoder(catalog: Catalog) -> None:
    document = make_document("甲")
    catalog.replace_documents([stored(document, ENCODER)])
    catalog.remove_document(document.document_id)
    catalog.replace_documents([stored(document, HashingEncoder(8))])
    assert catalog.current_encoder() == "hashing-8"


@pytest.mark.parametrize("vector", [np.zeros(3, dtype=np.float32), np.full(16, np.nan, dtype=np.float32)])
def test_vectors_that_cannot_be_searched_are_refused(catalog: Catalog, vector: np.ndarray) -> None:
    document = make_document("甲\n乙")
    vectors = {**stored(document, ENCODER).vectors, document.chunks[1].content_hash: vector}
    with pytest.raises(ValueError, match="expected 16 finite numbers"):
        catalog.replace_documents([StoredDocument(document=document, vectors=vectors, encoder_id="hashing-16")])


def test_projection_state_round_trip(catalog: Catalog) -> None:
    assert catalog.projection_state("lexical") == ProjectionState(name="lexical")
    state = ProjectionState(name="lexical", generation=3, applied_seq=17, writing=True)
    catalog.save_projection_state(state)
    assert catalog.projection_state("lexical") == state


def test_a_new_encoder_is_adopted_only_when_complete(catalog: Catalog) -> None:
    documents = [make_document("甲", title="一"), make_document("乙", title="二")]
    other = HashingEncoder(8)
    catalog.replace_documents([stored(one, ENCODER) for one in documents])
    before = catalog.last_outbox_seq()
    catalog.add_vectors(other.encoder_id, stored(documents[0], other).vectors)
    assert catalog.current_encoder() == ENCODER.encoder_id
    with pytest.raises(ValueError, match=documents[1].document_id):
        catalog.adopt_encoder(other.encoder_id)
    catalog.add_vectors(other.encoder_id, stored(documents[1], other).vectors)
    catalog.adopt_encoder(other.encoder_id, actor="编辑甲")
    assert catalog.encoder_ids() == {catalog.current_encoder()} == {other.encoder_id}
    assert [one.document_id for one in catalog.outbox_after(before, 10)] == [one.document_id for one in documents]
    assert catalog.damage() == []


def test_reading_needs_a_catalogue(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="yubei ingest"):
        Catalog.open(tmp_path, writable=False)
    assert list(tmp_path.iterdir()) == []


def test_a_reader_sees_commits_and_cannot_write(catalog: Catalog) -> None:
    with Catalog.open(catalog.path.parent, writable=False) as reader:
        token = reader.changes_token()
        document = make_document()
        catalog.replace_documents([stored(document)])
        assert reader.changes_token() != token
        assert [one.document_id for one in reader.summaries(date(2026, 1, 1))] == [document.document_id]
        with pytest.raises(StoreReadOnly):
            reader.remove_document(document.document_id)


def test_readers_in_many_threads_see_whole_documents_while_one_writes(catalog: Catalog) -> None:
    document = make_document("\n".join(f"第{n}句。" for n in range(60)))
    catalog.replace_documents([stored(document, ENCODER)])
    torn: list[object] = []
    stop = threading.Event()

    def read() -> None:
        try:
            while not stop.is_set():
                seen = catalog.document(document.document_id)
                if seen != document:
                    torn.append(seen)
        except Exception as error:
            torn.append(error)

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for _ in range(25):
        catalog.replace_documents([stored(document, ENCODER)])
    stop.set()
    for thread in threads:
        thread.join()
    assert torn == []


def test_statistics_count_what_is_stored(catalog: Catalog) -> None:
    documents = [make_document("相同。", title="同"), make_document("甲。\n相同。", title="同")]
    catalog.replace_documents([stored(one, ENCODER) for one in documents])
    counted = catalog.statistics()
    assert (counted.document_count, counted.chunk_count, counted.character_count) == (2, 3, 9)
    assert counted.vector_counts == (("hashing-16", 2),)
    assert counted.byte_count >= catalog.path.stat().st_size
