"""A candidate that was read: its text, its document and its signals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.records import Chunk, DocumentSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredChunk:
    """A candidate with its text and signals, before the order is decided."""

    chunk_no: int
    chunk: Chunk
    document: DocumentSummary
    signals: Mapping[str, float]
