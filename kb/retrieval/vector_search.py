"""Nearest chunks by cosine: exact over all vectors, or through Chroma where the base is large or the setting says so."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.errors import ProjectionUnavailable
from kb.projections import ProjectionSet
from kb.records import ChunkScore
from kb.retrieval.candidates import VECTOR_DEPTH
from kb.retrieval.snapshot import Snapshot, SnapshotKeeper
from kb.vectors.exact_index import FloatVector, RowNumbers, best

CHROMA = "chroma"
EXACT = "exact"
# Exact search takes 6 ms for 150,000 vectors and finds all; Chroma 8 ms, and pays off in memory above this size.
CHROMA_FROM_VECTORS = 400_000
OVERFETCH = 4  # filters are applied to Chroma's answer afterwards
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The nearest allowed chunks, and the cosine of any others.

    Attributes:
        cosines: chunk numbers → cosine; chunks without a vector are left out.
    """

    ranking: list[ChunkScore]
    cosines: Callable[[NDArray[np.int64]], dict[int, float]]


class VectorSearch:
    """Chooses between the two ways for every search."""

    def __init__(self, snapshots: SnapshotKeeper, projections: ProjectionSet, setting: str) -> None:
        self._snapshots = snapshots
        self._projections = projections
        self._setting = setting
        self._owners: tuple[int, RowNumbers, NDArray[np.int64]] | None = None  # seq, vectors' chunks, their documents

    def nearest(self, query: FloatVector, snapshot: Snapshot, mask: NDArray[np.bool_]) -> Nearest:
        """Return the nearest chunks of the documents in `mask`; none for a question without known words."""
        if not np.any(query):
            return Nearest(ranking=[], cosines=lambda _: {})
        found = self._through_chroma(query, snapshot, mask)
        return found if found is not None else self._exact(query, snapshot, mask)

    def _exact(self, query: FloatVector, snapshot: Snapshot, mask: NDArray[np.bool_]) -> Nearest:
        numbers, scores = self._snapshots.vectors(snapshot).scores(query)
        with_gone = np.append(mask, False)  # position -1, a chunk that is gone, reads the last place
        allowed = with_gone[self._document_rows(numbers, snapshot)]
        ranking = best(numbers, np.where(allowed, scores, np.float32(-np.inf)), VECTOR_DEPTH)

        def cosines(wanted: NDArray[np.int64]) -> dict[int, float]:
            if not len(numbers):
                return {}
            at = np.minimum(np.searchsorted(numbers, wanted), len(numbers) - 1)
            held = numbers[at] == wanted
            return dict(zip(wanted[held].tolist(), scores[at[held]].tolist(), strict=True))

        return Nearest(ranking=ranking, cosines=cosines)

    def _document_rows(self, numbers: RowNumbers, snapshot: Snapshot) -> NDArray[np.int64]:
        """Return the document position of every vector, computed once per snapshot."""
        known = self._owners
        if known is None or known[0] != snapshot.seq or known[1] is not numbers:
            known = (snapshot.seq, numbers, snapshot.document_rows_of(numbers))
            self._owners = known
        return known[2]

    def _through_chroma(self, query: FloatVector, snapshot: Snapshot, mask: NDArray[np.bool_]) -> Nearest | None:
        if self._setting == EXACT or (self._setting != CHROMA and len(snapshot.chunk_nos) < CHROMA_FROM_VECTORS):
            return None
        index = self._projections.chroma_index()
        if index is None or mask.mean() < 1 / OVERFETCH:
            return None
        try:
            found = index.search(query, VECTOR_DEPTH * OVERFETCH)
        except ProjectionUnavailable as error:
            LOG.warning("Chroma refused: %s", error)
            return None
        positions = snapshot.document_rows_of(np.array([line.chunk_no for line in found], dtype=np.int64))
        allowed = (positions >= 0) & mask[positions]
        ranking = [line for line, ok in zip(found, allowed.tolist(), strict=True) if ok]
        known = {line.chunk_no: line.score for line in ranking}
        floor = min(known.values(), default=0.0)
        # A chunk that only the words found is farther than all that Chroma returned.
        return Nearest(
            ranking=ranking[:VECTOR_DEPTH],
            cosines=lambda wanted: {number: known.get(number, floor) for number in wanted.tolist()},
        )
