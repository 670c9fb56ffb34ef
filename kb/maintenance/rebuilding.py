"""Make new what can be made from the catalogue: indexes, vectors, a file without holes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kb.catalog import Catalog
from kb.chunk_vectors import EMBED_BATCH
from kb.knowledge_base import KnowledgeBase
from kb.maintenance.records import Progress
from kb.projections import ProjectionSet
from kb.protocols import Embedder
from kb.settings import Settings
from kb.text import default_tokenizer

PROJECTIONS = ("lexical", "vectors")


def rebuild(base: KnowledgeBase, names: Sequence[str] = PROJECTIONS, progress: Progress | None = None) -> None:
    """Build indexes anew from the catalogue, drop originals nothing needs, and compact the file.

    No encoder is needed: vectors are read from the catalogue. Search goes on meanwhile.

    Raises:
        ProjectionUnavailable: An index cannot be built; the one before stays.
        StoreReadOnly: The base was opened for reading.
    """
    for name in names:
        base.projections.rebuild(name, progress)
    base.stored_originals.sweep(base.catalog.originals_in_use())
    base.catalog.compact()


def reindex(
    settings: Settings,
    embedder: Embedder,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> int:
    """Give every chunk a vector of `embedder` and make it the base's encoder.

    Interrupted (by `should_stop` or a crash), it keeps the vectors made so far and goes on from there next time;
    until it is complete the base is searched with its old encoder. No other process may have it open for writing.

    Args:
        progress: Called with (chunks done, chunks in all).

    Returns:
        How many texts were embedded.

    Raises:
        StoreLocked, StoreReadOnly, StoreFull, StoreDamaged, SchemaTooNew: See `Catalog.open`.
        ProjectionUnavailable: The vectors are complete but an index could not be built.
    """
    with Catalog.open(settings.data_path, writable=True, purpose="yubei reindex") as catalog:
        embedded = 0
        for done, total, texts in _missing(catalog, embedder.encoder_id):
            if should_stop():
                return embedded
            if texts:
                vectors = embedder.embed_passages(list(texts.values()))
                catalog.add_vectors(embedder.encoder_id, dict(zip(texts, vectors, strict=True)))
                embedded += len(texts)
            if progress:
                progress(done, total)
        if catalog.current_encoder() != embedder.encoder_id:
            catalog.adopt_encoder(embedder.encoder_id)
        projections = ProjectionSet(catalog, settings.data_path, embedder, default_tokenizer(), writable=True)
        try:
            projections.sync()
        finally:
            projections.close()
        return embedded


def _missing(catalog: Catalog, encoder_id: str) -> Iterator[tuple[int, int, dict[str, str]]]:
    """Yield (chunks looked at, chunks in all, content hash → index text without a vector), in batches."""
    total, done = len(catalog.chunk_table().chunk_no), 0
    waiting: dict[str, str] = {}
    for document_id in catalog.document_ids():
        rows = catalog.chunk_rows(document_id)
        done += len(rows)
        texts = {row.chunk.content_hash: row.index_text for row in rows}
        known = catalog.known_vectors(texts, encoder_id)
        waiting.update((key, text) for key, text in texts.items() if key not in known)
        if len(waiting) >= EMBED_BATCH:
            yield done, total, waiting
            waiting = {}
    yield done, total, waiting
