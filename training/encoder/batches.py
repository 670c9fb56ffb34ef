"""Draw training batches: blocks of neighbouring rows, with queries cut from the passages themselves.

Besides the given query, a row may use a span of its own passage as the query; sometimes that span is taken
out of the passage (the inverse cloze task), so the model learns both word match and what goes together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How one group of rows is drawn.

    Attributes:
        share: Part of a batch's blocks that come from this group.
        span: Probability that the query is a span of the passage instead of the given query.
        cut: Probability that such a span is removed from the passage.
        prefix: Probability that the given query (a title) is put before the passage of a span query.
        join: Probability that the neighbouring row's passage is added, so that the answer is a part of the text.
        block: Number of neighbouring rows drawn together.
    """

    share: float
    span: float = 0.0
    cut: float = 0.0
    prefix: float = 0.0
    join: float = 0.0
    block: int = 64


RECIPES = {
    "statute": Recipe(share=0.37, span=0.75, cut=0.3, prefix=0.5, join=0.5, block=16),
    "plan": Recipe(share=0.01, span=1.0, cut=0.4, block=16),
    "regulation": Recipe(share=0.16, span=0.1, join=0.5),
    "exam": Recipe(share=0.08, join=0.5, block=32),
    "reading": Recipe(share=0.14, span=0.2, cut=0.3),
    "news": Recipe(share=0.09, span=0.4, cut=0.4),
    "legal": Recipe(share=0.06, span=0.2, cut=0.3),
    "paraphrase": Recipe(share=0.07),
    "taxonomy": Recipe(share=0.02, block=16),
}
_SPAN_TOKENS = (3, 24)
_WORD_DROPOUT = 0.15
_MAX_PASSAGE_TOKENS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Flat token ids of both sides; ``keys`` is equal for rows whose passages are equal."""

    query_ids: IntArray
    query_offsets: IntArray
    passage_ids: IntArray
    passage_offsets: IntArray
    keys: IntArray


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    queries: NDArray[np.int32]
    query_offsets: IntArray
    passages: NDArray[np.int32]
    passage_offsets: IntArray
    recipe: Recipe

    def __len__(self) -> int:
        return len(self.query_offsets) - 1


class BatchSource:
    """Draw batches without end from the arrays that ``pairs`` wrote."""

    def __init__(self, path: Path, *, batch_size: int, seed: int, recipes: Mapping[str, Recipe] = RECIPES) -> None:
        arrays = np.load(path)
        self._groups = [
            _Group(
                queries=arrays[f"{name}_q"],
                query_offsets=arrays[f"{name}_q_offsets"],
                passages=arrays[f"{name}_p"],
                passage_offsets=arrays[f"{name}_p_offsets"],
                recipe=recipe,
            )
            for name, recipe in recipes.items()
        ]
        weights = np.array([group.recipe.share / group.recipe.block for group in self._groups])
        self._weights = weights / weights.sum()
        self._batch_size = batch_size
        self._rng = np.random.default_rng(seed)

    def __iter__(self) -> Iterator[Batch]:
        while True:
            yield self._draw()

    def _draw(self) -> Batch:
        queries: list[NDArray[np.int32]] = []
        passages: list[NDArray[np.int32]] = []
        keys: list[int] = []
        while len(queries) < self._batch_size:
            group = self._groups[self._rng.choice(len(self._groups), p=self._weights)]
            start = int(self._rng.integers(0, len(group)))
            for row in range(start, min(start + group.recipe.block, len(group))):
                query = group.queries[group.query_offsets[row] : group.query_offsets[row + 1]]
                passage = group.passages[group.passage_offsets[row] : group.passage_offsets[row + 1]]
                keys.append(hash(passage.tobytes()))
                query, passage = self._shape(query, passage, group.recipe)
                if self._rng.random() < group.recipe.join:
                    passage = self._join(group, row, passage)
                queries.append(query)
                passages.append(passage)
        size = self._batch_size
        return Batch(
            query_ids=np.concatenate(queries[:size]).astype(np.int64),
            query_offsets=_offsets(queries[:size]),
            passage_ids=np.concatenate(passages[:size]).astype(np.int64),
            passage_offsets=_offsets(passages[:size]),
            keys=np.array(keys[:size], np.int64),
        )

    def _shape(
        self, query: NDArray[np.int32], passage: NDArray[np.int32], recipe: Recipe
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        rng = self._rng
        if rng.random() < recipe.span and len(passage) > 2 * _SPAN_TOKENS[0]:
            title = query
            length = min(int(rng.integers(*_SPAN_TOKENS)), len(passage) // 2)
            start = int(rng.integers(0, len(passage) - length + 1))
            query = passage[start : start + length]
            if rng.random() < recipe.cut:
                passage = np.concatenate((passage[:start], passage[start + length :]))
            if rng.random() < recipe.prefix:
                passage = np.concatenate((title, passage))
        return self._drop(query), self._drop(passage)

    def _join(self, group: _Group, row: int, passage: NDArray[np.int32]) -> NDArray[np.int32]:
        """Add one to four rows of the same source that are not in this block, as a chunk holds more than its answer."""
        first = min(row + group.recipe.block + int(self._rng.integers(0, 8)), len(group) - 1)
        last = min(first + int(self._rng.integers(1, 5)), len(group))
        following = group.passages[group.passage_offsets[first] : group.passage_offsets[last]]
        return np.concatenate((passage, following))[:_MAX_PASSAGE_TOKENS]

    def _drop(self, ids: NDArray[np.int32]) -> NDArray[np.int32]:
        kept = ids[self._rng.random(len(ids)) >= _WORD_DROPOUT]
        return kept if len(kept) else ids


def _offsets(rows: list[NDArray[np.int32]]) -> IntArray:
    lengths = np.fromiter(map(len, rows), np.int64, len(rows))
    return np.cumsum(lengths) - lengths
