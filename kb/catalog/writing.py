"""SQL that changes the catalogue. Every function runs inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import numpy as np

from kb.catalog.codec import DOCUMENT_VALUES, chunk_to_row, recognised_to_json, section_to_row
from kb.catalog.records import FloatVector, OutboxOperation, ProjectionState
from kb.errors import EncoderMismatch
from kb.records import Document

DOCUMENT_NAMES = (*DOCUMENT_VALUES, "original_sha256")
INSERT_DOCUMENT = f"INSERT INTO documents ({', '.join(DOCUMENT_NAMES)}) VALUES ({', '.join('?' * len(DOCUMENT_NAMES))})"
INSERT_CHUNK = (
    "INSERT INTO chunks (document_no, ordinal, section, kind, start_offset, end_offset, page, header_start,"
    " header_end, content_hash, heading_path, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_SECTION = "INSERT INTO sections VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_VECTOR = "INSERT INTO vectors (encoder_no, content_hash, vector) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
SQL_PARAMETERS = 500  # safely below the lowest limit SQLite was ever compiled with (999)


def batches(values: Iterable[str], size: int = SQL_PARAMETERS) -> Iterator[list[str]]:
    """Cut values into lists that fit the parameters of one statement."""
    iterator = iter(values)
    while batch := list(islice(iterator, size)):
        yield batch


def marks(values: Sequence[object]) -> str:
    """Return "?, ?, …" for an IN list."""
    return ", ".join("?" * len(values))


def insert_document(connection: sqlite3.Connection, document: Document, original_sha256: str) -> None:
    """Insert a document with its text, sections and chunks."""
    values = [read(document) for read in DOCUMENT_VALUES.values()]
    document_no = connection.execute(INSERT_DOCUMENT, (*values, original_sha256)).lastrowid
    assert document_no is not None  # an INSERT always sets it
    text_row = (document_no, document.text, recognised_to_json(document.recognised))
    connection.execute("INSERT INTO document_texts (document_no, text, recognised) VALUES (?, ?, ?)", text_row)
    connection.executemany(INSERT_SECTION, (section_to_row(document_no, one) for one in document.sections))
    connection.executemany(INSERT_CHUNK, (chunk_to_row(document_no, one) for one in document.chunks))


def delete_document(connection: sqlite3.Connection, document_id: str) -> tuple[set[str], str] | None:
    """Delete a document; return (content hashes it used, sha256 of its original), None when it is not there."""
    found = connection.execute(
        "SELECT document_no, original_sha256 FROM documents WHERE document_id = ?", (document_id,)
    ).fetchone()
    if found is None:
        return None
    document_no, original = found
    hashes = {
        row[0] for row in connection.execute("SELECT content_hash FROM chunks WHERE document_no = ?", (document_no,))
    }
    for table in ("chunks", "sections", "document_texts", "documents"):
        connection.execute(f"DELETE FROM {table} WHERE document_no = ?", (document_no,))
    return hashes, original


def delete_orphan_vectors(connection: sqlite3.Connection, hashes: Iterable[str]) -> None:
    """Delete the vectors of these hashes that no chunk uses any more."""
    connection.executemany(
        "DELETE FROM vectors WHERE content_hash = ?1"
        " AND NOT EXISTS (SELECT 1 FROM chunks WHERE chunks.content_hash = ?1)",
        ((one,) for one in hashes),
    )


def encoder_no(connection: sqlite3.Connection, encoder_id: str, dimension: int) -> int:
    """Return the encoder's number, registering it when it is new.

    Raises:
        EncoderMismatch: The encoder is known with another dimension.
    """
    found = connection.execute(
        "SELECT encoder_no, dimension FROM encoders WHERE encoder_id = ?", (encoder_id,)
    ).fetchone()
    if found is None:
        cursor = connection.execute(
            "INSERT INTO encoders (encoder_id, dimension, is_current) VALUES (?, ?, 0)", (encoder_id, dimension)
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid
    if found[1] != dimension:
        raise EncoderMismatch(
            f"句向量模型 {encoder_id} 入库时是 {found[1]} 维，现在是 {dimension} 维。"
            "请运行 yubei reindex 重新计算向量。"
        )
    return int(found[0])


def insert_vectors(connection: sqlite3.Connection, encoder_id: str, vectors: Mapping[str, FloatVector]) -> None:
    """Insert vectors as little-endian float32; one that is there already stays."""
    if not vectors:
        return
    first = next(iter(vectors.values()))
    number = encoder_no(connection, encoder_id, len(first))
    connection.executemany(INSERT_VECTOR, ((number, key, vector_blob(one, len(first))) for key, one in vectors.items()))


def vector_blob(vector: FloatVector, dimension: int) -> bytes:
    """Return the stored form of a vector.

    Raises:
        ValueError: Its length is not `dimension` or it holds a number that is not finite.
    """
    if vector.shape != (dimension,) or not np.isfinite(vector).all():
        raise ValueError(f"expected {dimension} finite numbers, got shape {vector.shape}")
    return vector.astype("<f4", copy=False).tobytes()


def use_encoder(connection: sqlite3.Connection, encoder_id: str) -> None:
    """Make an encoder the base's own, when the base has none yet.

    Raises:
        EncoderMismatch: The base holds vectors of another encoder.
    """
    current = current_encoder(connection)
    if current == encoder_id:
        return
    if current:
        raise EncoderMismatch(
            f"知识库的向量由 {current} 生成，当前设置的模型是 {encoder_id}。"
            "请运行 yubei reindex 重新计算，或改回原来的模型。"
        )
    set_current_encoder(connection, encoder_id)


def set_current_encoder(connection: sqlite3.Connection, encoder_id: str) -> None:
    """Make an encoder the base's own, whatever it was before."""
    connection.execute("UPDATE encoders SET is_current = (encoder_id = ?)", (encoder_id,))


def current_encoder(connection: sqlite3.Connection) -> str:
    """Return the encoder the base's vectors are from, "" while it has none."""
    found = connection.execute(
        "SELECT encoder_id FROM encoders WHERE is_current"
        " AND EXISTS (SELECT 1 FROM vectors WHERE vectors.encoder_no = encoders.encoder_no)"
    ).fetchone()
    return "" if found is None else str(found[0])


def missing_vectors(connection: sqlite3.Connection, encoder_id: str, document_id: str) -> list[str]:
    """Return the content hashes of a document's chunks that have no vector of this encoder."""
    rows = connection.execute(
        "SELECT DISTINCT c.content_hash FROM chunks c JOIN documents d USING (document_no) WHERE d.document_id = ?"
        " AND NOT EXISTS (SELECT 1 FROM vectors v JOIN encoders e USING (encoder_no)"
        " WHERE v.content_hash = c.content_hash AND e.encoder_id = ?)",
        (document_id, encoder_id),
    )
    return [row[0] for row in rows]


def append_outbox(connection: sqlite3.Connection, document_id: str, *operations: OutboxOperation) -> None:
    """Append changes of a document; they supersede its earlier ones, which are dropped."""
    connection.execute("DELETE FROM outbox WHERE document_id = ?", (document_id,))
    connection.executemany(
        "INSERT INTO outbox (operation, document_id) VALUES (?, ?)", ((one.value, document_id) for one in operations)
    )


def append_audit(
    connection: sqlite3.Connection, at: str, actor: str, action: str, document_id: str, detail: str = ""
) -> None:
    """Append a line to the audit."""
    connection.execute(
        "INSERT INTO audit (at, actor, action, document_id, detail) VALUES (?, ?, ?, ?, ?)",
        (at, actor, action, document_id, detail),
    )


def save_state(connection: sqlite3.Connection, state: ProjectionState) -> None:
    """Insert or replace a projection's state."""
    connection.execute(
        "INSERT OR REPLACE INTO projection_state VALUES (?, ?, ?, ?)",
        (state.name, state.generation, state.applied_seq, int(state.writing)),
    )


def delete_other_encoders(connection: sqlite3.Connection, encoder_id: str) -> None:
    """Delete every vector that is not of this encoder, and the other encoders."""
    others = "SELECT encoder_no FROM encoders WHERE encoder_id <> ?"
    connection.execute(f"DELETE FROM vectors WHERE encoder_no IN ({others})", (encoder_id,))
    connection.execute("DELETE FROM encoders WHERE encoder_id <> ?", (encoder_id,))
