"""BM25 over few chunks, kept in memory.

It scores the chunks that the lexical projection has not applied yet, stands in for it when it is
missing, and is the offline twin in tests. With `background` the idf comes from the large index as
well, so that scores of both can be compared in one list.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from kb.lexical.statistics import MAX_QUERY_TERMS, TermStatistics, inverse_frequency
from kb.records import Chunk, ChunkScore
from kb.text import Tokenizer

K1 = 1.2  # Robertson; the values tantivy uses
B = 0.75


@dataclass(slots=True)
class _Field:
    """Postings and lengths of one field: term → chunk_no → occurrences."""

    postings: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    lengths: dict[int, int] = field(default_factory=dict)
    length_sum: int = 0

    def add(self, chunk_no: int, terms: Sequence[str]) -> None:
        for term, occurrences in Counter(terms).items():
            self.postings[term][chunk_no] = occurrences
        self.lengths[chunk_no] = len(terms)
        self.length_sum += len(terms)

    def drop(self, chunk_nos: Collection[int]) -> None:
        for chunk_no in chunk_nos:
            self.length_sum -= self.lengths.pop(chunk_no, 0)
        for postings in self.postings.values():
            for chunk_no in chunk_nos:
                postings.pop(chunk_no, None)


class MemoryIndex:
    """LexicalIndex in dictionaries; meant for at most some ten thousand chunks."""

    def __init__(self, tokenizer: Tokenizer, *, background: TermStatistics | None = None) -> None:
        self._tokenizer = tokenizer
        self._background = background
        self._words = _Field()
        self._bigrams = _Field()
        self._documents: dict[int, str] = {}
        self._chunk_nos: dict[str, int] = {}

    def upsert(self, rows: Iterable[tuple[int, str, Chunk]]) -> None:
        """Add or replace (chunk_no, index_text, chunk); visible at once."""
        for chunk_no, indexed, chunk in rows:
            known = self._chunk_nos.get(chunk.chunk_id)
            if known is not None:
                self._drop([known])
            if chunk_no in self._documents:
                self._drop([chunk_no])
            self._words.add(chunk_no, self._tokenizer.words(indexed))
            self._bigrams.add(chunk_no, self._tokenizer.bigrams(indexed))
            self._documents[chunk_no] = chunk.document_id
            self._chunk_nos[chunk.chunk_id] = chunk_no

    def remove_document(self, document_id: str) -> None:
        """Forget every chunk of the document; unknown ids are ignored."""
        self._drop([chunk_no for chunk_no, owner in self._documents.items() if owner == document_id])

    def commit(self) -> None:
        """Do nothing: changes are visible at once."""

    def search_words(
        self, words: Sequence[str], top_k: int, *, only: Collection[str] | None = None, without: Collection[str] = ()
    ) -> list[ChunkScore]:
        """Rank by BM25 over words; `only` and `without` restrict to or leave out documents."""
        return self._search(self._words, words, top_k, only, without, word=True)

    def search_bigrams(
        self, bigrams: Sequence[str], top_k: int, *, only: Collection[str] | None = None, without: Collection[str] = ()
    ) -> list[ChunkScore]:
        """Rank by BM25 over character bigrams; `only` and `without` as in `search_words`."""
        return self._search(self._bigrams, bigrams, top_k, only, without, word=False)

    def count(self) -> int:
        """Return the number of chunks."""
        return len(self._documents)

    def word_frequency(self, word: str) -> int:
        """Return in how many chunks the word occurs."""
        return len(self._words.postings.get(word, ()))

    def bigram_frequency(self, bigram: str) -> int:
        """Return in how many chunks the bigram occurs."""
        return len(self._bigrams.postings.get(bigram, ()))

    def _drop(self, chunk_nos: Sequence[int]) -> None:
        if not chunk_nos:
            return
        gone = set(chunk_nos)
        self._words.drop(gone)
        self._bigrams.drop(gone)
        for chunk_no in gone:
            self._documents.pop(chunk_no, None)
        self._chunk_nos = {chunk_id: number for chunk_id, number in self._chunk_nos.items() if number not in gone}

    def _search(
        self,
        indexed: _Field,
        terms: Sequence[str],
        top_k: int,
        only: Collection[str] | None,
        without: Collection[str],
        *,
        word: bool,
    ) -> list[ChunkScore]:
        scores: dict[int, float] = defaultdict(float)
        mean_length = indexed.length_sum / max(1, len(indexed.lengths))
        for term in list(dict.fromkeys(terms))[:MAX_QUERY_TERMS]:
            postings = indexed.postings.get(term)
            if not postings:
                continue
            weight = self._weight(term, len(postings), word=word)
            for chunk_no, occurrences in postings.items():
                norm = K1 * (1 - B + B * indexed.lengths[chunk_no] / max(1.0, mean_length))
                scores[chunk_no] += weight * occurrences * (K1 + 1) / (occurrences + norm)
        allowed = [
            (chunk_no, score)
            for chunk_no, score in scores.items()
            if (only is None or self._documents[chunk_no] in only) and self._documents[chunk_no] not in without
        ]
        allowed.sort(key=lambda pair: (-pair[1], pair[0]))
        return [ChunkScore(chunk_no=chunk_no, score=score) for chunk_no, score in allowed[:top_k]]

    def _weight(self, term: str, frequency: int, *, word: bool) -> float:
        total = self.count()
        if self._background is not None:
            total += self._background.count()
            beyond = self._background.word_frequency(term) if word else self._background.bigram_frequency(term)
            frequency += beyond
        return inverse_frequency(total, frequency)
