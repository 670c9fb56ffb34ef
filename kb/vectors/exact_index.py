"""Exact cosine search over all vectors in memory; right by construction, so others are checked against it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from kb.protocols import FloatMatrix
from kb.records import ChunkScore

RowNumbers = NDArray[np.int64]
FloatVector = NDArray[np.float32]
# The product of a small matrix is not worth waking BLAS's threads: on busy cores waiting for them costs 10 ms.
ONE_THREAD_ROWS = 20_000


class ExactIndex:
    """VectorIndex over one float32 matrix, rows in ascending order of chunk_no.

    150,000 rows of 256 take 150 MB and some 6 ms a search on two cores. Changes make new arrays, so a
    search that runs meanwhile in another thread sees the old state or the new one, never a mixture.
    """

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension
        self._chunk_nos: RowNumbers = np.empty(0, dtype=np.int64)
        self._matrix: FloatMatrix = np.empty((0, dimension), dtype=np.float32)
        self._owners: dict[int, tuple[str, str]] = {}

    @classmethod
    def from_matrix(cls, chunk_nos: RowNumbers, matrix: FloatMatrix) -> ExactIndex:
        """Take over a matrix whose rows are unit vectors (or zero) in ascending order of chunk_no."""
        index = cls(matrix.shape[1] if matrix.ndim == 2 else 0)
        index._chunk_nos, index._matrix = chunk_nos, matrix
        return index

    @property
    def chunk_nos(self) -> RowNumbers:
        """Return the row numbers, ascending; position i belongs to `scores(...)[i]`."""
        return self._chunk_nos

    @property
    def matrix(self) -> FloatMatrix:
        """Return the vectors, one row per entry of `chunk_nos`; not to be changed."""
        return self._matrix

    def upsert(self, rows: Iterable[tuple[int, str, str, FloatVector]]) -> None:
        """Add or replace (chunk_no, chunk_id, document_id, vector)."""
        added = list(rows)
        if not added:
            return
        renewed = {chunk_id for _, chunk_id, _, _ in added}
        stale = [number for number, (chunk_id, _) in self._owners.items() if chunk_id in renewed]
        for chunk_no, chunk_id, document_id, _ in added:
            self._owners[chunk_no] = (chunk_id, document_id)
        numbers = np.array([chunk_no for chunk_no, _, _, _ in added], dtype=np.int64)
        vectors = np.stack([np.asarray(vector, dtype=np.float32) for _, _, _, vector in added])
        self.replace_rows([number for number in stale if number not in set(numbers.tolist())], numbers, vectors)

    def replace_rows(self, gone: Collection[int], numbers: RowNumbers, vectors: FloatMatrix) -> None:
        """Drop the rows `gone`, then add or replace `numbers`; one copy of the matrix."""
        dropped = np.concatenate([np.fromiter(gone, dtype=np.int64, count=len(gone)), numbers])
        keep = ~np.isin(self._chunk_nos, dropped)
        merged = np.concatenate([self._chunk_nos[keep], numbers])
        order = np.argsort(merged, kind="stable")
        matrix = np.concatenate([self._matrix[keep], vectors.reshape(len(numbers), self._dimension)])
        if not np.array_equal(order, np.arange(len(order))):
            matrix = matrix[order]
        self._chunk_nos, self._matrix = merged[order], matrix

    def remove_document(self, document_id: str) -> None:
        """Forget the chunks of a document that came through `upsert`; unknown ids are ignored."""
        gone = [number for number, (_, owner) in self._owners.items() if owner == document_id]
        for number in gone:
            del self._owners[number]
        self.replace_rows(gone, np.empty(0, np.int64), np.empty((0, self._dimension), np.float32))

    def search(self, vector: FloatVector, top_k: int, *, allowed: NDArray[np.bool_] | None = None) -> list[ChunkScore]:
        """Rank by cosine; `allowed` is a mask over `chunk_nos`, others are left out."""
        chunk_nos, scores = self.scores(vector)
        if allowed is not None:
            scores = np.where(allowed, scores, -np.inf)
        return best(chunk_nos, scores, top_k)

    def scores(self, vector: FloatVector) -> tuple[RowNumbers, FloatVector]:
        """Return (chunk_nos, cosine of every row)."""
        chunk_nos, matrix = self._chunk_nos, self._matrix
        if not len(chunk_nos):
            return chunk_nos, np.empty(0, dtype=np.float32)
        query = np.asarray(vector, dtype=np.float32)
        if len(chunk_nos) <= ONE_THREAD_ROWS:
            return chunk_nos, np.einsum("ij,j->i", matrix, query)
        return chunk_nos, matrix @ query

    def count(self) -> int:
        """Return the number of vectors."""
        return len(self._chunk_nos)


def best(chunk_nos: RowNumbers, scores: FloatVector, top_k: int) -> list[ChunkScore]:
    """Return the `top_k` best finite scores, best first, ties by ascending chunk_no."""
    top_k = min(top_k, len(scores))
    if top_k <= 0:
        return []
    chosen = np.argpartition(scores, len(scores) - top_k)[len(scores) - top_k :]
    chosen = chosen[np.isfinite(scores[chosen])]
    ordered: Sequence[int] = chosen[np.lexsort((chunk_nos[chosen], -scores[chosen]))].tolist()
    return [ChunkScore(chunk_no=int(chunk_nos[row]), score=float(scores[row])) for row in ordered]
