"""Words and bigrams over the whole base: the index on disk, and what it has not applied yet from memory."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kb.catalog import Catalog
from kb.errors import ProjectionUnavailable
from kb.lexical.memory_index import MemoryIndex
from kb.lexical.statistics import TermStatistics, inverse_frequency
from kb.lexical.tantivy_index import TantivyIndex
from kb.projections import ProjectionSet
from kb.projections.changes import chunk_rows
from kb.records import ChunkScore
from kb.retrieval.snapshot import Snapshot
from kb.text import Tokenizer

OVERLAY_CHUNKS = 20_000  # pending chunks scored from memory at most; the newest ones, splitting them costs seconds
OUTBOX_PAGE = 5_000
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """Which documents a search may return: `only` these, or all `without` those."""

    only: frozenset[str] | None = None
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class LexicalView:
    """The inverted index at one moment.

    Attributes:
        index: None when it cannot be used.
        overlay: Chunks of the documents in `pending`, and of the whole base when there is no index.
        pending: Ids the index has not applied yet; what it says about them is ignored.
        complete: False when there was more pending than the overlay takes.
    """

    index: TantivyIndex | None
    overlay: MemoryIndex
    pending: frozenset[str]
    complete: bool

    def words(self, terms: Sequence[str], top_k: int, allowed: Allowed) -> list[ChunkScore]:
        """Rank by BM25 over words."""
        found = self.overlay.search_words(terms, top_k, only=allowed.only, without=allowed.without)
        if self.index is None:
            return found
        without = allowed.without | self.pending
        return _merge(found, self.index.search_words(terms, top_k, only=allowed.only, without=without), top_k)

    def bigrams(self, terms: Sequence[str], top_k: int, allowed: Allowed) -> list[ChunkScore]:
        """Rank by BM25 over character bigrams."""
        found = self.overlay.search_bigrams(terms, top_k, only=allowed.only, without=allowed.without)
        if self.index is None:
            return found
        without = allowed.without | self.pending
        return _merge(found, self.index.search_bigrams(terms, top_k, only=allowed.only, without=without), top_k)

    def word_weight(self, word: str) -> float:
        """Return the idf of a word over the whole base."""
        parts: list[TermStatistics] = [self.overlay] if self.index is None else [self.overlay, self.index]
        total = sum(part.count() for part in parts)
        return inverse_frequency(total, sum(part.word_frequency(word) for part in parts))

    def bigram_weight(self, bigram: str) -> float:
        """Return the idf of a bigram over the whole base."""
        parts: list[TermStatistics] = [self.overlay] if self.index is None else [self.overlay, self.index]
        total = sum(part.count() for part in parts)
        return inverse_frequency(total, sum(part.bigram_frequency(bigram) for part in parts))


class LexicalSearch:
    """Keeps the view in step with catalogue and projection. Safe between threads."""

    def __init__(self, catalog: Catalog, projections: ProjectionSet, tokenizer: Tokenizer) -> None:
        self._catalog = catalog
        self._projections = projections
        self._tokenizer = tokenizer
        self._view: LexicalView | None = None
        self._key: tuple[int, int, int] = (-1, -1, -1)
        self._lock = threading.Lock()

    def current(self, snapshot: Snapshot) -> LexicalView:
        """Return a view that holds every chunk of the snapshot (up to the limit of the overlay)."""
        with self._lock:
            index, applied = self._open()
            key = (snapshot.seq, id(index), applied)
            if self._view is None or self._key != key:
                self._view, self._key = self._read(snapshot, index, applied), key
            return self._view

    def refuse(self, reason: str) -> None:
        """Go on without an index that failed in a search."""
        LOG.warning("lexical index refused: %s", reason)
        self._projections.refuse_lexical(reason)

    def _open(self) -> tuple[TantivyIndex | None, int]:
        try:
            return self._projections.lexical_index()
        except ProjectionUnavailable as error:
            LOG.info("searching without the lexical index: %s", error)
            return None, 0

    def _read(self, snapshot: Snapshot, index: TantivyIndex | None, applied: int) -> LexicalView:
        pending = self._pending(snapshot, applied) if index is not None else list(reversed(snapshot.document_ids))
        overlay = MemoryIndex(self._tokenizer, background=index)
        complete = True
        for document_id in pending:
            if overlay.count() >= OVERLAY_CHUNKS:
                complete = False
                break
            if document_id in snapshot.document_positions:
                rows = chunk_rows(self._catalog, document_id)
                overlay.upsert((row.chunk_no, row.index_text, row.chunk) for row in rows)
        return LexicalView(index=index, overlay=overlay, pending=frozenset(pending), complete=complete)

    def _pending(self, snapshot: Snapshot, applied: int) -> list[str]:
        """Return the ids changed after `applied`, the newest first."""
        changed: dict[str, None] = {}
        seq = applied
        while seq < snapshot.seq and (entries := self._catalog.outbox_after(seq, OUTBOX_PAGE)):
            for entry in entries:
                changed.pop(entry.document_id, None)
                changed[entry.document_id] = None
            seq = entries[-1].seq
        return list(reversed(changed))


def allowed_for(document_ids: Sequence[str], mask: Collection[bool]) -> Allowed:
    """Say the mask over `document_ids` in the shorter way."""
    inside = frozenset(document_id for document_id, ok in zip(document_ids, mask, strict=True) if ok)
    if 2 * len(inside) <= len(document_ids):
        return Allowed(only=inside)
    return Allowed(without=frozenset(document_ids) - inside)


def _merge(first: list[ChunkScore], second: list[ChunkScore], top_k: int) -> list[ChunkScore]:
    if not first:
        return second
    return sorted([*first, *second], key=lambda line: (-line.score, line.chunk_no))[:top_k]
