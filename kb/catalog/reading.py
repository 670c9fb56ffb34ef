"""SQL that reads the catalogue. Every function runs inside the caller's read transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.catalog.codec import (
    CHUNK_COLUMNS,
    SECTION_COLUMNS,
    chunk_from_row,
    metadata_from_json,
    pages_from_json,
    recognised_from_json,
    section_from_row,
    time_from_text,
)
from kb.catalog.records import (
    AuditEntry,
    ChunkTable,
    OutboxEntry,
    OutboxOperation,
    ProjectionState,
    Statistics,
    VectorRow,
)
from kb.catalog.writing import batches, marks
from kb.protocols import FloatMatrix
from kb.records import Chunk, Document

CHUNKS = f"SELECT {CHUNK_COLUMNS} FROM chunks c JOIN documents d USING (document_no)"
FETCH_ROWS = 4096
LITTLE_FLOAT = np.dtype("<f4")


def read_document(connection: sqlite3.Connection, document_id: str) -> Document | None:
    """Return a document whole, None when it is not there."""
    found = connection.execute(
        "SELECT document_no, work_id, source_uri, file_name, media_type, byte_count, approved, ingested_at, pages,"
        " warnings, metadata, reader_version, text, recognised FROM documents JOIN document_texts USING (document_no) WHERE document_id = ?",
        (document_id,),
    ).fetchone()
    if found is None:
        return None
    number, work, source, name, media, size, approved, at, pages, warnings, metadata, reader, text, recognised = found
    sections = connection.execute(
        f"SELECT {SECTION_COLUMNS} FROM sections WHERE document_no = ? ORDER BY ordinal", (number,)
    )
    chunks = connection.execute(f"{CHUNKS} WHERE c.document_no = ? ORDER BY c.ordinal", (number,))
    return Document(
        document_id=document_id,
        work_id=work,
        source_uri=source,
        file_name=name,
        media_type=media,
        byte_count=size,
        text=text,
        pages=pages_from_json(pages),
        sections=tuple(section_from_row(document_id, row) for row in sections),
        chunks=tuple(chunk_from_row(row)[1] for row in chunks),
        metadata=metadata_from_json(metadata),
        ingested_at=time_from_text(at),
        approved=bool(approved),
        warnings=tuple(json.loads(warnings)),
        recognised=recognised_from_json(recognised),
        reader_version=reader,
    )


def read_title(connection: sqlite3.Connection, document_id: str) -> str:
    """Return the title the chunks of a document are indexed under, "" when the document is not there."""
    found = connection.execute("SELECT title FROM documents WHERE document_id = ?", (document_id,)).fetchone()
    return "" if found is None else found[0] or ""


def read_chunks(connection: sqlite3.Connection, chunk_nos: Sequence[int]) -> dict[int, Chunk]:
    """Return chunk_no → chunk for those that exist."""
    found: dict[int, Chunk] = {}
    for batch in batches(map(str, chunk_nos)):
        numbers = [int(one) for one in batch]
        rows = connection.execute(f"{CHUNKS} WHERE c.chunk_no IN ({marks(numbers)})", numbers)
        found.update(map(chunk_from_row, rows))
    return found


def read_documents_with_article(connection: sqlite3.Connection, labels: Sequence[str]) -> set[str]:
    """Return the ids of the documents that have an article with one of the labels."""
    sql = (
        "SELECT DISTINCT d.document_id FROM sections s JOIN documents d USING (document_no)"
        f" WHERE s.kind = 'article' AND s.label IN ({marks(labels)})"
    )
    return {row[0] for row in connection.execute(sql, tuple(labels))}


def read_document_chunks(
    connection: sqlite3.Connection, document_id: str, first: int = 0, last: int | None = None
) -> list[tuple[int, Chunk]]:
    """Return (chunk_no, chunk) of a document with ordinals first..last, in order."""
    condition = "WHERE d.document_id = ? AND c.ordinal >= ?" + ("" if last is None else " AND c.ordinal <= ?")
    given = (document_id, first) if last is None else (document_id, first, last)
    return [chunk_from_row(row) for row in connection.execute(f"{CHUNKS} {condition} ORDER BY c.ordinal", given)]


def read_vector_rows(connection: sqlite3.Connection, document_id: str, encoder_id: str) -> list[VectorRow]:
    """Return the vectors of a document's chunks, in order; chunks without one are left out."""
    rows = connection.execute(
        "SELECT c.chunk_no, c.start_offset, c.end_offset, v.vector FROM documents d JOIN chunks c USING (document_no)"
        " JOIN encoders e ON e.encoder_id = ?2"
        " JOIN vectors v ON v.content_hash = c.content_hash AND v.encoder_no = e.encoder_no"
        " WHERE d.document_id = ?1 ORDER BY c.ordinal",
        (document_id, encoder_id),
    )
    return [
        VectorRow(
            chunk_no=number,
            chunk_id=f"{document_id}:{start}-{end}",
            document_id=document_id,
            vector=_vectors([blob])[0],
        )
        for number, start, end, blob in rows
    ]


def read_vector_matrix(connection: sqlite3.Connection, encoder_id: str) -> tuple[NDArray[np.int64], FloatMatrix]:
    """Return (chunk numbers ascending, their vectors) of every chunk that has a vector of the encoder."""
    encoder = connection.execute(
        "SELECT encoder_no, dimension FROM encoders WHERE encoder_id = ?", (encoder_id,)
    ).fetchone()
    if encoder is None:
        return np.empty(0, dtype=np.int64), np.empty((0, 0), dtype=np.float32)
    number, dimension = encoder
    count = connection.execute("SELECT count(*) FROM chunks").fetchone()[0]
    chunk_nos = np.empty(count, dtype=np.int64)
    matrix = np.empty((count, dimension), dtype=np.float32)
    cursor = connection.execute(
        "SELECT c.chunk_no, v.vector FROM chunks c CROSS JOIN vectors v ON v.content_hash = c.content_hash"
        " WHERE v.encoder_no = ? ORDER BY c.chunk_no",
        (number,),
    )
    filled = 0
    while rows := cursor.fetchmany(FETCH_ROWS):
        end = filled + len(rows)
        chunk_nos[filled:end] = [row[0] for row in rows]
        matrix[filled:end] = _vectors([row[1] for row in rows])
        filled = end
    return chunk_nos[:filled], matrix[:filled]


def read_chunk_table(connection: sqlite3.Connection) -> ChunkTable:
    """Return which document every chunk belongs to."""
    documents = connection.execute("SELECT document_no, document_id FROM documents ORDER BY document_no").fetchall()
    pairs = connection.execute("SELECT chunk_no, document_no FROM chunks INDEXED BY chunks_by_document").fetchall()
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    table = table[np.argsort(table[:, 0], kind="stable")]
    numbers = np.array([row[0] for row in documents], dtype=np.int64)
    chunk_no = table[:, 0].copy()
    document_index = np.searchsorted(numbers, table[:, 1]).astype(np.int32)
    for shared in (chunk_no, document_index):
        shared.flags.writeable = False
    return ChunkTable(
        chunk_no=chunk_no,
        document_index=document_index,
        document_ids=tuple(row[1] for row in documents),
    )


def read_known_vectors(connection: sqlite3.Connection, hashes: Iterable[str], encoder_id: str) -> set[str]:
    """Return those of the hashes that have a vector of the encoder."""
    known: set[str] = set()
    for batch in batches(hashes):
        rows = connection.execute(
            "SELECT content_hash FROM vectors JOIN encoders USING (encoder_no)"
            f" WHERE encoder_id = ? AND content_hash IN ({marks(batch)})",
            (encoder_id, *batch),
        )
        known.update(row[0] for row in rows)
    return known


def read_outbox(connection: sqlite3.Connection, seq: int, limit: int) -> list[OutboxEntry]:
    """Return the entries after `seq`, oldest first."""
    rows = connection.execute(
        "SELECT seq, operation, document_id FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?", (seq, limit)
    )
    return [OutboxEntry(seq=number, operation=OutboxOperation(name), document_id=one) for number, name, one in rows]


def read_last_seq(connection: sqlite3.Connection) -> int:
    """Return the newest outbox entry, 0 for an empty catalogue."""
    return int(connection.execute("SELECT ifnull(max(seq), 0) FROM outbox").fetchone()[0])


def read_state(connection: sqlite3.Connection, name: str) -> ProjectionState:
    """Return a projection's state; generation 0 when it was never built."""
    found = connection.execute(
        "SELECT generation, applied_seq, writing FROM projection_state WHERE name = ?", (name,)
    ).fetchone()
    if found is None:
        return ProjectionState(name=name)
    return ProjectionState(name=name, generation=found[0], applied_seq=found[1], writing=bool(found[2]))


def read_audit(connection: sqlite3.Connection, limit: int, document_id: str = "") -> list[AuditEntry]:
    """Return the newest lines of the audit, of one document when it is given, newest first."""
    rows = connection.execute(
        "SELECT audit_no, at, actor, action, document_id, detail FROM audit WHERE ? IN ('', document_id)"
        " ORDER BY audit_no DESC LIMIT ?",
        (document_id, limit),
    )
    return [
        AuditEntry(
            audit_no=number, at=time_from_text(at), actor=actor, action=action, document_id=document, detail=detail
        )
        for number, at, actor, action, document, detail in rows
    ]


def read_statistics(connection: sqlite3.Connection, byte_count: int) -> Statistics:
    """Return the size of the base."""

    def count(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0])

    pairs: Any = connection.execute(
        "SELECT encoder_id, count(*) FROM vectors JOIN encoders USING (encoder_no)"
        " GROUP BY encoder_id ORDER BY encoder_id"
    )
    applied: Any = connection.execute("SELECT name, applied_seq FROM projection_state ORDER BY name")
    return Statistics(
        document_count=count("SELECT count(*) FROM documents"),
        section_count=count("SELECT count(*) FROM sections"),
        chunk_count=count("SELECT count(*) FROM chunks"),
        character_count=count("SELECT ifnull(sum(character_count), 0) FROM documents"),
        vector_counts=tuple((name, number) for name, number in pairs),
        last_outbox_seq=read_last_seq(connection),
        applied_seqs=tuple((name, seq) for name, seq in applied),
        byte_count=byte_count,
    )


def _vectors(blobs: Sequence[bytes]) -> FloatMatrix:
    """Return equally long BLOBs as the rows of a matrix."""
    return np.frombuffer(b"".join(blobs), dtype=LITTLE_FLOAT).reshape(len(blobs), -1).astype(np.float32, copy=False)
