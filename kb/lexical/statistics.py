"""How common a term is: what BM25 and the ranker ask of an inverted index."""

from __future__ import annotations

import math
from typing import Protocol

MAX_QUERY_TERMS = 256  # distinct terms of one query that are looked up; longer texts are cut


class TermStatistics(Protocol):
    """Document frequencies of an inverted index; a chunk is what counts as a document."""

    def count(self) -> int:
        """Return the number of chunks."""
        ...

    def word_frequency(self, word: str) -> int:
        """Return in how many chunks the word occurs."""
        ...

    def bigram_frequency(self, bigram: str) -> int:
        """Return in how many chunks the bigram occurs."""
        ...


def inverse_frequency(total: int, frequency: int) -> float:
    """Return the idf of BM25 in Lucene's form, which is never negative."""
    frequency = min(frequency, total)
    return math.log1p((total - frequency + 0.5) / (frequency + 0.5))
