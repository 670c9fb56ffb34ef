"""Other libraries ranking passages, each behind one function: (passages, questions, encoder) -> rankings of passage ids.

All get the shipped encoder's vectors. Where a library's own BM25 cannot split Chinese, it is given words separated by
spaces (the product's tokenizer), which is kinder than its default. A library that is not installed is left out by name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from kb.protocols import Embedder
from kb.text import default_tokenizer

DEPTH = 20
Rankings = list[list[str]]
Ranker = Callable[[Sequence[tuple[str, str]], Sequence[str], Embedder], Rankings]


def spaced(text: str) -> str:
    """Return the words of a text separated by spaces."""
    return " ".join(default_tokenizer().words(text))


def bm25s_words(passages: Sequence[tuple[str, str]], questions: Sequence[str], _encoder: Embedder) -> Rankings:
    """bm25s over words."""
    import bm25s

    index = bm25s.BM25()
    words = default_tokenizer().words
    index.index([words(text) for _, text in passages], show_progress=False)
    rows, _ = index.retrieve([words(text) for text in questions], k=min(DEPTH, len(passages)), show_progress=False)
    return [[passages[row][0] for row in found] for found in rows.tolist()]


def llama_vectors(passages: Sequence[tuple[str, str]], questions: Sequence[str], encoder: Embedder) -> Rankings:
    """llama-index VectorStoreIndex, its default vector store."""
    retriever = _llama_vector_retriever(passages, encoder)
    return [[node.node.node_id for node in retriever.retrieve(text)] for text in questions]


def llama_fusion(passages: Sequence[tuple[str, str]], questions: Sequence[str], encoder: Embedder) -> Rankings:
    """llama-index QueryFusionRetriever: BM25 (words separated by spaces) and vectors, reciprocal rank fusion."""
    from llama_index.core.llms import MockLLM
    from llama_index.core.retrievers import QueryFusionRetriever
    from llama_index.core.schema import TextNode
    from llama_index.retrievers.bm25 import BM25Retriever

    # Its fusion joins by text, so both sides must hold the same text: the spaced one, which the encoder reads too.
    nodes = [TextNode(id_=name, text=spaced(text)) for name, text in passages]
    lexical = BM25Retriever.from_defaults(
        nodes=nodes, similarity_top_k=DEPTH, token_pattern=r"(?u)\S+", skip_stemming=True
    )
    fusion = QueryFusionRetriever(
        [lexical, _llama_vector_retriever([(name, spaced(text)) for name, text in passages], encoder)],
        llm=MockLLM(), similarity_top_k=DEPTH, num_queries=1, mode="reciprocal_rerank", use_async=False,
    )  # fmt: skip
    return [[node.node.node_id for node in fusion.retrieve(spaced(text))] for text in questions]


def _llama_vector_retriever(passages: Sequence[tuple[str, str]], encoder: Embedder) -> Any:
    from llama_index.core import VectorStoreIndex
    from llama_index.core.schema import TextNode

    from benchmarks.speed_peer import SharedEncoder

    vectors = encoder.embed_passages([text for _, text in passages])
    nodes = [
        TextNode(id_=name, text=text, embedding=row.tolist())
        for (name, text), row in zip(passages, vectors, strict=True)
    ]
    index = VectorStoreIndex(nodes, embed_model=SharedEncoder())
    return index.as_retriever(similarity_top_k=DEPTH)


def txtai_hybrid(passages: Sequence[tuple[str, str]], questions: Sequence[str], encoder: Embedder) -> Rankings:
    """txtai Embeddings with hybrid=True, exact vectors, words separated by spaces for its BM25."""
    from txtai.embeddings import Embeddings

    index = Embeddings(
        {
            "method": "external",
            "transform": lambda texts: np.asarray(encoder.embed_passages(list(texts))),
            "backend": "numpy",
            "hybrid": True,
            "scoring": {"method": "bm25", "terms": True, "tokenizer": {"whitespace": True}},
        }
    )
    index.index([(name, spaced(text), None) for name, text in passages])
    return [[str(name) for name, _ in index.search(spaced(text), DEPTH)] for text in questions]


def haystack_hybrid(passages: Sequence[tuple[str, str]], questions: Sequence[str], encoder: Embedder) -> Rankings:
    """haystack: in-memory BM25 and embedding retrievers, DocumentJoiner with reciprocal rank fusion."""
    os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
    from haystack import Document
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore(bm25_tokenization_regex=r"(?u)\S+", embedding_similarity_function="cosine")
    vectors = encoder.embed_passages([text for _, text in passages])
    store.write_documents(
        [
            Document(id=name, content=spaced(text), embedding=row.tolist())
            for (name, text), row in zip(passages, vectors, strict=True)
        ]
    )
    lexical = InMemoryBM25Retriever(store, top_k=DEPTH)
    dense = InMemoryEmbeddingRetriever(store, top_k=DEPTH)
    joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=DEPTH)
    rankings = []
    for text, vector in zip(questions, encoder.embed_queries(list(questions)), strict=True):
        found = [
            lexical.run(query=spaced(text))["documents"],
            dense.run(query_embedding=vector.tolist())["documents"],
        ]
        rankings.append([document.id for document in joiner.run(documents=found)["documents"]])
    return rankings


RANKERS: dict[str, Ranker] = {
    "bm25s, words": bm25s_words,
    "llama-index vectors": llama_vectors,
    "llama-index BM25+vectors": llama_fusion,
    "txtai hybrid": txtai_hybrid,
    "haystack hybrid": haystack_hybrid,
}
