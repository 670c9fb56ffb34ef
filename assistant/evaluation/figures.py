"""Figures of a run: shares between 0 and 1, times in milliseconds; None where nothing could be judged."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from assistant.evaluation.measures import middle, ranking_measures
from assistant.evaluation.orders import ORDERS, READER
from assistant.evaluation.records import Asked, span_id

Figures = dict[str, float | int | None]


def share(part: int, whole: int) -> float | None:
    """Return part / whole, None when there is nothing to take a share of."""
    return part / whole if whole else None


def answer_figures(asked: Sequence[Asked]) -> Figures:
    """Return counts, accuracy, citations, refusals and latency."""
    answerable = [one for one in asked if not one.unanswerable]
    absent = [one for one in asked if one.unanswerable]
    answers = [one.answer for one in asked if one.answer is not None]
    cited = sum(len(answer.citations) for answer in answers)
    times = [1000 * answer.seconds for answer in answers]
    refused_rightly = sum(one.refused for one in absent)
    return {
        "questions": len(asked),
        "answerable": len(answerable),
        "right": sum(one.right for one in answerable),
        "answer_accuracy": share(sum(one.right for one in answerable), len(answerable)),
        "wrongly_refused": share(sum(one.refused for one in answerable), len(answerable)),
        "unanswerable": len(absent),
        "refusal_precision": share(refused_rightly, sum(one.refused for one in asked)),
        "refusal_recall": share(refused_rightly, len(absent)),
        "citations": cited,
        "citations_at_place": share(sum(one.citations_at_place for one in asked), cited),
        "citation_precision": share(sum(one.citations_right for one in asked), cited),
        "p50_ms": statistics.median(times) if times else None,
        "p95_ms": middle(times, 0.95) if times else None,
    }


def ablation_figures(asked: Sequence[Asked]) -> dict[str, Figures]:
    """Return, for every order, its measures over the questions with gold spans and the accuracy of what it shows.

    Without the reader what is shown is the best passage, cut to the length of an answer.
    """
    judged = [one for one in asked if one.question.spans]
    answerable = [one for one in asked if not one.unanswerable]
    grades = {
        str(row): {span_id(position): 1 for position in range(len(one.question.spans))}
        for row, one in enumerate(judged)
    }
    table: dict[str, Figures] = {}
    for name in ORDERS:
        rankings = {str(row): one.rankings.get(name, ()) for row, one in enumerate(judged)}
        shown = [one.right if name == READER else one.passage_right.get(name, False) for one in answerable]
        measured: Figures = dict(ranking_measures(grades, rankings))
        table[name] = {**measured, "answer_accuracy": share(sum(shown), len(shown))}
    return table


def kind_figures(asked: Sequence[Asked]) -> dict[str, tuple[int, int]]:
    """Return (right, asked) per kind of question, sorted by kind; empty when no question names its kind."""
    kinds = sorted({one.question.kind for one in asked if one.question.kind})
    groups = {kind: [one.right for one in asked if one.question.kind == kind] for kind in kinds}
    return {kind: (sum(rights), len(rights)) for kind, rights in groups.items()}
