"""Inverted indexes over words and character bigrams of chunks."""

from kb.lexical.memory_index import MemoryIndex
from kb.lexical.statistics import TermStatistics, inverse_frequency
from kb.lexical.tantivy_index import TantivyIndex

__all__ = ["MemoryIndex", "TantivyIndex", "TermStatistics", "inverse_frequency"]
