"""The measures of the comparison with other libraries."""

from __future__ import annotations

import pytest

from benchmarks.peers import figures, within_budget

LENGTHS = {"a": 900, "b": 700, "c": 500, "long": 4_000}


@pytest.mark.parametrize(
    ("ranking", "kept"),
    [
        (["a", "c", "b"], ["a", "c"]),
        (["a", "b", "c"], ["a"]),
        (["long", "c"], ["long"]),
        ([], []),
    ],
)
def test_evidence_ends_where_the_next_passage_would_not_fit(ranking: list[str], kept: list[str]) -> None:
    assert within_budget(ranking, LENGTHS) == kept


def test_a_right_passage_beyond_the_budget_does_not_count_there() -> None:
    right = [frozenset({"c"}), frozenset({"a"})]
    assert figures([["a", "b", "c"], ["a", "b"]], right, LENGTHS) == [0.5, 1.0, 1.0, 0.5]
