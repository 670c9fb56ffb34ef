"""Family 责任主体: duties and decisions that nobody is named for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.lint.actors import names_actor
from assistant.checking.lint.plan_text import Hit, PlanText
from assistant.checking.outline import Part
from kb.records import Span

# A sentence that opens with the duty itself: 应当立即组织…, 须在…报告. Whoever does it would stand before.
_DUTY = re.compile(
    r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]\s*|[-•*]\s*)?(?:应当|应(?![急对由变用付力聘])|必须|须|要(?![求点素害员是])|负责)"
    r"[^，。；\n]{0,20}?(?:报告|上报|通知|通报|组织|启动|终止|疏散|撤离|转移|处置|救[援治护]|封[锁控]|切断|发布|调[度集配]|开展|检查|储备)"
)
_NAMED_LATER = re.compile(r"(?:由|经)[^，。；\n]{2,24}")
_DECISIONS = "响应启动|启动响应|响应终止|应急结束|终止响应|应急终止|预警发布|预警解除|信息发布|响应调整|预警启动|新闻发布|信息报告|信息报送|事故报告"
_DECISION_HEADING = re.compile(
    rf"^(?!.*(?:要求|原则|条件|内容|形式|纪律)$)(?:应急|先期|预警)?(?:{_DECISIONS})[\u4e00-\u9fff]{{0,6}}$"
)
_DECIDES = re.compile(r"启动|终止|解除|宣布|发布|批准|报告|上报|结束|报送")
_SHORTEST = 12


def find(plan: PlanText) -> Iterator[Hit]:
    """Yield duties and decisions without a body."""
    if not plan.kind:
        return
    for part in plan.leaves:
        if _nobody_decides(plan, part):
            span = Span(start=part.start, end=max(part.body - 1, part.start + 1))
            yield Hit(rule_id="no-body-in-section", span=span, message=f"“{part.name}”没有写由谁决定或执行")
        else:
            yield from _duties(plan, part)


def _nobody_decides(plan: PlanText, part: Part) -> bool:
    """Tell whether a part about a decision has sentences that decide, and none of them says who."""
    if _DECISION_HEADING.match(part.name) is None:
        return False
    sentences = [plan.body[one.start : one.end] for one in plan.sentences(part.body, part.end)]
    deciding = [words for words in sentences if _DECIDES.search(words)]
    if len("".join("".join(sentences).split())) < _SHORTEST or not deciding:
        return False
    return not any(names_actor(words) for words in deciding)


def _duties(plan: PlanText, part: Part) -> Iterator[Hit]:
    for sentence in plan.sentences(part.body, part.end):
        words = plan.body[sentence.start : sentence.end]
        if not _DUTY.match(words) or _NAMED_LATER.search(words):
            continue
        above = "\n".join([*_headings_above(plan, part), plan.body[part.body : sentence.start]])
        if not names_actor(above):
            yield Hit(rule_id="no-body", span=sentence, message=f"没有写由谁来做：“{plan.words(sentence)}”")


def _headings_above(plan: PlanText, part: Part) -> Iterator[str]:
    """Yield the headings a part stands under and, for an item of a list, the line that introduces the list."""
    for one in plan.parts:
        if one.start <= part.start < one.end:
            yield one.name
            first = min((other.start for other in plan.parts if one.start < other.start), default=one.end)
            yield plan.body[one.body : min(first, one.end)] if one is not part else ""
