"""Joining ranking lists."""

from __future__ import annotations

from kb.records import ChunkScore
from kb.retrieval.candidates import POOL, TOP_OF_EACH, Lists, gather, numbers_of


def ranking(*pairs: tuple[int, float]) -> list[ChunkScore]:
    return [ChunkScore(chunk_no=number, score=score) for number, score in pairs]


def test_scores_of_all_lists_stand_side_by_side() -> None:
    lists = Lists(
        words=ranking((1, 8.0), (2, 4.0)), bigrams=ranking((2, 10.0)), vectors=ranking((3, 0.7)), named=frozenset({2})
    )
    found = {one.chunk_no: one.signals for one in gather(lists, {1: 0.1, 2: 0.2, 3: 0.7})}
    assert (found[1].words, found[2].words, found[3].words) == (1.0, 0.5, 0.0)
    assert (found[1].bigrams, found[2].bigrams) == (0.0, 1.0)
    assert (found[1].cosine, found[3].cosine) == (0.1, 0.7)
    assert (found[1].named, found[2].named) == (0.0, 1.0)
    assert numbers_of(lists).tolist() == [1, 2, 3]


def test_the_pool_is_limited_but_keeps_the_best_of_each_list() -> None:
    words = ranking(*((number, 1000.0 - number) for number in range(500)))
    vectors = ranking(*((number, 0.1 - number / 1e6) for number in range(1000, 1100)))
    found = gather(Lists(words=words, bigrams=[], vectors=vectors), {line.chunk_no: line.score for line in vectors})
    numbers = {one.chunk_no for one in found}
    assert len(found) == POOL
    assert set(range(TOP_OF_EACH)) <= numbers
    assert set(range(1000, 1000 + TOP_OF_EACH)) <= numbers


def test_a_clause_asked_for_is_a_candidate_though_no_list_has_it() -> None:
    found = gather(Lists(words=ranking((1, 1.0)), bigrams=[], vectors=[], clause=(77,)), {})
    assert {one.chunk_no: one.signals.clause for one in found} == {1: 0.0, 77: 1.0}


def test_no_lists_no_candidates() -> None:
    assert gather(Lists(words=[], bigrams=[], vectors=[]), {}) == []
