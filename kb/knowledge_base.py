"""The knowledge base as the other packages see it: open, fill, search, read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType, TracebackType

from kb.base_reader import BaseReader
from kb.catalog import Catalog, Originals
from kb.catalog.product_records import StaleSource
from kb.catalog.records import Statistics
from kb.catalog.twins import Twin
from kb.chunk_vectors import encoder_mismatch
from kb.editing import MetadataEditor
from kb.errors import EncoderMismatch, StoreReadOnly
from kb.projections import ProjectionSet
from kb.projections.following import LexicalFollower
from kb.projections.lexical_projection import LEXICAL
from kb.protocols import Embedder
from kb.records import Document, Evidence, Filters, Question
from kb.retrieval import HybridRetriever, open_reranker
from kb.retrieval.filtering import standard_place
from kb.retrieval.jurisdiction import applying_here
from kb.settings import Settings
from kb.storing import DocumentWriter
from kb.text import default_tokenizer

SYNC_AFTER_CHUNKS = 4096  # more than this would make the next search tokenise for seconds
FOREIGN_ALLOWANCE = 12  # pieces of the law of other places that may stand among those asked for
ANY_DOCUMENT = Filters()
NOTHING_REMOVED: Mapping[str, tuple[str, ...]] = MappingProxyType({})

Progress = Callable[[int, int], None]


class KnowledgeBase(BaseReader):
    """A data folder with its encoder and indexes. Safe between threads; one process writes at a time.

    Attributes:
        warnings: Chinese sentences about what is limited in this opening, e.g. search by words only.
        own_places: The asker's own place by setting, as a chain of divisions; none when it is not set.
    """

    def __init__(
        self, settings: Settings, catalog: Catalog, embedder: Embedder, warnings: tuple[str, ...] = ()
    ) -> None:
        """Join the parts; `open` does this for a data folder."""
        tokenizer = default_tokenizer()
        super().__init__(catalog, Originals(settings.data_path))
        self._embedder = embedder
        self.own_places = (standard_place(settings.region),) if settings.region else ()
        self._editor = MetadataEditor(catalog, embedder)
        self._writer = DocumentWriter(catalog, self._originals, embedder)
        self._projections = ProjectionSet(catalog, settings.data_path, embedder, tokenizer, writable=catalog.writable)
        self._retriever = HybridRetriever(
            catalog,
            self._projections,
            embedder,
            tokenizer,
            vector_search=settings.vector_search,
            own_region=settings.region,
            reranker=open_reranker(settings),
        )
        self._follower = LexicalFollower(self._projections.sync_lexical)
        self._write_guard = threading.RLock()
        # What an earlier process left to apply is unknown: the first write lets the index catch up.
        behind = catalog.projection_state(LEXICAL).applied_seq < catalog.last_outbox_seq()
        self._unapplied_chunks = SYNC_AFTER_CHUNKS if behind else 0
        self.warnings = warnings

    @classmethod
    def open(
        cls, settings: Settings, embedder: Embedder, *, writable: bool = False, purpose: str = ""
    ) -> KnowledgeBase:
        """Open the base in `settings.data_path`; writing creates it and keeps other writers out.

        Args:
            purpose: What other processes are told about this one, e.g. "yubei serve".

        Raises:
            EncoderMismatch: Writing was asked for and the base holds vectors of another encoder. Reading is
                still possible: words are searched and `warnings` says so.
            StoreLocked, SchemaTooNew, StoreReadOnly, StoreFull, StoreDamaged, StoreError: See `Catalog.open`.
        """
        catalog = Catalog.open(settings.data_path, writable=writable, purpose=purpose)
        try:
            mismatch = encoder_mismatch(catalog, embedder)
            if mismatch and writable:
                raise EncoderMismatch(mismatch)
            base = cls(settings, catalog, embedder, (mismatch,) if mismatch else ())
            if writable:
                catalog.follow_products()
            if catalog.after_crash:
                base._originals.sweep(catalog.originals_in_use())
        except BaseException:
            catalog.close()
            raise
        return base

    @property
    def catalog(self) -> Catalog:
        """The truth underneath, for maintenance and for building other retrievers on it."""
        return self._catalog

    @property
    def projections(self) -> ProjectionSet:
        """The indexes, for maintenance."""
        return self._projections

    @property
    def retriever(self) -> HybridRetriever:
        """The search underneath, for comparing its single lists."""
        return self._retriever

    @property
    def stored_originals(self) -> Originals:
        """The original bytes, for maintenance."""
        return self._originals

    def announce_documents(self, documents: Sequence[Document]) -> None:
        """Begin to embed documents that `replace_documents` is given soon, while others are being stored.

        Changes nothing in the base, and nothing depends on it but time.
        """
        with self._write_guard:
            self._require_writer()
            self._writer.announce(documents)

    def replace_documents(
        self,
        documents: Sequence[Document],
        originals: Mapping[str, bytes],
        *,
        removes: Mapping[str, tuple[str, ...]] = NOTHING_REMOVED,
        again: bool = False,
        actor: str = "",
    ) -> None:
        """Store documents with their vectors and originals in one step; searchable on return.

        A document that is stored already (equal bytes) is left as it is, unless it is read again. Vectors of unchanged chunks are
        taken over from what is stored.

        Args:
            originals: Bytes by document id; one for every document.
            removes: By document id, the documents it replaces; they go in the same transaction, also when the
                document itself is stored already. A document of this batch is never removed by it.
            again: Store also what is stored already, as it was read now.
            actor: For the audit.

        Raises:
            KeyError: A document has no original.
            ValueError: The bytes are not those its id was made from.
            InputRefused: A text cannot be stored.
            StoreReadOnly, StoreFull: Nothing of the batch was kept.
        """
        with self._write_guard:
            self._require_writer()
            self._follow(self._writer.store(documents, originals, removes, actor, again=again))

    def remove_document(self, document_id: str, *, actor: str = "") -> None:
        """Remove a document from the base and from every search.

        Raises:
            DocumentNotFound: The base does not hold it.
            StoreReadOnly: The base was opened for reading.
        """
        with self._write_guard:
            self._require_writer()
            self._originals.discard(self._catalog.remove_document(document_id, actor=actor))
            self._follow(0)

    def stale_with(self, document_id: str) -> tuple[StaleSource, ...]:
        """Return what rests on words that changed with a document, or went with it; see `Products`."""
        return self._catalog.products.stale_by_document(document_id)

    def twins_of(self, document_id: str) -> tuple[Twin, ...]:
        """Return what counts today beside a document and says other things; see `kb.catalog.twins`."""
        return self._catalog.twins_of(document_id, date.today())

    def correct_metadata(self, document_id: str, field: str, value: object, editor: str) -> None:
        """Correct a metadata field; see `Catalog.correct_metadata`. A new title is embedded with every chunk.

        Raises:
            InputRefused: There is no such field, or the value does not fit it.
            DocumentNotFound: The base does not hold the document.
        """
        with self._write_guard:
            self._require_writer()
            self._follow(self._editor.correct(document_id, field, value, editor))

    def reset_metadata(self, document_id: str, field: str, editor: str) -> None:
        """Take a correction back; see `Catalog.reset_metadata`, also for what it raises."""
        with self._write_guard:
            self._require_writer()
            self._follow(self._editor.reset(document_id, field, editor))

    def approve(self, document_id: str, editor: str) -> None:
        """Mark an uploaded document as approved.

        Raises:
            DocumentNotFound: The base does not hold it.
        """
        self._catalog.approve(document_id, editor)

    def search(self, question: Question, filters: Filters = ANY_DOCUMENT, top_k: int = 10) -> list[Evidence]:
        """Return at most `top_k` pieces of evidence, best first, each text once (see `Evidence.same_text_in`)."""
        return self._retriever.retrieve_distinct(question, filters, top_k)

    def applicable(self, question: Question, filters: Filters = ANY_DOCUMENT, top_k: int = 10) -> list[Evidence]:
        """Return what `search` does without the law of other places, see `applying_here`: what may support an answer."""
        return applying_here(self.search(question, filters, top_k + FOREIGN_ALLOWANCE))[:top_k]

    def word_weights(self, words: Sequence[str]) -> dict[str, float]:
        """Return the idf of each word over the whole base, 0 or more; rare words weigh most."""
        return self._retriever.word_weights(words)

    def bigram_weights(self, bigrams: Sequence[str]) -> dict[str, float]:
        """Return the idf of each character pair over the whole base, 0 or more."""
        return self._retriever.bigram_weights(bigrams)

    def similarities(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return the cosine of the question and each text, by the encoder of the base."""
        asked = self._embedder.embed_queries([question])[0]
        return [float(value) for value in self._embedder.embed_passages(texts) @ asked]

    def sync(self, progress: Progress | None = None, should_stop: Callable[[], bool] = lambda: False) -> None:
        """Let the indexes catch up: words first, then Chroma. Search does not wait for it.

        Raises:
            ProjectionUnavailable: An index can neither be updated nor built; search goes on without it.
        """
        self._projections.sync(progress, should_stop)

    def statistics(self) -> Statistics:
        """Return the size of the base."""
        return self._catalog.statistics()

    def close(self) -> None:
        """Close files and give the writer lock back."""
        try:
            with self._write_guard:
                self._writer.close()
                self._follower.close()
            self._projections.close()
        finally:
            self._catalog.close()

    def __enter__(self) -> KnowledgeBase:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _require_writer(self) -> None:
        if not self._catalog.writable:
            raise StoreReadOnly("知识库是以只读方式打开的，不能写入。")

    def _follow(self, chunk_count: int) -> None:
        """Let the inverted index catch up when search would have to score too much from the catalogue."""
        self._unapplied_chunks += chunk_count
        if self._unapplied_chunks < SYNC_AFTER_CHUNKS:
            return
        self._unapplied_chunks = 0
        self._follower.start_round()
