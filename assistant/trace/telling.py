"""A trace in Chinese, line by line: for the command line and the page."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.trace.records import AnswerTrace, TracedSource
from kb.records import STATUS_ZH, DocumentStatus

STATUSES_ZH = {"grounded": "有依据", "partial": "部分有依据", "no_evidence": "未找到依据"}
CHECKS_ZH = {
    "quotes": "引文与原文逐字一致",
    "in_force": "所引文本现行有效",
    "approved": "所引文档已审核",
    "sentences": "大模型的句子通过依据核对",
}


def status_zh(status: str) -> str:
    """Return how far an answer was backed, in Chinese."""
    return STATUSES_ZH.get(status, status)


def reasons_of(trace: AnswerTrace) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of what is told of an answer but for its sources; what does not apply is left out."""
    if trace.resolved_question.strip() != trace.question.strip():
        yield "理解为", trace.resolved_question
    yield "结论", status_zh(trace.status)
    yield (
        "方式",
        f"大模型 {trace.model_id}（提示词 {trace.prompt_id or '未编号'}）"
        if trace.model_id
        else "摘录原文，不经大模型",
    )
    if trace.as_of is not None:
        yield "以哪天为准", trace.as_of.isoformat()
    for check in trace.checks:
        yield CHECKS_ZH.get(check.name, check.name), f"{check.passed}/{check.total}"
    if trace.missing:
        yield "缺少", trace.missing
    if trace.notice:
        yield "提示", trace.notice
    yield "用时", f"{trace.seconds:.2f} 秒"
    yield "记录编号", trace.trace_id


def source_zh(source: TracedSource) -> str:
    """Return a source in one line: which words of which version."""
    number = f"（{source.number}）" if source.number else ""
    approved = "" if source.approved else "，未审核"
    standing = STATUS_ZH[DocumentStatus(source.standing)]
    place = f"第 {source.start}—{source.end} 字"
    return f"[{source.marker}]《{source.title}》{number}{source.path} {place}（{standing}{approved}；版本 {source.document_id[:8]}）"


def lines_of(trace: AnswerTrace) -> Iterator[str]:
    """Yield the lines of a trace for a terminal."""
    yield f"问：{trace.question}"
    yield f"答：{trace.text}"
    yield f"时间：{trace.at.astimezone():%Y-%m-%d %H:%M:%S}"
    for name, value in reasons_of(trace):
        yield f"{name}：{value}"
    for source in trace.sources:
        yield source_zh(source)
