"""What every LexicalIndex does, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kb.index_text import index_text
from kb.lexical import MemoryIndex, TantivyIndex
from kb.records import Chunk
from kb.text import default_tokenizer
from tests.builders import make_chunk

Index = MemoryIndex | TantivyIndex
TOKENIZER = default_tokenizer()
FLOOD, QUAKE, FIRE = "f" * 32, "e" * 32, "a" * 32


def in_memory(folder: Path) -> Index:
    return MemoryIndex(TOKENIZER)


def on_disk(folder: Path) -> Index:
    return TantivyIndex(folder / "lexical-000001", TOKENIZER, writable=True)


@pytest.fixture(params=[in_memory, on_disk], ids=["memory", "tantivy"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Index:
    """An empty index of each kind."""
    make: Callable[[Path], Index] = request.param
    return make(tmp_path)


def row(chunk_no: int, text: str, document_id: str = FLOOD, start: int = 0) -> tuple[int, str, Chunk]:
    """A row to upsert, without title and headings."""
    chunk = make_chunk(text, document_id=document_id, start=start, heading_path=())
    return chunk_no, index_text("", (), text), chunk


def fill(index: Index) -> None:
    """Three chunks of two documents."""
    index.upsert(
        [
            row(1, "汛期发现堤防险情，应当立即报告防汛指挥部。"),
            row(2, "防汛物资由水务局储备。", start=100),
            row(3, "地震后立即搜救被埋压人员。", QUAKE),
        ]
    )
    index.commit()


def words(text: str) -> list[str]:
    return TOKENIZER.query_words(text)


def numbers(index: Index, text: str, top_k: int = 10) -> list[int]:
    return [line.chunk_no for line in index.search_words(words(text), top_k)]


def test_an_empty_index_finds_nothing(index: Index) -> None:
    assert index.search_words(["防汛"], 5) == []
    assert index.search_bigrams(["防汛"], 5) == []
    assert index.count() == 0


def test_the_chunk_with_more_of_the_words_comes_first(index: Index) -> None:
    fill(index)
    assert numbers(index, "堤防险情向防汛指挥部报告") == [1, 2]
    scores = [line.score for line in index.search_words(words("堤防险情向防汛指挥部报告"), 10)]
    assert scores == sorted(scores, reverse=True)
    assert scores[1] > 0


def test_bigrams_find_words_the_cutter_would_split_otherwise(index: Index) -> None:
    fill(index)
    assert [line.chunk_no for line in index.search_bigrams(TOKENIZER.bigrams("被埋压"), 10)] == [3]


def test_top_k_is_kept(index: Index) -> None:
    fill(index)
    assert numbers(index, "立即", top_k=1) in ([1], [3])
    assert index.search_words(words("立即"), 0) == []


def test_no_terms_find_nothing(index: Index) -> None:
    fill(index)
    assert index.search_words([], 5) == []


def test_a_repeated_term_counts_once(index: Index) -> None:
    fill(index)
    assert index.search_words(["防汛", "防汛"], 5) == index.search_words(["防汛"], 5)


def test_upsert_replaces_a_chunk_of_the_same_id(index: Index) -> None:
    fill(index)
    chunk = row(2, "防汛物资由水务局储备。", start=100)[2]
    index.upsert([(9, "防汛沙袋由水务局储备。", chunk)])
    index.commit()
    assert index.count() == 3
    assert numbers(index, "沙袋") == [9]
    assert numbers(index, "物资") == []


def test_upserting_twice_changes_nothing(index: Index) -> None:
    fill(index)
    before = index.search_words(words("防汛指挥部"), 5)
    index.upsert([row(1, "汛期发现堤防险情，应当立即报告防汛指挥部。")])
    index.commit()
    assert index.count() == 3
    assert [line.chunk_no for line in index.search_words(words("防汛指挥部"), 5)] == [line.chunk_no for line in before]


def test_a_removed_document_is_gone(index: Index) -> None:
    fill(index)
    index.remove_document(FLOOD)
    index.remove_document("0" * 32)
    index.commit()
    assert index.count() == 1
    assert numbers(index, "防汛物资") == []
    assert numbers(index, "地震") == [3]


def test_documents_can_be_allowed_and_left_out(index: Index) -> None:
    fill(index)
    asked = words("立即报告 搜救")
    assert [line.chunk_no for line in index.search_words(asked, 5, only={QUAKE})] == [3]
    assert [line.chunk_no for line in index.search_words(asked, 5, without={QUAKE})] == [1]
    assert index.search_words(asked, 5, only=set()) == []
    assert [line.chunk_no for line in index.search_bigrams(["立即"], 5, only={FLOOD, QUAKE}, without={FLOOD})] == [3]


def test_restricting_documents_does_not_change_scores(index: Index) -> None:
    fill(index)
    free = {line.chunk_no: line.score for line in index.search_words(words("地震搜救"), 5)}
    held = index.search_words(words("地震搜救"), 5, only={QUAKE})
    assert held[0].score == pytest.approx(free[3], rel=1e-5)


def test_frequencies_count_chunks(index: Index) -> None:
    fill(index)
    assert index.word_frequency("防汛") == 2
    assert index.word_frequency("火箭") == 0
    assert index.bigram_frequency("立即") == 2


def test_terms_with_odd_characters_are_ordinary_terms(index: Index) -> None:
    index.upsert([row(1, '执行 GB/T 29639-2020 与 "引号" AND (括号)。', FIRE)])
    index.commit()
    for word in words("GB/T 29639-2020 AND"):
        assert [line.chunk_no for line in index.search_words([word], 5)] == [1], word


def test_both_kinds_rank_alike(tmp_path: Path) -> None:
    memory, disk = in_memory(tmp_path), on_disk(tmp_path)
    for one in (memory, disk):
        fill(one)
    for text in ("立即报告防汛指挥部", "物资储备", "搜救人员"):
        found = [line.chunk_no for line in memory.search_words(words(text), 5)]
        assert found == [line.chunk_no for line in disk.search_words(words(text), 5)]
