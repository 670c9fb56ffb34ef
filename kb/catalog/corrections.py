"""Field corrections made by editors: kept apart from what was read, so that ingesting again keeps them."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import Any

from kb.catalog.codec import METADATA_FIELDS, field_from_plain, field_to_plain, time_from_text, to_json
from kb.catalog.records import CorrectionMade
from kb.errors import InputRefused
from kb.index_text import content_hash, index_texts
from kb.records import AsRead, Document, Metadata

# What stays true when the next version of a document comes from the same place; the other fields
# (dates, number, status, repeals) belong to one version only.
LASTING_FIELDS = frozenset({"title", "issuer", "doc_type", "hazards", "region", "level"})


def check_field(field: str) -> None:
    """Refuse a name that is no metadata field.

    Raises:
        InputRefused: It is none; the message lists the fields.
    """
    if field not in METADATA_FIELDS:
        raise InputRefused(f"没有可更正的字段 {field!r}；可更正：{'、'.join(METADATA_FIELDS)}。")


def checked_value(field: str, value: object) -> object:
    """Return `value` typed for `field`; ISO dates, status ids and lists are accepted as plain JSON values.

    Raises:
        InputRefused: There is no such field, or the value does not fit it.
    """
    check_field(field)
    if field == "title" and not str(value).strip():
        raise InputRefused("标题不能为空。请填写文件的完整标题。")
    try:
        return field_from_plain(field, field_to_plain(field, value))
    except (TypeError, ValueError) as error:
        raise InputRefused(f"字段 {field} 不能取值 {value!r}。日期请写成 2026-05-01，多个值请写成列表。") from error


def scope_of(field: str, document_id: str, source_uri: str) -> str:
    """Return what a correction is tied to: the source for lasting fields, the version for others."""
    return f"source:{source_uri}" if field in LASTING_FIELDS else f"document:{document_id}"


def save_correction(
    connection: sqlite3.Connection, scope: str, field: str, value: object, editor: str, at: str
) -> None:
    """Keep a correction; a later one of the same field takes its place."""
    connection.execute(
        "INSERT INTO corrections VALUES (?, ?, ?, ?, ?) ON CONFLICT (scope, field) DO UPDATE SET"
        " value = excluded.value, editor = excluded.editor, corrected_at = excluded.corrected_at",
        (scope, field, to_json(field_to_plain(field, value)), editor, at),
    )


def forget_correction(connection: sqlite3.Connection, scope: str, field: str) -> bool:
    """Delete a correction; tell whether there was one."""
    return connection.execute("DELETE FROM corrections WHERE scope = ? AND field = ?", (scope, field)).rowcount > 0


def corrections_made(connection: sqlite3.Connection, document_id: str, source_uri: str) -> tuple[CorrectionMade, ...]:
    """Return the corrections that apply to a document, by field."""
    rows = connection.execute(
        "SELECT field, scope, editor, corrected_at FROM corrections WHERE scope IN (?, ?) ORDER BY field",
        (f"source:{source_uri}", f"document:{document_id}"),
    )
    return tuple(
        CorrectionMade(field=field, lasting=scope.startswith("source:"), editor=editor, at=time_from_text(at))
        for field, scope, editor, at in rows
    )


def corrections_of(connection: sqlite3.Connection, document: Document) -> dict[str, Any]:
    """Return field → typed value of the corrections that apply to a document."""
    rows = connection.execute(
        "SELECT field, value FROM corrections WHERE scope IN (?, ?)",
        (f"source:{document.source_uri}", f"document:{document.document_id}"),
    )
    return {field: field_from_plain(field, json.loads(value)) for field, value in rows}


def apply_corrections(document: Document, corrections: dict[str, Any]) -> Document:
    """Return the document with corrected metadata; a new title gives its chunks new content hashes."""
    metadata = corrected_metadata(document.metadata, corrections)
    if metadata == document.metadata:
        return document
    changed = replace(document, metadata=metadata)
    return changed if metadata.title == document.metadata.title else rehashed(changed)


def corrected_metadata(metadata: Metadata, corrections: dict[str, Any]) -> Metadata:
    """Replace the corrected fields; they no longer point into the text, and what was read of them is kept beside."""
    differing = {name for name, value in corrections.items() if getattr(metadata, name) != value}
    spans = dict(metadata.sources)
    known = {one.field for one in metadata.as_read}
    as_read = tuple(
        AsRead(field=name, value=to_json(field_to_plain(name, getattr(metadata, name))), span=spans.get(name))
        for name in sorted(differing - known)
    )
    sources = tuple((name, span) for name, span in metadata.sources if name not in differing)
    return replace(metadata, **corrections, sources=sources, as_read=(*metadata.as_read, *as_read))


def restored_metadata(metadata: Metadata, field: str) -> Metadata:
    """Return the metadata with a field as it was read, where that is known."""
    read = next((one for one in metadata.as_read if one.field == field), None)
    if read is None:
        return metadata
    restored: dict[str, Any] = {field: field_from_plain(field, json.loads(read.value))}
    sources = [one for one in metadata.sources if one[0] != field]
    if read.span is not None:
        sources.append((field, read.span))
    as_read = tuple(one for one in metadata.as_read if one.field != field)
    return replace(metadata, **restored, sources=tuple(sources), as_read=as_read)


def rehashed(document: Document) -> Document:
    """Recompute the content hashes of the chunks from the document's title."""
    texts = index_texts(document.metadata.title, document.chunks)
    return replace(
        document,
        chunks=tuple(
            replace(chunk, content_hash=content_hash(text)) for chunk, text in zip(document.chunks, texts, strict=True)
        ),
    )


def describe(field: str, old: object, new: object) -> str:
    """Return the audit line of a correction."""
    return to_json({"field": field, "from": field_to_plain(field, old), "to": field_to_plain(field, new)})
