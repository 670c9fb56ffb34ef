"""Corrections with the vectors they need: a title is part of what is embedded."""

from __future__ import annotations

from dataclasses import replace

from kb.catalog import Catalog
from kb.catalog.corrections import apply_corrections, checked_value, rehashed, restored_metadata
from kb.chunk_vectors import embed_missing
from kb.protocols import Embedder


class MetadataEditor:
    """Corrects fields of stored documents and takes corrections back; not safe between threads."""

    def __init__(self, catalog: Catalog, embedder: Embedder) -> None:
        self._catalog = catalog
        self._embedder = embedder

    def correct(self, document_id: str, field: str, value: object, editor: str) -> int:
        """Correct a field, see `Catalog.correct_metadata`; return the document's number of chunks."""
        corrected = apply_corrections(self._catalog.document(document_id), {field: checked_value(field, value)})
        vectors = embed_missing(self._catalog, self._embedder, [corrected])
        self._catalog.correct_metadata(document_id, field, value, editor, vectors=vectors)
        return len(corrected.chunks)

    def reset(self, document_id: str, field: str, editor: str) -> int:
        """Take a correction back, see `Catalog.reset_metadata`; return the document's number of chunks."""
        document = self._catalog.document(document_id)
        restored = rehashed(replace(document, metadata=restored_metadata(document.metadata, field)))
        vectors = embed_missing(self._catalog, self._embedder, [restored])
        self._catalog.reset_metadata(document_id, field, editor, vectors=vectors)
        return len(restored.chunks)
