"""Vectors for chunks that have none yet, and whether the base's vectors are of the encoder in use."""

from __future__ import annotations

from collections.abc import Sequence

from kb.catalog import Catalog
from kb.catalog.records import FloatVector
from kb.index_text import index_texts
from kb.protocols import Embedder
from kb.records import Document

EMBED_BATCH = 1024  # texts in one call of the encoder


def embed_missing(catalog: Catalog, embedder: Embedder, documents: Sequence[Document]) -> dict[str, FloatVector]:
    """Return content hash → vector for every chunk without one; equal index texts are embedded once."""
    texts = {
        chunk.content_hash: text
        for document in documents
        for chunk, text in zip(document.chunks, index_texts(document.metadata.title, document.chunks), strict=True)
    }
    for known in catalog.known_vectors(list(texts), embedder.encoder_id):
        del texts[known]
    vectors: dict[str, FloatVector] = {}
    hashes = list(texts)
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
