"""Read the outbox as a projection needs it: per document, the last change, in order."""

from __future__ import annotations

from dataclasses import dataclass

from kb.catalog import Catalog
from kb.catalog.records import ChunkRow, OutboxOperation, VectorRow
from kb.errors import DocumentNotFound

OUTBOX_PAGE = 500  # entries read at once
SAMPLE = 64  # chunks that a check searches for


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """A stretch of the outbox.

    Attributes:
        upserted: Ids whose rows must be written anew, in order of their last change.
        removed: Ids whose rows must go.
        last_seq: The projection has come this far once it holds these changes.
    """

    upserted: tuple[str, ...]
    removed: tuple[str, ...]
    last_seq: int


def read_changes(catalog: Catalog, after: int, limit: int = OUTBOX_PAGE) -> Changes | None:
    """Return the next changes after `after`, None when there are none."""
    entries = catalog.outbox_after(after, limit)
    if not entries:
        return None
    last: dict[str, OutboxOperation] = {}
    for entry in entries:
        last.pop(entry.document_id, None)
        last[entry.document_id] = entry.operation
    upserted = tuple(name for name, operation in last.items() if operation == OutboxOperation.UPSERT)
    removed = tuple(name for name, operation in last.items() if operation != OutboxOperation.UPSERT)
    return Changes(upserted=upserted, removed=removed, last_seq=entries[-1].seq)


def chunk_rows(catalog: Catalog, document_id: str) -> list[ChunkRow]:
    """Return the rows of a document; none when it has been removed meanwhile."""
    try:
        return catalog.chunk_rows(document_id)
    except DocumentNotFound:
        return []


def vector_rows(catalog: Catalog, document_id: str, encoder_id: str) -> list[VectorRow]:
    """Return the vectors of a document; none when it has been removed meanwhile."""
    try:
        return catalog.vector_rows(document_id, encoder_id)
    except DocumentNotFound:
        return []


def sample_rows(catalog: Catalog, size: int = SAMPLE) -> list[ChunkRow]:
    """Return rows spread evenly over the base, one per document at most."""
    document_ids = catalog.chunk_table().document_ids
    step = max(1, len(document_ids) // size)
    rows = []
    for document_id in document_ids[::step][:size]:
        of_document = chunk_rows(catalog, document_id)
        if of_document:
            rows.append(of_document[len(of_document) // 2])
    return rows
