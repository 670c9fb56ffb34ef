"""The orders that an ablation compares: single searches, their plain fusion, the product's ranking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from assistant.evaluation.records import Place
from assistant.records import Answer
from kb.knowledge_base import KnowledgeBase
from kb.records import Chunk, Filters, Question

WORDS, VECTORS, FUSED, RANKED, READER = "words", "vectors", "fused", "ranked", "reader"
ORDERS = (WORDS, VECTORS, FUSED, RANKED, READER)
DEPTH = 12  # what the reader gets
RRF_K = 60  # Cormack 2009

Item = TypeVar("Item", int, str)


def reciprocal_rank_fusion(rankings: Sequence[Sequence[Item]]) -> list[Item]:
    """Fuse rankings by the sum of 1 / (60 + rank), ties by the items themselves."""
    scores: dict[Item, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] += 1 / (RRF_K + rank)
    return sorted(scores, key=lambda item: (-scores[item], item))


def chunk_orders(kb: KnowledgeBase, question: Question) -> dict[str, list[Chunk]]:
    """Return the best chunks of every order but the reader's, best first.

    `words` is the better-known baseline BM25 over words; `fused` joins words, character pairs and vectors.
    """
    lists = kb.retriever.lists(question, Filters())
    words, bigrams, vectors = (
        [line.chunk_no for line in ranking] for ranking in (lists.words, lists.bigrams, lists.vectors)
    )
    numbers = {WORDS: words, VECTORS: vectors, FUSED: reciprocal_rank_fusion([words, bigrams, vectors])}
    top = {name: order[:DEPTH] for name, order in numbers.items()}
    chunks = kb.catalog.chunks(sorted({number for order in top.values() for number in order}))
    found = {name: [chunks[number] for number in order if number in chunks] for name, order in top.items()}
    return {**found, RANKED: [evidence.chunk for evidence in kb.search(question, Filters(), DEPTH)]}


def read_order(answer: Answer | None, ranked: Sequence[Place]) -> list[Place]:
    """Return what the reader shows first, its quotes, then what was ranked."""
    if answer is None or answer.refused:
        return list(ranked)
    quotes = [
        Place(document_id=citation.document_id, start=citation.start, end=citation.end)
        for citation in sorted(answer.citations, key=lambda citation: citation.marker)
    ]
    return [*quotes, *ranked]


def best_texts(orders: Mapping[str, Sequence[Chunk]]) -> dict[str, str]:
    """Return the text of the best chunk of each order, "" where nothing was found."""
    return {name: order[0].text if order else "" for name, order in orders.items()}
