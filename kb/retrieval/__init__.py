"""Find evidence: candidates from words, bigrams and vectors, filters, fusion, ranking."""

from kb.encoders import open_reranker
from kb.retrieval.hybrid import HybridRetriever

__all__ = ["HybridRetriever", "open_reranker"]
