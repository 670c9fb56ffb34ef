"""Trees as arrays: what they add, and arrays that are refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from kb.retrieval.tree_ensemble import TreeEnsemble

LEAF = np.inf


def arrays(**changed: object) -> dict[str, NDArray[Any]]:
    """Two trees: one asks column 0 and then column 1, the other is a single leaf."""
    made: dict[str, object] = {
        "column": [[0, 0, 1, 0, 0], [0, 0, 0, 0, 0]],
        "limit": [[0.5, LEAF, 2.0, LEAF, LEAF], [LEAF] * 5],
        "left": [[1, 1, 3, 3, 4], [0, 1, 2, 3, 4]],
        "right": [[2, 1, 4, 3, 4], [0, 1, 2, 3, 4]],
        "value": [[0, 10.0, 0, 20.0, 30.0], [0.25, 0, 0, 0, 0]],
    }
    return {name: np.array(value) for name, value in {**made, **changed}.items()}


def test_every_row_gets_the_sum_of_the_leaves_it_falls_into() -> None:
    trees = TreeEnsemble.from_arrays(arrays(), columns=2)
    rows = np.array([[0.5, 9.0], [0.6, 2.0], [0.6, 2.1]], np.float32)
    assert trees.sums(rows).tolist() == [10.25, 20.25, 30.25]
    assert trees.depth == 2


def test_arrays_that_are_no_trees_are_refused() -> None:
    with pytest.raises(ValueError, match="shape"):
        TreeEnsemble.from_arrays(arrays(value=[[0.0], [0.0]]), columns=2)
    with pytest.raises(ValueError, match="outside"):
        TreeEnsemble.from_arrays(arrays(left=[[1, 1, 3, 3, 9], [0, 1, 2, 3, 4]]), columns=2)
    with pytest.raises(ValueError, match="outside"):
        TreeEnsemble.from_arrays(arrays(), columns=1)
    with pytest.raises(ValueError, match="circle"):
        TreeEnsemble.from_arrays(arrays(left=[[1, 0, 3, 3, 4], [0, 1, 2, 3, 4]]), columns=2)
    with pytest.raises(ValueError, match="not a number"):
        TreeEnsemble.from_arrays(arrays(value=[[0, np.nan, 0, 1, 1], [0] * 5]), columns=2)
    with pytest.raises(KeyError):
        TreeEnsemble.from_arrays({name: one for name, one in arrays().items() if name != "limit"}, columns=2)
