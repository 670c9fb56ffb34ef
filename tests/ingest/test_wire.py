from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import orjson
import pytest

from ingest.wire import WireError, decode_document, encode_document
from kb.records import (
    Chunk,
    ChunkKind,
    Document,
    DocumentStatus,
    Metadata,
    PageStart,
    Section,
    SectionKind,
    Span,
)

TEXT = "防汛预案\n级别 | 条件\nⅠ级 | 特大洪水"
ID = "0" * 32


def make_chunk(ordinal: int, start: int, end: int, *, header: Span | None = None, page: int | None = None) -> Chunk:
    return Chunk(
        chunk_id=f"{ID}:{start}-{end}",
        document_id=ID,
        ordinal=ordinal,
        section=0,
        kind=ChunkKind.TABLE if header else ChunkKind.TEXT,
        start=start,
        end=end,
        text=TEXT[start:end],
        heading_path=("防汛预案", "4.1 分级"),
        page=page,
        header_span=header,
        content_hash=f"{ordinal:064d}",
    )


DOCUMENT = Document(
    document_id=ID,
    work_id="work",
    source_uri="plans/防汛.docx",
    file_name="防汛.docx",
    media_type="text/plain",
    byte_count=123,
    text=TEXT,
    pages=(PageStart(number=1, start=0), PageStart(number=2, start=5)),
    sections=(
        Section(
            section_id=f"{ID}:0",
            ordinal=0,
            parent=-1,
            depth=0,
            kind=SectionKind.ROOT,
            label="",
            title="",
            start=0,
            end=len(TEXT),
        ),
    ),
    chunks=(make_chunk(0, 0, 4, page=1), make_chunk(1, 13, len(TEXT), header=Span(start=5, end=12), page=2)),
    metadata=Metadata(
        title="防汛预案",
        issuer="临澜市人民政府",
        hazards=("flood",),
        status=DocumentStatus.DRAFT,
        issued_on=date(2025, 4, 15),
        repeals=("旧预案",),
        sources=(("title", Span(start=0, end=4)),),
    ),
    ingested_at=datetime(2026, 3, 1, 8, 30, 5, 123456, tzinfo=UTC),
    approved=False,
    warnings=("第 3 页没有文字层。",),
)


def test_a_document_comes_back_equal() -> None:
    assert decode_document(encode_document(DOCUMENT)) == DOCUMENT


def test_chunk_texts_are_not_sent_twice() -> None:
    long = replace(DOCUMENT, text="汛" * 10_000, chunks=(), sections=(), pages=())
    chunked = replace(long, chunks=tuple(make_chunk(n, n, n + 1) for n in range(10)))
    assert len(encode_document(chunked)) < len(encode_document(long)) + 10 * 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", 7),
        ("id", None),
        ("chunks", [[0, "text", 0, 10_000, [], None, None, "h"]]),
        ("chunks", [[0, "text", -1, 2, [], None, None, "h"]]),
        ("chunks", [[0, "picture", 0, 2, [], None, None, "h"]]),
        ("chunks", [[0, "text"]]),
        ("sections", [[-1, 0, "root", "", "", 0, 99_999]]),
        ("pages", [["1", 0]]),
        ("metadata", {}),
        ("at", "yesterday"),
        ("warnings", "text"),
    ],
)
def test_anything_else_is_no_document(field: str, value: object) -> None:
    raw = orjson.loads(encode_document(DOCUMENT))
    raw[field] = value
    with pytest.raises(WireError):
        decode_document(orjson.dumps(raw))


@pytest.mark.parametrize("packed", [b"", b"[]", b"null", b"{", b"\x80\x04N."])
def test_other_bytes_are_no_document(packed: bytes) -> None:
    with pytest.raises(WireError):
        decode_document(packed)
