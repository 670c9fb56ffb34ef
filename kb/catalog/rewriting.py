"""Changes of a stored document inside the caller's transaction, told to the projections."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from kb.catalog import writing
from kb.catalog.codec import metadata_to_json
from kb.catalog.corrections import rehashed
from kb.catalog.records import FloatVector, OutboxOperation
from kb.records import Document


def announce(connection: sqlite3.Connection, document_id: str, replaced: bool) -> None:
    """Tell the projections; chunk numbers that are gone must be taken out before the new ones go in."""
    operations: Iterable[OutboxOperation] = (OutboxOperation.UPSERT,)
    if replaced:
        operations = (OutboxOperation.REMOVE, OutboxOperation.UPSERT)
    writing.append_outbox(connection, document_id, *operations)


def check_vectors(connection: sqlite3.Connection, document: Document, encoder_id: str) -> None:
    """Make sure the document can be searched by vector as soon as it is committed."""
    if not encoder_id:
        return
    writing.use_encoder(connection, encoder_id)
    if missing := writing.missing_vectors(connection, encoder_id, document.document_id):
        raise ValueError(f"{len(missing)} chunks of {document.document_id} have no vector of {encoder_id}")


def rewrite_metadata(
    connection: sqlite3.Connection, before: Document, after: Document, vectors: Mapping[str, FloatVector]
) -> None:
    """Store the metadata of `after`; a new title goes into what is indexed."""
    connection.execute(
        "UPDATE documents SET metadata = ? WHERE document_id = ?",
        (metadata_to_json(after.metadata), after.document_id),
    )
    if after.metadata.title != before.metadata.title:
        _retitle(connection, before, rehashed(after), vectors)
    announce(connection, after.document_id, replaced=False)


def _retitle(
    connection: sqlite3.Connection, before: Document, after: Document, vectors: Mapping[str, FloatVector]
) -> None:
    """Give a document's chunks the content hashes of its new title, and the vectors that belong to them."""
    encoder_id = writing.current_encoder(connection)
    if vectors:
        writing.insert_vectors(connection, encoder_id, vectors)
    connection.executemany(
        "UPDATE chunks SET content_hash = ? WHERE ordinal = ?"
        " AND document_no = (SELECT document_no FROM documents WHERE document_id = ?)",
        ((one.content_hash, one.ordinal, after.document_id) for one in after.chunks),
    )
    check_vectors(connection, after, encoder_id)
    writing.delete_orphan_vectors(connection, {one.content_hash for one in before.chunks})
