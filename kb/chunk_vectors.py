"""Vectors for chunks that have none yet, and whether the base's vectors are of the encoder in use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import MappingProxyType

from kb.catalog import Catalog
from kb.catalog.records import FloatVector
from kb.index_text import index_texts
from kb.protocols import Embedder
from kb.records import Document

NONE_READY: Mapping[str, FloatVector] = MappingProxyType({})
BATCHES_KEPT = 4  # batches announced and never stored are forgotten, the oldest first
EMBED_BATCH = 1024  # texts in one call of the encoder

Embed = Callable[[Sequence[Document]], dict[str, FloatVector]]


def embed_missing(
    catalog: Catalog, embedder: Embedder, documents: Sequence[Document], ready: Mapping[str, FloatVector] = NONE_READY
) -> dict[str, FloatVector]:
    """Return content hash → vector for every chunk without one; equal index texts are embedded once.

    Args:
        ready: Vectors computed before; they need not be computed again.
    """
    texts = {
        chunk.content_hash: text
        for document in documents
        for chunk, text in zip(document.chunks, index_texts(document.metadata.title, document.chunks), strict=True)
    }
    for known in catalog.known_vectors(list(texts), embedder.encoder_id):
        del texts[known]
    vectors = {one: ready[one] for one in texts if one in ready}
    hashes = [one for one in texts if one not in vectors]
    for start in range(0, len(hashes), EMBED_BATCH):
        some = hashes[start : start + EMBED_BATCH]
        passages = [texts[one] for one in some]
        vectors.update(zip(some, embedder.embed_passages(passages), strict=True))
    return vectors


def encoder_mismatch(catalog: Catalog, embedder: Embedder) -> str:
    """Return what to tell when the base's vectors are of another encoder, "" when they are not."""
    current = catalog.current_encoder()
    if current in {"", embedder.encoder_id}:
        return ""
    return (
        f"知识库的向量由 {current} 生成，当前设置的模型是 {embedder.encoder_id}，只能按词语查找。"
        "请运行 yubei reindex 重新计算，或改回原来的模型。"
    )


class VectorsAhead:
    """Batches whose vectors are under way. One caller at a time.

    Args:
        embed: Return content hash → vector of the documents' chunks, as far as they are not stored.
    """

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._threads: ThreadPoolExecutor | None = None
        self._batches: list[tuple[frozenset[str], Future[dict[str, FloatVector]]]] = []

    def start(self, documents: Sequence[Document]) -> None:
        """Begin with a batch that is to be stored soon."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(1, thread_name_prefix="vectors")
        names = frozenset(one.document_id for one in documents)
        kept = self._batches[1 - BATCHES_KEPT :]
        self._batches = [*kept, (names, self._threads.submit(self._embed, tuple(documents)))]

    def take(self, documents: Sequence[Document]) -> dict[str, FloatVector]:
        """Return what was computed for these documents, {} when they were not announced; wait for it."""
        wanted = {one.document_id for one in documents}
        announced = [running for names, running in self._batches if not names.isdisjoint(wanted)]
        self._batches = [one for one in self._batches if one[0].isdisjoint(wanted)]
        vectors: dict[str, FloatVector] = {}
        for running in announced:
            vectors.update(_result(running))
        return vectors

    def close(self) -> None:
        """Forget all batches and end the thread."""
        self._batches = []
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
            self._threads = None


def _result(running: Future[dict[str, FloatVector]]) -> dict[str, FloatVector]:
    try:
        return running.result()
    except Exception:  # storing tries again and says what is wrong
        return {}
