from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from ingest.loading import document_id_of, find_files
from ingest.pipeline import ingest, ingest_files, remove
from ingest.records import FileOutcome, FoundFile, OutcomeCode, Progress
from kb.catalog.product_records import StaleSource
from kb.catalog.twins import Twin
from kb.errors import DocumentNotFound, StoreFull
from kb.records import Document, DocumentStatus, DocumentSummary
from kb.settings import Settings
from tests.ingest.parsers.sheet_files import make_xlsx, sheet_xml


class ShelfStore:
    """A document store in memory that keeps the contract of `DocumentStore`; it can run out of room."""

    def __init__(self, room: int = 10_000) -> None:
        self.documents: dict[str, Document] = {}
        self.originals: dict[str, bytes] = {}
        self.room = room
        self.transactions: list[list[str]] = []
        self.sync_count = 0

    def announce_documents(self, documents: Sequence[Document]) -> None:
        assert len({one.document_id for one in documents}) == len(documents)

    def replace_documents(
        self,
        documents: Sequence[Document],
        originals: Mapping[str, bytes],
        *,
        removes: Mapping[str, tuple[str, ...]] | None = None,
        again: bool = False,
    ) -> None:
        if len(self.documents) + len(documents) > self.room:
            raise StoreFull("磁盘已满，请清理后重试。")
        for document in documents:
            assert document_id_of(originals[document.document_id]) == document.document_id
            for former in (removes or {}).get(document.document_id, ()):
                del self.documents[former]
            self.documents[document.document_id] = document
            self.originals[document.document_id] = originals[document.document_id]
        self.transactions.append([document.document_id for document in documents])

    def stale_with(self, document_id: str) -> Sequence[StaleSource]:
        return ()

    def twins_of(self, document_id: str) -> Sequence[Twin]:
        return ()

    def remove_document(self, document_id: str) -> None:
        if document_id not in self.documents:
            raise DocumentNotFound(f"没有文档 {document_id}。")
        del self.documents[document_id]

    def original_path(self, document_id: str) -> Path:
        raise DocumentNotFound(f"没有文档 {document_id}。")

    def summaries(self, day: date | None = None) -> list[DocumentSummary]:
        return [
            DocumentSummary(
                document_id=one.document_id,
                work_id=one.work_id,
                source_uri=one.source_uri,
                file_name=one.file_name,
                media_type=one.media_type,
                byte_count=one.byte_count,
                character_count=len(one.text),
                chunk_count=len(one.chunks),
                metadata=one.metadata,
                standing=DocumentStatus.IN_FORCE,
                superseded_by="",
                ingested_at=one.ingested_at,
                approved=one.approved,
                warnings=one.warnings,
                reader_version=one.reader_version,
            )
            for one in self.documents.values()
        ]

    def sync(self, progress: Callable[[int, int], None] | None = None) -> None:
        self.sync_count += 1
        if progress is not None:
            progress(len(self.documents), len(self.documents))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_path=tmp_path / "data", workers=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "docs"
    path.mkdir()
    return path


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def codes(outcomes: Sequence[FileOutcome]) -> list[tuple[str, str]]:
    return [(Path(outcome.source_uri).name, outcome.code.value) for outcome in outcomes]


def dated(year: int, text: str) -> str:
    return f"临澜市防汛应急预案\n（{year}年5月1日临澜市人民政府发布，自{year}年6月1日起施行）\n第一条 {text}\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a name be any bytes")
def test_name_in_a_legacy_encoding_is_ingested_like_any_other(folder: Path, settings: Settings) -> None:
    write(folder, "a.txt", "第一条 甲预案的内容。")
    write(folder, os.fsdecode("防汛预案.txt".encode("gbk")), "第一条 乙预案的内容。")
    kb = ShelfStore()
    assert codes(ingest(kb, [folder], settings)) == [("a.txt", "added"), ("防汛预案.txt", "added")]
    assert {one.file_name for one in kb.documents.values()} == {"a.txt", "防汛预案.txt"}


def test_macros_are_noted_and_make_no_document_partial(folder: Path, settings: Settings) -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>值班电话</t></is></c><c r="B1" t="inlineStr"><is><t>0600</t></is></c></row>'
    write(folder, "表.xlsm", make_xlsx({"表": sheet_xml(row)}, extra={"xl/vbaProject.bin": b"x"}))
    [outcome] = ingest(ShelfStore(), [folder], settings)
    assert (outcome.code, outcome.reason) == (OutcomeCode.ADDED, "文件带有宏，宏没有运行，也没有读取。")


def test_one_outcome_per_file_in_order_and_the_batch_goes_on(folder: Path, settings: Settings) -> None:
    write(folder, "a.txt", "第一条 甲预案的内容。")
    write(folder, "b.pdf", b"%PDF-1.7 broken")
    write(folder, "c.txt", b"")
    write(folder, "d.md", "# 丁预案\n\n第一条 丁预案的内容。")
    write(folder, "e.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    store = ShelfStore()
    seen: list[FileOutcome] = []
    outcomes = ingest(store, [folder, folder / "没有.txt"], settings, on_outcome=seen.append)
    assert codes(outcomes) == [
        ("a.txt", "added"),
        ("b.pdf", "unreadable"),
        ("c.txt", "empty"),
        ("d.md", "added"),
        ("e.doc", "unreadable"),
        ("没有.txt", "unreadable"),
    ]
    assert sorted(map(id, seen)) == sorted(map(id, outcomes))
    assert outcomes[3].title == "丁预案"
    assert outcomes[0].character_count == len(store.documents[outcomes[0].document_id].text)
    assert store.sync_count == 1


def test_unchanged_files_are_not_parsed_and_nothing_is_written(folder: Path, settings: Settings) -> None:
    write(folder, "a.txt", "第一条 内容。")
    store = ShelfStore()
    first = ingest(store, [folder], settings)
    again = ingest(store, [folder], settings)
    assert [outcome.code for outcome in again] == [OutcomeCode.UNCHANGED]
    assert again[0].document_id == first[0].document_id
    assert (len(store.transactions), store.sync_count) == (1, 1)


def test_equal_bytes_are_stored_once(folder: Path, settings: Settings) -> None:
    write(folder, "a.txt", "第一条 同样的内容。")
    write(folder, "b.txt", "第一条 同样的内容。")
    write(folder, "c.md", "第一条 同样的内容。")
    store = ShelfStore()
    outcomes = ingest(store, [folder], settings)
    assert codes(outcomes) == [("a.txt", "added"), ("b.txt", "duplicate"), ("c.md", "duplicate")]
    assert "a.txt" in outcomes[1].reason
    assert {outcome.document_id for outcome in outcomes} == set(store.documents)


def test_equal_broken_files_share_their_outcome(folder: Path, settings: Settings) -> None:
    write(folder, "a.pdf", b"%PDF-1.7 broken")
    write(folder, "b.pdf", b"%PDF-1.7 broken")
    outcomes = ingest(ShelfStore(), [folder], settings)
    assert codes(outcomes) == [("a.pdf", "unreadable"), ("b.pdf", "unreadable")]
    assert outcomes[0].reason == outcomes[1].reason != ""


def test_a_changed_file_replaces_its_old_version_in_the_same_transaction(folder: Path, settings: Settings) -> None:
    path = write(folder, "a.txt", "第一条 旧内容。")
    store = ShelfStore()
    (old,) = ingest(store, [folder], settings)
    path.write_text("第一条 新内容。", encoding="utf-8")
    (new,) = ingest(store, [folder], settings)
    assert new.code is OutcomeCode.REPLACED
    assert old.document_id != new.document_id
    assert list(store.documents) == [new.document_id]


def test_a_later_edition_keeps_the_former_one(folder: Path, settings: Settings) -> None:
    path = write(folder, "a.txt", dated(2019, "旧版条文。"))
    store = ShelfStore()
    (old,) = ingest(store, [folder], settings)
    path.write_text(dated(2024, "新版条文。"), encoding="utf-8")
    (new,) = ingest(store, [folder], settings)
    assert new.code is OutcomeCode.REPLACED
    assert "旧版仍保留" in new.reason
    assert set(store.documents) == {old.document_id, new.document_id}


def test_bytes_known_from_elsewhere_retire_what_stood_at_the_path(folder: Path, settings: Settings) -> None:
    write(folder, "a.txt", "第一条 甲。")
    path = write(folder, "b.txt", "第一条 乙。")
    store = ShelfStore()
    first = ingest(store, [folder], settings)
    path.write_text("第一条 甲。", encoding="utf-8")
    outcomes = ingest(store, [folder], settings)
    assert codes(outcomes) == [("a.txt", "unchanged"), ("b.txt", "duplicate")]
    assert set(store.documents) == {first[0].document_id}


def test_a_full_disk_keeps_what_is_stored_and_names_the_rest(folder: Path, settings: Settings) -> None:
    for number in range(3):  # each fills a transaction of its own
        write(folder, f"{number}.txt", "".join(f"第{n}条 {f'第{number}号文件的内容。' * 30}\n" for n in range(1, 2200)))
    store = ShelfStore(room=1)
    outcomes = ingest(store, [folder], settings)
    assert sorted(outcome.code.value for outcome in outcomes) == ["added", "store_failed", "store_failed"]
    assert all("磁盘已满" in outcome.reason for outcome in outcomes if outcome.code is OutcomeCode.STORE_FAILED)
    assert len(store.documents) == 1


def test_uploads_wait_for_approval(folder: Path, settings: Settings) -> None:
    write(folder, "a.txt", "第一条 上传的内容。")
    store = ShelfStore()
    ingest_files(store, find_files([folder]), settings, approved=False)
    assert [document.approved for document in store.documents.values()] == [False]


def uploaded(path: Path) -> list[FoundFile]:
    return [FoundFile(path=path, source_uri=f"upload/{path.name}", byte_count=path.stat().st_size)]


def test_upload_under_an_equal_name_leaves_another_work_alone(folder: Path, settings: Settings) -> None:
    store = ShelfStore()
    path = write(folder, "应急预案.txt", "甲公司火灾应急预案\n第一条 甲公司的内容。")
    ingest_files(store, uploaded(path), settings, approved=False)
    write(folder, "应急预案.txt", "乙公司防汛应急预案\n第一条 乙公司的内容。")
    outcomes = ingest_files(store, uploaded(path), settings, approved=False)
    assert codes(outcomes) == [("应急预案.txt", "added")]
    assert {one.metadata.title for one in store.documents.values()} == {"甲公司火灾应急预案", "乙公司防汛应急预案"}


def test_upload_never_removes_what_was_approved(folder: Path, settings: Settings) -> None:
    store = ShelfStore()
    path = write(folder, "预案.txt", "甲公司火灾应急预案\n第一条 30分钟内报告。")
    ingest_files(store, uploaded(path), settings, approved=True)
    write(folder, "预案.txt", "甲公司火灾应急预案\n第一条 90分钟内报告。")
    ingest_files(store, uploaded(path), settings, approved=False)
    assert sorted((one.approved, "30分钟" in one.text) for one in store.documents.values()) == [
        (False, False),
        (True, True),
    ]


def test_progress_names_stages_in_order_and_ends_complete(folder: Path, settings: Settings) -> None:
    for number in range(5):
        write(folder, f"{number}.txt", f"第一条 第{number}号。")
    events: list[Progress] = []
    ingest(ShelfStore(), [folder], settings, on_progress=events.append)
    assert list(dict.fromkeys(event.stage for event in events)) == ["检查文件", "解析入库", "更新索引"]
    last = {event.stage: event for event in events}
    assert all(event.done == event.total == 5 for event in last.values())


def test_an_empty_folder_has_no_outcomes(folder: Path, settings: Settings) -> None:
    store = ShelfStore()
    assert ingest(store, [folder], settings) == []
    assert store.sync_count == 0


def test_remove_by_id_path_and_folder(folder: Path, settings: Settings) -> None:
    for number in range(4):
        write(folder, f"{number}.txt", f"第一条 第{number}号。")
    store = ShelfStore()
    outcomes = ingest(store, [folder], settings)
    removed = remove(store, [outcomes[0].document_id, str(folder / "1.txt")])
    assert [summary.document_id for summary in removed] == [outcomes[0].document_id, outcomes[1].document_id]
    assert len(remove(store, [str(folder)])) == 2
    with pytest.raises(DocumentNotFound, match="没有"):
        remove(store, ["没有这个文件.txt"])


# 68 and 26 pages to recognise: six and two minutes
TO_RECOGNISE = {"金属非金属矿山安全规程.pdf", "2.广西壮族自治区公路水运工程生产安全事故应急预案.pdf"}


@pytest.mark.parametrize("name", ["plans", "reports", "warnings", "files"])
def test_real_folders_end_with_every_file_searchable_or_named(name: str, shared_dir: Path, settings: Settings) -> None:
    store = ShelfStore()
    found = find_files([shared_dir / "corpora" / name])
    paths = [file.path for file in found if file.path.name not in TO_RECOGNISE]
    outcomes = ingest(store, paths, settings)
    stored = {OutcomeCode.ADDED, OutcomeCode.PARTIAL}
    supported = {".txt", ".md", ".html", ".docx", ".doc", ".pdf", ".xls", ".xlsx"}
    for outcome in outcomes:
        suffix = Path(outcome.source_uri).suffix
        scanned = outcome.code is OutcomeCode.NO_TEXT and "扫描件" in outcome.reason
        assert (outcome.code in stored) == (suffix in supported and not scanned), outcome
        assert outcome.code is OutcomeCode.ADDED or outcome.reason
    assert len(outcomes) == len(paths)
