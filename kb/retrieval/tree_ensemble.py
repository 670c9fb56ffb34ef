"""Evaluate boosted regression trees with numpy: what the ranker's training writes down as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeEnsemble:
    """The sum of many small trees; every array has the shape (trees, nodes), node 0 is the root.

    Attributes:
        column: Which column of the input a node looks at; 0 at a leaf.
        limit: Values up to it go left, greater ones right; infinite at a leaf.
        left, right: The next node; a leaf leads to itself.
        value: What a leaf adds; 0 elsewhere.
        depth: Steps after which every path has reached its leaf.
    """

    column: NDArray[np.int64]
    limit: FloatArray
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: FloatArray
    depth: int

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]], columns: int) -> TreeEnsemble:
        """Check the arrays and join them.

        Args:
            columns: Of the inputs there will be.

        Raises:
            ValueError: Shapes differ, or a node or a column is out of range.
            KeyError: An array is missing.
        """
        column, left, right = (arrays[name].astype(np.int64) for name in ("column", "left", "right"))
        limit, value = arrays["limit"].astype(np.float64), arrays["value"].astype(np.float64)
        if column.ndim != 2 or len({part.shape for part in (column, left, right, limit, value)}) != 1:
            raise ValueError("the trees' arrays differ in shape")
        nodes = column.shape[1]
        if any(part.min() < 0 or part.max() >= nodes for part in (left, right)) or not 0 <= column.max() < columns:
            raise ValueError("a tree points outside its arrays")
        if not np.isfinite(value).all():
            raise ValueError("a leaf of a tree is not a number")
        return cls(column=column, limit=limit, left=left, right=right, value=value, depth=_depth(left, right))

    def sums(self, inputs: NDArray[np.float32]) -> FloatArray:
        """Return one value per row of `inputs`."""
        trees = np.arange(len(self.column))
        rows = np.arange(len(inputs))[:, None]
        node = np.zeros((len(inputs), len(trees)), np.int64)
        for _ in range(self.depth):
            goes_left = inputs[rows, self.column[trees, node]] <= self.limit[trees, node]
            node = np.where(goes_left, self.left[trees, node], self.right[trees, node])
        total: FloatArray = self.value[trees, node].sum(axis=1)
        return total


def _depth(left: NDArray[np.int64], right: NDArray[np.int64]) -> int:
    """Return how many steps reach every leaf, at most the number of nodes."""
    leaf = (left == np.arange(left.shape[1])) & (right == np.arange(left.shape[1]))
    reached = np.zeros(left.shape, np.bool_)
    reached[:, 0] = True
    for step in range(left.shape[1]):
        if leaf[reached].all():
            return step
        tree, node = np.nonzero(reached)
        reached = np.zeros_like(reached)
        reached[tree, left[tree, node]] = True
        reached[tree, right[tree, node]] = True
    raise ValueError("a tree runs in a circle")
