"""Family 未写实: instructions of a drafting guide and placeholders that were never replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.lint.plan_text import Hit, PlanText
from assistant.checking.outline import GUIDE_TEXT
from kb.records import SectionKind, Span

_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z])[XxＸ]{2,}(?![A-Za-z])|×{2,}|\*{3,}(?=[\u4e00-\u9fff])|〇{2,}|【(?:待补充|待定|此处)[^】\n]*】|（(?:待补充|待定|此处填写)[^）\n]*）"
)


def find(plan: PlanText) -> Iterator[Hit]:
    """Yield text that says what should be written instead of saying it; forms in annexes may have blanks."""
    if not plan.kind:
        return
    forms = [one for one in plan.document.sections if one.kind is SectionKind.APPENDIX]
    for found in GUIDE_TEXT.finditer(plan.body):
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        span = Span(start=start, end=found.end())
        yield Hit(rule_id="guide-text-left", span=span, message=f"照抄了编制要求：“{plan.words(span)}”")
    for found in _PLACEHOLDER.finditer(plan.body):
        if not any(one.start <= found.start() < one.end for one in forms):
            span = Span(start=found.start(), end=found.end())
            yield Hit(rule_id="placeholder-left", span=span, message=f"占位符“{found.group()}”没有填写")
