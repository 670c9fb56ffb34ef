"""One unit of work: documents with their vectors and originals into the catalogue, or nothing of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kb.catalog import Catalog, Originals
from kb.catalog.records import StoredDocument
from kb.chunk_vectors import VectorsAhead, embed_missing
from kb.protocols import Embedder
from kb.records import Document


class DocumentWriter:
    """Stores batches; one caller at a time."""

    def __init__(self, catalog: Catalog, originals: Originals, embedder: Embedder) -> None:
        self._catalog = catalog
        self._originals = originals
        self._embedder = embedder
        self._ahead = VectorsAhead(lambda documents: embed_missing(catalog, embedder, documents))

    def announce(self, documents: Sequence[Document]) -> None:
        """Begin to embed documents that `store` will be given soon; it stores others just as well."""
        self._ahead.start(documents)

    def close(self) -> None:
        """End the thread that embeds."""
        self._ahead.close()

    def store(
        self,
        documents: Sequence[Document],
        originals: Mapping[str, bytes],
        removes: Mapping[str, tuple[str, ...]],
        actor: str,
        *,
        again: bool = False,
    ) -> int:
        """Store what is not stored yet, or all of it `again`, remove what it replaces; return how many chunks were added.

        Raises:
            KeyError, ValueError, InputRefused, StoreReadOnly, StoreFull: See `KnowledgeBase.replace_documents`.
        """
        fresh = self._unseen(documents, again=again)
        leaving = _leaving(documents, removes)
        if not fresh and not leaving:
            return 0
        contents = [_checked_original(one, originals) for one in fresh]
        batch = self._embedded(fresh)
        shas = self._originals.put_all(contents)
        batch = [
            replace(
                one,
                original_sha256=sha256,
                removes=tuple(id_ for id_ in removes.get(one.document.document_id, ()) if id_ in leaving),
            )
            for one, sha256 in zip(batch, shas, strict=True)
        ]
        replaced = {one for stored in batch for one in stored.removes}
        try:
            gone = self._catalog.replace_documents(
                batch, removes=[one for one in leaving if one not in replaced], actor=actor
            )
        except BaseException:
            self._originals.discard(set(shas) - self._catalog.originals_in_use())
            raise
        self._originals.discard(gone)
        return sum(len(one.chunks) for one in fresh)

    def _unseen(self, documents: Sequence[Document], *, again: bool) -> list[Document]:
        """Return each document to be stored once, with the corrections made to it before."""
        first = {one.document_id: one for one in reversed(documents)}
        ids = dict.fromkeys(one.document_id for one in documents)
        return [self._catalog.corrected(first[one]) for one in ids if again or not self._catalog.has_document(one)]

    def _embedded(self, documents: Sequence[Document]) -> list[StoredDocument]:
        """Join documents and new vectors; a vector several share goes with the first."""
        vectors = embed_missing(self._catalog, self._embedder, documents, self._ahead.take(documents))
        return [
            StoredDocument(
                document=one,
                vectors={key: vectors.pop(key) for key in _hashes(one) if key in vectors},
                encoder_id=self._embedder.encoder_id,
            )
            for one in documents
        ]


def _hashes(document: Document) -> dict[str, None]:
    return dict.fromkeys(chunk.content_hash for chunk in document.chunks)


def _leaving(documents: Sequence[Document], removes: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the ids to remove, each once, without those that are part of the batch themselves."""
    staying = {one.document_id for one in documents}
    return [one for one in dict.fromkeys(id_ for ids in removes.values() for id_ in ids) if one not in staying]


def _checked_original(document: Document, originals: Mapping[str, bytes]) -> bytes:
    data = originals[document.document_id]
    if not hashlib.sha256(data).hexdigest().startswith(document.document_id):
        raise ValueError(f"the original of {document.document_id} has another sha256")
    return data
