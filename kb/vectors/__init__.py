"""Nearest-neighbour search over the vectors of chunks: exact, and through Chroma."""

from kb.vectors.chroma_index import ChromaIndex
from kb.vectors.exact_index import ExactIndex

__all__ = ["ChromaIndex", "ExactIndex"]
