"""What every VectorIndex does, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kb.vectors import ChromaIndex, ExactIndex

Index = ExactIndex | ChromaIndex
DIMENSION = 16
FLOOD, QUAKE = "f" * 32, "e" * 32


def exact(folder: Path) -> Index:
    return ExactIndex(DIMENSION)


def chroma(folder: Path) -> Index:
    return ChromaIndex(folder / "vectors-000001", create=True)


@pytest.fixture(params=[exact, chroma], ids=["exact", "chroma"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    """An empty index of each kind."""
    make: Callable[[Path], Index] = request.param
    made = make(tmp_path)
    yield made
    if isinstance(made, ChromaIndex):
        made.close()


def unit(axis: int, other: int = 0, share: float = 0.0) -> NDArray[np.float32]:
    """A unit vector along one axis, leaning towards another by `share`."""
    vector = np.zeros(DIMENSION, dtype=np.float32)
    vector[axis] = np.sqrt(1 - share**2)
    vector[other] += share
    return vector


def fill(index: Index) -> None:
    """Three vectors of two documents."""
    index.upsert(
        [
            (1, f"{FLOOD}:0-10", FLOOD, unit(1)),
            (2, f"{FLOOD}:10-20", FLOOD, unit(1, 2, 0.6)),
            (3, f"{QUAKE}:0-10", QUAKE, unit(3)),
        ]
    )


def test_an_empty_index_finds_nothing(index: Index) -> None:
    assert index.search(unit(1), 5) == []
    assert index.count() == 0


def test_the_nearest_comes_first_and_the_score_is_the_cosine(index: Index) -> None:
    fill(index)
    found = index.search(unit(1), 2)
    assert [line.chunk_no for line in found] == [1, 2]
    assert [line.score for line in found] == pytest.approx([1.0, 0.8], abs=1e-5)


def test_top_k_larger_than_the_index_is_no_error(index: Index) -> None:
    fill(index)
    assert sorted(line.chunk_no for line in index.search(unit(2), 50)) == [1, 2, 3]
    assert index.search(unit(2), 0) == []


def test_upsert_replaces_by_chunk_id(index: Index) -> None:
    fill(index)
    index.upsert([(7, f"{FLOOD}:0-10", FLOOD, unit(5))])
    assert index.count() == 3
    assert index.search(unit(5), 1)[0].chunk_no == 7
    assert [line.chunk_no for line in index.search(unit(1), 1)] == [2]


def test_upserting_twice_changes_nothing(index: Index) -> None:
    fill(index)
    fill(index)
    assert index.count() == 3
    assert [line.chunk_no for line in index.search(unit(1), 3)][:2] == [1, 2]


def test_a_removed_document_is_gone(index: Index) -> None:
    fill(index)
    index.remove_document(FLOOD)
    index.remove_document("0" * 32)
    assert index.count() == 1
    assert [line.chunk_no for line in index.search(unit(1), 5)] == [3]


def test_a_vector_of_zeros_can_be_stored(index: Index) -> None:
    fill(index)
    index.upsert([(4, f"{QUAKE}:10-20", QUAKE, np.zeros(DIMENSION, dtype=np.float32))])
    assert index.count() == 4
    assert index.search(unit(3), 1)[0].chunk_no == 3


def test_many_rows_in_one_call_are_all_found(index: Index) -> None:
    generator = np.random.default_rng(7)
    vectors = generator.standard_normal((2_500, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    index.upsert((number, f"{number:032x}:0-1", f"{number:032x}", vector) for number, vector in enumerate(vectors))
    assert index.count() == 2_500
    sample = range(0, 2_500, 125)
    assert [index.search(vectors[number], 1)[0].chunk_no for number in sample] == list(sample)
