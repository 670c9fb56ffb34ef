"""Records to and from the columns of the catalogue."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from kb.records import (
    AsRead,
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

CHUNK_COLUMNS = (
    "c.chunk_no, d.document_id, c.ordinal, c.section, c.kind, c.start_offset, c.end_offset,"
    " c.page, c.header_start, c.header_end, c.content_hash, c.heading_path, c.text"
)
SECTION_COLUMNS = "ordinal, parent, depth, kind, label, title, start_offset, end_offset"

DATE_FIELDS = frozenset({"adopted_on", "issued_on", "effective_on", "revised_on", "expires_on"})
LIST_FIELDS = frozenset({"hazards", "repeals"})
METADATA_FIELDS = tuple(one.name for one in fields(Metadata) if one.name not in ("sources", "as_read"))

Row = Sequence[Any]  # what sqlite3 returns; the readers below give it types


def to_json(value: object) -> str:
    """Write compact JSON; Chinese stays readable in the file."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def field_to_plain(name: str, value: object) -> object:
    """Return the JSON value of a metadata field."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if name in LIST_FIELDS and isinstance(value, tuple | list) else value


def field_from_plain(name: str, value: Any) -> object:  # Any: parsed JSON
    """Return the typed value of a metadata field; the inverse of `field_to_plain`.

    Raises:
        ValueError, TypeError: The value does not fit the field.
    """
    if name in DATE_FIELDS:
        return date.fromisoformat(value) if value else None
    if name in LIST_FIELDS:
        if isinstance(value, str) or not all(isinstance(one, str) for one in value):
            raise TypeError(f"{name} takes a list of strings, got {value!r}")
        return tuple(value)
    if name == "status":
        return DocumentStatus(value)
    if not isinstance(value, str):
        raise TypeError(f"{name} takes a string, got {value!r}")
    return value


def metadata_to_json(metadata: Metadata) -> str:
    """Write every field, dates as ISO 8601 and sources as [field, start, end]."""
    plain: dict[str, object] = {name: field_to_plain(name, getattr(metadata, name)) for name in METADATA_FIELDS}
    plain["sources"] = [[name, span.start, span.end] for name, span in metadata.sources]
    if metadata.as_read:
        plain["as_read"] = [
            [one.field, one.value, *((one.span.start, one.span.end) if one.span else ())] for one in metadata.as_read
        ]
    return to_json(plain)


def metadata_from_json(text: str) -> Metadata:
    """Read what `metadata_to_json` wrote; fields of an older version keep their defaults."""
    plain = json.loads(text)
    sources = tuple((name, Span(start=start, end=end)) for name, start, end in plain.pop("sources", ()))
    as_read = tuple(
        AsRead(field=row[0], value=row[1], span=Span(start=row[2], end=row[3]) if len(row) > 2 else None)
        for row in plain.pop("as_read", ())
    )
    known: dict[str, Any] = {
        name: field_from_plain(name, value) for name, value in plain.items() if name in METADATA_FIELDS
    }
    return Metadata(**known, sources=sources, as_read=as_read)


def chunk_to_row(document_no: int, chunk: Chunk) -> Row:
    """Return the values of the columns of `chunks` after `chunk_no`."""
    header = chunk.header_span
    return (
        document_no,
        chunk.ordinal,
        chunk.section,
        chunk.kind.value,
        chunk.start,
        chunk.end,
        chunk.page,
        None if header is None else header.start,
        None if header is None else header.end,
        chunk.content_hash,
        to_json(chunk.heading_path),
        chunk.text,
    )


def chunk_from_row(row: Row) -> tuple[int, Chunk]:
    """Return (chunk_no, chunk) from a row of `CHUNK_COLUMNS`."""
    chunk_no, document_id, ordinal, section, kind, start, end, page, header_start, header_end, digest, path, text = row
    return chunk_no, Chunk(
        chunk_id=f"{document_id}:{start}-{end}",
        document_id=document_id,
        ordinal=ordinal,
        section=section,
        kind=ChunkKind(kind),
        start=start,
        end=end,
        text=text,
        heading_path=tuple(json.loads(path)),
        page=page,
        header_span=None if header_start is None else Span(start=header_start, end=header_end),
        content_hash=digest,
    )


def section_to_row(document_no: int, section: Section) -> Row:
    """Return the values of the columns of `sections`."""
    kind = section.kind.value
    place = (section.ordinal, section.parent, section.depth)
    return (document_no, *place, kind, section.label, section.title, section.start, section.end)


def section_from_row(document_id: str, row: Row) -> Section:
    """Return a section from a row of `SECTION_COLUMNS`."""
    ordinal, parent, depth, kind, label, title, start, end = row
    return Section(
        section_id=f"{document_id}:{ordinal}",
        ordinal=ordinal,
        parent=parent,
        depth=depth,
        kind=SectionKind(kind),
        label=label,
        title=title,
        start=start,
        end=end,
    )


DOCUMENT_VALUES: dict[str, Callable[[Document], object]] = {
    "document_id": lambda one: one.document_id,
    "work_id": lambda one: one.work_id,
    "source_uri": lambda one: one.source_uri,
    "file_name": lambda one: one.file_name,
    "media_type": lambda one: one.media_type,
    "byte_count": lambda one: one.byte_count,
    "character_count": lambda one: len(one.text),
    "chunk_count": lambda one: len(one.chunks),
    "approved": lambda one: int(one.approved),
    "ingested_at": lambda one: one.ingested_at.isoformat(),
    "pages": lambda one: to_json([[page.number, page.start] for page in one.pages]),
    "warnings": lambda one: to_json(one.warnings),
    "metadata": lambda one: metadata_to_json(one.metadata),
    "recognised_characters": lambda one: sum(span.end - span.start for span in one.recognised),
    "reader_version": lambda one: one.reader_version,
}


def pages_from_json(text: str) -> tuple[PageStart, ...]:
    """Read the page starts of a document."""
    return tuple(PageStart(number=number, start=start) for number, start in json.loads(text))


def recognised_to_json(spans: Sequence[RecognisedSpan]) -> str:
    """Write the recognised runs of a text; four decimals of the confidence are kept."""
    return to_json([[one.start, one.end, round(one.confidence, 4)] for one in spans])


def recognised_from_json(text: str) -> tuple[RecognisedSpan, ...]:
    """Read what `recognised_to_json` wrote."""
    return tuple(RecognisedSpan(start=start, end=end, confidence=sure) for start, end, sure in json.loads(text))


def time_from_text(text: str) -> datetime:
    """Read an aware UTC time."""
    return datetime.fromisoformat(text)
