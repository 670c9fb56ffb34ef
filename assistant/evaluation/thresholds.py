"""Figures that must be reached, and what is said when they are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.errors import InputRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A figure with its option.

    Attributes:
        key: Name of the figure.
        most: The figure may not be above the limit; otherwise not below it.
        passages: Also measured on passage sets.
    """

    option: str
    key: str
    label: str
    most: bool = False
    passages: bool = False


THRESHOLDS = (
    Threshold(option="--min-right", key="answer_accuracy", label="回答正确率"),
    Threshold(option="--min-citations", key="citation_precision", label="引文准确率"),
    Threshold(option="--min-refusal-precision", key="refusal_precision", label="拒答准确率"),
    Threshold(option="--min-refusal-recall", key="refusal_recall", label="拒答召回率"),
    Threshold(option="--max-wrong-refusals", key="wrongly_refused", label="误拒率", most=True),
    Threshold(option="--min-ndcg10", key="nDCG@10", label="nDCG@10", passages=True),
    Threshold(option="--min-rr10", key="RR@10", label="RR@10", passages=True),
    Threshold(option="--min-hit1", key="hit@1", label="hit@1", passages=True),
    Threshold(option="--min-hit5", key="hit@5", label="hit@5", passages=True),
    Threshold(option="--min-hit10", key="hit@10", label="hit@10", passages=True),
    Threshold(option="--max-p95-ms", key="p95_ms", label="用时 p95（毫秒）", most=True),
)


def shortfalls(figures: Mapping[str, float | int | None], limits: Mapping[Threshold, float]) -> list[str]:
    """Return a Chinese sentence for every limit that is missed; a figure that was not measured misses its limit."""
    return [
        f"未达标：{one.label} {value_text(figures.get(one.key))}，要求{'不高于' if one.most else '不低于'} {limit:g}。"
        for one, limit in limits.items()
        if not _met(figures.get(one.key), one, limit)
    ]


def require_measurable(limits: Mapping[Threshold, float]) -> None:
    """Refuse limits that a passage set cannot be held to.

    Raises:
        InputRefused: One of them is about answers.
    """
    for one in limits:
        if not one.passages:
            raise InputRefused(f"{one.option} 只用于问答评测；评测段落集时可用 {_passage_options()}。")


def value_text(value: float | int | None) -> str:
    """Return a figure with three decimals, "–" for one that was not measured."""
    return "–" if value is None else f"{value:.3f}"


def _met(value: float | int | None, threshold: Threshold, limit: float) -> bool:
    if value is None:
        return False
    return value <= limit if threshold.most else value >= limit


def _passage_options() -> str:
    return "、".join(one.option for one in THRESHOLDS if one.passages)
