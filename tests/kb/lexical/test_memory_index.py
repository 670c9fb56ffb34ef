"""The part of the in-memory index that is its own: scores beside a large index."""

from __future__ import annotations

from kb.index_text import index_text
from kb.lexical import MemoryIndex, inverse_frequency
from kb.text import default_tokenizer
from tests.builders import make_chunk

TOKENIZER = default_tokenizer()


class CommonWords:
    """A base of 1,000 chunks in which every chunk says 应当."""

    def count(self) -> int:
        return 1_000

    def word_frequency(self, word: str) -> int:
        return 1_000 if word == "应当" else 0

    def bigram_frequency(self, bigram: str) -> int:
        return 1_000 if bigram == "应当" else 0


def test_words_common_in_the_whole_base_weigh_little() -> None:
    alone, beside = MemoryIndex(TOKENIZER), MemoryIndex(TOKENIZER, background=CommonWords())
    for index in (alone, beside):
        for number, text in enumerate(("应当报告", "储备物资"), start=1):
            chunk = make_chunk(text, start=number * 10)
            index.upsert([(number, index_text("", (), text), chunk)])

    assert beside.search_words(["应当"], 5)[0].score < 0.1 * alone.search_words(["应当"], 5)[0].score
    assert beside.search_words(["物资"], 5)[0].score > alone.search_words(["物资"], 5)[0].score


def test_idf_falls_with_frequency_and_stays_positive() -> None:
    weights = [inverse_frequency(100, frequency) for frequency in (0, 1, 50, 100, 200)]
    assert weights == sorted(weights, reverse=True)
    assert weights[3] == weights[4] > 0
