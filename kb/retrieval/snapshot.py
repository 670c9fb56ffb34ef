"""One consistent view of the base for a search: which chunks there are and which document each belongs to."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kb.catalog import Catalog
from kb.protocols import Embedder
from kb.records import DocumentSummary
from kb.vectors.exact_index import ExactIndex

DAYS_KEPT = 8  # summaries are kept for so many different as-of days
RELOAD_SHARE = 0.2  # changed documents as a share of all from which all vectors are read anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The chunks of the base at one change token.

    Attributes:
        seq: The token: the last outbox entry when the snapshot was read.
        chunk_nos: int64[n], ascending.
        document_rows: int32[n], position of each chunk's document in `document_ids`.
        summaries_by_day: Filled on demand; summaries stand in the order of `document_ids`.
    """

    seq: int
    chunk_nos: NDArray[np.int64]
    document_rows: NDArray[np.int32]
    document_ids: tuple[str, ...]
    document_positions: dict[str, int]
    summaries_by_day: dict[date, tuple[DocumentSummary, ...]] = field(default_factory=dict)

    def rows(self, chunk_nos: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the position of each number in `chunk_nos`, -1 for those that are gone."""
        if not len(self.chunk_nos):
            return np.full(len(chunk_nos), -1, dtype=np.int64)
        found = np.searchsorted(self.chunk_nos, chunk_nos)
        found = np.minimum(found, len(self.chunk_nos) - 1)
        return np.where(self.chunk_nos[found] == chunk_nos, found, -1)

    def document_rows_of(self, chunk_nos: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the document position of each chunk, -1 for chunks that are gone."""
        rows = self.rows(chunk_nos)
        if not len(self.document_rows):
            return rows
        return np.where(rows >= 0, self.document_rows[rows].astype(np.int64), -1)


class SnapshotKeeper:
    """Hands out the newest snapshot and the exact vectors; reads only what changed. Safe between threads."""

    def __init__(self, catalog: Catalog, embedder: Embedder) -> None:
        self._catalog = catalog
        self._embedder = embedder
        self._snapshot: Snapshot | None = None
        self._vectors: ExactIndex | None = None
        self._vectors_seq = 0
        self._lock = threading.RLock()

    def current(self) -> Snapshot:
        """Return the snapshot of what is committed now."""
        seq = self._catalog.last_outbox_seq()
        with self._lock:
            if self._snapshot is None or self._snapshot.seq != seq:
                self._snapshot = self._read(seq)
            return self._snapshot

    def summaries(self, snapshot: Snapshot, day: date) -> tuple[DocumentSummary, ...]:
        """Return the summaries with their standing on `day`, in the order of `snapshot.document_ids`."""
        known = snapshot.summaries_by_day.get(day)
        if known is not None:
            return known
        by_id = {summary.document_id: summary for summary in self._catalog.summaries(day)}
        missing = [document_id for document_id in snapshot.document_ids if document_id not in by_id]
        if missing:  # removed between the two reads; the next search sees a new token
            raise LookupError(f"documents removed while reading: {missing[:3]}")
        found = tuple(by_id[document_id] for document_id in snapshot.document_ids)
        if len(snapshot.summaries_by_day) >= DAYS_KEPT:
            snapshot.summaries_by_day.clear()
        snapshot.summaries_by_day[day] = found
        return found

    def vectors(self, snapshot: Snapshot) -> ExactIndex:
        """Return the exact index, brought up to the snapshot."""
        with self._lock:
            if self._vectors is None:
                self._load_vectors(snapshot.seq)
            elif self._vectors_seq < snapshot.seq:
                self._refresh_vectors(snapshot)
            if self._vectors is None:
                raise LookupError("vectors were not loaded")
            return self._vectors

    def _read(self, seq: int) -> Snapshot:
        table = self._catalog.chunk_table()
        return Snapshot(
            seq=seq,
            chunk_nos=table.chunk_no,
            document_rows=table.document_index,
            document_ids=table.document_ids,
            document_positions={document_id: row for row, document_id in enumerate(table.document_ids)},
        )

    def _load_vectors(self, seq: int) -> None:
        chunk_nos, matrix = self._catalog.vector_matrix(self._embedder.encoder_id)
        empty = ExactIndex(self._embedder.dimension)
        self._vectors = ExactIndex.from_matrix(chunk_nos, matrix) if len(chunk_nos) else empty
        self._vectors_seq = seq

    def _refresh_vectors(self, snapshot: Snapshot) -> None:
        """Take over the vectors of changed documents; chunk numbers that are gone are dropped."""
        limit = max(16, int(RELOAD_SHARE * len(snapshot.document_ids)))
        entries = self._catalog.outbox_after(self._vectors_seq, limit + 1)
        if self._vectors is None or len(entries) > limit:
            self._load_vectors(snapshot.seq)
            return
        held = self._vectors.chunk_nos
        gone = held[~np.isin(held, snapshot.chunk_nos)]
        rows = [
            row
            for document_id in dict.fromkeys(entry.document_id for entry in entries)
            if document_id in snapshot.document_positions
            for row in self._catalog.vector_rows(document_id, self._embedder.encoder_id)
        ]
        numbers = np.array([row.chunk_no for row in rows], dtype=np.int64)
        shape = (len(rows), self._embedder.dimension)
        vectors = np.stack([row.vector for row in rows]) if rows else np.empty(shape, dtype=np.float32)
        changed = ExactIndex.from_matrix(held, self._vectors.matrix)
        changed.replace_rows(gone.tolist(), numbers, vectors)
        self._vectors, self._vectors_seq = changed, snapshot.seq
