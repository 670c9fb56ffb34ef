"""What a base says about its documents: their texts, originals, titles and standing; nothing here searches or writes."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from kb.catalog import Catalog, Originals
from kb.errors import StoreDamaged
from kb.query import Titles, titles_of, understand
from kb.records import Chunk, Document, DocumentStatus, DocumentSummary, Filters, Question

DOCUMENTS_KEPT = 16


class BaseReader:
    """The reading half of a knowledge base. Safe between threads; every method sees what is committed."""

    def __init__(self, catalog: Catalog, originals: Originals) -> None:
        """Take the catalogue and the store of original bytes."""
        self._catalog = catalog
        self._originals = originals
        # An answer reads the same few documents several times; a change of the base makes all of them new.
        self._documents = lru_cache(DOCUMENTS_KEPT)(lambda _token, document_id: catalog.document(document_id))
        self._titles: tuple[int, Titles] = (-1, Titles())

    def understand(self, text: str, *, approved_only: bool = False) -> Question:
        """Understand a question with the titles of this base's documents.

        Args:
            approved_only: Leave out the titles of uploads that nobody has approved; a title may be any words.

        Raises:
            InputRefused: The question is empty or too long.
        """
        titles = self._known_titles()
        return understand(text, titles=titles.approved if approved_only else titles.every)

    @property
    def holds_unapproved(self) -> bool:
        """True when an uploaded document waits for an editor's approval."""
        return self._known_titles().waiting

    def _known_titles(self) -> Titles:
        token = self._catalog.changes_token()
        if self._titles[0] != token:
            self._titles = (token, titles_of(self.summaries()))
        return self._titles[1]

    def document(self, document_id: str) -> Document:
        """Return a document whole.

        Raises:
            DocumentNotFound: The base does not hold it.
        """
        return self._documents(self._catalog.changes_token(), document_id)

    def original(self, document_id: str) -> bytes:
        """Return the bytes a document was read from.

        Raises:
            DocumentNotFound: The base does not hold the document or its original.
            StoreDamaged: The bytes are not those that were stored.
        """
        sha256 = self._catalog.original_sha256(document_id)
        data = self._originals.read(sha256)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreDamaged(f"文档 {document_id} 的原文件已损坏。请从备份恢复，或重新入库该文件。")
        return data

    def original_path(self, document_id: str) -> Path:
        """Return where the bytes a document was read from are stored.

        Raises:
            DocumentNotFound: The base does not hold the document.
        """
        return self._originals.path_of(self._catalog.original_sha256(document_id))

    def summaries(self, day: date | None = None) -> list[DocumentSummary]:
        """Return all documents in the order they were stored, with their standing on `day` (default today)."""
        return self._catalog.summaries(day or datetime.now(UTC).astimezone().date())

    def candidates(self, filters: Filters, *, drafts: bool = False) -> list[DocumentSummary]:
        """Return the documents that may be spoken of under the filters' day and approval, whatever their standing.

        Args:
            drafts: Also drafts, to say of one that it is a draft; nothing else is ever answered from one.
        """
        return [
            one
            for one in self.summaries(filters.as_of)
            if (drafts or one.standing is not DocumentStatus.DRAFT) and (one.approved or not filters.approved_only)
        ]

    def neighbours(self, chunk: Chunk, before: int, after: int) -> list[Chunk]:
        """Return up to `before` chunks ahead of a chunk and `after` behind it, in order, without the chunk itself."""
        first, last = max(0, chunk.ordinal - before), chunk.ordinal + after
        around = self._catalog.chunk_range(chunk.document_id, first, last)
        return [one for one in around if one.ordinal != chunk.ordinal]
