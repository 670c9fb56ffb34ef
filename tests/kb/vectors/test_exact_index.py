"""The part of the exact index that is its own: masks, incremental change, the truth in numbers."""

from __future__ import annotations

import numpy as np
import pytest

from kb.vectors import ExactIndex
from kb.vectors.exact_index import ONE_THREAD_ROWS, best


def unit_rows(count: int, dimension: int = 8, seed: int = 3) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_a_mask_leaves_rows_out() -> None:
    rows = unit_rows(50)
    index = ExactIndex.from_matrix(np.arange(100, 150, dtype=np.int64), rows)
    allowed = np.ones(50, dtype=np.bool_)
    allowed[7] = False
    assert index.search(rows[7], 1)[0].chunk_no == 107
    assert 107 not in [line.chunk_no for line in index.search(rows[7], 50, allowed=allowed)]


@pytest.mark.parametrize("count", [200, ONE_THREAD_ROWS + 10])
def test_small_and_large_matrices_give_the_true_order(count: int) -> None:
    rows = unit_rows(count)
    index = ExactIndex.from_matrix(np.arange(count, dtype=np.int64), rows)
    truth = np.argsort(-(rows.astype(np.float64) @ rows[5].astype(np.float64)))[:10]
    found = index.search(rows[5], 10)
    assert [line.chunk_no for line in found] == truth.tolist()
    assert found[0].score == pytest.approx(1.0, abs=1e-6)


def test_rows_are_replaced_dropped_and_kept_in_order() -> None:
    rows = unit_rows(6)
    index = ExactIndex.from_matrix(np.array([2, 4, 6, 8], dtype=np.int64), rows[:4])
    index.replace_rows([4], np.array([6, 5], dtype=np.int64), rows[4:])
    assert index.chunk_nos.tolist() == [2, 5, 6, 8]
    assert index.search(rows[4], 1)[0].chunk_no == 6
    assert index.search(rows[5], 1)[0].chunk_no == 5
    assert index.search(rows[0], 1)[0].chunk_no == 2


def test_a_view_taken_before_a_change_stays_whole() -> None:
    rows = unit_rows(4)
    index = ExactIndex.from_matrix(np.arange(4, dtype=np.int64), rows)
    numbers, scores = index.scores(rows[0])
    index.replace_rows([0, 1, 2], np.empty(0, np.int64), np.empty((0, 8), np.float32))
    assert len(numbers) == len(scores) == 4
    assert index.count() == 1


def test_equal_scores_come_in_ascending_order_of_chunk_no() -> None:
    scores = np.array([0.5, 0.5, 0.9], dtype=np.float32)
    found = best(np.array([30, 20, 10], dtype=np.int64), scores, 3)
    assert [line.chunk_no for line in found] == [10, 20, 30]
