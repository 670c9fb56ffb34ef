"""Family 责任主体: duties and decisions that nobody is named for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.lint.actors import names_actor
from assistant.checking.lint.plan_text import Hit, PlanText
from assistant.checking.outline import Part
from kb.records import Span

# A sentence that opens with the duty itself: 应当立即组织…, 须在…报告.
_DUTY = re.compile(
    r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]\s*|[-•*]\s*)?(?:应当|应(?![急对由变用付力聘])|必须|须|要(?![求点素害员是])|负责)"
    r"[^，。；\n]{0,12}(?:报告|上报|通知|通报|组织|启动|终止|疏散|撤离|转移|处置|救[援治护]|封[锁控]|切断|发布|调[度集配]|开展|检查|储备)"
)
_DECISIONS = "响应启动|启动响应|响应终止|应急结束|终止响应|应急终止|预警发布|预警解除|信息发布|响应调整|预警启动|新闻发布|信息报告|信息报送|事故报告"
_DECISION_HEADING = re.compile(rf"^(?:{_DECISIONS})[\u4e00-\u9fff]{{0,6}}$")
_DECIDES = re.compile(r"启动|终止|解除|宣布|发布|批准|报告|上报|结束|报送")
_SHORTEST = 12


def find(plan: PlanText) -> Iterator[Hit]:
    """Yield duties and decisions without a body."""
    for part in plan.leaves:
        words = plan.body[part.body : part.end]
        if _is_decision(part, words) and not names_actor(words):
            span = Span(start=part.start, end=max(part.body - 1, part.start + 1))
            yield Hit(rule_id="no-body-in-section", span=span, message=f"“{part.name}”没有写由谁决定或执行")
        else:
            yield from _duties(plan, part)


def _is_decision(part: Part, words: str) -> bool:
    plain = "".join(words.split())
    return len(plain) >= _SHORTEST and _DECISION_HEADING.match(part.name) is not None and bool(_DECIDES.search(words))


def _duties(plan: PlanText, part: Part) -> Iterator[Hit]:
    for sentence in plan.sentences(part.body, part.end):
        words = plan.body[sentence.start : sentence.end]
        if not _DUTY.match(words) or names_actor(words):
            continue
        above = _headings_above(plan, part) + plan.body[part.start : sentence.start]
        if not names_actor(above):
            yield Hit(rule_id="no-body", span=sentence, message=f"没有写由谁来做：“{plan.words(sentence)}”")


def _headings_above(plan: PlanText, part: Part) -> str:
    return "\n".join(one.name for one in plan.parts if one.start <= part.start < one.end)
