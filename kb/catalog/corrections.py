"""Field corrections made by editors: kept apart from what was read, so that ingesting again keeps them."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import Any

from kb.catalog.codec import METADATA_FIELDS, field_from_plain, field_to_plain, to_json
from kb.errors import InputRefused
from kb.index_text import content_hash, index_texts
from kb.records import Document, Metadata

# What stays true when the next version of a document comes from the same place; the other fields
# (dates, number, status, repeals) belong to one version only.
LASTING_FIELDS = frozenset({"title", "issuer", "doc_type", "hazards", "region", "level"})


def checked_value(field: str, value: object) -> object:
    """Return `value` typed for `field`; ISO dates, status ids and lists are accepted as plain JSON values.

    Raises:
        InputRefused: There is no such field, or the value does not fit it.
    """
    if field not in METADATA_FIELDS:
        raise InputRefused(f"没有可更正的字段 {field!r}；可更正：{'、'.join(METADATA_FIELDS)}。")
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
    """Replace the corrected fields; they no longer point into the text."""
    differing = {name for name, value in corrections.items() if getattr(metadata, name) != value}
    sources = tuple((name, span) for name, span in metadata.sources if name not in differing)
    return replace(metadata, **corrections, sources=sources)


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
