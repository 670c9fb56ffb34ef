"""Family 模糊用语: words that stand where a body, a limit or a condition belongs; elsewhere they are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.lint.plan_text import Hit, PlanText
from kb.records import Span

_SOON = r"(?:及时|尽快|尽早|适时|第一时间)"
_VAGUE_LIMIT = re.compile(
    rf"{_SOON}(?:地|将[^，。；\n]{{1,16}}|向[^，。；\n]{{1,20}})?(?:报告|上报|报送|续报|汇报|反馈)"
)
_LIMIT = re.compile(r"(?:\d|[一二两三四五六七八九十半])\s*个?(?:小时|分钟|日|天|时)|立即|立刻|马上|随时|每[日天]")
_WHOM = r"(?:有关|相关)(?:部门|单位|方面|人员|领导|机构)"
_RECEIVER = re.compile(
    rf"(?:由|向|报(?:告|请|送)?|通知|通报|会同|联系|移交|交由|提请)(?:给|至)?(?:各|上级|当地|属地|政府|本单位|公司)?(?:的)?{_WHOM}(?!职责|规定|要求)"
)
_SUBJECT = re.compile(
    rf"^(?:[（(]?[\d一二三四五六七八九十]{{1,3}}[）)、.．]\s*)?(?:各|各级|政府)?{_WHOM}(?:应|要|须|必须|负责|立即|及时|按)"
)
_VAGUE_CONDITION = re.compile(
    r"(?:必要时|视情(?:况)?|酌情|适当时候|情况严重时|根据需要)[^，。；\n]{0,12}(?:启动|终止|疏散|撤离|转移|报告|上报|请求|升级|提级)"
)


def find(plan: PlanText) -> Iterator[Hit]:
    """Yield vague words that stand in place of something definite."""
    if not plan.kind:
        return
    for sentence in plan.sentences():
        words = plan.body[sentence.start : sentence.end]
        yield from _limits(sentence, words)
        yield from _bodies(plan, sentence, words)
        for found in _VAGUE_CONDITION.finditer(words):
            span = _at(sentence, found)
            yield Hit(rule_id="vague-condition", span=span, message=f"“{found.group()}”没有写什么情况下")


def _limits(sentence: Span, words: str) -> Iterator[Hit]:
    """A sentence that also gives a limit is definite."""
    found = _VAGUE_LIMIT.search(words)
    if found is None or _LIMIT.search(words):
        return
    yield Hit(rule_id="vague-limit", span=_at(sentence, found), message=f"“{found.group()}”没有写多长时间内")


def _bodies(plan: PlanText, sentence: Span, words: str) -> Iterator[Hit]:
    for found in [*_RECEIVER.finditer(words), *_SUBJECT.finditer(words)]:
        span = _at(sentence, found)
        yield Hit(rule_id="vague-body", span=span, message=f"“{plan.words(span)}”没有写是哪个部门或单位")


def _at(sentence: Span, found: re.Match[str]) -> Span:
    return Span(start=sentence.start + found.start(), end=sentence.start + found.end())
