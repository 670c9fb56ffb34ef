"""From a parsed file to a document."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.assembly import assemble
from ingest.records import Block, BlockKind, FoundFile, OutcomeCode, ParsedFile
from kb.errors import FileRefused
from kb.records import Document, SectionKind
from tests.ingest.structure.lines import parsed_lines

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
TEXT = (
    "临澜市防汛应急预案\n临政办发〔2025〕12号\n1 总则\n1.1 编制目的\n为做好防汛工作，制定本预案。\n"
    "2 应急响应\n2.1 响应启动\n市指挥部应当在30分钟内启动响应。"
)


def _assemble(parsed: ParsedFile, name: str = "临澜市防汛应急预案.txt", data: bytes = b"original") -> Document:
    found = FoundFile(path=Path("folder") / name, source_uri=f"file:///folder/{name}", byte_count=len(data))
    return assemble(parsed, found, data, now=NOW)


def test_document_carries_file_text_tree_chunks_and_metadata() -> None:
    document = _assemble(parsed_lines(TEXT))
    assert document.document_id == hashlib.sha256(b"original").hexdigest()[:32]
    assert document.file_name == "临澜市防汛应急预案.txt"
    assert document.source_uri == "file:///folder/临澜市防汛应急预案.txt"
    assert (document.byte_count, document.media_type, document.ingested_at) == (8, "text/plain", NOW)
    assert document.text == TEXT
    assert [section.title for section in document.sections] == ["", "总则", "编制目的", "应急响应", "响应启动"]
    assert [section.section_id for section in document.sections[:2]] == [
        f"{document.document_id}:0",
        f"{document.document_id}:1",
    ]
    assert document.sections[0].kind is SectionKind.ROOT
    assert document.chunks[-1].heading_path == ("2 应急响应", "2.1 响应启动")
    assert document.metadata.title == "临澜市防汛应急预案"
    assert document.metadata.document_number == "临政办发〔2025〕12号"


def test_same_bytes_give_the_same_document() -> None:
    assert _assemble(parsed_lines(TEXT)) == _assemble(parsed_lines(TEXT))


def test_chunk_ids_depend_on_bytes_and_place_only() -> None:
    first = _assemble(parsed_lines(TEXT))
    renamed = _assemble(parsed_lines(TEXT), name="别名(2025-01-01).txt")
    other = _assemble(parsed_lines(TEXT), data=b"changed")
    assert [chunk.chunk_id for chunk in first.chunks] == [chunk.chunk_id for chunk in renamed.chunks]
    assert not {chunk.chunk_id for chunk in first.chunks} & {chunk.chunk_id for chunk in other.chunks}
    assert [chunk.content_hash for chunk in first.chunks] == [chunk.content_hash for chunk in other.chunks]


def test_editions_share_a_work() -> None:
    first = _assemble(parsed_lines(TEXT.replace("预案\n", "预案（2020年修订）\n", 1)), data=b"old")
    assert first.work_id == _assemble(parsed_lines(TEXT), data=b"new").work_id
    assert first.work_id != _assemble(parsed_lines(TEXT.replace("临澜市", "澜东市")), data=b"east").work_id


def test_warnings_are_carried() -> None:
    parsed = ParsedFile(
        media_type="application/pdf",
        blocks=(Block(kind=BlockKind.PARAGRAPH, text="第一条 应当立即报告。", page=2),),
        warnings=("第1页没有文字。",),
    )
    document = _assemble(parsed)
    assert document.warnings == ("第1页没有文字。",)
    assert document.pages[0].number == 2
    assert document.chunks[0].page == 2


@pytest.mark.parametrize("text", ["", "　\u200b\n——\n***", "。"])
def test_file_without_text_is_refused_by_name(text: str) -> None:
    with pytest.raises(FileRefused) as refused:
        _assemble(parsed_lines(text), name="空白.pdf")
    assert refused.value.outcome == OutcomeCode.NO_TEXT.value
    assert "空白.pdf" in refused.value.message_zh


def test_real_laws_keep_every_character(shared_dir: Path) -> None:
    from ingest.parsers import markdown

    for path in sorted((shared_dir / "corpora" / "laws" / "社会法").glob("*.md")):
        data = path.read_bytes()
        if path.name == "_index.md":
            continue
        document = _assemble(markdown.parse(data, path.name), name=path.name, data=data)
        articles = [section for section in document.sections if section.kind is SectionKind.ARTICLE]
        numbers = [section.label for section in articles]
        assert numbers[0] == "第一条", path.name
        assert len(set(numbers)) == len(numbers), path.name
        covered = "".join("".join(chunk.text.split()) for chunk in document.chunks)
        assert covered == "".join(document.text.split()), path.name
