"""Documents as JSON between a parser process and the parent; nothing is unpickled.

What can be derived is not sent: chunk texts, ids and ordinals are rebuilt from the text by the parent.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import orjson

from kb.records import (
    Chunk,
    ChunkKind,
    Document,
    DocumentStatus,
    Metadata,
    PageStart,
    RecognisedSpan,
    Section,
    SectionKind,
    Span,
)

MAX_FRAME_BYTES = 10 * 1024 * 1024  # about three million characters; it bounds the parent's memory
_DATES = ("adopted_on", "issued_on", "effective_on", "revised_on", "expires_on")
_TEXTS = (
    *("title", "issuer", "document_number", "doc_type", "region", "level"),
    *("security", "security_term", "disclosure", "contact", "contact_phone"),
)


class WireError(Exception):
    """A parser process sent something that is no document."""


def encode_document(document: Document) -> bytes:
    """Return a document as compact JSON, in the order text, pages, sections, chunks, metadata."""
    return orjson.dumps(
        {
            "id": document.document_id,
            "work": document.work_id,
            "uri": document.source_uri,
            "name": document.file_name,
            "type": document.media_type,
            "bytes": document.byte_count,
            "text": document.text,
            "pages": [[page.number, page.start] for page in document.pages],
            "sections": [_section_row(section) for section in document.sections],
            "chunks": [_chunk_row(chunk) for chunk in document.chunks],
            "metadata": _metadata_map(document.metadata),
            "at": document.ingested_at.isoformat(),
            "approved": document.approved,
            "warnings": list(document.warnings),
            "recognised": [[span.start, span.end, round(span.confidence, 4)] for span in document.recognised],
            "reader": document.reader_version,
        }
    )


def _section_row(section: Section) -> list[object]:
    return [section.parent, section.depth, section.kind, section.label, section.title, section.start, section.end]


def _chunk_row(chunk: Chunk) -> list[object]:
    header = [chunk.header_span.start, chunk.header_span.end] if chunk.header_span else None
    return [
        chunk.section,
        chunk.kind,
        chunk.start,
        chunk.end,
        list(chunk.heading_path),
        chunk.page,
        header,
        chunk.content_hash,
    ]


def _metadata_map(metadata: Metadata) -> dict[str, object]:
    packed: dict[str, object] = {name: getattr(metadata, name) for name in _TEXTS}
    packed.update({name: _iso(getattr(metadata, name)) for name in _DATES})
    packed["hazards"] = list(metadata.hazards)
    packed["repeals"] = list(metadata.repeals)
    packed["status"] = metadata.status
    packed["sources"] = [[name, span.start, span.end] for name, span in metadata.sources]
    return packed


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def decode_document(packed: bytes) -> Document:
    """Rebuild a document from `encode_document`.

    Raises:
        WireError: Not JSON, a field is missing or of another type, or an offset lies outside the text.
    """
    try:
        return _document(orjson.loads(packed))
    except (orjson.JSONDecodeError, KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise WireError(f"not a document: {error}") from error


def _document(raw: dict[str, Any]) -> Document:
    text, document_id = _text(raw["text"]), _text(raw["id"])
    return Document(
        document_id=document_id,
        work_id=_text(raw["work"]),
        source_uri=_text(raw["uri"]),
        file_name=_text(raw["name"]),
        media_type=_text(raw["type"]),
        byte_count=_count(raw["bytes"]),
        text=text,
        pages=tuple(PageStart(number=_count(row[0]), start=_offset(row[1], text)) for row in raw["pages"]),
        sections=tuple(_section(row, number, document_id, text) for number, row in enumerate(raw["sections"])),
        chunks=tuple(_chunk(row, number, document_id, text) for number, row in enumerate(raw["chunks"])),
        metadata=_metadata(raw["metadata"]),
        ingested_at=datetime.fromisoformat(raw["at"]),
        approved=bool(raw["approved"]),
        warnings=_texts(raw["warnings"]),
        recognised=tuple(_recognised(row, text) for row in raw["recognised"]),
        reader_version=_count(raw["reader"]),
    )


def _recognised(row: list[Any], text: str) -> RecognisedSpan:
    confidence = row[2]
    if not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        raise ValueError(f"expected a confidence from 0 to 1, got {confidence!r}")
    return RecognisedSpan(start=_offset(row[0], text), end=_offset(row[1], text), confidence=float(confidence))


def _section(row: list[Any], ordinal: int, document_id: str, text: str) -> Section:
    return Section(
        section_id=f"{document_id}:{ordinal}",
        ordinal=ordinal,
        parent=int(row[0]),
        depth=_count(row[1]),
        kind=SectionKind(row[2]),
        label=_text(row[3]),
        title=_text(row[4]),
        start=_offset(row[5], text),
        end=_offset(row[6], text),
    )


def _chunk(row: list[Any], ordinal: int, document_id: str, text: str) -> Chunk:
    start, end = _offset(row[2], text), _offset(row[3], text)
    header = row[6]
    return Chunk(
        chunk_id=f"{document_id}:{start}-{end}",
        document_id=document_id,
        ordinal=ordinal,
        section=_count(row[0]),
        kind=ChunkKind(row[1]),
        start=start,
        end=end,
        text=text[start:end],
        heading_path=_texts(row[4]),
        page=None if row[5] is None else _count(row[5]),
        header_span=None if header is None else Span(start=_offset(header[0], text), end=_offset(header[1], text)),
        content_hash=_text(row[7]),
    )


def _metadata(raw: dict[str, Any]) -> Metadata:
    fields: dict[str, Any] = {name: _text(raw[name]) for name in _TEXTS}
    fields.update({name: date.fromisoformat(raw[name]) if raw[name] else None for name in _DATES})
    return Metadata(
        **fields,
        hazards=_texts(raw["hazards"]),
        repeals=_texts(raw["repeals"]),
        status=DocumentStatus(raw["status"]),
        sources=tuple((_text(row[0]), Span(start=_count(row[1]), end=_count(row[2]))) for row in raw["sources"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, got {type(value).__name__}")
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(f"expected a list, got {type(values).__name__}")
    return tuple(_text(value) for value in values)


def _count(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(f"expected a count, got {value!r}")
    return value


def _offset(value: object, text: str) -> int:
    offset = _count(value)
    if offset > len(text):
        raise ValueError(f"offset {offset} lies outside a text of {len(text)} characters")
    return offset
