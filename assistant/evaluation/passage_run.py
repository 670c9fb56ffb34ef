"""Rank a passage set with the product's own retrieval."""

from __future__ import annotations

import time

from assistant.evaluation.measures import ranking_measures
from assistant.evaluation.passage_base import PassageBase, Progress, passage_base
from assistant.evaluation.passage_sets import PassageSet
from kb.errors import InputRefused
from kb.protocols import Embedder

DEPTH = 10  # no measure looks deeper


def passage_figures(found: PassageSet, embedder: Embedder, stored: Progress, asked: Progress) -> dict[str, float | int]:
    """Return every measure by name, then `queries` and `seconds`, the time of storing and asking together.

    Args:
        stored: Gets (done, total) while passages are stored.
        asked: Gets (done, total) while questions are asked.
    """
    started = time.perf_counter()
    rankings: dict[str, list[str]] = {}
    with passage_base(found.passages, embedder, stored) as base:
        for done, (query_id, text) in enumerate(found.questions, start=1):
            rankings[query_id] = _ranking(base, text)
            asked(done, len(found.questions))
    measures = ranking_measures(found.grades, rankings)
    return {**measures, "queries": len(found.questions), "seconds": round(time.perf_counter() - started, 3)}


def _ranking(base: PassageBase, text: str) -> list[str]:
    try:
        return base.ids(base.search(base.understand(text), DEPTH))
    except InputRefused:  # empty or too long: nothing is found, which counts 0
        return []
