"""Find evidence: candidates from words, bigrams and vectors, filters, fusion, ranking."""

from kb.retrieval.hybrid import HybridRetriever

__all__ = ["HybridRetriever"]
