"""Measures of rankings, computed by ir-measures (trec_eval's definitions)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

# Ours → theirs. A query without any result counts 0 in every measure.
NAMES = {
    "nDCG@10": "nDCG@10",
    "RR@10": "RR@10",
    "R@5": "R@5",
    "R@10": "R@10",
    "hit@1": "Success@1",
    "hit@5": "Success@5",
    "hit@10": "Success@10",
}

Grades = Mapping[str, Mapping[str, int]]


def ranking_measures(grades: Grades, rankings: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Return each measure's mean over all judged queries; empty when no query is judged.

    Args:
        grades: Query id → item id → grade, above 0 for relevant.
        rankings: Query id → item ids, best first, none twice; a judged query may be missing and counts 0.
    """
    import ir_measures

    if not grades:
        return {}
    measures = {name: ir_measures.parse_measure(theirs) for name, theirs in NAMES.items()}
    # Distinct scores: ties would be put in another order.
    run = {key: {item: float(-rank) for rank, item in enumerate(rankings.get(key, ()))} for key in grades}
    values: dict[str, list[float]] = {theirs: [] for theirs in NAMES.values()}
    for found in ir_measures.iter_calc(measures.values(), dict(grades), run):
        values[str(found.measure)].append(found.value)
    return {name: math.fsum(values[theirs]) / len(grades) for name, theirs in NAMES.items()}


def middle(values: Sequence[float], share: float) -> float:
    """Return the value below which about this share of the values lies; 0 when there is none."""
    ordered = sorted(values)
    return ordered[int(share * (len(ordered) - 1))] if ordered else 0.0
