"""What can be read from the catalogue, by any number of threads and processes at once."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kb.catalog import reading
from kb.catalog.connections import Connections
from kb.catalog.corrections import apply_corrections, corrections_made, corrections_of
from kb.catalog.drill_runs import DrillRuns
from kb.catalog.drills_held import DrillsHeld
from kb.catalog.integrity import damage
from kb.catalog.journal import Journal
from kb.catalog.products import Products
from kb.catalog.records import (
    AuditEntry,
    ChunkRow,
    ChunkTable,
    CorrectionMade,
    OutboxEntry,
    ProjectionState,
    Statistics,
    VectorRow,
)
from kb.catalog.study import Study
from kb.catalog.summaries import SummaryCache, read_summary
from kb.catalog.twins import Twin, twins_of
from kb.catalog.writing import current_encoder
from kb.errors import DocumentNotFound
from kb.index_text import index_texts
from kb.protocols import FloatMatrix
from kb.records import Chunk, Document, DocumentSummary


def not_found(document_id: str) -> DocumentNotFound:
    """Return the error for an id the catalogue does not hold."""
    return DocumentNotFound(f"文档库里没有编号为 {document_id!r} 的文档。它可能已被删除或替换，请刷新列表。")


class CatalogReader:
    """The reading half of the catalogue. Every method sees one committed state.

    Attributes:
        journal: Traces of answers, feedback and fixed answers; written only where the catalogue is open for writing.
        products: Cards, questions, drafts and drill kits with the spans they rest on; written as the journal is.
        study: Learners, courses, schedules and exams; written as the journal is.
        drill_runs: Runs of drills and what is to be improved; written as the journal is.
        drills_held: Drills held, as entered by hand; written as the journal is.
    """

    def __init__(self, path: Path, connections: Connections) -> None:
        self._path = path
        self._connections = connections
        self._summaries = SummaryCache()
        self.journal = Journal(connections)
        self.products = Products(connections)
        self.study = Study(connections)
        self.drill_runs = DrillRuns(connections)
        self.drills_held = DrillsHeld(connections)
        self._table_guard = threading.Lock()
        self._table: tuple[int, ChunkTable] | None = None

    @property
    def path(self) -> Path:
        """The SQLite file."""
        return self._path

    def document(self, document_id: str) -> Document:
        """Return a document whole.

        Raises:
            DocumentNotFound: The catalogue does not hold it.
        """
        with self._connections.reading() as connection:
            found = reading.read_document(connection, document_id)
        if found is None:
            raise not_found(document_id)
        return found

    def document_ids(self) -> list[str]:
        """Return the ids of all documents in the order they were stored."""
        with self._connections.reading() as connection:
            return [row[0] for row in connection.execute("SELECT document_id FROM documents ORDER BY document_no")]

    def has_document(self, document_id: str) -> bool:
        """Tell whether the catalogue holds a document."""
        with self._connections.reading() as connection:
            sql = "SELECT 1 FROM documents WHERE document_id = ?"
            return connection.execute(sql, (document_id,)).fetchone() is not None

    def documents_with_article(self, labels: Sequence[str]) -> set[str]:
        """Return the ids of the documents that have an article with one of the labels, as printed: 第十九条."""
        with self._connections.reading() as connection:
            return reading.read_documents_with_article(connection, labels)

    def summaries(self, day: date) -> list[DocumentSummary]:
        """Return all documents in the order they were stored, with their standing on `day`.

        Computed once per day and state of the catalogue: cheap to call for every question.
        """
        with self._connections.reading() as connection:
            return list(self._summaries.on(day, connection))

    def twins_of(self, document_id: str, day: date) -> tuple[Twin, ...]:
        """Return the documents in force on `day` beside this one that say other things; see `kb.catalog.twins`."""
        with self._connections.reading() as connection:
            return twins_of(connection, document_id, day)

    def find_by_source(self, source_uri: str) -> DocumentSummary | None:
        """Return the document last stored from `source_uri`, None when there is none.

        Cheap at any size of the base, so that ingest can ask it for every file. Its standing takes
        only versions of the same work into account; `summaries` gives the full one.
        """
        with self._connections.reading() as connection:
            return read_summary(connection, source_uri, datetime.now(UTC).astimezone().date())

    def original_sha256(self, document_id: str) -> str:
        """Return the sha256 of a document's original bytes, "" when none was kept.

        Raises:
            DocumentNotFound: The catalogue does not hold the document.
        """
        with self._connections.reading() as connection:
            sql = "SELECT original_sha256 FROM documents WHERE document_id = ?"
            found = connection.execute(sql, (document_id,)).fetchone()
        if found is None:
            raise not_found(document_id)
        return str(found[0])

    def originals_in_use(self) -> set[str]:
        """Return the sha256 of every original some document needs."""
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT DISTINCT original_sha256 FROM documents WHERE original_sha256 <> ''")
            return {row[0] for row in rows}

    def known_vectors(self, hashes: Iterable[str], encoder_id: str) -> set[str]:
        """Return those of the content hashes that have a vector of the encoder."""
        with self._connections.reading() as connection:
            return reading.read_known_vectors(connection, hashes, encoder_id)

    def chunks(self, chunk_nos: Sequence[int]) -> dict[int, Chunk]:
        """Return chunk_no → chunk; numbers that do not exist (any more) are left out."""
        with self._connections.reading() as connection:
            return reading.read_chunks(connection, chunk_nos)

    def chunk_rows(self, document_id: str) -> list[ChunkRow]:
        """Return a document's chunks in order, [] when the document is gone."""
        with self._connections.reading() as connection:
            title = reading.read_title(connection, document_id)
            pairs = reading.read_document_chunks(connection, document_id)
        texts = index_texts(title, [chunk for _, chunk in pairs])
        return [
            ChunkRow(chunk_no=number, index_text=text, chunk=chunk)
            for (number, chunk), text in zip(pairs, texts, strict=True)
        ]

    def chunk_range(self, document_id: str, first: int, last: int) -> list[Chunk]:
        """Return the chunks of a document with ordinals first..last (both included), in order."""
        with self._connections.reading() as connection:
            return [chunk for _, chunk in reading.read_document_chunks(connection, document_id, first, last)]

    def vector_rows(self, document_id: str, encoder_id: str) -> list[VectorRow]:
        """Return a document's vectors in order of its chunks, [] when the document is gone."""
        with self._connections.reading() as connection:
            return reading.read_vector_rows(connection, document_id, encoder_id)

    def vector_matrix(self, encoder_id: str) -> tuple[NDArray[np.int64], FloatMatrix]:
        """Return (chunk numbers ascending, float32 vectors) of all chunks with a vector of the encoder."""
        with self._connections.reading() as connection:
            return reading.read_vector_matrix(connection, encoder_id)

    def chunk_table(self) -> ChunkTable:
        """Return which document every chunk belongs to; kept until the catalogue changes."""
        with self._table_guard, self._connections.reading() as connection:
            seq = reading.read_last_seq(connection)
            if self._table is None or self._table[0] != seq:
                self._table = (seq, reading.read_chunk_table(connection))
            return self._table[1]

    def outbox_after(self, seq: int, limit: int) -> list[OutboxEntry]:
        """Return at most `limit` changes after `seq`, oldest first."""
        with self._connections.reading() as connection:
            return reading.read_outbox(connection, seq, limit)

    def last_outbox_seq(self) -> int:
        """Return the newest change; it grows with every committed unit of work, of any process."""
        with self._connections.reading() as connection:
            return reading.read_last_seq(connection)

    def changes_token(self) -> int:
        """Return a number that differs whenever anything was committed since, by any process."""
        return self.last_outbox_seq()

    def projection_state(self, name: str) -> ProjectionState:
        """Return how far a projection has come; generation 0 when it was never built."""
        with self._connections.reading() as connection:
            return reading.read_state(connection, name)

    def encoder_ids(self) -> set[str]:
        """Return the encoders the catalogue holds vectors of; two while a re-index is under way."""
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT DISTINCT encoder_id FROM encoders JOIN vectors USING (encoder_no)")
            return {row[0] for row in rows}

    def current_encoder(self) -> str:
        """Return the encoder the base is searched with, "" while it holds no vectors."""
        with self._connections.reading() as connection:
            return current_encoder(connection)

    def corrected(self, document: Document) -> Document:
        """Return a document as it will be stored: with the corrections editors made to it before."""
        with self._connections.reading() as connection:
            return apply_corrections(document, corrections_of(connection, document))

    def corrections_made(self, document_id: str, source_uri: str) -> tuple[CorrectionMade, ...]:
        """Return the corrections in effect for a document, by field."""
        with self._connections.reading() as connection:
            return corrections_made(connection, document_id, source_uri)

    def history(self, document_id: str, limit: int = 50) -> list[AuditEntry]:
        """Return the newest lines of the audit about one document, newest first."""
        with self._connections.reading() as connection:
            return reading.read_audit(connection, limit, document_id)

    def audit_entries(self, limit: int = 100) -> list[AuditEntry]:
        """Return the newest lines of the audit, newest first."""
        with self._connections.reading() as connection:
            return reading.read_audit(connection, limit)

    def statistics(self) -> Statistics:
        """Return the size of the base."""
        files = [self._path, self._path.with_name(self._path.name + "-wal")]
        size = sum(file.stat().st_size for file in files if file.exists())
        with self._connections.reading() as connection:
            return reading.read_statistics(connection, size)

    def damage(self) -> list[str]:
        """Return what SQLite and the catalogue's own rules find wrong, in Chinese; [] when all is well."""
        with self._connections.reading() as connection:
            return damage(connection)

    def copy_to(self, target: Path) -> None:
        """Copy one committed state into a new SQLite file, also while writing goes on."""
        with self._connections.reading() as connection:
            copy = sqlite3.connect(target)
            try:
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()

    def close(self) -> None:
        """Close every connection."""
        self._connections.close()
